import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { daySchema } from "../../content/schema/primitives.ts";
import { readMailing } from "../clicks/read-figures.ts";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { readWhole } from "../funnel/campaign-rows.ts";
import { campaignsOf } from "../funnel/filters.ts";
import { noting, notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { withRetries } from "../store/retry.ts";
import { newRowId } from "../tokens.ts";
import { CalculatorPage } from "./calculator-page.tsx";
import { type CostForm, CostPage, CostsPage } from "./costs-page.tsx";
import { ImportPage, TrialPage } from "./import-page.tsx";
import { askedIn } from "./mailing.ts";
import {
  addCost,
  changeCost,
  deleteCost,
  importCosts,
  type KeptCost,
  listCosts,
  readCost,
} from "./store-costs.ts";
import { largestFile, tryFile } from "./trial.ts";
import { judgeCost, typedIn } from "./typed.ts";

const formOnly = bodyLimit({ maxSize: 8192 });
const perPage = 50;

/** What was spent: typed in, read from files, and what it would have been the other way. */
export const costs = new Hono<AppEnv>()
  .get("/costs", (c) => showAll(c))
  .post("/costs", formOnly, async (c) => {
    const { deps } = c.var;
    const body = await c.req.parseBody();
    const typed = typedIn(body);
    const cost = judgeCost(typed);
    const given = typeof body.id === "string" && /^[\w-]{22}$/.test(body.id) ? body.id : null;
    const id = given ?? newRowId(deps.random, deps.now());
    if (Array.isArray(cost)) return showAll(c, { id, typed, faults: cost });
    const at = deps.now();
    const note = notingChange(c, {
      act: "cost.add",
      subject: id,
      about: { campaign: cost.campaign, cents: cost.amount },
    });
    await withRetries(() => deps.db.batch([addCost(deps.db, id, cost, memberOf(c).id, at), note]));
    return seeSaid(c, "/admin/costs", "added");
  })
  .get("/costs/import", (c) => c.html(<ImportPage view={viewOf(c)} />))
  .post("/costs/import", bodyLimit({ maxSize: largestFile * 3 }), async (c) => {
    const { deps } = c.var;
    const view = viewOf(c);
    const { trial, fault, write } = await tryFile(deps, await c.req.parseBody({ all: true }));
    if (fault !== undefined) return c.html(<ImportPage view={view} {...trial} fault={fault} />, 422);
    const taken = trial.rows.flatMap(({ cost, fingerprint, outcome }) =>
      cost === null || outcome === "same"
        ? []
        : [{ ...cost, fingerprint, id: newRowId(deps.random, deps.now()) }],
    );
    if (!write || taken.length === 0) return c.html(<TrialPage view={view} trial={trial} />);
    const note = noting(c, { act: "cost.import", about: { rows: taken.length } });
    const at = deps.now();
    await withRetries(() => deps.db.batch([importCosts(deps.db, taken, memberOf(c).id, at), note]));
    return seeSaid(c, "/admin/costs", "imported");
  })
  .get("/costs/calculator", async (c) => {
    const { db, catalog } = c.var.deps;
    const query = c.req.query();
    const campaign = [...campaignsOf(catalog).keys()].find((name) => name === query.campaign) ?? null;
    const whole = campaign === null ? [] : await readWhole(db, catalog);
    const told =
      query.mailing === undefined ? null : await readMailing(c.var.deps, query.mailing.slice(0, 200));
    const asked = askedIn(query, campaign, whole.find(({ name }) => name === campaign) ?? null, told);
    return c.html(<CalculatorPage view={viewOf(c)} asked={asked} />, asked.faults.length === 0 ? 200 : 422);
  })
  .get("/costs/:id", (c) => show(c))
  .post("/costs/:id", formOnly, async (c) => {
    const { db } = c.var.deps;
    const id = c.req.param("id");
    const typed = typedIn(await c.req.parseBody());
    const cost = judgeCost(typed);
    if (Array.isArray(cost)) return show(c, { id, typed, faults: cost });
    const note = notingChange(c, {
      act: "cost.change",
      subject: id,
      about: { campaign: cost.campaign, cents: cost.amount },
    });
    const done = await withRetries(() => db.batch([changeCost(db, id, cost), note]));
    return done[0]?.meta.changes === 0
      ? c.html(<MissingPage view={viewOf(c)} />, 404)
      : seeSaid(c, "/admin/costs", "changed");
  })
  .post("/costs/:id/delete", async (c) => {
    const { db } = c.var.deps;
    const id = c.req.param("id");
    await withRetries(() =>
      db.batch([deleteCost(db, id), notingChange(c, { act: "cost.delete", subject: id })]),
    );
    return seeSaid(c, "/admin/costs", "deleted");
  });

async function showAll(c: Context<AppEnv>, form?: CostForm) {
  const { db, catalog, now, random } = c.var.deps;
  const before = placeIn(c.req.query("before"));
  const [found, whole] = await Promise.all([listCosts(db, before, perPage + 1), readWhole(db, catalog)]);
  const shown = found.slice(0, perPage);
  const last = found.length > perPage ? shown.at(-1) : undefined;
  const next = last === undefined ? null : `${last.from}_${last.id}`;
  const page = (
    <CostsPage
      view={viewOf(c)}
      costs={shown}
      whole={whole}
      next={next}
      form={form ?? { id: newRowId(random, now()), typed: typedIn({}), faults: [] }}
    />
  );
  return c.html(page, form === undefined ? 200 : 422);
}

/** Where a page begins: after the day and the id that the address names, or at the top. */
function placeIn(text = ""): { from: string; id: string } {
  const place = text.indexOf("_");
  const day = daySchema.safeParse(text.slice(0, place));
  return day.success ? { from: day.data, id: text.slice(place + 1) } : { from: "9999-12-31", id: "" };
}

async function show(c: Context<AppEnv>, form?: CostForm) {
  const cost = await readCost(c.var.deps.db, c.req.param("id") ?? "");
  const view = viewOf(c);
  if (cost === null) return c.html(<MissingPage view={view} />, 404);
  const page = (
    <CostPage view={view} cost={cost} form={form ?? { id: cost.id, typed: typedOf(cost), faults: [] }} />
  );
  return c.html(page, form === undefined ? 200 : 422);
}

function typedOf({ campaign, from, until, amount, currency, source, impressions, clicks }: KeptCost) {
  return {
    ...{ campaign, from, until, currency },
    amount: (amount / 100).toFixed(2).replace(".", ","),
    source: source ?? "",
    impressions: String(impressions ?? ""),
    clicks: String(clicks ?? ""),
  };
}
