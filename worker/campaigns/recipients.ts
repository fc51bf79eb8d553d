import type { Deps } from "../env.ts";
import { livingLead, segmentWhere } from "../segments/compile.ts";
import { nextSize } from "../segments/find.ts";
import type { Approved } from "./campaign.ts";
import { writableWhere } from "./writable.ts";

/** Whom a campaign would be sent to now, and why the others of its segment would not get it. */
export interface Recipients {
  recipients: number;
  /** Leads of the segment left out: without permission, or kept from being written to. */
  leftOut: { permission: number; suppressed: number };
  /** Whether all leads were looked at. */
  isExact: boolean;
}

// One page asks the database no longer, and in no more statements.
const patience = { milliseconds: 1500, windows: 24 };

/** Counts who would get what is approved, or would be; who had too many mails of late is told only as it leaves. */
export async function countRecipients(
  { db, catalog, now }: Pick<Deps, "db" | "catalog" | "now">,
  { entry, question }: Approved,
): Promise<Recipients> {
  const clock = Date.now;
  const segment = segmentWhere(question, { catalog, now: now(), first: 3 });
  const writable = writableWhere(entry, 3 + segment.values.length);
  const statement = db.prepare(
    `SELECT count(*) AS n, coalesce(sum(permitted), 0) AS permitted, coalesce(sum(permitted AND reachable), 0) AS reachable FROM (
       SELECT ${writable.permitted} AS permitted, ${writable.reachable} AS reachable
         FROM lead WHERE lead.rowid > ?1 AND lead.rowid <= ?2 AND ${livingLead} AND ${segment.sql})`,
  );
  const last = (await db.prepare("SELECT max(rowid) AS row FROM lead").first<number>("row")) ?? 0;
  const sum = { n: 0, permitted: 0, reachable: 0 };
  const begun = clock();
  let from = 0;
  for (let size = 4000, place = 0; from < last; place += 1) {
    if (place >= patience.windows || clock() - begun > patience.milliseconds) break;
    const at = clock();
    const row = await statement
      .bind(from, from + size, ...segment.values, ...writable.values)
      .first<typeof sum>();
    sum.n += row?.n ?? 0;
    sum.permitted += row?.permitted ?? 0;
    sum.reachable += row?.reachable ?? 0;
    from += size;
    size = nextSize(size, clock() - at);
  }
  return {
    recipients: sum.reachable,
    leftOut: { permission: sum.n - sum.permitted, suppressed: sum.permitted - sum.reachable },
    isExact: from >= last,
  };
}
