import type { Webhook } from "../../content/schema/backend.ts";
import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import {
  type CallOutcome,
  type DueCall,
  leaseCalls,
  listOff,
  settleCalls,
  turnOff,
} from "../store/webhook-queue.ts";
import { newId } from "../tokens.ts";
import { reachOf } from "./address.ts";
import { bodyOf } from "./payload.ts";
import { signaturesOf } from "./signature.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The plan of Standard Webhooks: how long after each failed try comes the next, ten tries in 75 hours and 35 minutes. */
export const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

const patience = 20 * second;
const longestWait = 24 * hour;
// Each may take a question for the address as well, and one invocation asks the network 50 times on the free plan.
const mostCalls = 8;

/** Makes the calls that are due. */
export async function sweepCalls(deps: Deps): Promise<void> {
  if (deps.catalog.site.webhooks.length === 0) return;
  const lease = newId(deps.random);
  await makeCalls(deps, lease, await leaseCalls(deps.db, lease, deps.now(), { most: mostCalls }));
}

/** Makes the calls with these identifiers, as far as they are due and nobody else makes them. */
export async function sendTheseCalls(deps: Deps, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const lease = newId(deps.random);
  await makeCalls(deps, lease, await leaseCalls(deps.db, lease, deps.now(), { ids }));
}

async function makeCalls(deps: Deps, lease: string, due: readonly DueCall[]): Promise<void> {
  if (due.length === 0) return;
  const off = new Map((await listOff(deps.db)).map(({ webhook, url }) => [webhook, url]));
  const outcomes = await Promise.all(due.map((call) => makeOne(deps, call, off)));
  await withRetries(() => settleCalls(deps.db, lease, deps.now(), outcomes));
  for (const outcome of outcomes) {
    if (outcome.result === "sent") continue;
    deps.log({ event: "webhook", call: outcome.id, result: outcome.result, answer: outcome.answer });
  }
}

async function makeOne(deps: Deps, call: DueCall, off: ReadonlyMap<string, string>): Promise<CallOutcome> {
  const { id } = call;
  const webhook = deps.catalog.site.webhooks.find(({ name }) => name === call.webhook);
  if (webhook === undefined) return { id, result: "dead", answer: "unknown" };
  if (off.get(webhook.name) === webhook.url) return { id, result: "dead", answer: "off" };
  try {
    return await tell(deps, webhook, call);
  } catch (error) {
    // Refused, not found, too slow, or a fault of ours in this one call: the others must not suffer.
    return tryAgain(deps, call, error instanceof Error ? error.name : "network");
  }
}

async function tell(deps: Deps, { name, url }: Webhook, call: DueCall): Promise<CallOutcome> {
  const { id } = call;
  const reach = await reachOf(url, deps);
  if (reach === "private") return { id, result: "dead", answer: "private" };
  if (reach !== "open") return tryAgain(deps, call, "no-address");
  const body = bodyOf(deps.catalog, call);
  const timestamp = Math.floor(deps.now() / second);
  const signatures = await signaturesOf(deps.webhookSecrets(name), `msg_${id}`, timestamp, body);
  if (signatures === null) return tryAgain(deps, call, "no-secret");
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "imbuto",
      "webhook-id": `msg_${id}`,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatures,
    },
    body,
    // What leads elsewhere has not been looked at: it counts as a failure.
    redirect: "manual",
    signal: AbortSignal.timeout(patience),
  });
  // Nothing in the answer matters but its status; a body without end is not waited for.
  await answer.body?.cancel();
  if (answer.ok) return { id, result: "sent", answer: `HTTP ${answer.status}` };
  if (answer.status === 410) {
    await turnOff(deps.db, name, url, deps.now());
    return { id, result: "dead", answer: "HTTP 410" };
  }
  return tryAgain(deps, call, `HTTP ${answer.status}`, retryAfterIn(answer, deps.now()));
}

function tryAgain({ now }: Deps, { id, attempts }: DueCall, answer: string, atLeast = 0): CallOutcome {
  const wait = waits[attempts - 1];
  if (wait === undefined) return { id, result: "dead", answer };
  return { id, result: "failed", answer, next: now() + Math.max(wait, Math.min(atLeast, longestWait)) };
}

/** Milliseconds that the receiver asked us to wait, in seconds or as a date. */
function retryAfterIn(answer: Response, now: number): number {
  const header = answer.headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(header) ? Number(header) * second : Date.parse(header) - now;
  return wait > 0 ? wait : 0;
}
