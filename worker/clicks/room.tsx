import { type Context, Hono } from "hono";
import { dayIn } from "../calendar.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { csvFile, csvType, formatIn } from "../export/csv.ts";
import { type Cell, momentCell } from "../export/sheet.ts";
import { lastDays, type Period, periodIn } from "../funnel/period.ts";
import { withRetries } from "../store/retry.ts";
import { FiguresPage, MailingPage, mailingTitle } from "./figures-page.tsx";
import { readMailing } from "./read-figures.ts";
import { listFigures, type MailingCounts } from "./store-figures.ts";

/** What mailings came to: all of a period, as a page and as a file, and each by itself. */
export const figuresRoom = new Hono<AppEnv>()
  .get("/mail/figures", async (c) => {
    const { deps } = c.var;
    const mailing = c.req.query("mailing");
    if (mailing !== undefined)
      return c.html(<MailingPage view={viewOf(c)} told={await readMailing(deps, mailing.slice(0, 200))} />);
    const period = periodOf(c);
    const rows = await withRetries(() => listFigures(deps.db, period));
    return c.html(<FiguresPage view={viewOf(c)} rows={rows} period={period} />);
  })
  .get("/mail/figures.csv", async (c) => {
    const { db, catalog, now } = c.var.deps;
    const view = viewOf(c);
    const { columns, list } = view.texts.mailFigures;
    const rows = await withRetries(() => listFigures(db, periodOf(c)));
    c.header("Content-Type", csvType);
    c.header(
      "Content-Disposition",
      `attachment; filename="${list.file}-${dayIn(now(), catalog.site.timeZone)}.csv"`,
    );
    const pages = [
      rows.map((row) => [mailingTitle(view, row.mailing), momentCell(row.lastAt), ...cellsOf(row)]),
    ];
    const sheet = {
      name: list.file,
      timeZone: view.reading.timeZone,
      heads: [list.mailing, list.last, ...inFile.map((name) => columns[name])],
      nextPage: async () => pages.shift() ?? [],
    };
    return c.body(csvFile(sheet, formatIn(c.req.query("format"))));
  });

const inFile = [
  ...["sent", "delivered", "deferred", "hard", "soft", "complained", "unsubscribed", "pressed"],
  ...["landed", "submitted", "confirmed", "downloaded", "redeemed"],
] as const;

function cellsOf(row: MailingCounts): Cell[] {
  return inFile.map((name) => row[name]);
}

/** The days that the address asks for; those that are none are the last thirty. */
function periodOf(c: Context<AppEnv>): Period {
  const { now, catalog } = c.var.deps;
  const today = dayIn(now(), catalog.site.timeZone);
  return periodIn(c.req.query(), today) ?? lastDays(30, today);
}
