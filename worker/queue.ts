import * as z from "zod";
import { watchComplaints } from "./complaints.ts";
import type { Deps } from "./env.ts";
import { isCloudflareReport, readCloudflare } from "./hooks/cloudflare.ts";
import { sendTheseMessages } from "./mail/send.ts";
import { countingOf } from "./step-buffer.ts";
import { keepEvents } from "./store/provider-events.ts";
import { steps } from "./store/steps.ts";
import { sendTheseCalls } from "./webhooks/send.ts";

// The host of the client it belongs to, where there are several.
const client = z.string().exactOptional();
const stepCountSchema = z.strictObject({
  day: z.string(),
  landing: z.string(),
  step: z.enum(steps),
  source: z.string(),
  n: z.number().int().positive(),
});
const engagementSchema = z.strictObject({
  day: z.string(),
  landing: z.string(),
  kind: z.enum(["time", "read", "share"]),
  band: z.string(),
  n: z.number().int().positive(),
});
const jobSchema = z.union([
  z.strictObject({ message: z.string(), client }),
  z.strictObject({ call: z.string(), client }),
  z.strictObject({ steps: z.array(stepCountSchema), client }),
  z.strictObject({ engagement: z.array(engagementSchema), client }),
]);
/** What a queue hands on: the identifier of something that waits in the database, or views that were added up. */
export type Job = z.output<typeof jobSchema>;

/** The host of the client that `body` belongs to, where it names one. */
export function clientIn(body: unknown): string | undefined {
  return jobSchema.safeParse(body).data?.client;
}

/**
 * Does the jobs of one delivery of the queue.
 *
 * A queue delivers at least once, in any order: what is sent is leased first, and what is leased or sent already is not
 * due, so a repetition does nothing. What fails waits in the database, not in the queue.
 */
export async function takeJobs(deps: Deps, bodies: readonly unknown[]): Promise<void> {
  const jobs = bodies.filter((body) => !isCloudflareReport(body)).map((body) => jobSchema.parse(body));
  const messages = jobs.flatMap((job) => ("message" in job ? [job.message] : []));
  const calls = jobs.flatMap((job) => ("call" in job ? [job.call] : []));
  const counts = countingOf(deps.db, {
    steps: jobs.flatMap((job) => ("steps" in job ? job.steps : [])),
    engagement: jobs.flatMap((job) => ("engagement" in job ? job.engagement : [])),
  });
  await Promise.all([
    sendTheseMessages(deps, messages),
    sendTheseCalls(deps, calls),
    counts.length === 0 ? undefined : deps.db.batch(counts),
  ]);
}

/** Writes down what Cloudflare reports of mails; whether it came sooner than we know of them, and must be told again. */
export async function takeReports({ db, now, ...deps }: Deps, bodies: readonly unknown[]): Promise<boolean> {
  const at = now();
  const events = bodies.filter(isCloudflareReport).flatMap((body) => readCloudflare(body, at));
  if (events.length === 0) return false;
  const { ours, isEarly } = await keepEvents(db, { provider: "cloudflare", events, now: at });
  if (ours > 0 && events.some(({ kind }) => kind === "complaint"))
    await watchComplaints({ db, now, ...deps });
  return isEarly;
}
