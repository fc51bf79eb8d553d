import type { Catalog } from "../../content/schema/catalog.ts";
import { openingWords } from "../../content/schema/consent.ts";

/** The purpose without which nothing is told of a person's presses. */
const tracking = "tracking";

/** For how long a person's own addresses tell whose they are, in milliseconds: half a year. */
const toldFor = 182 * 86_400_000;

const asking = new WeakMap<Catalog, boolean>();

/** Whether any form asks for the consent to tracking: where none does, nobody has to be asked about. */
export function asksForTracking(catalog: Catalog): boolean {
  const known = asking.get(catalog);
  if (known !== undefined) return known;
  const asks = Object.values(catalog.forms).some(({ consents }) =>
    consents.some(({ purpose }) => purpose === tracking),
  );
  asking.set(catalog, asks);
  return asks;
}

/** That `lead` agreed to tracking, and confirmed it (in SQL). */
export const agreed = (lead: string, also = "") => `EXISTS (SELECT 1 FROM consent_state
  WHERE consent_state.lead_id = ${lead} AND consent_state.purpose = '${tracking}' AND consent_state.state = 'confirmed'${also})`;

const telling = openingWords.map((word) => `consent_state.wording LIKE '%${word}%'`).join(" OR ");

/** That `lead` agreed to tracking in words that tell of openings, and confirmed it (in SQL). */
export const agreedToOpenings = (lead: string) => agreed(lead, ` AND (${telling})`);

/**
 * The statement that makes the tokens of the own addresses of all mails of `asked` (JSON: `id`, `isNew`, and the hashes
 * `press` and `open`) whose persons agreed to it; those of a mail that is made again stay as they were.
 */
export function keepOwnTokens(db: D1Database, asked: string, now: number): D1PreparedStatement {
  const made = (purpose: "press" | "open", isAgreed: string) =>
    `SELECT mail.value ->> '${purpose}', '${purpose}', message.id, ?2
       FROM json_each(?1) AS mail JOIN message ON message.id = mail.value ->> 'id'
      WHERE mail.value ->> 'isNew' = 1 AND mail.value ->> '${purpose}' IS NOT NULL AND ${isAgreed}`;
  return db
    .prepare(
      `INSERT INTO token (hash, purpose, subject_id, expires_at)
       ${made("press", agreed("message.lead_id"))}
       UNION ALL ${made("open", agreedToOpenings("message.lead_id"))} ON CONFLICT DO NOTHING`,
    )
    .bind(asked, now + toldFor);
}
