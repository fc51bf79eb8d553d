import { isFull, spansFor } from "./caps.ts";
import { permissionOf } from "./permission.ts";
import type { Rule } from "./rule.ts";

/** A mail of content that is about to be written. */
export interface MailingDraft {
  id: string;
  /** `campaigns/<name>` or `sequences/<name>/<step>`. */
  mailing: string;
  kind: "campaign" | "sequence";
  /** Which of a campaign's subjects it bears. */
  variant: number | null;
  leadId: string;
  /** Keyed hash of the inbox that it goes to. */
  inbox: string;
  /** From when it may leave. */
  at: number;
}

/** Why a draft would not be written. */
export type Refusal = "already" | "permission" | "suppressed" | "cap";

/**
 * Writes the drafts whose readers may get them, as things stand at that moment; the others are left out.
 *
 * It is one statement but where several go to one inbox: each of those counts for the cap of the next.
 */
export function insertMailings(
  db: D1Database,
  drafts: readonly MailingDraft[],
  rule: Rule,
): D1PreparedStatement[] {
  return rounds(drafts).map((round) =>
    db
      .prepare(inserting(rule, { state: "'queued', NULL, draft.at, draft.at", may: "'free'" }))
      .bind(JSON.stringify(round), rule.now, ...values(round, rule)),
  );
}

/** Keeps the drafts that a cap alone refuses, until the moment at which they are tried again. */
export function holdMailings(
  db: D1Database,
  drafts: readonly MailingDraft[],
  rule: Rule,
  until: number,
): D1PreparedStatement {
  const given = [JSON.stringify(drafts), rule.now, ...values(drafts, rule)];
  const state = `'withheld', 'capped', draft.at, ?${given.length + 1}`;
  return db.prepare(inserting(rule, { state, may: "'free', 'cap'" })).bind(...given, until);
}

/** Lets mails that were kept leave at the moments of `drafts`, which bear their names, as far as their readers may get them now. */
export function releaseMailings(
  db: D1Database,
  drafts: readonly MailingDraft[],
  rule: Rule,
): D1PreparedStatement[] {
  return rounds(drafts).map((round) =>
    db
      .prepare(
        `UPDATE message SET status = 'queued', failure = NULL, first_at = draft.at, next_at = draft.at,
           variant = draft.variant, inbox = draft.inbox
           FROM (${drafted}) AS draft JOIN lead ON lead.id = draft.lead_id
          WHERE message.id = draft.id AND message.status = 'withheld' AND message.failure = 'capped' AND ${refusal(rule)} IS NULL`,
      )
      .bind(JSON.stringify(round), rule.now, ...values(round, rule)),
  );
}

/** Inserts the drafts that `may` be written, for which nothing or no more than a cap stands against them, with a status, a failure, and two moments. */
function inserting(rule: Rule, { state, may }: { state: string; may: string }): string {
  return `INSERT INTO message (id, kind, mailing, variant, lead_id, submission_id, inbox, created_at, status, failure, first_at, next_at)
    SELECT draft.id, draft.kind, draft.mailing, draft.variant, lead.id,
      (SELECT submission.id FROM submission WHERE submission.lead_id = lead.id AND submission.status = 'accepted'
        ORDER BY submission.at DESC LIMIT 1), draft.inbox, ?2, ${state}
      FROM (${drafted}) AS draft JOIN lead ON lead.id = draft.lead_id
     WHERE coalesce(${refusal(rule)}, 'free') IN (${may})
    ON CONFLICT DO NOTHING`;
}

/** Tells of each draft that would not be written why, by its identifier; of drafts to one inbox each is judged alone. */
export async function refusedMailings(
  db: D1Database,
  drafts: readonly MailingDraft[],
  rule: Rule,
): Promise<Map<string, Refusal>> {
  const { results } = await db
    .prepare(
      `SELECT id, reason FROM (
         SELECT draft.id, ${refusal(rule)} AS reason
           FROM (${drafted}) AS draft LEFT JOIN lead ON lead.id = draft.lead_id)
        WHERE reason IS NOT NULL`,
    )
    .bind(JSON.stringify(drafts), rule.now, ...values(drafts, rule))
    .all<{ id: string; reason: Refusal }>();
  return new Map(results.map(({ id, reason }) => [id, reason]));
}

/** The drafts, so that no two of one list go to the same inbox, in the order in which they came. */
function rounds(drafts: readonly MailingDraft[]): MailingDraft[][] {
  const lists: MailingDraft[][] = [];
  const had = new Map<string, number>();
  for (const draft of drafts) {
    const round = had.get(draft.inbox) ?? 0;
    had.set(draft.inbox, round + 1);
    lists[round] = [...(lists[round] ?? []), draft];
  }
  return lists;
}

const drafted = `SELECT value ->> 'id' AS id, value ->> 'kind' AS kind, value ->> 'mailing' AS mailing,
  value ->> 'variant' AS variant, value ->> 'leadId' AS lead_id, value ->> 'inbox' AS inbox, value ->> 'at' AS at
  FROM json_each(?1)`;

// The first two parameters are the drafts and the moment; then come the spans of the caps, and those of the permission.
const firstOfRule = 4;

function values(drafts: readonly MailingDraft[], rule: Rule) {
  const spans = spansFor(
    drafts.map(({ at }) => at),
    rule,
  );
  return [spans, ...permissionOf(rule, firstOfRule).values];
}

function refusal(rule: Rule): string {
  return `CASE
    WHEN EXISTS (SELECT 1 FROM message AS had
      WHERE had.mailing = draft.mailing AND had.lead_id = draft.lead_id AND had.failure IS NOT 'capped') THEN 'already'
    -- Whoever has two addresses of one inbox, and waits for another day, gets it once.
    WHEN draft.kind = 'campaign' AND EXISTS (SELECT 1 FROM message AS had
      WHERE had.inbox = draft.inbox AND +had.mailing = draft.mailing AND had.failure IS NOT 'capped') THEN 'already'
    WHEN ${permissionOf(rule, firstOfRule, "draft.inbox").sql} IS NOT NULL THEN 'permission'
    WHEN EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox = draft.inbox) THEN 'suppressed'
    WHEN ${isFull({ inbox: "draft.inbox", at: "draft.at", spans: "?3" })} THEN 'cap' END`;
}
