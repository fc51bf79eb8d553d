import type { Approved } from "../campaigns/campaign.ts";
import type { Deps } from "../env.ts";
import { reasonOf } from "../mailings/count.ts";
import { ruleFor } from "../mailings/rule.ts";
import { segmentWhere, type Where } from "../segments/compile.ts";
import { findLeads, type Spot } from "../segments/find.ts";

/** Somebody who would get the campaign, and the place of the next one. */
export interface SampleReader {
  id: string;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
  /** Where the list goes on; null where nobody follows. */
  next: string | null;
}

/** Finds the reader after `after` among those who would get what is approved, the last seen first; null where there is nobody. */
export async function findReader(
  deps: Pick<Deps, "db" | "catalog" | "now">,
  { entry, question }: Approved,
  after: string | null,
): Promise<SampleReader | null> {
  const { db, catalog, now } = deps;
  const rule = ruleFor(deps, entry);
  const where = (first: number): Where => {
    const segment = segmentWhere(question, { catalog, now: now(), first });
    const reason = reasonOf(rule, first + segment.values.length);
    return {
      sql: `${segment.sql} AND ${reason.sql} IS NULL`,
      values: [...segment.values, ...reason.values],
    };
  };
  const search = { where, near: null, sort: "seen", decay: 1, after: placeIn(after), limit: 2 } as const;
  const { spots } = await findLeads(db, Date.now, search);
  const [first, second] = spots;
  if (first === undefined) return null;
  const lead = await db
    .prepare("SELECT id, given_name, family_name, email, phone FROM lead WHERE rowid = ?1")
    .bind(first.row)
    .first<Omit<SampleReader, "next">>();
  return lead === null ? null : { ...lead, next: second === undefined ? null : `${first.key}.${first.row}` };
}

function placeIn(text: string | null): Spot | null {
  const [, key, row] = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? "") ?? [];
  return key === undefined || row === undefined ? null : { key: Number(key), row: Number(row) };
}
