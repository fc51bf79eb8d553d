import type { Deps } from "../env.ts";
import { countPermitted, countSuppressed, type LeftOut } from "../mailings/count.ts";
import { ruleFor } from "../mailings/rule.ts";
import { livingLead, segmentWhere } from "../segments/compile.ts";
import type { Approved } from "./campaign.ts";

/** Whom a campaign would be sent to now, and why the others of its segment would not get it. */
export interface Recipients {
  recipients: number;
  leftOut: Partial<Record<LeftOut, number>>;
  /** Whether all leads were looked at. */
  isExact: boolean;
}

// One page asks the database no longer, and in no more statements: each looks at twice as many leads as the one before.
const patience = { milliseconds: 1500, windows: 24 };
const firstWindow = 20_000;

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
  const add = (leftOut: Recipients["leftOut"]) => {
    for (const [reason, n] of Object.entries(leftOut) as [LeftOut, number][])
      found.leftOut[reason] = (found.leftOut[reason] ?? 0) + n;
  };
  const begun = Date.now();
  let from = 0;
  for (let size = firstWindow, left = patience.windows; from < last && left > 0; left -= 1) {
    if (Date.now() - begun > patience.milliseconds) break;
    const { may, leftOut } = await countPermitted(db, rule, {
      sql: where,
      values: [from, from + size, ...values],
    });
    found.recipients += may;
    add(leftOut);
    from += size;
    size *= 2;
  }
  // Of those some have inboxes that take no mail.
  const kept = await countSuppressed(db, rule, { sql: where, values: [0, from, ...values] });
  found.recipients -= Object.values(kept).reduce((sum, n) => sum + n, 0);
  add(kept);
  return { ...found, isExact: from >= last };
}
