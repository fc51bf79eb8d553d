import { type Context, Hono } from "hono";
import { dayIn } from "../../calendar.ts";
import type { AppEnv } from "../../env.ts";
import { problemJson } from "../../pages/problem.tsx";
import { decayAt } from "../../score/decay.ts";
import { everybody, type Whom } from "../store-exports.ts";
import { listReceipts } from "../store-people.ts";
import { listSegmentTitles, whomOf } from "../whom.ts";
import { bearersOnly, withScope } from "./bearer.ts";
import { openApi } from "./description.ts";
import { consentItem, goneItem, leadItem, submissionItem } from "./items.ts";
import { askedIn, pageOf } from "./places.ts";
import { listGone, listPosts, listSeen, listSteps } from "./store-api.ts";

/** What programs may read, with a token of their own; to be mounted at /admin/api/v1, before the desk's gate. */
export const api = new Hono<AppEnv>()
  .use(bearersOnly)
  .get("/openapi.json", (c) => c.json(openApi(c.var.deps.publicUrl)))
  .get("/leads", withScope("leads:read"), (c) =>
    c.req.query("gone") === "1" ? answerGone(c) : answerLeads(c, everybody),
  )
  .get("/submissions", withScope("submissions:read"), async (c) => {
    const asked = askedIn(c.req.query(), [0]);
    if (asked === null) return problemJson(c, "bad_request");
    const { limit, since, after } = asked;
    const rows = await listPosts(c.var.deps.db, since, Number(after[0]), limit + 1);
    return c.json(pageOf(rows, limit, submissionItem, ({ row }) => [row]));
  })
  .get("/segments", withScope("segments:read"), async (c) => {
    const { db, catalog } = c.var.deps;
    return c.json({ items: await listSegmentTitles(db, catalog), next: null });
  })
  .get("/segments/:name/leads", withScope("segments:read", "leads:read"), async (c) => {
    const whom = await whomOf(c.var.deps, { segment: c.req.param("name"), where: "" });
    return whom === null ? problemJson(c, "not_found") : answerLeads(c, whom);
  })
  .get("/steps", withScope("steps:read"), async (c) => {
    const { db, catalog } = c.var.deps;
    const asked = askedIn(c.req.query(), ["", "", "", ""]);
    if (asked === null) return problemJson(c, "bad_request");
    const { limit, since, after } = asked;
    const day = dayIn(since, catalog.site.timeZone);
    const rows = await listSteps(db, day, after.map(String), limit + 1);
    return c.json(
      pageOf(
        rows,
        limit,
        (row) => row,
        (row) => [row.day, row.landing, row.step, row.source],
      ),
    );
  })
  .get("/consents", withScope("consents:read"), async (c) => {
    const asked = askedIn(c.req.query(), [0]);
    if (asked === null) return problemJson(c, "bad_request");
    const { limit, since, after } = asked;
    const sinceThen: Whom = { sql: "receipt.at >= ?10", values: [since] };
    const rows = await listReceipts(c.var.deps.db, sinceThen, Number(after[0]), limit + 1);
    return c.json(pageOf(rows, limit, consentItem, ({ row }) => [row]));
  })
  .all("*", (c) =>
    problemJson(c, c.req.method === "GET" || c.req.method === "HEAD" ? "not_found" : "method_not_allowed"),
  );

async function answerLeads(c: Context<AppEnv>, whom: Whom): Promise<Response> {
  const { db, catalog, now } = c.var.deps;
  const asked = askedIn(c.req.query(), [-1, 0]);
  if (asked === null) return problemJson(c, "bad_request");
  const { limit, since, after } = asked;
  const place = { at: Number(after[0]), row: Number(after[1]) };
  const decay = decayAt(catalog, now());
  const rows = await listSeen(db, whom, since, place, limit + 1);
  return c.json(
    pageOf(
      rows,
      limit,
      (row) => leadItem(row, decay),
      ({ seen_at, row }) => [seen_at, row],
    ),
  );
}

/** What a program that keeps a copy has to forget, or to look for under another id. */
async function answerGone(c: Context<AppEnv>): Promise<Response> {
  const asked = askedIn(c.req.query(), [0]);
  if (asked === null) return problemJson(c, "bad_request");
  const { limit, since, after } = asked;
  const rows = await listGone(c.var.deps.db, since, Number(after[0]), limit + 1);
  return c.json(pageOf(rows, limit, goneItem, ({ row }) => [row]));
}
