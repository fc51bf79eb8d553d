import { type Context, Hono } from "hono";
import { addDays, dayIn } from "../calendar.ts";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { campaignsOf, readCampaigns } from "./campaign-rows.ts";
import { periodOf, type StepsHere, StepsPage } from "./room.tsx";
import { readSteps } from "./store-steps.ts";

/** The funnel's room. */
export const funnelRoom = new Hono<AppEnv>().get("/steps", async (c) =>
  c.html(<StepsPage view={viewOf(c)} here={await readStepsHere(c)} />),
);
/** The steps of the period and the campaign that the address names. */
async function readStepsHere(c: Context<AppEnv>): Promise<StepsHere> {
  const { db, now, catalog } = c.var.deps;
  const period = periodOf(c.req.query("days"));
  const day = addDays(dayIn(now(), catalog.site.timeZone), 1 - period);
  const known = campaignsOf(catalog);
  const campaign = [...known.keys()].find((name) => name === c.req.query("campaign")) ?? null;
  const own = campaign === null ? null : (known.get(campaign) ?? []);
  const [steps, campaigns] = await Promise.all([
    readSteps(db, day, own),
    known.size === 0 ? [] : readCampaigns(db, catalog, known, day),
  ]);
  return { period, ...steps, campaign, campaigns };
}
