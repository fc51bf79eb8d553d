/**
 * Takes `other` for the same person as `stays`, with all that were taken for the same as `other` before: nobody is
 * merged into somebody who is merged. It does nothing where either was erased or merged meanwhile.
 */
export function merging(db: D1Database, stays: string, other: string): D1PreparedStatement[] {
  const both = `?1 <> ?2
    AND EXISTS (SELECT 1 FROM lead WHERE id = ?1 AND merged_into IS NULL AND erased_at IS NULL)
    AND EXISTS (SELECT 1 FROM lead WHERE id = ?2 AND merged_into IS NULL AND erased_at IS NULL)`;
  const bind = (sql: string) => db.prepare(sql).bind(stays, other);
  return [
    bind(
      `INSERT OR IGNORE INTO lead_tag (lead_id, tag, at) SELECT ?1, tag, at FROM lead_tag WHERE lead_id = ?2 AND ${both}`,
    ),
    bind(`DELETE FROM lead_apart WHERE lead_id = min(?1, ?2) AND other_id = max(?1, ?2) AND ${both}`),
    bind(`DELETE FROM lead_key WHERE lead_id = ?2 AND ${both}`),
    bind(`UPDATE lead SET merged_into = ?1 WHERE (id = ?2 OR merged_into = ?2) AND ${both}`),
  ];
}

/** Lets `other` stand alone again, and remembers that it is not the same person as `stays`. */
export function unmerging(db: D1Database, stays: string, other: string, at: number): D1PreparedStatement[] {
  return [
    db
      .prepare(`${apart} FROM lead WHERE id = ?2 AND merged_into = ?1 ON CONFLICT DO NOTHING`)
      .bind(stays, other, at),
    db.prepare("UPDATE lead SET merged_into = NULL WHERE id = ?2 AND merged_into = ?1").bind(stays, other),
  ];
}

/** Remembers that two leads are not the same person. */
export function tellApart(db: D1Database, one: string, other: string, at: number): D1PreparedStatement {
  return db
    .prepare(
      `${apart} FROM lead AS one JOIN lead AS other ON other.id = ?2
        WHERE one.id = ?1 AND one.id <> other.id AND one.erased_at IS NULL AND other.erased_at IS NULL
       ON CONFLICT DO NOTHING`,
    )
    .bind(one, other, at);
}

const apart = "INSERT INTO lead_apart (lead_id, other_id, at) SELECT min(?1, ?2), max(?1, ?2), ?3";
