import { restraintOf } from "../mailings/restraint.ts";
import { valuesWith, type Whom } from "./store-exports.ts";

/** One person who may be handed to an advertising platform. */
export interface MemberOfAudience {
  row: number;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  /** Answers, the latest last, as a JSON list. */
  answers: string;
}

/** Since when a lead agrees to all of some purposes. */
const agreed = (which: string) =>
  `(SELECT min(at) FROM consent_state WHERE lead_id = lead.id AND state = 'confirmed' AND ${which})`;

/** Leads with a row number after `row` for whom each of `purposes` stands confirmed, and who wished no end to the use of their data since; merged ones each by their own consents. */
export async function listAudience(
  db: D1Database,
  whom: Whom,
  purposes: readonly string[],
  row: number,
  limit: number,
): Promise<MemberOfAudience[]> {
  const found = await db
    .prepare(
      `SELECT lead.rowid AS row, lead.email, lead.phone, lead.given_name, lead.family_name,
              (SELECT json_group_array(json(answers)) FROM
                (SELECT answers FROM submission WHERE lead_id = lead.id ORDER BY at)) AS answers
         FROM lead
        WHERE lead.rowid > ?1 AND lead.erased_at IS NULL AND lead.confirmed_at IS NOT NULL
          AND (SELECT count(*) FROM consent_state
                WHERE lead_id = lead.id AND state = 'confirmed'
                  AND purpose IN (SELECT value FROM json_each(?3))) = json_array_length(?3)
          AND ${restraintOf(agreed("purpose IN (SELECT value FROM json_each(?3))"))} IS NULL
          AND (${whom.sql})
        ORDER BY lead.rowid LIMIT ?2`,
    )
    .bind(...valuesWith(whom, row, limit, JSON.stringify(purposes)))
    .all<MemberOfAudience>();
  return found.results;
}

/** One thing that happened after a click on an advertisement. */
export interface Conversion {
  row: number;
  click: string;
  /** 'page' tells of a page how far it came, and (as `cents`) how many clicks it looked at. */
  act: "confirm" | "redeem" | "customer" | "page";
  at: number;
  cents: number | null;
}

/**
 * What came of clicks, of submissions with a row number after `row`: confirmed, redeemed at the till, a customer. Only of
 * people for whom `tracking` stands confirmed; `click` is the key that the click's number was kept under.
 */
export async function listConversions(
  db: D1Database,
  whom: Whom,
  click: string,
  row: number,
  limit: number,
): Promise<Conversion[]> {
  const found = await db
    .prepare(
      `WITH clicked AS (
         SELECT submission.rowid AS row, submission.id, submission.lead_id, submission.confirmed_at,
                submission.source ->> ?3 AS click
           FROM submission JOIN lead ON lead.id = submission.lead_id
          WHERE submission.rowid > ?1 AND submission.source ->> ?3 IS NOT NULL AND lead.erased_at IS NULL
            AND EXISTS (SELECT 1 FROM consent_state
                         WHERE lead_id = lead.id AND purpose = 'tracking' AND state = 'confirmed')
            AND ${restraintOf(agreed("purpose = 'tracking'"))} IS NULL
            AND (${whom.sql})
          ORDER BY submission.rowid LIMIT ?2)
       SELECT row, click, 'confirm' AS act, confirmed_at AS at, NULL AS cents FROM clicked
        WHERE confirmed_at IS NOT NULL
       UNION ALL
       SELECT row, click, 'redeem', coupon.redeemed_at, coupon.amount FROM clicked
         JOIN coupon ON coupon.submission_id = clicked.id WHERE coupon.redeemed_at IS NOT NULL
       UNION ALL
       -- When somebody said so at the desk; of a lead that came in as a customer, their last sign of life.
       SELECT row, click, 'customer', coalesce(
                (SELECT max(at) FROM audit WHERE subject = lead.id AND act = 'lead.status'), lead.seen_at), NULL
         FROM clicked JOIN lead ON lead.id = clicked.lead_id AND lead.status = 'customer'
       UNION ALL
       SELECT max(row), '', 'page', 0, count(*) FROM clicked HAVING count(*) > 0
       ORDER BY row, at`,
    )
    .bind(...valuesWith(whom, row, limit, `$.${click}`))
    .all<Conversion>();
  return found.results;
}
