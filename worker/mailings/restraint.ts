// A request that is open stops all at once, whoever it reached; one that was answered holds until the person agrees anew.
const restraining = `FROM request JOIN lead AS asker ON asker.id = request.lead_id
  WHERE request.kind IN ('restriction', 'objection') AND coalesce(request.outcome, 'done') = 'done'`;
const whose = "coalesce(asker.merged_into, asker.id)";

/**
 * Says of a row of `lead` which wish keeps its data from being used: 'restriction' (art. 18), else 'objection' (art. 21);
 * NULL: none. `agreed` is SQL of the moment since which the person agrees, NULL where they do not.
 */
export function restraintOf(agreed: string): string {
  return `(CASE WHEN lead.id IN (SELECT ${whose} ${restraining}) THEN
    (SELECT max(request.kind) ${restraining} AND lead.id = ${whose}
      AND (request.done_at IS NULL OR request.done_at >= coalesce(${agreed}, 0))) END)`;
}

/** The same where any consent counts that the person gave since. */
export const restraint = restraintOf(
  "(SELECT max(at) FROM consent_state WHERE lead_id = lead.id AND state = 'confirmed')",
);
