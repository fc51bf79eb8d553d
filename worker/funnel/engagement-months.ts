import { addDays, dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";

/** A beacon that a queue held comes no later than so many days: a month that was over before then changes no more. */
const latest = 28;

/** Adds up how pages were read in each month that is long over and was not added up yet. */
export async function addUpMonths({ db, catalog, now }: Deps): Promise<void> {
  const today = dayIn(now(), catalog.site.timeZone);
  const open = addDays(today, -latest).slice(0, 7);
  await db
    .prepare(
      `INSERT INTO engagement_month (month, landing, kind, band, n)
       SELECT substr(day, 1, 7), landing, kind, band, sum(n) FROM engagement
        WHERE day > coalesce((SELECT max(month) FROM engagement_month), '') || '-31' AND day < ?1
        GROUP BY 1, 2, 3, 4 ON CONFLICT DO NOTHING`,
    )
    .bind(open)
    .run();
}
