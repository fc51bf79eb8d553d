import { Hono } from "hono";
import * as z from "zod";
import { afterwards } from "../afterwards.ts";
import { dayIn } from "../calendar.ts";
import { countLanded } from "../clicks/landed.ts";
import type { AppEnv, Deps } from "../env.ts";
import { readBody, readText } from "../guards/body.ts";
import { comesFromUs, knownOrigins } from "../guards/origin.ts";
import { isProgram } from "../guards/programs.ts";
import { findLanding } from "../landing.ts";
import { answerProblem } from "../pages/problem.tsx";
import { httpAddress, labelOf, readSource, type Source, tellsSource } from "../source.ts";
import { addStep } from "../step-buffer.ts";

const limit = 8192;

/** What a page tells: no person, no identifier. */
const beaconSchema = z.strictObject({
  landing: z.string().max(200),
  step: z.enum(["view", "start"]),
  /** Where the browser came from before this page. */
  referrer: z.string().max(4000).optional(),
});

/** Counts the steps that only the page sees. */
export const stepCounts = new Hono<AppEnv>()
  .post("/", async (c) => {
    const { deps } = c.var;
    if (!comesFromUs(c)) return answerProblem(c, "forbidden");
    const body = await readBody(c.req.raw, limit);
    if (typeof body === "string") return answerProblem(c, body);
    const beacon = beaconSchema.safeParse(parse(readText(body)));
    if (!beacon.success) return answerProblem(c, "bad_request");
    const here = findLanding(deps.catalog, beacon.data.landing);
    if (here === null) return answerProblem(c, "unknown_landing");
    // A program learns nothing of it: neither that it was known, nor that nothing was counted.
    if (isProgram(c)) return c.body(null, 204);
    const { step, referrer = null } = beacon.data;
    const source = visitOf(deps, c.req.header("Referer") ?? null, referrer);
    const taken = {
      day: dayIn(deps.now(), deps.catalog.site.timeZone),
      landing: here.path,
      step,
      source: labelOf(source),
    };
    if (step === "view") afterwards(c, countLanded(deps, source));
    addStep(deps, taken, (work) => c.executionCtx.waitUntil(work));
    return c.body(null, 204);
  })
  .all("/", (c) => {
    c.header("Allow", "POST");
    return answerProblem(c, "method_not_allowed");
  });

/** Where the visit came from: what the page's address tells, or else what brought the visitor to the page before it. */
function visitOf(deps: Deps, page: string | null, referrer: string | null): Source {
  const origins = knownOrigins(deps);
  const own = [page, referrer]
    .map(httpAddress)
    .find((address) => address && origins.includes(address.origin) && tellsSource(address.searchParams));
  return readSource(own?.searchParams ?? new URLSearchParams(), referrer, origins);
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
