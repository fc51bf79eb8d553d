import type { Catalog } from "../../content/schema/catalog.ts";
import { digest } from "../digest.ts";
import type { Deps } from "../env.ts";
import { starting } from "../sequences/starts.ts";
import { dueLeads, type FactsRow, factsIn, selectFacts } from "./facts.ts";
import { reckon } from "./reckon.ts";
import { writing } from "./store.ts";

/** Leads that one step takes, and steps that one call of the clock does: what it asks of the database stays below 16. */
const most = { leads: 1000, steps: 2 };

// A change of what leads are reckoned by, other than of the points in content, is told by another number here.
const version = 2;

/**
 * Reckons the score and the quality of leads anew: of those that became due, and, after the rules have changed, of all,
 * some with each call of the clock.
 */
export async function reckonLeads(deps: Deps): Promise<void> {
  const { db, catalog } = deps;
  const waiting = await db
    .prepare(
      `SELECT (SELECT rules FROM score_pass) AS rules, (SELECT place FROM score_pass) AS place,
         EXISTS (SELECT 1 FROM lead_due) AS due`,
    )
    .first<{ rules: string | null; place: string | null; due: 0 | 1 }>();
  const rules = await rulesOf(catalog);
  let steps = most.steps;
  while (waiting?.due === 1 && steps > 0) {
    steps -= 1;
    if ((await reckonDue(deps)) < most.leads) break;
  }
  let place = waiting?.rules === rules ? waiting.place : "";
  while (place !== null && steps > 0) {
    steps -= 1;
    place = await reckonAfter(deps, rules, place);
  }
}

/** Reckons leads that are due; how many were. */
async function reckonDue({ db, catalog, now }: Deps): Promise<number> {
  const [due, found] = await db.batch<{ lead_id: string; n: number } & FactsRow>([
    db.prepare(dueLeads).bind(most.leads),
    selectFacts(db, { which: "due", limit: most.leads }),
  ]);
  const rows = due?.results ?? [];
  const done = (found?.results ?? []).map((row) => reckon(catalog, factsIn(row)));
  await db.batch([
    ...writing(db, done),
    ...starting(
      { db, catalog, now: now() },
      rows.map(({ lead_id }) => lead_id),
    ),
    // What became due once more since it was read stays.
    db
      .prepare(
        "DELETE FROM lead_due WHERE (lead_id, n) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))",
      )
      .bind(JSON.stringify(rows.map(({ lead_id, n }) => [lead_id, n]))),
  ]);
  return rows.length;
}

/** Reckons leads after `place`; the place that this came to, or null where none is left. */
async function reckonAfter({ db, catalog }: Deps, rules: string, place: string): Promise<string | null> {
  const [ids, found] = await db.batch<{ last: string | null; n: number } & FactsRow>([
    db
      .prepare(
        "SELECT max(id) AS last, count(*) AS n FROM (SELECT id FROM lead WHERE id > ?1 ORDER BY id LIMIT ?2)",
      )
      .bind(place, most.leads),
    selectFacts(db, { which: "after", place, limit: most.leads }),
  ]);
  const { last = null, n = 0 } = ids?.results[0] ?? {};
  const next = n < most.leads ? null : last;
  await db.batch([
    ...writing(
      db,
      (found?.results ?? []).map((row) => reckon(catalog, factsIn(row))),
    ),
    db
      .prepare(
        `INSERT INTO score_pass (one, rules, place) VALUES (1, ?1, ?2)
         ON CONFLICT DO UPDATE SET rules = excluded.rules, place = excluded.place`,
      )
      .bind(rules, next),
  ]);
  return next;
}

/** A digest of all that leads are reckoned by. */
function rulesOf({ site, forms, magnets }: Catalog): Promise<string> {
  const asked = Object.entries(forms).map(([name, { fields }]) => [name, fields.map(ruleOf)]);
  // A film stays open for longer than a file.
  const kinds = Object.entries(magnets).map(([name, { kind }]) => [name, kind]);
  return digest(JSON.stringify([version, site.score, asked, kinds]));
}

function ruleOf(field: Catalog["forms"][string]["fields"][number]) {
  return [
    field.name,
    field.type,
    "score" in field ? field.score : null,
    field.type === "phone" ? field.country : null,
  ];
}
