import { env } from "cloudflare:workers";
import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { CatalogFileContents } from "../../content/schema/catalog.ts";
import type { MailBody } from "../../content/schema/mail-body.ts";
import type { Deps } from "../../worker/env.ts";
import { anApp, noon } from "./worker-app.ts";
import { aCatalog } from "./worker-catalog.ts";
import { fakeAsset } from "./worker-pages.ts";

/** A campaign to all leads who answered "Bar", at once, 2000 an hour. */
export function aCampaign(change: Partial<CatalogCampaign> = {}): CatalogCampaign {
  return {
    locale: "it",
    subjects: ["Il pane di primavera"],
    segment: "bar",
    purpose: "marketing",
    basis: "consent",
    zone: "site",
    rate: 2000,
    label: "primavera",
    asset: "/_private/mails/campaigns/primavera.0001.json",
    links: [],
    ...change,
  };
}

/** A catalog with the campaign `primavera`, and the segment that it goes to. */
export function campaignCatalog(
  campaign: Partial<CatalogCampaign> = {},
  change: (catalog: CatalogFileContents) => void = () => {},
) {
  return aCatalog((catalog) => {
    catalog.segments = { bar: { title: "Bar", question: { field: "answer.settore", is: "Bar" } } };
    catalog.campaigns = { primavera: aCampaign(campaign) };
    catalog.site.limits = { ...catalog.site.limits, mails: 1_000_000 };
    change(catalog);
  });
}

/** The words of the campaign, as the build made them. */
const campaignWords: MailBody = {
  subject: ["Il pane di primavera"],
  others: [["Il pane che aspettavi"], ["Pane"]],
  html: ["<p>Ciao</p>"],
  text: ["Ciao"],
  links: [],
};

/** The assets of the tests, and the campaign's words among them. */
async function campaignAsset(path: string): Promise<Response> {
  return path.startsWith("/_private/mails/campaigns/") ? Response.json(campaignWords) : fakeAsset(path);
}

/** An app with the campaign `primavera`. */
export function aCampaignApp(campaign: Partial<CatalogCampaign> = {}, change: Partial<Deps> = {}) {
  return anApp({ catalog: campaignCatalog(campaign), fetchAsset: campaignAsset, ...change });
}

/** What notes an act, where nobody looks at it. */
export const by = { memberId: null, note: env.DB.prepare("SELECT 1") };

/** A reader in the database. */
export interface Reader {
  answers?: Record<string, string>;
  consent?: "confirmed" | "given" | "withdrawn" | "none";
  confirmed?: boolean;
  zone?: string;
}

/** The id of the reader `place`. */
export const readerId = (place: number) => `l${place}`.padEnd(22, "x");

/** Writes leads down: the one at `place` is `r<place>@example.com`, who by default confirmed to marketing and answered "Bar". */
export async function storeReaders(readers: readonly Reader[], first = 0): Promise<void> {
  const rows = readers.map((reader, place) => ({
    lead: readerId(first + place),
    submission: `s${first + place}`.padEnd(22, "x"),
    email: `r${first + place}@example.com`,
    answers: JSON.stringify(reader.answers ?? { settore: "Bar" }),
    confirmed: reader.confirmed === false ? null : noon - 86_400_000,
    consent: reader.consent ?? "confirmed",
    zone: reader.zone ?? null,
  }));
  const each = (sql: string) => env.DB.prepare(sql).bind(JSON.stringify(rows));
  const receipt = (channel: string, granted: 0 | 1, states: string) =>
    each(
      `INSERT INTO receipt (lead_id, submission_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
       SELECT value ->> 'lead', value ->> 'submission', 'marketing', ${granted}, 'Sì', '${"0".repeat(64)}', 'guida', 'b', 'it',
         'https://forno.example/', '${channel}', ${noon - 86_400_000} FROM json_each(?1) WHERE value ->> 'consent' IN (${states})`,
    );
  await env.DB.batch([
    each(
      `INSERT INTO lead (id, identity, email, locale, first_source, last_source, created_at, seen_at, confirmed_at)
       SELECT value ->> 'lead', 'email:' || (value ->> 'email'), value ->> 'email', 'it', '{}', '{}', ${noon - 86_400_000},
         ${noon - 86_400_000}, value ->> 'confirmed' FROM json_each(?1)`,
    ),
    each(
      `INSERT INTO submission (id, landing, form, build, lead_id, status, answers, consents, fingerprint, locale, source,
         source_label, page_url, at, confirmed_at)
       SELECT value ->> 'submission', 'guida', 'guida', 'b', value ->> 'lead', 'accepted', value ->> 'answers', '["marketing"]',
         substr(value ->> 'submission' || '${"0".repeat(43)}', 1, 43), 'it', '{}', 'diretto', 'https://forno.example/guida/',
         ${noon - 86_400_000}, value ->> 'confirmed' FROM json_each(?1)`,
    ),
    receipt("form", 1, "'confirmed', 'given', 'withdrawn'"),
    receipt("confirm", 1, "'confirmed', 'withdrawn'"),
    receipt("preferences", 0, "'withdrawn'"),
    each(
      `INSERT INTO lead_zone (lead_id, zone) SELECT value ->> 'lead', value ->> 'zone' FROM json_each(?1)
        WHERE value ->> 'zone' IS NOT NULL`,
    ),
  ]);
}
