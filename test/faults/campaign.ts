import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../../site/scripts/start/ports.ts";
import { morningAfter, storeCampaign } from "./campaign-readers.ts";
import { between, type Fault, type Stage } from "./fault.ts";
import { watchHeap } from "./heap.ts";
import { openProvider, type Provider } from "./provider.ts";
import { type Rig, startRig } from "./rig.ts";

const minute = 60_000;
/** As wrangler.toml has them: each has an invocation to itself. */
const rounds = { mails: "* * * * *", house: "0-59 * * * *" };

/** A campaign whose Worker is killed again and again, with a queue that hands over more than once, in any order. */
export const campaign: Fault = {
  name: "F19",
  title: "A campaign: SIGKILL, and a queue that repeats itself",
  async run(stage) {
    const plan = stage.quick ? { readers: 300, kills: 2 } : { readers: 10_000, kills: 5 };
    const provider = await openProvider();
    const database = join(stage.folder, "database");
    // The first start makes the tables.
    await (await startRig({ ...stage.rig, database })).stop();
    const secret = stage.rig.vars?.["TOKEN_SECRET"] ?? "";
    const strangers = storeCampaign(database, stage.catalog, {
      ...{ count: plan.readers, secret, rate: plan.readers * (stage.quick ? 12 : 3) },
    });
    const start = async () => {
      const inspectorPort = await freePort();
      const vars = { MAILER: "outbox", OUTBOX_URL: provider.url };
      const rig = await startRig({ ...stage.rig, database, inspectorPort }, vars);
      await rig.order({ keepsJobs: true });
      return { rig, memory: await watchHeap(inspectorPort, "imbuto") };
    };
    try {
      const seen = await goOut(stage, plan, provider, start);
      const { mails, twice } = provider.delivered();
      return {
        did: `${plan.readers} readers among ${strangers} others, jobs handed over one to five times, shuffled`,
        counts: {
          mails,
          "handed over": provider.arrivals.length,
          kills: seen.kills,
          minutes: seen.minutes,
          days: seen.days,
          deliveries: seen.deliveries,
          "queries of one run at most": seen.queries,
          "MB of memory at most": seen.peak.toFixed(1),
        },
        zeros: {
          "never sent": plan.readers - mails,
          twice,
          "to others": provider.arrivals.filter(({ to }) => !to.startsWith("ada.")).length,
          "kills that did not come": plan.kills - seen.kills,
          "not done": seen.isDone ? 0 : 1,
          "queries beyond 50": Math.max(0, seen.queries - 50),
          "MB beyond 128": Math.max(0, Math.ceil(seen.peak - 128)),
        },
      };
    } finally {
      provider.stop();
    }
  },
};

interface Started {
  rig: Rig;
  memory: Awaited<ReturnType<typeof watchHeap>>;
}

/** Lets the minutes of a campaign pass until it is done; in some of them the Worker dies. */
async function goOut(
  { random, catalog, say }: Stage,
  plan: { readers: number; kills: number },
  provider: Provider,
  start: () => Promise<Started>,
) {
  const seen = { kills: 0, minutes: 0, days: 1, deliveries: 0, queries: 0, peak: 0, isDone: false };
  let time = morningAfter(Date.now(), catalog.site.timeZone);
  let started = await start();
  let last = { quiet: 0, took: 300, arrived: 0 };
  for (; !seen.isDone && seen.minutes < 1000; seen.minutes += 1) {
    const { rig } = started;
    const isLast = provider.arrivals.length > ((seen.kills + 1) * plan.readers) / (plan.kills + 1);
    const dies =
      seen.kills < plan.kills && isLast ? wait(between(random, 1, last.took)).then(rig.kill) : null;
    const began = performance.now();
    // A minute in which it dies breaks off anywhere.
    const passed = await pass(rig, { time, random, seen }).catch(() => null);
    if (dies !== null) {
      await dies;
      seen.kills += 1;
      started = await start();
      say(`killed with ${provider.arrivals.length} mails handed over`);
    } else if (passed === null) throw new Error("A minute failed in which nothing was killed.");
    if (passed !== null && dies === null) seen.isDone = passed;
    const arrived = provider.arrivals.length;
    last = {
      quiet: arrived === last.arrived ? last.quiet + 1 : 0,
      took: dies === null ? Math.ceil(performance.now() - began) : last.took,
      arrived,
    };
    time += minute;
    if (last.quiet < 5) continue;
    // The cap of the day is reached: the next one begins.
    time = morningAfter(time, catalog.site.timeZone);
    last.quiet = 0;
    seen.days += 1;
  }
  const { peak } = await started.memory.end();
  seen.peak = Math.max(seen.peak, peak);
  await started.rig.stop();
  return seen;
}

/** One minute: the clock's two runs, and what the queue hands over, some of it again; whether the campaign is done. */
async function pass(
  rig: Rig,
  {
    time,
    random,
    seen,
  }: { time: number; random: () => number; seen: { queries: number; deliveries: number } },
): Promise<boolean> {
  await rig.order({ clock: time - Date.now() });
  for (const cron of [rounds.mails, rounds.house]) {
    await rig.order({});
    await rig.tick(1, cron);
    seen.queries = Math.max(seen.queries, (await rig.order({})).statements);
  }
  const fresh = await rig.jobs();
  // Each is due within the minute.
  await rig.order({ clock: time + minute - Date.now() });
  const shuffled = fresh
    .flatMap((job) => Array.from({ length: between(random, 1, 5) }, () => ({ job, place: random() })))
    .sort((one, other) => one.place - other.place)
    .map(({ job }) => job);
  seen.deliveries += shuffled.length;
  const batches = Array.from({ length: Math.ceil(shuffled.length / 10) }, (_, n) =>
    shuffled.slice(n * 10, n * 10 + 10),
  );
  const consumer = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) await rig.deliver(batch);
  };
  await Promise.all([consumer(), consumer(), consumer()]);
  return (await rig.number("SELECT count(*) FROM campaign WHERE status = 'done'")) > 0;
}
