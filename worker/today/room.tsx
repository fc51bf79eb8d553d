import { type Context, Hono } from "hono";
import { addDays, dayIn, startOfDay } from "../calendar.ts";
import { countConflicts } from "../desk/store-conflicts.ts";
import { listLeads, top } from "../desk/store-leads.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { oneAmount, spendGiven, sumSpend } from "../funnel/money.ts";
import { readSpend } from "../funnel/store-spend.ts";
import { readSteps } from "../funnel/store-steps.ts";
import { decayAt } from "../score/decay.ts";
import { listAlarms } from "../store/alarms.ts";
import { listCalls } from "./store-calls.ts";
import { countLeads, readHands } from "./store-today.ts";
import { TodayPage } from "./today-page.tsx";

/** The day's answer. */
export const today = new Hono<AppEnv>().get("/", showToday);

/** The page, also for the desk's address with a slash at its end. */
export async function showToday(c: Context<AppEnv>) {
  const { db, now, catalog, mailer } = c.var.deps;
  const { timeZone } = catalog.site;
  const day = dayIn(now(), timeZone);
  const start = (daysAgo: number) => startOfDay(addDays(day, -daysAgo), timeZone);
  const month = { key: "", from: addDays(day, -29), until: day };
  const [leads, alarms, hands, conflicts, [last], calls, steps, spend] = await Promise.all([
    countLeads(db, {
      today: start(0),
      yesterday: start(1),
      week: start(6),
      weekBefore: start(13),
      month: start(29),
      monthBefore: start(59),
    }),
    listAlarms(db),
    readHands(db, Object.keys(catalog.campaigns)),
    countConflicts(db),
    listLeads(db, top, 1),
    listCalls(db, decayAt(catalog, now()), start(59)),
    readSteps(db, month.from),
    readSpend(db, [month]),
  ]);
  const spent = oneAmount(sumSpend([...spend, ...spendGiven(catalog, month, day)]));
  const found = { leads, alarms, hands, conflicts, last: last ?? null, calls, spent, ...steps };
  return c.html(<TodayPage view={viewOf(c)} today={{ ...found, hasMailer: mailer !== null }} />);
}
