import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { findMailing } from "./mailing.ts";

/**
 * Counts one more fetch of the picture that all mails of `mailing` share, where site.yaml has `opens: true`.
 *
 * It is no person's opening: Apple's and Gmail's servers fetch pictures for their readers, some before anybody reads.
 */
export async function countOpening({ db, catalog, now }: Deps, mailing: string): Promise<void> {
  if (!catalog.site.opens || findMailing(catalog, mailing) === null) return;
  await db
    .prepare(
      `INSERT INTO open_count (mailing, day, n) VALUES (?1, ?2, 1)
       ON CONFLICT (mailing, day) DO UPDATE SET n = n + 1`,
    )
    .bind(mailing, dayIn(now(), catalog.site.timeZone))
    .run();
}
