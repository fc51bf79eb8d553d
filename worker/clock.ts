import { watchAlarms } from "./alarms.ts";
import { dayIn } from "./calendar.ts";
import type { Deps } from "./env.ts";
import { fetchDueLeads, rescueLeads } from "./import/meta-leads.ts";
import { advanceImports } from "./import/step.ts";
import { sealReceipts } from "./ledger/seal.ts";
import { sweepOutbox } from "./mail/send.ts";
import { writeDueReminders } from "./reminders.ts";
import { purgeDue } from "./retention/purge.ts";
import { reckonLeads } from "./score/due.ts";
import { sweepCalls } from "./webhooks/send.ts";

/** What the clock does every few minutes; each piece stands alone, so that one that fails does not keep the others back. */
export async function tick(deps: Deps): Promise<void> {
  const done: string[] = [];
  for (const [name, piece] of pieces) {
    try {
      await piece(deps);
      done.push(name);
    } catch (error) {
      deps.log({ event: "tick-failed", piece: name, error: reasonOf(error) });
    }
  }
  await noteDone(deps, done).catch((error) =>
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

// In this order: reminders leave with the mails that are due, and what has left meanwhile needs no alarm.
const pieces: readonly (readonly [name: string, piece: (deps: Deps) => Promise<void>])[] = [
  ["reminders", writeDueReminders],
  ["outbox", sweepOutbox],
  ["calls", sweepCalls],
  ["alarms", watchAlarms],
  ["seal", sealReceipts],
  ["meta", fetchDueLeads],
  ["meta-rescue", rescueLeads],
  ["imports", advanceImports],
  ["score", reckonLeads],
  ["purge", purgeDue],
];
