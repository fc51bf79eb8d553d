import { env } from "cloudflare:workers";
import { inboxOf } from "../../worker/inbox.ts";
import type { MailingDraft } from "../../worker/mailings/insert.ts";
import { newId } from "../../worker/tokens.ts";
import type { App } from "./worker-app.ts";

/** A lead without a history, whose address is proved. */
export async function aLead(app: App, email: string | null, change: { confirmed?: boolean } = {}) {
  const id = newId(app.deps.random);
  const { now } = app.clock;
  const identity = email === null ? `tel:+39${id.replaceAll(/\D/g, "")}051` : `email:${email}`;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO lead (id, identity, email, phone, locale, first_source, last_source, created_at, seen_at, confirmed_at)
       VALUES (?1, ?2, ?3, '+39051', 'it', '{}', '{}', ?4, ?4, ?5)`,
    ).bind(id, identity, email, now, change.confirmed === false ? null : now),
  ]);
  return id;
}

/** Writes what `lead` agreed to, or took back. */
export async function aReceipt(
  app: App,
  lead: string,
  { granted = 1, channel = "form", purpose = "marketing" } = {},
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
     VALUES (?1, ?2, ?3, 'Voglio le ricette.', ?4, 'richiesta', 'b', 'it', '', ?5, ?6)`,
  )
    .bind(lead, purpose, granted, "0".repeat(64), channel, app.clock.now)
    .run();
}

/** A mail of content to `lead`. */
export async function aDraft(
  app: App,
  lead: string,
  email: string,
  change: Partial<MailingDraft> = {},
): Promise<MailingDraft> {
  return {
    id: newId(app.deps.random),
    mailing: "campaigns/primavera",
    kind: "campaign",
    variant: null,
    leadId: lead,
    inbox: await inboxOf(app.deps.tokenSecret, email),
    at: app.clock.now,
    ...change,
  };
}
