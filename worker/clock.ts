import { watchAlarms } from "./alarms.ts";
import { dayIn } from "./calendar.ts";
import { advanceCampaigns } from "./campaigns/advance.ts";
import { keepMailingLinks } from "./clicks/keep.ts";
import { settlePresses } from "./clicks/settle.ts";
import type { Deps } from "./env.ts";
import { addUpMonths } from "./funnel/engagement-months.ts";
import { fetchDueLeads, rescueLeads } from "./import/meta-leads.ts";
import { advanceImports } from "./import/step.ts";
import { sealReceipts } from "./ledger/seal.ts";
import { countLists } from "./lists/count.ts";
import { renewSilent } from "./lists/renew.ts";
import { sweepOutbox } from "./mail/send.ts";
import { writeDueReminders } from "./reminders.ts";
import { purgeDue } from "./retention/purge.ts";
import { reckonLeads } from "./score/due.ts";
import { advanceSequences } from "./sequences/run.ts";
import { countedDatabase, statementsOfOneRun } from "./store/counted.ts";
import { sweepCalls } from "./webhooks/send.ts";

/** The clock's own note of what was done. */
const ownAsked = 1;

/** What the clock does in one call: send what is due, see to all else, or both. */
export type Round = "mails" | "house" | "both";

/** The round that the trigger `cron` of wrangler.toml stands for: each has an invocation, and its limits, to itself. */
export function roundOf(cron: string): Round {
  if (cron === "* * * * *") return "mails";
  return cron === "0-59 * * * *" ? "house" : "both";
}

/**
 * What the clock does every minute; each piece stands alone, so that one that fails does not keep the others back.
 *
 * The pieces of the house take turns: those that the database would answer no more wait for the next minute, and each
 * minute another one comes first.
 */
export async function tick(deps: Deps, round: Round = "both"): Promise<void> {
  const { db, asked } = countedDatabase(deps.db);
  const mostAsked = statementsOfOneRun(deps);
  const done: string[] = [];
  for (const { name, least, run } of turnOf(round, deps.now(), mostAsked)) {
    const left = mostAsked - ownAsked - asked();
    if (round === "house" && left < least) continue;
    try {
      await run({ ...deps, db }, round === "house" ? left : mostAsked - ownAsked);
      done.push(name);
    } catch (error) {
      deps.log({ event: "tick-failed", piece: name, error: reasonOf(error) });
    }
  }
  await noteDone({ ...deps, db }, done).catch((error) =>
    deps.log({ event: "tick-failed", piece: "note", error: reasonOf(error) }),
  );
}

/** Notes which pieces got to their end, once an hour: the desk tells when each last did, and an idle clock costs no rows. */
async function noteDone({ db, now, catalog }: Deps, done: readonly string[]): Promise<void> {
  await db
    .prepare(
      `INSERT INTO job (name, day, ran_at) SELECT 'tick:' || value, ?2, ?3 FROM json_each(?1) WHERE true
       ON CONFLICT (name) DO UPDATE SET day = excluded.day, ran_at = excluded.ran_at
        WHERE excluded.ran_at >= job.ran_at + 3600000`,
    )
    .bind(JSON.stringify(done), dayIn(now(), catalog.site.timeZone), now())
    .run();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

interface Piece {
  name: string;
  /** Without so many statements that the database still answers it does not begin. */
  least: number;
  /** `left` is how many those are. */
  run: (deps: Deps, left: number) => Promise<void>;
}

// First of all each minute: what a minute of a campaign's throttle misses is made up for by the next one alone.
const campaigns: Piece = { name: "campaigns", least: 20, run: advanceCampaigns };

const mails: readonly Piece[] = [{ name: "outbox", least: 49, run: sweepOutbox }];

// In this order: what has left meanwhile needs no alarm.
const house: readonly Piece[] = [
  { name: "reminders", least: 8, run: writeDueReminders },
  { name: "renewals", least: 14, run: renewSilent },
  { name: "sequences", least: 29, run: advanceSequences },
  { name: "calls", least: 14, run: sweepCalls },
  { name: "alarms", least: 24, run: watchAlarms },
  { name: "seal", least: 9, run: sealReceipts },
  { name: "meta", least: 16, run: fetchDueLeads },
  { name: "meta-rescue", least: 24, run: rescueLeads },
  { name: "imports", least: 20, run: advanceImports },
  { name: "score", least: 18, run: reckonLeads },
  { name: "links", least: 5, run: keepMailingLinks },
  { name: "clicks", least: 9, run: settlePresses },
  { name: "lists", least: 9, run: countLists },
  { name: "months", least: 2, run: addUpMonths },
  { name: "purge", least: 37, run: purgeDue },
];

/** The pieces of `round` in the order of the minute of `now`, where the database answers `mostAsked` statements. */
function turnOf(round: Round, now: number, mostAsked: number): readonly Piece[] {
  if (round === "mails") return mails;
  if (round === "both") return [...house.slice(0, 3), campaigns, ...mails, ...house.slice(3)];
  const first = Math.floor(now / 60_000) % house.length;
  const turn = [...house.slice(first), ...house.slice(0, first)];
  // What needs nearly all that the database answers would never come after another.
  const needsAll = (turn[0]?.least ?? 0) + campaigns.least >= mostAsked - ownAsked;
  return needsAll ? [...turn.slice(0, 1), campaigns, ...turn.slice(1)] : [campaigns, ...turn];
}
