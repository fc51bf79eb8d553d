import { type Context, Hono } from "hono";
import { addDays, dayIn, startOfDay } from "../calendar.ts";
import type { AppEnv } from "../env.ts";
import { entrance } from "./entrance.tsx";
import { leadsFile } from "./export.ts";
import { ownerOnly, sameOriginOnly } from "./gate.tsx";
import { deskHeaders } from "./headers.ts";
import { kioskKeys } from "./kiosk.tsx";
import { LeadPage } from "./lead.tsx";
import { LeadsPage, leadsPerPage } from "./leads.tsx";
import { MissingPage } from "./missing.tsx";
import { placeIn, writePlace } from "./place.ts";
import { prefillLinks } from "./prefill.tsx";
import { QuarantinePage, quarantinedShown } from "./quarantine.tsx";
import { sessionOf } from "./session.ts";
import { periodOf, StepsPage } from "./steps.tsx";
import { noteExport, readUsedNames } from "./store-exports.ts";
import { readLead } from "./store-lead.ts";
import { countAllLeads, listLeads, searchLeads, top } from "./store-leads.ts";
import { listQuarantined } from "./store-quarantine.ts";
import { readSteps } from "./store-steps.ts";
import { countAlarms, countLeads } from "./store-today.ts";
import { TodayPage } from "./today.tsx";
import { viewOf } from "./view.ts";

/** Files of leads that may be taken in one span, in milliseconds. */
const exports = { limit: 10, span: 3_600_000 };

/** A mail that waits longer than this, in milliseconds, is one the owner should know of. */
const patience = 15 * 60_000;

/** The owner's desk, to be mounted at /admin. */
export const desk = new Hono<AppEnv>()
  .use(deskHeaders)
  .use(sameOriginOnly)
  .route("/", entrance)
  .use(ownerOnly)
  .route("/", kioskKeys)
  .get("/", showToday)
  .get("/leads", async (c) => {
    const { db } = c.var.deps;
    const query = (c.req.query("q") ?? "").normalize("NFC").trim().slice(0, 100);
    const place = placeIn(c.req.query("before"));
    // One more than is shown tells whether there is a next page.
    const limit = leadsPerPage + 1;
    const [found, total] = await Promise.all([
      query === "" ? listLeads(db, place ?? top, limit) : searchLeads(db, query, place ?? top, limit),
      countAllLeads(db),
    ]);
    const leads = found.slice(0, leadsPerPage);
    const last = found.length > leadsPerPage ? leads.at(-1) : undefined;
    const list = {
      query,
      leads,
      total,
      next: last === undefined ? null : writePlace(last),
      first: place === null,
    };
    return c.html(<LeadsPage view={viewOf(c)} list={list} />);
  })
  .get("/leads.csv", async (c) => {
    const { db, catalog, now } = c.var.deps;
    const view = viewOf(c);
    const separator = c.req.query("separator") ?? ",";
    if (separator !== "," && separator !== ";") return c.html(<MissingPage view={view} />, 400);
    // Noted before the first row leaves, so that a file broken off counts, too.
    const session = (await sessionOf(c)) ?? "";
    if (!(await noteExport(db, session, now(), now() - exports.span, exports.limit))) {
      c.header("Retry-After", String(exports.span / 1000));
      return c.text(view.words.csv.tooMany, 429);
    }
    const used = await readUsedNames(db);
    const file = `${view.words.csv.file}-${dayIn(now(), catalog.site.timeZone)}.csv`;
    c.header("Content-Type", "text/csv; charset=utf-8; header=present");
    c.header("Content-Disposition", `attachment; filename="${file}"`);
    const rows = leadsFile(db, catalog, used, {
      separator,
      mark: c.req.query("bom") === "1",
    });
    return c.body(rows.pipeThrough(new TextEncoderStream()));
  })
  .get("/leads/:id", async (c) => {
    const file = await readLead(c.var.deps.db, c.req.param("id"));
    const view = viewOf(c);
    return file === null
      ? c.html(<MissingPage view={view} />, 404)
      : c.html(<LeadPage view={view} file={file} />);
  })
  .route("/leads", prefillLinks)
  .get("/steps", async (c) => {
    const { db, now, catalog } = c.var.deps;
    const period = periodOf(c.req.query("days"));
    const found = await readSteps(db, addDays(dayIn(now(), catalog.site.timeZone), 1 - period));
    return c.html(<StepsPage view={viewOf(c)} period={period} {...found} />);
  })
  .get("/quarantine", async (c) => {
    const rows = await listQuarantined(c.var.deps.db, quarantinedShown);
    return c.html(<QuarantinePage view={viewOf(c)} rows={rows} />);
  })
  // What is mounted at /admin answers to that alone; the address with a slash comes here.
  .all("*", (c) => (c.req.path === "/admin/" ? showToday(c) : c.html(<MissingPage view={viewOf(c)} />, 404)));

async function showToday(c: Context<AppEnv>) {
  const { db, now, catalog, mailer } = c.var.deps;
  const { timeZone } = catalog.site;
  const today = dayIn(now(), timeZone);
  const start = (daysAgo: number) => startOfDay(addDays(today, -daysAgo), timeZone);
  const [leads, alarms, latest, steps] = await Promise.all([
    countLeads(db, {
      today: start(0),
      yesterday: start(1),
      week: start(6),
      weekBefore: start(13),
      month: start(29),
      monthBefore: start(59),
    }),
    countAlarms(db, now() - patience),
    listLeads(db, top, 8),
    readSteps(db, addDays(today, -29)),
  ]);
  return c.html(
    <TodayPage view={viewOf(c)} today={{ leads, alarms, hasMailer: mailer !== null, latest, ...steps }} />,
  );
}
