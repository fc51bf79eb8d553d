import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Catalog } from "../../content/schema/catalog.ts";
import { formBody, landingThatGives } from "../support/answers.ts";

/** One submission as its client sees it. */
export interface Sent {
  /** Unique; the person is named after it. */
  number: number;
  key: string;
  path: string;
  body: string;
  /** Where the answer led; undefined until one came. */
  next?: string;
  tries: number;
}

/** Half of them for a file, half for a coupon, each from another person, the first of whom has the number `first`. */
export function submissionsOf(catalog: Catalog, count: number, first = 0): Sent[] {
  const landings = [landingThatGives(catalog, ["ebook", "file"]), landingThatGives(catalog, ["coupon"])];
  return Array.from({ length: count }, (_, place) => {
    const { path, landing } = landings[place % 2] ?? landingThatGives(catalog, ["coupon"]);
    const number = first + place;
    const body = formBody(catalog, landing, number).toString();
    return { number, key: randomUUID(), path, body, tries: 0 };
  });
}

/** How clients send. */
export interface Sending {
  clients?: number;
  /** How long one try may take, in milliseconds. */
  patience?: number;
  /** How long a client waits before it sends again, in milliseconds. */
  pause?: number;
  /** How long one submission may take with all its tries: more means that something is wrong. */
  giveUp?: number;
  /** Hears how long each acknowledged try took. */
  took?: (milliseconds: number) => void;
  /** Hears each answer that was a failure. */
  failed?: (status: number, retryAfter: string | null) => void;
}

/** Sends all of `submissions`, each until it is acknowledged. */
export async function send(
  origin: string | (() => string),
  submissions: readonly Sent[],
  sending: Sending = {},
): Promise<void> {
  const queue = [...submissions];
  const { clients = 20 } = sending;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let sent = queue.shift(); sent !== undefined; sent = queue.shift()) {
        await sendUntilHeard(origin, sent, sending);
      }
    }),
  );
}

async function sendUntilHeard(origin: string | (() => string), sent: Sent, sending: Sending): Promise<void> {
  const { giveUp = 20_000, pause = 50 } = sending;
  for (const end = Date.now() + giveUp; Date.now() < end; await wait(pause)) {
    sent.tries++;
    const began = performance.now();
    const next = await attempt(typeof origin === "string" ? origin : origin(), sent, sending);
    if (next === undefined) continue;
    sending.took?.(performance.now() - began);
    sent.next = next;
    return;
  }
  throw new Error(`Submission ${sent.number} was not acknowledged within ${giveUp / 1000} s.`);
}

/** Where the answer leads, or undefined when none came; an answer that is no acknowledgement and no failure is a fault. */
export async function attempt(
  origin: string,
  sent: Sent,
  { patience = 30_000, failed }: Sending = {},
): Promise<string | undefined> {
  const answer = await post(origin, sent, patience).catch(() => undefined);
  // The connection broke: the client cannot know whether its submission was kept.
  if (answer === undefined) return undefined;
  const { status, headers } = answer;
  if (status >= 500) {
    failed?.(status, headers.get("retry-after"));
    return undefined;
  }
  const next = headers.get("location");
  if (status !== 303 || next === null) throw new Error(`${sent.path} answered ${status}.`);
  return next;
}

/** Posts it as a browser does, and reads the answer to its end. */
export async function post(
  origin: string,
  { path, body, key, number }: Sent,
  patience = 30_000,
): Promise<Response> {
  const answer = await fetch(`${origin}/f/${path}`, {
    method: "POST",
    body,
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": key,
      "cf-connecting-ip": addressOf(number),
    },
    signal: AbortSignal.timeout(patience),
  });
  await answer.arrayBuffer();
  return answer;
}

/** Every person has a network of its own, as visitors have. */
export function addressOf(number: number): string {
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}
