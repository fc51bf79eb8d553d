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
import { type Runtime, type RuntimeOptions, startRuntime } from "../support/runtime.ts";
import { idOf } from "./crowd.ts";
import { deskPages } from "./desk-pages.ts";
import { addCrowd } from "./many-leads.ts";
import { sentCampaign } from "./many-mailings.ts";
import { kept, type Section } from "./table.ts";

/** Milliseconds within which 95 of 100 requests are answered, and the most queries that one may ask. */
const budget = { p95: 200, queries: 50, memory: 128 };

/** Files of submissions, and how many queries each may ask: a whole one is for plans that allow a thousand. */
const files = [
  { name: "CSV, first part", format: "csv", part: "1", most: budget.queries },
  { name: "XLSX, first part", format: "xlsx", part: "1", most: budget.queries },
  { name: "CSV, all in one", format: "csv", part: "", most: 1000 },
];

/** What a crowd has beside one page of each kind: a campaign that went out to all of it, and its figures. */
const morePages = [
  `/admin/mail/campaigns/${sentCampaign}`,
  `/admin/mail/figures?mailing=campaigns/${sentCampaign}`,
  "/admin/leads?segment=venuti-una-volta",
  "/admin/leads?where=consent.marketing~is~confirmed%3Bmarket~is~b2b",
];

interface Timing {
  address: string;
  status: number;
  queries: number;
  /** Rows that D1 read. */
  read: number;
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
      import: idOf("i", 0),
      request: idOf("q", 0),
      campaigns: Object.keys(catalog.campaigns).slice(0, 1),
      sequence: Object.keys(catalog.sequences)[0] ?? "",
    });
    const timings: Timing[] = [];
    for (const address of [...Object.values(pages).flat(), ...morePages])
      timings.push(await timePage({ rig, plain, cookie, address, requests }));
    const shown = await countShown(rig, cookie);
    const origin = catalog.site.url;
    const queries: number[] = [];
    for (const file of files) queries.push(await countQueries(rig, { file, origin, cookie }));
    await rig.stop();
    // What a Worker holds is looked at without the rig around it.
    const worker = await startRuntime({
      ...options,
      ...(await bundledWorker(join(folder, "worker"))),
      inspectorPort,
    });
    const taken: string[][] = [];
    for (const [place, file] of files.entries())
      taken.push(
        await takeFile(worker, { file, origin, cookie, inspectorPort, queries: queries[place] ?? 0 }),
      );
    await worker.stop();
    return {
      title: `The desk over ${leads} leads and ${leads * 3} submissions (ms, ${requests} requests each; made in ${seeded.toFixed(0)} s)`,
      headers: ["page", "p50", "p95", "most", "plain SQLite", "queries", "rows read", "kept"],
      rows: [...timings.map(rowOf), ...taken],
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
  const { statements, read } = await rig.order({});
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
    read,
    times: times.sort((a, b) => a - b),
    floor: performance.now() - start,
  };
}

function rowOf({ address, status, queries, read, times, floor }: Timing): string[] {
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const holds = status === 200 && at(0.95) < budget.p95 && queries <= budget.queries;
  return [
    status === 200 ? address : `${address} (${status})`,
    ...[at(0.5), at(0.95), at(1), floor].map((figure) => figure.toFixed(1)),
    String(queries),
    String(read),
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

interface Wish {
  file: (typeof files)[number];
  origin: string;
  cookie: string;
}

/** How often the Worker asks its database for a file. */
async function countQueries(rig: Rig, wish: Wish): Promise<number> {
  await rig.order({});
  await sizeOf(await askFor(rig, wish));
  return (await rig.order({})).statements;
}

/** A file of submissions: how large, how long, how many queries, and how much memory the Worker held, garbage included. */
async function takeFile(
  worker: Pick<Runtime, "direct">,
  wish: Wish & { inspectorPort: number; queries: number },
): Promise<string[]> {
  const memory = await watchHeap(wish.inspectorPort, "imbuto");
  const start = performance.now();
  const answer = await askFor(worker, wish);
  const bytes = await sizeOf(answer);
  const time = performance.now() - start;
  const { peak } = await memory.end();
  const { name, most } = wish.file;
  const holds = answer.ok && wish.queries <= most && peak < budget.memory;
  return [
    `${name}: ${(bytes / 1e6).toFixed(1)} MB, ${peak.toFixed(0)} MB held`,
    ...["", "", time.toFixed(0), "", String(wish.queries), "", kept(holds)],
  ];
}

function askFor({ direct }: Pick<Runtime, "direct">, { file, origin, cookie }: Wish): Promise<Response> {
  const { format, part } = file;
  return fetch(`${direct}/admin/export`, {
    method: "POST",
    headers: { cookie, origin, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ what: "submissions", format, part, token: ownerToken }),
  });
}

async function sizeOf({ body }: Response): Promise<number> {
  let bytes = 0;
  for await (const piece of body ?? []) bytes += piece.length;
  return bytes;
}
