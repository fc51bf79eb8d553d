import type { Deps } from "../env.ts";
import type { Decided } from "./write.ts";

/** Writes the mails that were decided on. */
export function inserting(
  { db, now }: Pick<Deps, "db" | "now">,
  decided: readonly Decided[],
): D1PreparedStatement[] {
  const drafts = decided.flatMap(({ way, decision, mail }) =>
    mail === null || decision.act !== "send"
      ? []
      : [
          {
            id: mail.id,
            lead: way.leadId,
            mailing: `sequences/${way.sequence}/${decision.step.name}`,
            inbox: mail.inbox,
            at: decision.at,
          },
        ],
  );
  if (drafts.length === 0) return [];
  return [
    db
      .prepare(
        `INSERT INTO message (id, kind, mailing, lead_id, submission_id, inbox, first_at, next_at, created_at)
         SELECT draft.value ->> 'id', 'sequence', draft.value ->> 'mailing', lead.id,
           (SELECT id FROM submission WHERE submission.lead_id = lead.id AND status = 'accepted' ORDER BY at DESC LIMIT 1),
           draft.value ->> 'inbox', draft.value ->> 'at', draft.value ->> 'at', ?2
           FROM json_each(?1) AS draft JOIN lead ON lead.id = draft.value ->> 'lead'
          WHERE lead.erased_at IS NULL AND lead.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox = draft.value ->> 'inbox')
         ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(drafts), now()),
  ];
}
