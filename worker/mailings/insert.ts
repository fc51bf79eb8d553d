import { counts, leavesAt, spans } from "./caps.ts";
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
      .prepare(
        `INSERT INTO message (id, kind, mailing, variant, lead_id, submission_id, inbox, first_at, next_at, created_at)
         SELECT draft.id, draft.kind, draft.mailing, draft.variant, lead.id,
           (SELECT submission.id FROM submission WHERE submission.lead_id = lead.id AND submission.status = 'accepted'
             ORDER BY submission.at DESC LIMIT 1), draft.inbox, draft.at, draft.at, ?2
           FROM (${drafted}) AS draft JOIN lead ON lead.id = draft.lead_id
          WHERE ${refusal(rule)} IS NULL
         ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(round), rule.now, ...values(rule)),
  );
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
    .bind(JSON.stringify(drafts), rule.now, ...values(rule))
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

// The first two parameters are the drafts and the moment; then come the caps, and those of the permission.
const firstOfRule = 5;

function values(rule: Rule) {
  return [rule.caps.day, rule.caps.week, ...permissionOf(rule, firstOfRule).values];
}

function refusal(rule: Rule): string {
  return `CASE
    WHEN EXISTS (SELECT 1 FROM message WHERE message.mailing = draft.mailing AND message.lead_id = draft.lead_id) THEN 'already'
    WHEN ${permissionOf(rule, firstOfRule, "draft.inbox").sql} IS NOT NULL THEN 'permission'
    WHEN EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox = draft.inbox) THEN 'suppressed'
    WHEN ${isFull(spans.day, "?3")} OR ${isFull(spans.week, "?4")} THEN 'cap' END`;
}

/** Holds where one more mail at the draft's moment would be more than `most` in some `span`. */
function isFull(span: number, most: string): string {
  const toInbox = `FROM message WHERE message.inbox = draft.inbox AND ${counts}`;
  return `EXISTS (
    SELECT 1 FROM (
      SELECT draft.at AS at UNION ALL SELECT ${leavesAt} ${toInbox}
         AND ${leavesAt} > draft.at AND ${leavesAt} < draft.at + ${span}) AS ending
     WHERE (SELECT count(*) ${toInbox} AND ${leavesAt} > ending.at - ${span} AND ${leavesAt} <= ending.at) >= ${most})`;
}
