import type { Context } from "hono";
import { type Locale, localeSchema } from "../../content/schema/primitives.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, looksLikeToken, type TokenPurpose } from "../tokens.ts";

/** Who holds a link to a page about a person's data, and which page it is. */
export interface Holder {
  hash: string;
  purpose: TokenPurpose;
  expiresAt: number;
  /** Null where the post is in quarantine: there is an inbox, and nobody yet. */
  leadId: string | null;
  submissionId: string;
  landing: string;
  email: string | null;
  locale: Locale;
  erasedAt: number | null;
}

interface Row extends Omit<Holder, "locale" | "hash"> {
  locale: string;
}

/** Whom the token in the address belongs to; null for every token that opens nothing, whatever the reason. */
export async function holderIn(c: Context<AppEnv>): Promise<Holder | null> {
  const { db, now, catalog } = c.var.deps;
  const token = c.req.param("token") ?? "";
  if (!looksLikeToken(token)) return null;
  const hash = await hashOfToken(token);
  const row = await withRetries(() => findHolder(db, hash, now()));
  if (row === null) return null;
  const locale = localeSchema.safeParse(row.locale);
  return { ...row, hash, locale: locale.success ? locale.data : catalog.site.locale };
}

// Whose submission it is tells where a link from a mail leads; the links on request go by the mail that brings them.
function findHolder(db: D1Database, hash: string, now: number): Promise<Row | null> {
  return db
    .prepare(
      `SELECT token.purpose, token.expires_at AS expiresAt, submission.lead_id AS leadId, submission.id AS submissionId,
         submission.landing, coalesce(lead.email, held ->> '$.person.email') AS email,
         coalesce(lead.locale, submission.locale) AS locale, lead.erased_at AS erasedAt
         FROM token
         LEFT JOIN message ON message.id = token.subject_id AND token.purpose IN ('copy', 'erasure', 'renewal')
         JOIN submission ON submission.id = coalesce(message.submission_id, token.subject_id)
         LEFT JOIN lead ON lead.id = submission.lead_id
        WHERE token.hash = ?1 AND token.purpose IN ('preferences', 'copy', 'erasure', 'renewal') AND token.expires_at > ?2
          AND (lead.erased_at IS NULL OR token.purpose = 'erasure')`,
    )
    .bind(hash, now)
    .first<Row>();
}

/** `email` as those may see it who hold a link that was forwarded: a•••@example.com. */
export function maskedEmail(email: string): string {
  const [first = ""] = email;
  return `${first}•••${email.slice(email.lastIndexOf("@"))}`;
}
