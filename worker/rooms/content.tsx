import { Hono } from "hono";
import { type CheckFile, checkFilePath, checkFileSchema } from "../../content/schema/check-file.ts";
import { addDays, dayIn } from "../calendar.ts";
import { countIssued } from "../desk/store-coupon-counts.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv, Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { ContentPage } from "./content-page.tsx";

/** What is live, and what the check of it found. */
export const contentRoom = new Hono<AppEnv>().get("/content", async (c) => {
  const { deps } = c.var;
  const { db, now, catalog } = deps;
  const since = addDays(dayIn(now(), catalog.site.timeZone), -29);
  const [submits, issued, check] = await Promise.all([
    withRetries(() => countSubmits(db, since)),
    withRetries(() => countIssued(db)),
    readCheck(deps),
  ]);
  return c.html(<ContentPage view={viewOf(c)} submits={submits} issued={issued} check={check} />);
});

/** How many forms were sent on each landing since `day`. */
async function countSubmits(db: D1Database, day: string): Promise<ReadonlyMap<string, number>> {
  const { results } = await db
    .prepare(
      "SELECT landing, sum(n) AS n FROM step_count WHERE day >= ?1 AND step = 'submit' GROUP BY landing",
    )
    .bind(day)
    .all<{ landing: string; n: number }>();
  return new Map(results.map(({ landing, n }) => [landing, n]));
}

/** What the build's check found; null where the build has left nothing, as while pages are made on demand. */
async function readCheck({ fetchAsset }: Deps): Promise<CheckFile | null> {
  const file = await fetchAsset(checkFilePath);
  if (!file.ok) return null;
  const read = checkFileSchema.safeParse(await file.json().catch(() => null));
  return read.success ? read.data : null;
}
