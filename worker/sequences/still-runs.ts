/** Whether the sequence of a mail still runs for its reader: what ended it since the mail was written ends the mail as well. */
export async function sequenceStillRuns(
  db: D1Database,
  { leadId, mailing }: { leadId: string; mailing: string },
): Promise<boolean> {
  const [, sequence = ""] = mailing.split("/");
  const status = await db
    .prepare("SELECT status FROM enrolment WHERE lead_id = ?1 AND sequence = ?2")
    .bind(leadId, sequence)
    .first<string>("status");
  return status === "active" || status === "done";
}
