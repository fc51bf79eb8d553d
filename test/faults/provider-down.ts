import { join } from "node:path";
import { until } from "./awaiting.ts";
import { send, submissionsOf } from "./clients.ts";
import type { Fault, Stage } from "./fault.ts";
import { type Manner, openProvider, type Provider } from "./provider.ts";
import { type Rig, startRig } from "./rig.ts";

const minute = 60_000;
const hour = 60 * minute;

/** The nine ways of a provider to be of no use; a name that nobody has is one more address, not a manner. */
const manners = [
  "refused",
  "no-such-name",
  "hangs",
  "too-many",
  "fails",
  "fails-after-accepting",
  "garbage",
  "drips",
  "revoked",
] as const;

/** The mail provider is down in each way there is, and then for a day. */
export const providerDown: Fault = {
  name: "F3",
  title: "Mail provider down",
  async run(stage) {
    const count = stage.quick ? 10 : 100;
    const chosen = stage.quick ? (["fails-after-accepting", "revoked"] as const) : manners;
    const usual = await tryManner(stage, "well", count);
    const trials: Trial[] = [];
    for (const manner of chosen) trials.push(await tryManner(stage, manner, count));
    const outage = await outLong(stage, stage.quick ? 10 : 100, 24);
    const sum = (figure: "late" | "missing" | "twice" | "dead" | "early") =>
      [...trials, usual, outage].reduce((total, trial) => total + trial[figure], 0);
    const slowest = Math.max(...trials.map(({ p95 }) => p95));
    return {
      did: `${chosen.length} ways to fail, ${count} submissions each; then 24 h of outage by the clock`,
      counts: {
        submissions: count * (chosen.length + 2),
        "p95 ms": usual.p95.toFixed(0),
        "slowest p95 ms while failing": slowest.toFixed(0),
        "most tries in 24 h": outage.tries,
      },
      zeros: {
        "never sent": sum("missing"),
        twice: sum("twice"),
        "given up": sum("dead"),
        "tried before their time": sum("early"),
        "tries burnt on a revoked key": trials.find(({ manner }) => manner === "revoked")?.tries ?? 0,
        "submissions held up": sum("late"),
      },
    };
  },
};

interface Trial {
  manner: string;
  p95: number;
  /** The most tries that any message had while the provider failed. */
  tries: number;
  /** Submissions that took as long as the provider. */
  late: number;
  missing: number;
  twice: number;
  dead: number;
  /** Messages that were tried, and whose next try is before the provider's wish, or before the plan. */
  early: number;
}

async function tryManner(
  stage: Stage,
  manner: (typeof manners)[number] | "well",
  count: number,
): Promise<Trial> {
  const provider = await openProvider();
  const isNameless = manner === "no-such-name";
  if (!isNameless) await provider.behave(manner);
  // The name is reserved for never being anyone's.
  const outbox = isNameless ? "http://nobody.invalid/mails" : provider.url;
  const options = { ...stage.rig, database: join(stage.folder, manner) };
  const vars = { MAILER: "outbox", OUTBOX_URL: outbox };
  let rig = await startRig(options, vars);
  try {
    const times: number[] = [];
    await send(rig.direct, submissionsOf(stage.catalog, count), { took: (time) => times.push(time) });
    await until(async () => (await inHand(rig)) === 0, 45_000);
    const { tries, early } = await plannedIn(rig, manner);
    if (isNameless) {
      await rig.stop();
      rig = await startRig(options, { ...vars, OUTBOX_URL: provider.url });
    }
    await provider.behave("well");
    await sendRest(rig, count);
    const trial = {
      manner,
      tries,
      early,
      p95: percentile(times, 0.95),
      late: times.filter((time) => time > 5000).length,
    };
    stage.say(
      `${manner}: p95 ${trial.p95.toFixed(0)} ms, ${provider.arrivals.length} arrivals for ${count} mails`,
    );
    return { ...trial, ...(await endOf(rig, provider, count)) };
  } finally {
    await rig.stop();
    provider.stop();
  }
}

/** The provider refuses for `hours`, while the clock does its work every five minutes. */
async function outLong(stage: Stage, count: number, hours: number): Promise<Trial> {
  const provider = await openProvider();
  const rig = await startRig(
    { ...stage.rig, database: join(stage.folder, "outage") },
    { MAILER: "outbox", OUTBOX_URL: provider.url },
  );
  try {
    await provider.behave("refused");
    await send(rig.direct, submissionsOf(stage.catalog, count));
    await until(async () => (await inHand(rig)) === 0);
    for (let clock = 5 * minute; clock <= hours * hour; clock += 5 * minute) {
      await rig.order({ clock });
      await rig.tick();
    }
    const tries = await rig.number("SELECT max(attempts) FROM message");
    await provider.behave("well");
    await sendRest(rig, count, hours * hour);
    return { manner: "outage", p95: 0, late: 0, early: 0, tries, ...(await endOf(rig, provider, count)) };
  } finally {
    await rig.stop();
    provider.stop();
  }
}

/** Messages that a sender holds right now. */
function inHand(rig: Rig): Promise<number> {
  return rig.number("SELECT count(*) FROM message WHERE status = 'leased'");
}

/** How often messages were tried, and how many are to be tried too early. */
async function plannedIn(rig: Rig, manner: Manner | "no-such-name") {
  const waiting = await rig.rows(
    "SELECT attempts, next_at - created_at AS pause FROM message WHERE status = 'queued'",
  );
  // The first pause is a minute, give or take a fifth; a Retry-After of ten minutes and a revoked key ask for more.
  const least = manner === "too-many" ? 10 * minute : manner === "revoked" ? 10 * minute : 48_000;
  return {
    tries: Math.max(0, ...waiting.map((row) => Number(row.attempts))),
    early: waiting.filter((row) => Number(row.attempts) > 0 && Number(row.pause) < least).length,
  };
}

/** Lets hours pass until all is sent, or two days have passed. */
async function sendRest(rig: Rig, count: number, from = 0): Promise<void> {
  for (let hours = 1; hours <= 48; hours++) {
    await rig.order({ clock: from + hours * hour });
    for (let round = 0; round < Math.ceil(count / 40) + 1; round++) await rig.tick();
    if ((await rig.number("SELECT count(*) FROM message WHERE status NOT IN ('sent', 'dead')")) === 0) return;
  }
}

async function endOf(rig: Rig, provider: Provider, count: number) {
  const { mails, twice } = provider.delivered();
  return {
    missing: count - mails,
    twice,
    dead: await rig.number("SELECT count(*) FROM message WHERE status = 'dead'"),
  };
}

function percentile(times: number[], share: number): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * share)] ?? 0;
}
