import type { Reckoned } from "./reckon.ts";

/** Writes what was reckoned, where it differs from what is there. */
export function writing(db: D1Database, done: readonly Reckoned[]): D1PreparedStatement[] {
  if (done.length === 0) return [];
  const rows = JSON.stringify(
    done.map(({ id, fit, heat, quality: { mark, reasons }, market }) => [
      id,
      fit,
      heat,
      mark,
      JSON.stringify(reasons),
      market,
    ]),
  );
  const keys = JSON.stringify(
    done.flatMap(({ id, keys: { always, folded, plain } }) => [
      ...always.map((key) => [id, key, "always"]),
      ...(folded === null ? [] : [[id, folded, "folded"]]),
      ...(plain === null ? [] : [[id, plain, "plain"]]),
    ]),
  );
  return [
    db
      .prepare(
        `UPDATE lead SET fit = news.value ->> 1, heat = news.value ->> 2, quality = news.value ->> 3,
           quality_reasons = news.value ->> 4, market = news.value ->> 5
           FROM json_each(?1) AS news
          WHERE lead.id = news.value ->> 0 AND lead.erased_at IS NULL
            AND (lead.fit, lead.heat, lead.quality, lead.quality_reasons, lead.market)
              IS NOT (news.value ->> 1, news.value ->> 2, news.value ->> 3, news.value ->> 4, news.value ->> 5)`,
      )
      .bind(rows),
    db
      .prepare(
        `DELETE FROM lead_key
          WHERE lead_id IN (SELECT value ->> 0 FROM json_each(?1))
            AND (lead_id, key) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))`,
      )
      .bind(rows, keys),
    db
      .prepare(
        `INSERT OR IGNORE INTO lead_key (lead_id, key)
         SELECT lead.id, news.value ->> 1 FROM json_each(?1) AS news JOIN lead ON lead.id = news.value ->> 0
          WHERE lead.erased_at IS NULL AND lead.merged_into IS NULL AND news.value ->> 2 <> 'plain'`,
      )
      .bind(keys),
    // An inbox matters where its address is written in two ways: then the plain one has the key as well, whichever of
    // the two came first.
    db
      .prepare(
        `INSERT OR IGNORE INTO lead_key (lead_id, key)
         SELECT lead.id, news.value ->> 1 FROM json_each(?1) AS news
           JOIN lead ON lead.identity = 'email:' || substr(news.value ->> 1, 7)
          WHERE lead.merged_into IS NULL AND (news.value ->> 2 = 'folded' OR (news.value ->> 2 = 'plain'
            AND EXISTS (SELECT 1 FROM lead_key AS other WHERE other.key = news.value ->> 1 AND other.lead_id <> lead.id)))`,
      )
      .bind(keys),
  ];
}
