import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { fetchLead, fetchLeads, type MetaLead } from "./meta-graph.ts";
import { arrivalOf } from "./meta-row.ts";
import { type Arrival, sift, taking } from "./take.ts";

/** Leads that are fetched in one go, and how many statements each of them may cost. */
const atOnce = 5;
const mostAsked = 15;
const day = 86_400_000;
/** Meta forgets a lead after so many days. */
const kept = 90 * day;

/**
 * Fetches leads that Meta told of, a few at a time; what cannot be had now is asked for again, less and less often.
 *
 * The database answers as many statements as are `left`; one lead is always fetched.
 */
export async function fetchDueLeads(deps: Deps, left = 49): Promise<void> {
  const { db, now, meta, catalog } = deps;
  if (meta.accessToken === null || meta.appSecret === null) return;
  // A form that site.yaml has learnt of meanwhile is tried again.
  const forms = JSON.stringify(Object.keys(catalog.site.meta.forms));
  const due = await db
    .prepare(
      `UPDATE meta_lead SET tries = tries + 1, next_at = ?1 + min(21600000, 60000 * (1 << min(tries, 10))), status = 'due'
        WHERE id IN (SELECT id FROM meta_lead WHERE (status = 'due' AND next_at <= ?1)
            OR (status = 'unknown' AND form_id IN (SELECT value FROM json_each(?3))) LIMIT ?2)
        RETURNING id, form_id, told_at`,
    )
    .bind(now(), Math.min(atOnce, Math.max(1, Math.floor((left - 1) / mostAsked))), forms)
    .all<{ id: string; form_id: string; told_at: number }>();
  for (const { id, form_id: form, told_at: told } of due.results) {
    if (!Object.hasOwn(catalog.site.meta.forms, form)) {
      await mark(deps, id, "unknown", null);
      continue;
    }
    const answer = await fetchLead(meta, id);
    if (answer.result === "found") await take(deps, form, [answer.found]);
    else if (answer.result === "gone" || now() - told > kept) await mark(deps, id, "gone", "gone");
    else await mark(deps, id, "due", answer.reason);
  }
}

/** Once a day, whatever Meta did not tell us of, or we did not hear: a page of each form's leads at each round of the clock. */
export async function rescueLeads(deps: Deps): Promise<void> {
  const { db, now, meta, catalog } = deps;
  if (meta.accessToken === null || meta.appSecret === null) return;
  const today = dayIn(now(), catalog.site.timeZone);
  for (const form of Object.keys(catalog.site.meta.forms)) {
    const known = await db
      .prepare("SELECT day, since, after FROM meta_rescue WHERE form_id = ?1")
      .bind(form)
      .first<{ day: string; since: number; after: string | null }>();
    if (known?.day === today && known.after === null) continue;
    // From where the last look began, and two days before; the first time, from as far back as Meta remembers.
    const goesOn = known !== null && known.after !== null;
    const since = goesOn
      ? known.since
      : Math.floor((known === null ? now() - kept : known.since * 1000 - 2 * day) / 1000);
    const answer = await fetchLeads(meta, form, { since, after: known?.after ?? null });
    if (answer.result !== "found") {
      deps.log({ event: "meta-rescue", form, failure: answer.result === "gone" ? "gone" : answer.reason });
      return;
    }
    await take(deps, form, answer.found.leads);
    const next = answer.found.after === null ? Math.floor(now() / 1000) : since;
    await db
      .prepare(
        `INSERT INTO meta_rescue (form_id, day, since, after) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (form_id) DO UPDATE SET day = excluded.day, since = excluded.since, after = excluded.after`,
      )
      .bind(form, today, next, answer.found.after)
      .run();
    return;
  }
}

/** Takes `leads` of `form` in, those that are not here yet; each is taken, known or refused, and said so. */
async function take(deps: Deps, form: string, leads: readonly MetaLead[]): Promise<void> {
  const refused = new Map<string, string>();
  const arrivals: Arrival[] = [];
  for (const lead of leads) {
    const arrival = arrivalOf(deps.catalog, form, lead);
    if ("reason" in arrival) refused.set(lead.id, arrival.reason);
    else arrivals.push(arrival);
  }
  const verdicts = await sift(deps, arrivals);
  for (const [place, { key }] of arrivals.entries())
    if (verdicts[place] === "suppressed") refused.set(key.slice("meta:l:".length), "suppressed");
  const fresh = arrivals.filter((_, place) => verdicts[place] === "new");
  const told = JSON.stringify(
    leads.map(({ id }) => ({
      id,
      status: refused.has(id) ? "refused" : "taken",
      reason: refused.get(id) ?? null,
    })),
  );
  await withRetries(async () => {
    const { statements } = await taking(deps, fresh);
    await deps.db.batch([
      ...statements,
      deps.db
        .prepare(
          `INSERT INTO meta_lead (id, form_id, told_at, status, next_at, reason)
           SELECT value ->> 'id', ?2, ?3, value ->> 'status', ?3, value ->> 'reason' FROM json_each(?1) WHERE true
           ON CONFLICT (id) DO UPDATE SET status = excluded.status, reason = excluded.reason`,
        )
        .bind(told, form, deps.now()),
    ]);
  });
}

async function mark({ db }: Deps, id: string, status: string, reason: string | null): Promise<void> {
  await db
    .prepare("UPDATE meta_lead SET status = ?2, reason = ?3 WHERE id = ?1")
    .bind(id, status, reason)
    .run();
}
