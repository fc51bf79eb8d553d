import type { Catalog } from "../../content/schema/catalog.ts";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { openFor } from "../opened.ts";
import { lookBack } from "./known.ts";

/**
 * Starts sequences for those among `leads` who have taken the step that does, once for each lead.
 *
 * The clock asks it of all leads of whom something new is known (`lead_due`), in the batch that ticks them off: so none is
 * missed, and the post itself costs no row more.
 */
export function starting(
  { db, catalog, now }: { db: D1Database; catalog: Catalog; now: number },
  leads: readonly string[],
): D1PreparedStatement[] {
  const starts = Object.entries(catalog.sequences).flatMap(([sequence, found]) =>
    startOf(sequence, found, catalog),
  );
  if (starts.length === 0 || leads.length === 0) return [];
  return [
    db
      .prepare(
        `INSERT INTO enrolment (lead_id, sequence, submission_id, started_at, judged_from, next_at)
         SELECT lead_id, sequence, submission_id, min(at), at, 0 FROM (
           SELECT submission.lead_id, start.value ->> 'sequence' AS sequence, submission.id AS submission_id,
             coalesce(sequence_state.since, ?4) AS since,
             ${momentOfStep} AS at
             FROM json_each(?1) AS due
             CROSS JOIN json_each(?2) AS start
             LEFT JOIN sequence_state ON sequence_state.sequence = start.value ->> 'sequence'
             JOIN submission ON submission.lead_id = due.value AND submission.status = 'accepted'
              AND submission.landing IN (SELECT value FROM json_each(start.value, '$.landings'))
             JOIN lead ON lead.id = submission.lead_id AND lead.erased_at IS NULL AND lead.merged_into IS NULL)
          WHERE at >= since GROUP BY lead_id, sequence
         ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(leads), JSON.stringify(starts), JSON.stringify(opensFor(catalog)), now - lookBack),
  ];
}

/** When a grant was opened: it stays open for a time that its magnet tells; a coupon counts as fetched when it is first shown. */
export const openedAt = (lengths: string) =>
  `iif("grant".coupon_code IS NULL, "grant".open_until - coalesce(${lengths} ->> ('$."' || "grant".magnet || '"'), 3600000),
     submission.confirmed_at)`;

const momentOfStep = `CASE start.value ->> 'step'
  WHEN 'submit' THEN submission.at
  WHEN 'confirm' THEN submission.confirmed_at
  WHEN 'download' THEN (SELECT min(${openedAt("?3")}) FROM "grant" WHERE "grant".submission_id = submission.id)
  ELSE (SELECT min(redeemed_at) FROM coupon
    WHERE coupon.lead_id = submission.lead_id AND coupon.submission_id = submission.id)
  END`;

/** For how long a press opens each magnet. */
export function opensFor({ magnets }: Catalog): Record<string, number> {
  return Object.fromEntries(Object.entries(magnets).map(([name, magnet]) => [name, openFor(magnet)]));
}

function startOf(sequence: string, { start, landings }: CatalogSequence, catalog: Catalog) {
  if ("segment" in start) return [];
  if ("step" in start) return [{ sequence, step: start.step, landings }];
  const ofStage = Object.entries(catalog.landings).filter(([, { stage }]) => stage === start.stage);
  return [{ sequence, step: "submit", landings: ofStage.map(([path]) => path) }];
}
