import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "../../site/scripts/start/ports.ts";
import { watchHeap } from "../faults/heap.ts";
import { type Rig, startRig } from "../faults/rig.ts";
import { signIn } from "../faults/sign-in.ts";
import { ownerToken } from "../faults/stage.ts";
import { builtCatalog } from "../support/answers.ts";
import { builtAssets, bundledWorker, root } from "../support/bundle.ts";
import { openDatabase } from "../support/database-file.ts";
import type { RuntimeOptions } from "../support/runtime.ts";
import { idOf } from "./crowd.ts";
import { deskPages } from "./desk-pages.ts";
import { addCrowd } from "./many-leads.ts";
import { kept, type Section } from "./table.ts";

/** Milliseconds within which 95 of 100 requests are answered, and the most queries that one may ask. */
const budget = { p95: 200, queries: 50, memory: 128 };

interface Timing {
  address: string;
  status: number;
  queries: number;
  times: number[];
  /** The same statements in plain SQLite, together. */
  floor: number;
}

/** Every page of the desk, and the file of all leads, over a crowd of `leads`. */
export async function deskSection({
  leads,
  requests,
}: {
  leads: number;
  requests: number;
}): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-desk-"));
  try {
    return await measured(folder, leads, requests);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(folder: string, leads: number, requests: number): Promise<Section> {
  const catalog = builtCatalog();
  const inspectorPort = await freePort();
  const options: RuntimeOptions = {
    ...(await bundledWorker(join(folder, "rig"), join(root, "test/support/worker-rig.ts"))),
    database: join(folder, "database"),
    migrations: join(root, "worker/migrations"),
    assets: builtAssets(),
    vars: { TOKEN_SECRET: "0".repeat(64), OWNER_TOKEN: ownerToken, PUBLIC_URL: catalog.site.url },
  };
  await (await startRig(options)).stop();
  const began = performance.now();
  const db = openDatabase(options.database);
  addCrowd(db, { catalog, leads, submissions: leads * 3, seed: 1, now: Date.now() });
  const coupon = db.prepare("SELECT code FROM coupon LIMIT 1").get()?.code;
  // Readers beside a runtime that writes are another matter than two writers: they get a copy.
  const copy = join(folder, "copy.sqlite");
  db.exec(`VACUUM INTO '${copy}'`);
  db.close();
  const seeded = (performance.now() - began) / 1000;
  const rig = await startRig({ ...options, inspectorPort });
  const plain = new DatabaseSync(copy, { readOnly: true });
  try {
    const cookie = await signIn({ direct: rig.direct, publicUrl: catalog.site.url });
    const pages = deskPages({
      lead: idOf("l", 0),
      coupon: String(coupon),
      member: idOf("p", 1),
      receipt: "1",
      cost: idOf("c", 0),
    });
    const timings: Timing[] = [];
    for (const address of Object.values(pages).flat())
      timings.push(await timePage({ rig, plain, cookie, address, requests }));
    const shown = await countShown(rig, cookie);
    const file = await takeFile(rig, catalog.site.url, cookie, inspectorPort);
    return {
      title: `The desk over ${leads} leads and ${leads * 3} submissions (ms, ${requests} requests each; made in ${seeded.toFixed(0)} s)`,
      headers: ["page", "p50", "p95", "most", "plain SQLite", "queries", "kept"],
      rows: [...timings.map(rowOf), file],
      notes: [
        `Leads that the list counts: ${shown}; in the database: ${leads}.`,
        "Plain SQLite: the page's own statements with the same values, on the same rows, in this process.",
      ],
    };
  } finally {
    plain.close();
    await rig.stop();
  }
}

interface Ask {
  rig: Rig;
  plain: DatabaseSync;
  cookie: string;
  address: string;
  requests: number;
}

async function timePage({ rig, plain, cookie, address, requests }: Ask): Promise<Timing> {
  const ask = () => fetch(`${rig.direct}${address}`, { headers: { cookie }, redirect: "manual" });
  await rig.asked();
  await rig.order({});
  const first = await ask();
  await first.text();
  const { statements } = await rig.order({});
  const asked = await rig.asked();
  const times: number[] = [];
  for (let turn = 0; turn < requests; turn += 1) {
    const start = performance.now();
    await (await ask()).text();
    times.push(performance.now() - start);
  }
  const start = performance.now();
  for (const { sql, values } of asked)
    if (/^\s*(select|with)\b/i.test(sql)) plain.prepare(sql).all(...values);
  return {
    address,
    status: first.status,
    queries: statements,
    times: times.sort((a, b) => a - b),
    floor: performance.now() - start,
  };
}

function rowOf({ address, status, queries, times, floor }: Timing): string[] {
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const holds = status === 200 && at(0.95) < budget.p95 && queries <= budget.queries;
  return [
    status === 200 ? address : `${address} (${status})`,
    ...[at(0.5), at(0.95), at(1), floor].map((figure) => figure.toFixed(1)),
    String(queries),
    kept(holds),
  ];
}

/** The number of leads that the list says there are. */
async function countShown(rig: Rig, cookie: string): Promise<string> {
  const html = await (await fetch(`${rig.direct}/admin/leads`, { headers: { cookie } })).text();
  return (
    /(\d{1,3}(?:\.\d{3})+|\d{2,})/.exec(html.slice(html.indexOf("<h1")).replace(/<[^>]*>/g, " "))?.[0] ??
    "none"
  );
}

/** The file of all leads: how large, how long, how many queries, and how much memory the Worker held. */
async function takeFile(rig: Rig, origin: string, cookie: string, inspectorPort: number): Promise<string[]> {
  const memory = await watchHeap(inspectorPort, "imbuto");
  await rig.order({});
  const start = performance.now();
  const answer = await fetch(`${rig.direct}/admin/leads.csv`, {
    method: "POST",
    headers: { cookie, origin, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ token: ownerToken }),
  });
  let bytes = 0;
  for await (const piece of answer.body ?? []) bytes += piece.length;
  const seconds = (performance.now() - start) / 1000;
  const { statements } = await rig.order({});
  const { peak } = await memory.end();
  const holds = answer.ok && statements <= budget.queries && peak < budget.memory;
  return [
    `CSV of all: ${(bytes / 1e6).toFixed(1)} MB, ${peak.toFixed(0)} MB held`,
    ...["", "", (seconds * 1000).toFixed(0), "", String(statements), kept(holds)],
  ];
}
