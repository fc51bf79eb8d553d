import * as z from "zod";

/** A post in quarantine, with what it becomes when it is released. */
export interface HeldPost {
  id: string;
  landing: string;
  form: string;
  build: string;
  answers: string;
  /** The purposes that were ticked, as JSON. */
  consents: string;
  /** Person, consents and form as they were when it came (JSON); null for posts from before these were kept. */
  held: string | null;
  locale: string;
  source: string;
  sourceLabel: string;
  pageUrl: string;
  at: number;
}

const text = z.string().nullable();

/** What a post in quarantine keeps for its release. */
export const heldSchema = z.object({
  person: z.object({ identity: z.string(), email: text, phone: text, givenName: text, familyName: text }),
  consents: z.array(
    z.object({
      purpose: z.string(),
      wording: z.string(),
      wordingHash: z.string(),
      version: z.number().nullable(),
    }),
  ),
  formHash: z.string(),
});

/** The post `id`, while it is in quarantine. */
export function findHeld(db: D1Database, id: string): Promise<HeldPost | null> {
  return db
    .prepare(
      `SELECT id, landing, form, build, answers, consents, held, locale, source, source_label AS sourceLabel,
         page_url AS pageUrl, at
         FROM submission WHERE id = ?1 AND status = 'quarantined'`,
    )
    .bind(id)
    .first<HeldPost>();
}

/** Ties the mail that asked whether the post was theirs to the lead that it has become, and lets its link last as long as the grant. */
export async function adoptQuestion(db: D1Database, submission: string, hash: string): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE message SET lead_id = (SELECT lead_id FROM submission WHERE id = ?1)
          WHERE submission_id = ?1 AND kind = 'confirmation' AND lead_id IS NULL`,
      )
      .bind(submission),
    db
      .prepare(
        `UPDATE token SET expires_at = max(expires_at, coalesce((
           SELECT "grant".expires_at FROM "grant" WHERE submission_id = ?1), 0)) WHERE hash = ?2`,
      )
      .bind(submission, hash),
  ]);
}

/** Deletes posts in quarantine, with the links and mails that belong to them; `hashes` are those of their tokens. */
export async function deleteHeld(
  db: D1Database,
  ids: readonly string[],
  hashes: readonly string[],
  noted: D1PreparedStatement,
): Promise<void> {
  const mine = `(SELECT id FROM submission WHERE status = 'quarantined' AND id IN (SELECT value FROM json_each(?1)))`;
  await db.batch([
    db
      .prepare("DELETE FROM token WHERE hash IN (SELECT value FROM json_each(?1))")
      .bind(JSON.stringify(hashes)),
    db
      .prepare(`DELETE FROM message WHERE lead_id IS NULL AND submission_id IN ${mine}`)
      .bind(JSON.stringify(ids)),
    db.prepare(`DELETE FROM submission WHERE id IN ${mine}`).bind(JSON.stringify(ids)),
    noted,
  ]);
}

/** Those of `hashes` that are tokens already. */
export async function knownTokens(db: D1Database, hashes: readonly string[]): Promise<Set<string>> {
  const found = await db
    .prepare("SELECT hash FROM token WHERE hash IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(hashes))
    .all<{ hash: string }>();
  return new Set(found.results.map(({ hash }) => hash));
}
