import { Hono } from "hono";
import * as z from "zod";
import { dayIn } from "../calendar.ts";
import type { AppEnv } from "../env.ts";
import { readBody, readText } from "../guards/body.ts";
import { comesFromUs } from "../guards/origin.ts";
import { findLanding } from "../landing.ts";
import { answerProblem } from "../pages/problem.tsx";
import { httpAddress, labelOf, readSource } from "../source.ts";
import { withRetries } from "../store/retry.ts";
import { countStep } from "../store/steps.ts";

const limit = 1024;

/** What a page tells: no person, no identifier. */
const beaconSchema = z.strictObject({
  landing: z.string().max(200),
  step: z.enum(["view", "start"]),
  /** Where the browser came from before this page. */
  referrer: z.string().max(600).optional(),
});

/** Counts the steps that only the page sees. */
export const stepCounts = new Hono<AppEnv>()
  .post("/", async (c) => {
    const { db, catalog, now, publicUrl, allowedOrigins } = c.var.deps;
    if (!comesFromUs(c)) return answerProblem(c, "forbidden");
    const body = await readBody(c.req.raw, limit);
    if (typeof body === "string") return answerProblem(c, body);
    const beacon = beaconSchema.safeParse(parse(readText(body)));
    if (!beacon.success) return answerProblem(c, "bad_request");
    const here = findLanding(catalog, beacon.data.landing);
    if (here === null) return answerProblem(c, "unknown_landing");
    const origins = [publicUrl, ...allowedOrigins];
    const page = httpAddress(c.req.header("Referer") ?? null);
    const query = page !== null && origins.includes(page.origin) ? page.searchParams : new URLSearchParams();
    const label = labelOf(readSource(query, beacon.data.referrer ?? null, origins));
    // A lost count is no harm and a doubled one neither: tried again like the rest.
    await withRetries(() =>
      countStep(db, dayIn(now(), catalog.site.timeZone), here.path, beacon.data.step, label).run(),
    );
    return c.body(null, 204);
  })
  .all("/", (c) => {
    c.header("Allow", "POST");
    return answerProblem(c, "method_not_allowed");
  });

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
