import type { Catalog } from "../../content/schema/catalog.ts";
import { linksFor, type MailLinks } from "../../worker/clicks/links.ts";
import { settlePresses } from "../../worker/clicks/settle.ts";
import type { Deps } from "../../worker/env.ts";
import { readStandings } from "../../worker/mailings/standing.ts";
import type { App } from "./worker-app.ts";
import { aCatalog } from "./worker-catalog.ts";

/** The mailings of `aMailedCatalog`. */
export const campaign = "campaigns/pane-di-marzo";
export const step = "sequences/dopo-la-guida/lievito";

/** Where the links of the campaign lead. */
export const campaignLinks = ["/guida/", "/sconto/?da=mail", "https://other.example/a?b=1"];

/** The small catalog with one campaign, which tries two subjects, and one sequence of one mail. */
export function aMailedCatalog(change: Parameters<typeof aCatalog>[0] = () => {}): Catalog {
  return aCatalog((catalog) => {
    catalog.campaigns = {
      "pane-di-marzo": {
        locale: "it",
        subjects: ["Il pane di marzo", "Marzo, tempo di pane"],
        segment: "tutti",
        landing: "sconto",
        purpose: "marketing",
        basis: "consent",
        zone: "site",
        rate: 2000,
        label: "pane-di-marzo",
        asset: "/_private/mails/pane-di-marzo.json",
        links: campaignLinks,
      },
    };
    catalog.sequences = {
      "dopo-la-guida": {
        title: "Dopo la guida",
        start: { step: "download" },
        purpose: "marketing",
        stop: ["bought"],
        hours: { from: 540, until: 1140 },
        landings: ["guida"],
        steps: [
          {
            name: "lievito",
            locale: "it",
            subject: "Il lievito",
            delay: { days: 2, seconds: 0, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: null },
            asset: "/_private/mails/lievito.json",
            links: ["/sconto/"],
          },
        ],
      },
    };
    change(catalog);
  });
}

/** Writes down that `mailing` left for the leads with these identifiers at `at`, or for all of them; the mails' identifiers. */
export async function mailedTo(
  { db }: Pick<Deps, "db">,
  mailing: string,
  { at, variant = null, leads }: { at: number; variant?: number | null; leads?: readonly string[] },
): Promise<string[]> {
  const kind = mailing.startsWith("campaigns/") ? "campaign" : "sequence";
  const [, , written] = await db.batch<{ id: string }>([
    db
      .prepare(
        `INSERT INTO message (id, kind, lead_id, submission_id, inbox, mailing, variant, next_at, created_at)
         SELECT substr(replace(hex(randomblob(16)), 'A', 'g'), 1, 22), ?1, lead.id, submission.id,
           (SELECT inbox FROM message WHERE lead_id = lead.id AND inbox IS NOT NULL LIMIT 1), ?2, ?3, ?4, ?4
           FROM lead JOIN submission ON submission.lead_id = lead.id
          WHERE ?5 IS NULL OR lead.id IN (SELECT value FROM json_each(?5))
          GROUP BY lead.id ON CONFLICT DO NOTHING`,
      )
      .bind(kind, mailing, variant, at, leads === undefined ? null : JSON.stringify(leads)),
    db
      .prepare(
        "UPDATE message SET status = 'sent', sent_at = ?2, attempts = 1 WHERE mailing = ?1 AND status = 'queued'",
      )
      .bind(mailing, at),
    db.prepare("SELECT id FROM message WHERE mailing = ?1 AND sent_at = ?2").bind(mailing, at),
  ]);
  return written?.results.map(({ id }) => id) ?? [];
}

/** A mail of a mailing, as the outbox knows it. */
export interface OutgoingMail {
  id: string;
  mailing: string;
  variant: number | null;
  attempts: number;
}

/** The addresses in `mail` as it leaves: its reader's own where that is agreed to. */
export async function linksIn(
  { deps }: Pick<App, "deps">,
  mail: OutgoingMail,
  links: readonly string[] = campaignLinks,
): Promise<MailLinks> {
  const standings = await readStandings(deps, [{ ...mail, to: null, submissionId: null }]);
  const { isTracked = false, isOpenTold = false } = standings.get(mail.id) ?? {};
  return linksFor(deps, { ...mail, isTracked, isOpenTold }, links);
}

/** A press of `path` by `program` from `network`. */
export function pressLink(
  app: App,
  path: string,
  {
    network,
    program = "Mozilla/5.0",
    method = "GET",
  }: { network: string; program?: string; method?: string },
): Promise<Response> {
  return app.ask(path, { method, headers: { "CF-Connecting-IP": network, "User-Agent": program } });
}

/** Lets the clock come once all that was pressed can be judged. */
export async function settleAll(app: App): Promise<void> {
  app.clock.now += 10 * 60_000;
  await settlePresses(app.deps);
}
