import * as z from "zod";
import { countStepOf } from "./steps.ts";
import { releaseConfirming } from "./suppressions.ts";
import { type CallDraft, insertCalls } from "./webhook-calls.ts";

/** A submission whose sender is asked, by a mail, whether it was theirs. */
export interface Confirmation {
  submissionId: string;
  /** `confirm` came by mail and has the button; `grant-page` only says that a mail is on its way. */
  purpose: "confirm" | "grant-page";
  status: "accepted" | "quarantined";
  landing: string;
  answers: string;
  at: number;
  confirmedAt: number | null;
  /** The words that were agreed to, as a JSON list. */
  agreed: string;
}

/** The submission that the token with this hash asks about, while it lasts. */
export function findConfirmation(db: D1Database, hash: string, now: number): Promise<Confirmation | null> {
  return db
    .prepare(
      `SELECT submission.id AS submissionId, token.purpose, status, landing, answers, at, confirmed_at AS confirmedAt,
         CASE status WHEN 'accepted' THEN (
           SELECT json_group_array(wording) FROM receipt
            WHERE receipt.lead_id = submission.lead_id AND receipt.submission_id = submission.id AND channel = 'form')
         ELSE (SELECT json_group_array(given.value ->> 'wording') FROM json_each(held, '$.consents') AS given)
         END AS agreed
         FROM token JOIN submission ON submission.id = token.subject_id
        WHERE token.hash = ?1 AND token.purpose IN ('confirm', 'grant-page') AND token.expires_at > ?2`,
    )
    .bind(hash, now)
    .first<Confirmation>();
}

const wordings = z.array(z.string());

/** The wordings of a confirmation as the database lists them. */
export function wordingsIn(json: string): string[] {
  return wordings.parse(JSON.parse(json));
}

/** Confirms the address of one submission. */
export async function confirmSubmission(
  db: D1Database,
  submission: string,
  press: { now: number; day: string; calls: readonly CallDraft[] },
): Promise<void> {
  await db.batch(confirming(db, submission, press));
}

/**
 * All that follows when the button of a submission's mail is pressed for the first time.
 *
 * What is counted or written down comes first, under the condition that the last statement ends: so it happens once,
 * however often and however much at once the button is pressed.
 */
export function confirming(
  db: D1Database,
  submission: string,
  { now, day, calls }: { now: number; day: string; calls: readonly CallDraft[] },
): D1PreparedStatement[] {
  const pending = "submission.id = ?1 AND submission.confirmed_at IS NULL AND submission.status = 'accepted'";
  return [
    countStepOf(
      db,
      day,
      "confirm",
      "WHERE id = ?3 AND confirmed_at IS NULL AND status = 'accepted'",
      submission,
    ),
    ...insertCalls(
      db,
      "confirm",
      calls,
      now,
      "WHERE submission.id = ?4 AND confirmed_at IS NULL AND submission.status = 'accepted'",
      submission,
    ),
    // What was withdrawn since stays withdrawn.
    db
      .prepare(
        `INSERT INTO receipt (
           lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, form_hash, build, locale,
           page_url, channel, message_id, at
         )
         SELECT given.lead_id, given.submission_id, purpose, 1, wording, wording_hash, version, given.form,
           given.form_hash, given.build, given.locale, given.page_url, 'confirm',
           (SELECT message.id FROM message
             WHERE message.lead_id = submission.lead_id AND message.submission_id = submission.id
               AND message.kind IN ('delivery', 'confirmation')
             ORDER BY message.sent_at IS NULL, message.created_at DESC LIMIT 1), ?2
           FROM submission JOIN receipt AS given ON given.lead_id = submission.lead_id AND given.submission_id = submission.id
          WHERE ${pending} AND given.channel = 'form' AND given.granted = 1
            AND NOT EXISTS (
              SELECT 1 FROM receipt AS later
               WHERE later.lead_id = given.lead_id AND later.purpose = given.purpose AND later.id > given.id
                 AND later.granted = 0)
          ORDER BY given.id`,
      )
      .bind(submission, now),
    // The cap of a landing counts mails to people who have not proved their address: here is one less.
    db
      .prepare(
        `UPDATE unproved SET n = n - 1
          WHERE n > 0 AND (landing, hour) = (
            SELECT submission.landing, CAST(message.created_at / 3600000 AS INTEGER)
              FROM submission
              JOIN lead ON lead.id = submission.lead_id
              JOIN message ON message.lead_id = submission.lead_id AND message.submission_id = submission.id
             WHERE ${pending} AND message.status <> 'withheld' AND message.kind IN ('delivery', 'confirmation')
               AND (lead.confirmed_at IS NULL OR lead.confirmed_at > message.created_at)
             ORDER BY message.created_at LIMIT 1)`,
      )
      .bind(submission),
    db
      .prepare(
        `UPDATE lead SET confirmed_at = coalesce(confirmed_at, ?2), seen_at = max(seen_at, ?2)
          WHERE id = (SELECT lead_id FROM submission WHERE ${pending})`,
      )
      .bind(submission, now),
    releaseConfirming(db, submission),
    db.prepare(`UPDATE submission SET confirmed_at = ?2 WHERE ${pending}`).bind(submission, now),
  ];
}
