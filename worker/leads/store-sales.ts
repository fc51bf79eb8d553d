/** A sale as it is noted: the ground on which a mail may go to a customer. */
interface SaleDraft {
  id: string;
  lead: string;
  day: string;
  /** When the day began in the site's time zone. */
  at: number;
  what: string;
  /** Keyed hash of the inbox whose address was given in it; null: none was. */
  inbox: string | null;
  /** Null: the owner. */
  member: string | null;
}

/** Notes a sale to the lead, unless the same one is noted. */
export function addSale(
  db: D1Database,
  { id, lead, day, at, what, inbox, member }: SaleDraft,
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO sale (id, lead_id, day, at, what, inbox, member_id, noted_at)
       SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8 FROM lead
        WHERE id = ?2 AND erased_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM sale WHERE sale.lead_id = ?2 AND sale.day = ?3 AND sale.what = ?5)`,
    )
    .bind(id, lead, day, at, what, inbox, member, now);
}

/** Takes a sale back: no mail follows from it any more. */
export function deleteSale(
  db: D1Database,
  { id, lead }: Pick<SaleDraft, "id" | "lead">,
): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM sale WHERE id = ?1
         AND lead_id IN (SELECT lead.id FROM lead WHERE lead.id = ?2 OR lead.merged_into = ?2)`,
    )
    .bind(id, lead);
}
