import { listFigures, type MailingCounts } from "../clicks/store-figures.ts";
import { always } from "../funnel/period.ts";

/** What all mailings came to, by what they are called; `prefix` narrows them to those of one folder. */
export async function figuresOf(db: D1Database, prefix: string): Promise<Map<string, MailingCounts>> {
  const rows = await listFigures(db, always);
  return new Map(
    rows.flatMap((row) => (row.mailing.startsWith(prefix) ? [[row.mailing.slice(prefix.length), row]] : [])),
  );
}
