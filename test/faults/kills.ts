import { randomUUID } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../../site/scripts/start/ports.ts";
import { seeded } from "../bench/generated-landings.ts";
import { builtCatalog, formBody, landingThatGives } from "../support/answers.ts";
import { builtAssets, bundledWorker, root } from "../support/bundle.ts";
import { type RuntimeOptions, spawnRuntime } from "../support/runtime.ts";
import { type Findings, findingsIn } from "./findings.ts";

export interface Plan {
  /** How often workerd is killed; each time in the middle of `submissions`. */
  cycles: number;
  submissions: number;
  clients: number;
  seed: number;
}

/** One submission as its client sees it. */
export interface Sent {
  key: string;
  path: string;
  body: string;
  /** Where the answer led; undefined until one came. */
  next?: string;
  tries: number;
}

interface Cycle {
  acknowledgedBeforeKill: number;
  retried: number;
  /** In the database at the moment of the kill, although the client had heard nothing. */
  unheard: number;
  /** Submissions whose repetition was answered otherwise than the first time. */
  changed: number;
  /** What the database holds at the moment of the kill. */
  afterKill: Findings;
  /** What it holds once all were acknowledged, and all were sent once more. */
  afterAll: Findings;
}

export interface Report {
  cycles: Cycle[];
  sent: Sent[];
}

/** Kills workerd amid submissions, as the power failing would, again and again on one database; and looks at what is left. */
export async function killDuringSubmissions(
  folder: string,
  plan: Plan,
  say: (line: string) => void,
): Promise<Report> {
  const random = seeded(plan.seed);
  const options = await runtimeOptions(folder);
  const report: Report = { cycles: [], sent: [] };
  for (let number = 0; number < plan.cycles; number++) {
    const fresh = submissionsOf(plan.submissions, number * plan.submissions);
    report.sent.push(...fresh);
    const cycle = await oneCycle(folder, options, { plan, fresh, all: report.sent, moment: random() });
    report.cycles.push(cycle);
    say(
      `cycle ${number + 1}: killed after ${cycle.acknowledgedBeforeKill} of ${plan.submissions} acknowledged; ` +
        `${cycle.unheard} kept but unheard, ${cycle.retried} sent again`,
    );
  }
  return report;
}

async function oneCycle(
  folder: string,
  options: RuntimeOptions,
  { plan, fresh, all, moment }: { plan: Plan; fresh: Sent[]; all: Sent[]; moment: number },
): Promise<Cycle> {
  // Somewhere in the middle half, so that there is work in hand.
  const threshold = Math.floor(fresh.length * (0.25 + moment / 2));
  const heard = () => fresh.filter((sent) => sent.next !== undefined).length;
  const before = await spawnRuntime(options);
  const sending = send(before.url, fresh, plan.clients);
  while (heard() < threshold) await wait(1);
  await before.kill();
  const acknowledgedBeforeKill = heard();
  // A copy, so that the next start finds just what the kill left.
  const copy = join(folder, "copy");
  cpSync(options.database, copy, { recursive: true });
  const afterKill = findingsIn(copy, all);
  rmSync(copy, { recursive: true });
  const after = await spawnRuntime(options);
  await sending;
  const again = fresh.map(({ key, path, body }): Sent => ({ key, path, body, tries: 0 }));
  await send(after.url, again, plan.clients);
  await after.stop();
  const afterAll = findingsIn(options.database, all);
  const known = all.length - fresh.length + acknowledgedBeforeKill;
  return {
    acknowledgedBeforeKill,
    retried: fresh.filter((sent) => sent.tries > 1).length,
    unheard: afterKill.submissions - known,
    changed: again.filter((sent, place) => sent.next !== fresh[place]?.next).length,
    afterKill,
    afterAll,
  };
}

async function runtimeOptions(folder: string): Promise<RuntimeOptions> {
  return {
    ...(await bundledWorker(join(folder, "worker"))),
    database: join(folder, "database"),
    migrations: join(root, "worker/migrations"),
    assets: builtAssets(),
    vars: { TOKEN_SECRET: "0".repeat(64), OWNER_TOKEN: "1".repeat(64), PUBLIC_URL: builtCatalog().site.url },
    // The same after each start, for clients do not move.
    port: await freePort(),
  };
}

/** Half of them for a file, half for a coupon, each from another person. */
function submissionsOf(count: number, first: number): Sent[] {
  const catalog = builtCatalog();
  const landings = [landingThatGives(catalog, ["ebook", "file"]), landingThatGives(catalog, ["coupon"])];
  return Array.from({ length: count }, (_, place) => {
    const { path, landing } = landings[place % 2] ?? landingThatGives(catalog, ["coupon"]);
    return { key: randomUUID(), path, body: formBody(catalog, landing, first + place).toString(), tries: 0 };
  });
}

/** Sends all of `submissions`, each until it is acknowledged. */
async function send(origin: string, submissions: readonly Sent[], clients: number): Promise<void> {
  const queue = [...submissions];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let sent = queue.shift(); sent !== undefined; sent = queue.shift()) await sendOne(origin, sent);
    }),
  );
}

async function sendOne(origin: string, sent: Sent): Promise<void> {
  // A start takes a second or two; a minute means that something is wrong.
  for (const giveUp = Date.now() + 60_000; Date.now() < giveUp; await wait(50)) {
    sent.tries++;
    const next = await attempt(origin, sent);
    if (next === undefined) continue;
    sent.next = next;
    return;
  }
  throw new Error(`Submission ${sent.key} was not acknowledged within a minute.`);
}

/** Where the answer leads, or undefined when none came; an answer that is no acknowledgement and no failure is a fault. */
async function attempt(origin: string, sent: Sent): Promise<string | undefined> {
  let response: Response;
  try {
    response = await fetch(`${origin}/f/${sent.path}`, {
      method: "POST",
      body: sent.body,
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded", "idempotency-key": sent.key },
    });
    await response.arrayBuffer();
  } catch {
    // The connection broke: the client cannot know whether its submission was kept.
    return undefined;
  }
  if (response.status >= 500) return undefined;
  const next = response.headers.get("location");
  if (response.status !== 303 || next === null) throw new Error(`${sent.path} answered ${response.status}.`);
  return next;
}
