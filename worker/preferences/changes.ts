import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { release, suppress } from "../store/suppressions.ts";
import { newId } from "../tokens.ts";
import type { Holder } from "./holder.ts";
import { askedConsents } from "./standing.ts";

/** What a person changes. */
export interface Change {
  channel: "preferences" | "one-click" | "desk";
  /** Purposes that end; `all` are those that stand. */
  withdraw: readonly string[] | "all";
  /** Purposes that begin: the link came by mail, so they count as confirmed. */
  grant: readonly string[];
  /** Whether every mail that nobody asks for is to stop. */
  stop: boolean;
}

const columns = `lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, form_hash, build, locale,
  page_url, channel, at`;
const repeated = "wording, wording_hash, version, form, form_hash, build, locale, page_url";
const latest = "id IN (SELECT max(id) FROM receipt WHERE lead_id = ?1 GROUP BY purpose)";
const among = "(?2 = 'all' OR purpose IN (SELECT value FROM json_each(iif(?2 = 'all', '[]', ?2))))";

/** Writes `change` down, as receipts, and `also` what belongs to it, in one transaction; what is so already is not written again. */
export async function applyChange(
  deps: Deps,
  { leadId, submissionId, locale }: Pick<Holder, "leadId" | "submissionId" | "locale">,
  inbox: string | null,
  { channel, withdraw, grant, stop }: Change,
  also: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const { db, now } = deps;
  const at = now();
  const ending = withdraw === "all" ? withdraw : JSON.stringify(withdraw);
  const first = await askedFirst(deps, leadId, grant);
  const statements = [
    ...(leadId === null ? [] : tell(deps, leadId, ending, stop ? inbox : null, at)),
    db
      .prepare(
        `INSERT INTO receipt (${columns})
         SELECT lead_id, submission_id, purpose, 0, ${repeated}, ?3, ?4 FROM receipt
          WHERE ${latest} AND granted = 1 AND ${among} ORDER BY id`,
      )
      .bind(leadId, ending, channel, at),
    db
      .prepare(
        `INSERT INTO receipt (${columns})
         SELECT lead_id, submission_id, purpose, 1, ${repeated}, ?3, ?4 FROM receipt
          WHERE ${latest} AND granted = 0 AND ${among} ORDER BY id`,
      )
      .bind(leadId, JSON.stringify(grant), channel, at),
    ...first.map((consent) =>
      db
        .prepare(
          `INSERT INTO receipt (${columns})
           SELECT ?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
            WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE lead_id = ?1 AND purpose = ?3)`,
        )
        .bind(
          leadId,
          submissionId,
          consent.purpose,
          consent.wording,
          consent.wordingHash,
          consent.version,
          consent.form,
          consent.formHash,
          deps.catalog.build,
          locale,
          // Without the token, which opens it.
          `${deps.publicUrl}/u/`,
          channel,
          at,
        ),
    ),
    ...(inbox !== null && stop ? [suppress(db, inbox, "unsubscribed", at)] : []),
    ...(inbox !== null && grant.length > 0 ? [release(db, inbox), proved(db, leadId, at)] : []),
    ...also,
  ];
  await withRetries(() => db.batch(statements));
}

// Whoever asks for mails on a page that only a mail leads to has the address, and is there.
function proved(db: D1Database, lead: string | null, at: number): D1PreparedStatement {
  return db
    .prepare(
      "UPDATE lead SET confirmed_at = coalesce(confirmed_at, ?2), seen_at = max(seen_at, ?2) WHERE id = ?1",
    )
    .bind(lead, at);
}

/** Those of `grant` that the person's forms ask, in the words of today, for those that were never agreed to. */
async function askedFirst({ db, catalog }: Deps, lead: string | null, grant: readonly string[]) {
  if (lead === null || grant.length === 0) return [];
  const { results } = await withRetries(() =>
    db
      .prepare("SELECT form FROM submission WHERE lead_id = ?1 GROUP BY form ORDER BY max(at) DESC")
      .bind(lead)
      .all<{ form: string }>(),
  );
  return askedConsents(
    catalog,
    results.map(({ form }) => form),
    grant,
  );
}

/** Tells the owner's webhooks, where something ends that was not over yet. */
function tell(
  { db, catalog, random }: Deps,
  lead: string,
  ending: string,
  inbox: string | null,
  at: number,
): D1PreparedStatement[] {
  return catalog.site.webhooks
    .filter(({ events }) => events.includes("unsubscribe"))
    .map(({ name }) =>
      db
        .prepare(
          `INSERT INTO webhook_call (id, webhook, event, lead_id, next_at, created_at)
           SELECT ?3, ?4, 'unsubscribe', ?1, ?5, ?5
            WHERE EXISTS (SELECT 1 FROM receipt WHERE ${latest} AND granted = 1 AND ${among})
               OR (?6 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM suppression WHERE inbox = ?6))`,
        )
        .bind(lead, ending, newId(random), name, at, inbox),
    );
}
