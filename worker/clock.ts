import { watchAlarms } from "./alarms.ts";
import type { Deps } from "./env.ts";
import { sealReceipts } from "./ledger/seal.ts";
import { sweepOutbox } from "./mail/send.ts";
import { writeDueReminders } from "./reminders.ts";
import { purgeDue } from "./retention/purge.ts";
import { reckonLeads } from "./score/due.ts";
import { sweepCalls } from "./webhooks/send.ts";

/** What the clock does every few minutes; each piece stands alone, so that one that fails does not keep the others back. */
export async function tick(deps: Deps): Promise<void> {
  for (const piece of pieces) {
    try {
      await piece(deps);
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      deps.log({ event: "tick-failed", piece: piece.name, error: reason });
    }
  }
}

// In this order: reminders leave with the mails that are due, and what has left meanwhile needs no alarm.
const pieces: readonly ((deps: Deps) => Promise<void>)[] = [
  writeDueReminders,
  sweepOutbox,
  sweepCalls,
  watchAlarms,
  sealReceipts,
  reckonLeads,
  purgeDue,
];
