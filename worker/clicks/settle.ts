import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { newId } from "../tokens.ts";
import { clearPresses, oldestOf, settle, settleAfter, tellFor } from "./store-settle.ts";

/** Judges the presses that have waited long enough, adds them up, and forgets who pressed. */
export async function settlePresses({ db, catalog, now, random }: Deps): Promise<void> {
  const at = now();
  const oldest = await oldestOf(db);
  // A key is needed as long as anything of its day may be asked about.
  const today = dayIn(at - tellFor - settleAfter, catalog.site.timeZone);
  if (oldest.waiting !== null && oldest.waiting <= at - settleAfter)
    await settle(db, newId(random), at - settleAfter);
  if (oldest.any !== null || (oldest.day !== null && oldest.day < today)) await clearPresses(db, at, today);
}
