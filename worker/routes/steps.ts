import { Hono } from "hono";
import * as z from "zod";
import { readBand, timeBand } from "../../content/schema/engagement.ts";
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
import { addCounts } from "../step-buffer.ts";

const limit = 8192;

const told = {
  landing: z.string().max(200),
  /** Where the browser came from before this page. */
  referrer: z.string().max(4000).optional(),
};

/** What a page tells: no person, no identifier. */
const beaconSchema = z.union([
  z.strictObject({ ...told, step: z.enum(["view", "start"]) }),
  z.strictObject({
    ...told,
    step: z.literal("leave"),
    /** The page was open for 2^time milliseconds, and less than twice as long. */
    time: z.number().int().min(-1).max(40),
    /** How many quarters of it were ever in sight. */
    read: z.number().int().min(0).max(9),
  }),
]);
type Beacon = z.output<typeof beaconSchema>;

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
    const source = visitOf(deps, c.req.header("Referer") ?? null, beacon.data.referrer ?? null);
    const counts = countsIn(deps, here.path, beacon.data, source);
    addCounts(deps, counts, (work) => c.executionCtx.waitUntil(work));
    if (beacon.data.step === "view") afterwards(c, countLanded(deps, source));
    return c.body(null, 204);
  })
  .all("/", (c) => {
    c.header("Allow", "POST");
    return answerProblem(c, "method_not_allowed");
  });

/** What `beacon` counts as: a step, or how long the page was open and how much of it was in sight. */
function countsIn(deps: Deps, landing: string, beacon: Beacon, source: Source) {
  const day = dayIn(deps.now(), deps.catalog.site.timeZone);
  if (beacon.step === "leave") {
    return [
      { day, landing, kind: "time" as const, band: timeBand(beacon.time) },
      { day, landing, kind: "read" as const, band: readBand(beacon.read) },
    ];
  }
  return [{ day, landing, step: beacon.step, source: labelOf(source) }];
}

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
