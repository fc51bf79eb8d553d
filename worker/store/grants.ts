import type { TokenPurpose } from "../tokens.ts";
import { confirming } from "./confirmations.ts";
import { countStepOf } from "./steps.ts";
import type { CallDraft } from "./webhook-calls.ts";

/** A grant about to be stored. */
export interface GrantDraft {
  id: string;
  magnet: string;
  expiresAt: number;
  uses: number;
}

/** A grant as its private page shows it. */
export interface Grant {
  id: string;
  /** What the token opens; it names the first grant of a submission, and opens all of them. */
  purpose: TokenPurpose;
  magnet: string;
  landing: string;
  submissionId: string;
  answers: string;
  expiresAt: number;
  usesLeft: number;
  openUntil: number | null;
  couponCode: string | null;
  confirmedAt: number | null;
  /** Whether its lead has an address to send a new link to. */
  hasInbox: 0 | 1;
}

/** All that the token with this hash opens, in its order, while any of it lasts. */
export async function listGrants(db: D1Database, hash: string, now: number): Promise<Grant[]> {
  const { results } = await selectGrants(db, hash, now).all<Grant>();
  return results;
}

/** The first grant of the submission `id`, which links name, by its identifier. */
export function findGrantOf(db: D1Database, id: string): Promise<string | null> {
  return db
    .prepare('SELECT id FROM "grant" WHERE submission_id = ?1 AND place = 0')
    .bind(id)
    .first<string>("id");
}

function selectGrants(db: D1Database, hash: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT "grant".id, purpose, "grant".magnet, submission.landing, submission.id AS submissionId, answers,
         "grant".expires_at AS expiresAt, "grant".uses_left AS usesLeft, "grant".open_until AS openUntil,
         "grant".coupon_code AS couponCode, lead.confirmed_at AS confirmedAt,
         lead.email IS NOT NULL AS hasInbox
         FROM token
         JOIN "grant" AS named ON named.id = token.subject_id
         JOIN submission ON submission.id = named.submission_id
         JOIN "grant" ON "grant".submission_id = submission.id
         JOIN lead ON lead.id = "grant".lead_id
        WHERE token.hash = ?1 AND token.purpose IN ('grant-page', 'grant-mail') AND token.expires_at > ?2
          AND EXISTS (
            SELECT 1 FROM "grant" AS lasting WHERE lasting.submission_id = submission.id AND lasting.expires_at > ?2)
        ORDER BY "grant".place`,
    )
    .bind(hash, now);
}

/** What a press of the button is to do. */
export interface Press {
  hash: string;
  now: number;
  day: string;
  /** Whether the link came by mail, and so proves the address. */
  proves: boolean;
  /** Until when it opens its files, or counts as opened; null for a coupon, which is only shown. */
  opensUntil: number | null;
  /** Calls of webhooks that want to know of it, if it proves the address. */
  calls: readonly CallDraft[];
}

/** Confirms the address, spends one use and opens `grant`, as `press` says; all that its token opens, as it stands then. */
export async function pressGrant(db: D1Database, grant: Grant, press: Press): Promise<Grant[]> {
  const results = await db.batch<Grant>([
    ...(press.proves && press.opensUntil === null ? [countShown(db, grant, press)] : []),
    ...(press.proves ? confirming(db, grant.submissionId, press) : []),
    ...(press.opensUntil === null ? [] : open(db, grant, press, press.opensUntil)),
    selectGrants(db, press.hash, press.now),
  ]);
  return results.at(-1)?.results ?? [];
}

// In all, what is counted or written down comes first, under the condition that the last statement ends: so it
// happens once, however often and however much at once the button is pressed.

/** A coupon counts as fetched by the first press that shows it. */
function countShown(db: D1Database, { submissionId }: Grant, { day }: Press): D1PreparedStatement {
  const first = "WHERE id = ?3 AND confirmed_at IS NULL AND status = 'accepted'";
  return countStepOf(db, day, "download", first, submissionId);
}

function open(db: D1Database, grant: Grant, { now, day }: Press, until: number): D1PreparedStatement[] {
  const shut = `("grant".open_until IS NULL OR "grant".open_until <= ?4) AND "grant".uses_left > 0
    AND "grant".expires_at > ?4`;
  return [
    countStepOf(
      db,
      day,
      "download",
      `JOIN "grant" ON "grant".submission_id = submission.id WHERE "grant".id = ?3 AND ${shut}`,
      grant.id,
      now,
    ),
    db
      .prepare(
        `UPDATE "grant" SET uses_left = uses_left - 1, open_until = ?2 WHERE id = ?1 AND ${shut.replaceAll("?4", "?3")}`,
      )
      .bind(grant.id, until, now),
  ];
}
