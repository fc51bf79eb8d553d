import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../support/database-file.ts";
import { type RuntimeOptions, spawnRuntime } from "../support/runtime.ts";
import { send, submissionsOf } from "./clients.ts";
import { between, type Fault, type Stage } from "./fault.ts";
import { openProvider, type Provider } from "./provider.ts";
import { startRig } from "./rig.ts";

/** Kills workerd while mails leave: with a provider that knows idempotency keys, and with one that does not. */
export const killSending: Fault = {
  name: "F2",
  title: "SIGKILL to workerd while the outbox is sent",
  async run(stage) {
    const plan = stage.quick ? { kills: 2, mails: 24 } : { kills: 25, mails: 200 };
    const keyed = await drain(stage, plan, true);
    const plain = await drain(stage, plan, false);
    return {
      did: `${plan.kills} kills while ${plan.mails} mails left, with two kinds of provider`,
      counts: {
        mails: plan.mails * 2,
        "handed over, keys known": keyed.arrivals,
        "handed over, keys unknown": plain.arrivals,
        "twice without keys": plain.twice,
        kills: keyed.kills + plain.kills,
      },
      zeros: {
        "never sent": keyed.missing + plain.missing,
        "twice with keys": keyed.twice,
        // A mail that was on its way when the process died is sent again: one mail a kill, and no more.
        "twice without keys, beyond one a kill": Math.max(0, plain.twice - plain.kills),
      },
    };
  },
};

async function drain(
  { folder, random, catalog, rig, say }: Stage,
  plan: { kills: number; mails: number },
  knowsKeys: boolean,
) {
  const provider = await openProvider({ knowsKeys });
  const database = join(folder, knowsKeys ? "keyed" : "plain");
  try {
    await fill({ ...rig, database }, plan.mails, catalog);
    const way = knowsKeys
      ? { MAILER: "outbox", OUTBOX_URL: provider.url }
      : { MAILER: "postmark", MAILER_URL: provider.url, POSTMARK_TOKEN: "a-token-of-this-machine" };
    const vars = { ...rig.vars, ...way };
    const options = { ...rig, database, vars };
    let kills = 0;
    for (let number = 0; number < plan.kills; number++) {
      if (await killOnce(options, provider, between(random, 1, Math.max(2, plan.mails / plan.kills))))
        kills++;
      // A lease ends after two minutes; here the clock jumps.
      letTimePass(database);
    }
    say(
      `keys ${knowsKeys ? "known" : "unknown"}: ${kills} kills, ${provider.arrivals.length} mails handed over`,
    );
    await sendRest(options, provider, plan.mails);
    const { mails, twice } = provider.delivered();
    return { kills, arrivals: provider.arrivals.length, missing: plan.mails - mails, twice };
  } finally {
    provider.stop();
  }
}

/** Puts `count` mails into the outbox, while nothing sends. */
async function fill(options: RuntimeOptions, count: number, catalog: Stage["catalog"]): Promise<void> {
  const runtime = await spawnRuntime(options);
  await send(runtime.url, submissionsOf(catalog, count));
  await runtime.stop();
}

/** Kills once `after` more mails have arrived; false when no more than that were due. */
async function killOnce(options: RuntimeOptions, provider: Provider, after: number): Promise<boolean> {
  const until = provider.arrivals.length + after;
  const runtime = await startRig(options);
  // Whether it succeeds is seen at the provider.
  const ticking = runtime.tick().catch(() => {});
  for (const end = Date.now() + 5000; provider.arrivals.length < until && Date.now() < end; ) await wait(1);
  await runtime.kill();
  await ticking;
  return provider.arrivals.length >= until;
}

async function sendRest(options: RuntimeOptions, provider: Provider, mails: number): Promise<void> {
  const runtime = await startRig(options);
  for (let round = 0; round < 40 && provider.delivered().mails < mails; round++) await runtime.tick();
  await runtime.stop();
}

/** As if hours had passed: all that waits is due. Its runtime must not run. */
function letTimePass(folder: string): void {
  const database = openDatabase(folder);
  database.exec("UPDATE message SET next_at = 0 WHERE status IN ('queued', 'leased')");
  database.close();
}
