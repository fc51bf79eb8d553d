import type { Deps } from "../env.ts";
import { insertMailings, type MailingDraft } from "../mailings/insert.ts";
import { ruleFor } from "../mailings/rule.ts";
import type { Decided } from "./write.ts";

/** Writes the mails that were decided on, where permission and caps allow them at that moment. */
export function inserting(
  deps: Pick<Deps, "db" | "now" | "catalog">,
  decided: readonly Decided[],
): D1PreparedStatement[] {
  const byPurpose = new Map<string, MailingDraft[]>();
  for (const { way, decision, mail } of decided) {
    if (mail === null || decision.act !== "send") continue;
    const purpose = deps.catalog.sequences[way.sequence]?.purpose ?? "";
    const draft: MailingDraft = {
      id: mail.id,
      mailing: `sequences/${way.sequence}/${decision.step.name}`,
      kind: "sequence",
      variant: null,
      leadId: way.leadId,
      inbox: mail.inbox,
      at: decision.at,
    };
    byPurpose.set(purpose, [...(byPurpose.get(purpose) ?? []), draft]);
  }
  return [...byPurpose].flatMap(([purpose, drafts]) =>
    insertMailings(deps.db, drafts, ruleFor(deps, { purpose })),
  );
}
