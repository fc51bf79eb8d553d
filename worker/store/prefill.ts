/** What is known of the lead that a signed link names. */
export interface KnownLead {
  /** The landing whose form the link fills in. */
  landing: string;
  /** By type of field. */
  contacts: Record<"email" | "phone" | "given-name" | "family-name", string | null>;
  /** The latest first, with answers as JSON. */
  submissions: { form: string; answers: string }[];
}

interface Row {
  landing: string;
  email: string | null;
  phone: string | null;
  given_name: string | null;
  family_name: string | null;
  form: string | null;
  answers: string | null;
}

// Older answers than these are hardly today's.
const mostSubmissions = 20;

/** The lead behind the signed link whose token has this hash, while it lasts. */
export async function readPrefill(db: D1Database, hash: string, now: number): Promise<KnownLead | null> {
  const { results } = await db
    .prepare(
      `SELECT substr(subject_id, 24) AS landing, lead.email, lead.phone, lead.given_name, lead.family_name, form, answers
         FROM token
         JOIN lead ON lead.id = substr(subject_id, 1, 22) AND lead.erased_at IS NULL
         LEFT JOIN submission ON submission.lead_id = lead.id
        WHERE token.hash = ?1 AND token.purpose = 'prefill' AND token.expires_at > ?2
        ORDER BY submission.at DESC LIMIT ${mostSubmissions}`,
    )
    .bind(hash, now)
    .all<Row>();
  const [lead] = results;
  if (lead === undefined) return null;
  const { landing, email, phone, given_name, family_name } = lead;
  return {
    landing,
    contacts: { email, phone, "given-name": given_name, "family-name": family_name },
    submissions: results.flatMap(({ form, answers }) =>
      form === null || answers === null ? [] : [{ form, answers }],
    ),
  };
}

/** Keeps the hash of a signed link; one that was made before lasts anew. */
export async function keepPrefill(
  db: D1Database,
  { hash, subject, expiresAt }: { hash: string; subject: string; expiresAt: number },
  noted: D1PreparedStatement,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO token (hash, purpose, subject_id, expires_at) VALUES (?1, 'prefill', ?2, ?3)
         ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at`,
      )
      .bind(hash, subject, expiresAt),
    noted,
  ]);
}
