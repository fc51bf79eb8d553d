import type { Catalog } from "../../content/schema/catalog.ts";
import { withRetries } from "../store/retry.ts";

/** The purpose without which nothing is told of a person's presses. */
const tracking = "tracking";

/** For how long a person's own address tells who pressed, in milliseconds: half a year. */
const pressFor = 182 * 86_400_000;

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
export const agreed = (lead: string) => `EXISTS (SELECT 1 FROM consent_state
  WHERE consent_state.lead_id = ${lead} AND consent_state.purpose = '${tracking}' AND consent_state.state = 'confirmed')`;

/** The token of a mail's own addresses, about to be stored. */
export interface PressToken {
  hash: string;
  message: string;
  lead: string;
  now: number;
}

/** Whether the mail has addresses of its own; with `isNew` they are made now, if its person agreed to tracking. */
export async function keepPressToken(
  db: D1Database,
  { hash, message, lead, now }: PressToken,
  isNew: boolean,
): Promise<boolean> {
  const results = await withRetries(() =>
    db.batch([
      ...(isNew
        ? [
            db
              .prepare(
                `INSERT INTO token (hash, purpose, subject_id, expires_at)
                 SELECT ?1, 'press', ?2, ?3 WHERE ${agreed("?4")} ON CONFLICT DO NOTHING`,
              )
              .bind(hash, message, now + pressFor, lead),
          ]
        : []),
      db.prepare("SELECT 1 FROM token WHERE hash = ?1").bind(hash),
    ]),
  );
  return (results.at(-1)?.results.length ?? 0) > 0;
}

/**
 * The statement that makes the tokens of the own addresses of all mails of `asked` (JSON: `id`, `press`, the hash, and
 * `isNew`) whose persons agreed to tracking; those of a mail that is made again stay as they were.
 */
export function keepPressTokens(db: D1Database, asked: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO token (hash, purpose, subject_id, expires_at)
       SELECT mail.value ->> 'press', 'press', message.id, ?2
         FROM json_each(?1) AS mail JOIN message ON message.id = mail.value ->> 'id'
        WHERE mail.value ->> 'isNew' = 1 AND ${agreed("message.lead_id")} ON CONFLICT DO NOTHING`,
    )
    .bind(asked, now + pressFor);
}
