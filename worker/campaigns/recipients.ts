import type { Deps } from "../env.ts";
import { countWhom, type LeftOut } from "../mailings/count.ts";
import { ruleFor } from "../mailings/rule.ts";
import { livingLead, segmentWhere } from "../segments/compile.ts";
import { nextSize } from "../segments/find.ts";
import type { Approved } from "./campaign.ts";

/** Whom a campaign would be sent to now, and why the others of its segment would not get it. */
export interface Recipients {
  recipients: number;
  leftOut: Partial<Record<LeftOut, number>>;
  /** Whether all leads were looked at. */
  isExact: boolean;
}

// One page asks the database no longer, and in no more statements.
const patience = { milliseconds: 1500, windows: 24 };

/** Counts who would get what is approved, or would be; who has had enough mails of late is told only as it leaves. */
export async function countRecipients(
  deps: Pick<Deps, "db" | "catalog" | "now">,
  { entry, question }: Approved,
): Promise<Recipients> {
  const { db, catalog, now } = deps;
  const rule = ruleFor(deps, entry);
  const { sql, values } = segmentWhere(question, { catalog, now: now(), first: 3 });
  const where = `lead.rowid > ?1 AND lead.rowid <= ?2 AND ${livingLead} AND ${sql}`;
  const last = (await db.prepare("SELECT max(rowid) AS row FROM lead").first<number>("row")) ?? 0;
  const found: Recipients = { recipients: 0, leftOut: {}, isExact: false };
  const begun = Date.now();
  let from = 0;
  for (let size = 4000, windows = patience.windows; from < last && windows > 0; windows -= 1) {
    if (Date.now() - begun > patience.milliseconds) break;
    const at = Date.now();
    const { may, leftOut } = await countWhom(db, rule, {
      sql: where,
      values: [from, from + size, ...values],
    });
    found.recipients += may;
    for (const [reason, n] of Object.entries(leftOut) as [LeftOut, number][])
      found.leftOut[reason] = (found.leftOut[reason] ?? 0) + n;
    from += size;
    size = nextSize(size, Date.now() - at);
  }
  return { ...found, isExact: from >= last };
}
