import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Problem } from "../desk/form-parts.tsx";
import { type View, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { notingChange } from "../people/audit.ts";
import { decayAt } from "../score/decay.ts";
import { grantsOfStamp } from "../stamp/code.ts";
import { withRetries } from "../store/retry.ts";
import { type ListAsk, listLink, paramsOf, readAsk, whereOf } from "./asked.ts";
import { actOnLeads, amongTicked, type BulkAct, bulkIn, listColleagues } from "./bulk.ts";
import type { Bulking } from "./bulk-bar.tsx";
import { type Count, countAllLeads, countLeads } from "./count.ts";
import { draftOf, questionIn } from "./draft.ts";
import { pressed, readEdit } from "./edit.ts";
import type { Filtering } from "./filter-form.tsx";
import { type Found, findLeads } from "./find.ts";
import { findSearched } from "./find-searched.ts";
import { type LeadList, LeadsPage, leadsPerPage } from "./list-page.tsx";
import { readRows } from "./rows.ts";
import { listStamped } from "./stamped.ts";

const formOnly = bodyLimit({ maxSize: 32_768 });

/** The list of leads, and what is done with many of them. */
export const leadList = new Hono<AppEnv>()
  .get("/leads", async (c) => {
    const view = viewOf(c);
    const params = new URL(c.req.url).searchParams;
    const asked = await readAsk(c, params);
    const edit = readEdit(params, view);
    const columns = edit === null ? asked.columns : columnsIn(params, asked);
    const ask = { ...asked, columns };
    if (edit === null) return c.html(<LeadsPage view={view} list={await readList(c, ask)} />);
    const draft = pressed(edit.draft, edit.press, view);
    const { question, problems } = questionIn(draft, view);
    // A line that was only just added is not filled in yet, and no fault.
    if (problems.length === 0 && edit.press.act !== "add") {
      const segment = ask.segment;
      return c.redirect(listLink(view, { ...ask, question, segment }), 302);
    }
    const shown = edit.press.act === "apply" ? problems : [];
    const added = edit.press.act === "add" ? draft.rows.length - 1 : null;
    const list = await readList(c, ask, { draft, problems: shown, isOpen: true, added });
    return c.html(<LeadsPage view={view} list={list} />, shown.length > 0 ? 422 : 200);
  })
  .post("/leads/mark", formOnly, async (c) => {
    const { form, ids } = await markIn(c);
    const params = new URLSearchParams(form);
    const ask = await readAsk(c, params);
    const view = viewOf(c);
    const act = bulkIn(form);
    const problem = await problemOf(c, form, ids, act, view);
    if (typeof act === "string" || problem !== null || ask.wrong !== null) {
      const list = await readList(c, ask, undefined, { typed: form, ids, problem });
      return c.html(<LeadsPage view={view} list={list} />, 422);
    }
    await mark(c, ask, act, form["who"] === "all" ? null : ids);
    return c.redirect(view.link("/admin/leads", { ...paramsOf(ask), said: "done" }), 303);
  });

function columnsIn(params: URLSearchParams, ask: ListAsk): readonly string[] {
  const ticked = params.getAll("col");
  if (ticked.length === 0) return ask.columns;
  // The known ones, in the order in which they stood before; new ones after them.
  const kept = ask.columns.filter((column) => ticked.includes(column));
  return [...kept, ...ticked.filter((column) => !kept.includes(column))];
}

async function markIn(c: Context<AppEnv>): Promise<{ form: Record<string, string>; ids: string[] }> {
  const body = await c.req.parseBody({ all: true });
  const ids = [body["id"] ?? []].flat().filter((id): id is string => typeof id === "string");
  const form = Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) =>
      typeof value === "string" && key !== "id" ? [[key, value] as const] : [],
    ),
  );
  return { form, ids: ids.slice(0, leadsPerPage) };
}

async function problemOf(
  c: Context<AppEnv>,
  form: Record<string, string>,
  ids: readonly string[],
  act: BulkAct | string,
  view: View,
): Promise<Problem | null> {
  const words = view.texts.segments.bulk;
  if (act === "needsTag") return { field: "tag", text: words.needsTag };
  if (act === "needsStatus") return { field: "status", text: words.needsStatus };
  if (act === "needsMarket") return { field: "market", text: words.needsMarket };
  if (typeof act === "string") return { field: "act", text: words.needsAct };
  if (form["who"] !== "all" && ids.length === 0) return { field: "who", text: words.needsPick };
  if (act.act !== "assign" || act.member === null) return null;
  const colleagues = await listColleagues(c.var.deps.db);
  return colleagues.some(({ id }) => id === act.member) ? null : { field: "member", text: words.needsMember };
}

/** Does `act` to the ticked leads, or to all that `ask` finds, and notes it in the same batch. */
async function mark(
  c: Context<AppEnv>,
  ask: ListAsk,
  act: BulkAct,
  ids: readonly string[] | null,
): Promise<void> {
  const { db, now } = c.var.deps;
  const where = ids === null ? whereOf(c, ask) : amongTicked(ids);
  const what =
    act.act === "status"
      ? { status: act.status }
      : act.act === "market"
        ? { market: act.market ?? "unknown" }
        : {};
  const which =
    ids === null ? { all: true, filtered: ask.question !== null || ask.query !== "" } : { leads: ids };
  await withRetries(() =>
    db.batch([
      actOnLeads(db, act, where, now()),
      notingChange(c, { act: `lead.${act.act}`, about: { ...what, ...which } }),
    ]),
  );
}

/** One page of the list, with its form as `filtering` has it, or as the question stands. */
async function readList(
  c: Context<AppEnv>,
  ask: ListAsk,
  filtering?: Omit<Filtering, "colleagues">,
  bulking: Omit<Bulking, "colleagues"> = { typed: {}, ids: [], problem: null },
): Promise<LeadList> {
  const { db, catalog } = c.var.deps;
  const decay = decayAt(catalog, ask.moment);
  const stamp = grantsOfStamp(ask.query);
  const stamped = stamp === null ? null : await listStamped(db, stamp);
  const isStamped = stamped !== null && stamped.spots.length > 0;
  const [found, total, colleagues] = await Promise.all([
    isStamped ? { spots: stamped.spots, further: null, isExact: false } : find(c, ask, decay),
    countAllLeads(db),
    listColleagues(db),
  ]);
  const spots = found.spots.slice(0, leadsPerPage);
  const withAnswers = ask.columns.some((column) => column.startsWith("answer."));
  const [leads, count] = await Promise.all([
    readRows(db, spots, withAnswers),
    isStamped ? { n: spots.length, isExact: true } : countFound(c, ask, found, total),
  ]);
  return {
    ask,
    leads,
    total,
    count,
    next: found.spots.length > leadsPerPage ? (spots.at(-1) ?? null) : null,
    further: found.further,
    isExact: found.isExact,
    stamped: isStamped ? stamped.magnets : null,
    decay,
    filtering: {
      ...(filtering ?? { draft: draftOf(ask.question), problems: [], isOpen: false, added: null }),
      colleagues,
    },
    bulking: { ...bulking, colleagues },
  };
}

/** What `ask` finds, one more than a page holds. */
async function find(c: Context<AppEnv>, ask: ListAsk, decay: number) {
  const { db, catalog, now } = c.var.deps;
  const { query, sort, after } = ask;
  const where = whereOf(c, { question: ask.question, query: "" });
  const search = { where, sort, decay, after, limit: leadsPerPage + 1 };
  if (query !== "") return findSearched(db, now, { ...search, query, catalog });
  return { ...(await findLeads(db, now, { ...search, near: null })), isExact: false };
}

/** How many were found in all; later pages do not count again. */
async function countFound(
  c: Context<AppEnv>,
  ask: ListAsk,
  { spots, further }: Found,
  total: number,
): Promise<Count | null> {
  const { db, now } = c.var.deps;
  if (ask.after !== null) return null;
  if (ask.query === "" && ask.question === null) return { n: total, isExact: true };
  if (further === null && spots.length <= leadsPerPage) return { n: spots.length, isExact: true };
  // What is searched for is looked for part by part, and not counted in all.
  if (further !== null || ask.query !== "")
    return { n: Math.min(spots.length, leadsPerPage), isExact: false };
  return countLeads(db, now, whereOf(c, ask), { milliseconds: 60, windows: 10 });
}
