import { env } from "cloudflare:workers";
import type { MailBody } from "../../content/schema/mail-body.ts";
import { inboxOf } from "../../worker/inbox.ts";
import type { MailingDraft } from "../../worker/mailings/insert.ts";
import { newId } from "../../worker/tokens.ts";
import type { App } from "./worker-app.ts";
import { aCampaign } from "./worker-campaigns.ts";
import { aCatalog } from "./worker-catalog.ts";
import { fakeAsset } from "./worker-pages.ts";
import { aSequence } from "./worker-sequences.ts";

/** The words of every mail of content in these tests. */
const words: MailBody = {
  subject: ["Il lievito, ", { field: "nome", otherwise: "amico" }],
  others: [["Pane per ", { field: "nome", otherwise: "te" }]],
  preheader: ["Come si tiene vivo, ", { field: "nome", otherwise: "e perché" }],
  html: [
    "<h1>Ciao ",
    { field: "nome", otherwise: "a te" },
    '</h1><p><a href="',
    { link: 0 },
    '">Vieni</a></p>',
  ],
  text: ["Ciao ", { field: "nome", otherwise: "a te" }, "\n\nVieni: ", { link: 0 }],
  links: ["/sconto/"],
};

/** The mailings of `aMailingCatalog`: by consent, by consent, and to customers. */
export const mailings = ["sequences/dopo/primo", "campaigns/primavera", "campaigns/clienti"] as const;

/** A catalog with a sequence, a campaign, and a campaign to customers, which caps no inbox. */
export function aMailingCatalog(change: Parameters<typeof aCatalog>[0] = () => {}) {
  return aCatalog((catalog) => {
    const links = ["/sconto/"];
    catalog.sequences = { dopo: aSequence() };
    for (const step of catalog.sequences["dopo"]?.steps ?? []) step.links = links;
    catalog.campaigns = {
      primavera: aCampaign({ links }),
      clienti: aCampaign({ links, label: "clienti", basis: "soft-opt-in" }),
    };
    catalog.site.softOptIn = true;
    catalog.site.limits = { ...catalog.site.limits, mailings: { day: 1000, week: 1000 } };
    change(catalog);
  });
}

/** The assets of the tests, and the words of mailings among them. */
export async function mailingAsset(path: string): Promise<Response> {
  return path.startsWith("/_private/mails/") ? Response.json(words) : fakeAsset(path);
}

/** A sale, noted for `lead`, in which the address `email` was given; null: in which none was. */
export async function aSale(app: App, lead: string, email: string | null): Promise<void> {
  const { random, tokenSecret } = app.deps;
  await env.DB.prepare(
    "INSERT INTO sale (id, lead_id, day, at, what, inbox, noted_at) VALUES (?1, ?2, '2027-03-10', ?3, 'due pagnotte', ?4, ?3)",
  )
    .bind(newId(random), lead, app.clock.now, email === null ? null : await inboxOf(tokenSecret, email))
    .run();
}

/** Writes `mailing` to `lead` whatever the rules say, and has its sequence run: the mail's identifier. */
export async function force(app: App, mailing: string, lead: string, email: string): Promise<string> {
  const draft = await aDraft(app, lead, email, { mailing });
  const [folder, name] = mailing.split("/");
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO message (id, kind, mailing, lead_id, submission_id, inbox, first_at, next_at, created_at)
       VALUES (?1, ?2, ?3, ?4, (SELECT id FROM submission WHERE lead_id = ?4 ORDER BY at DESC LIMIT 1), ?5, ?6, ?6, ?6)`,
    ).bind(
      draft.id,
      folder === "campaigns" ? "campaign" : "sequence",
      mailing,
      lead,
      draft.inbox,
      app.clock.now,
    ),
    env.DB.prepare(
      `INSERT INTO enrolment (lead_id, sequence, started_at, judged_from, next_at)
       SELECT ?1, ?2, ?3, ?3, 9e12 WHERE ?4 = 'sequences' ON CONFLICT DO UPDATE SET next_at = 9e12`,
    ).bind(lead, name, app.clock.now, folder),
  ]);
  return draft.id;
}

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
