import * as z from "zod";
import { turnstileAction } from "../../content/schema/work.ts";

/** Whom to ask about Turnstile's tokens, and how we are known there. */
export interface Turnstile {
  secret: string;
  url: string;
}

/** Where Cloudflare answers. */
export const siteverify = "https://challenges.cloudflare.com/turnstile/v0/siteverify";

/** What a token is worth; 'down': nobody could tell. */
export type TurnstileVerdict = "proved" | "missing" | "wrong" | "down";

const answerSchema = z.object({
  success: z.boolean(),
  hostname: z.string().optional(),
  action: z.string().optional(),
  "error-codes": z.array(z.string()).default([]),
});

const patience = 5000;

// These tell of our own configuration, or of trouble there, and nothing of the visitor.
const theirFault = ["missing-input-secret", "invalid-input-secret", "internal-error", "bad-request"];

/** What Cloudflare says of `token`, which a page of `hosts` must have been given; `key` names the post, for repetitions. */
export async function judgeTurnstile(
  turnstile: Turnstile | null,
  token: string | null,
  { hosts, key }: { hosts: readonly string[]; key: string | null },
): Promise<TurnstileVerdict> {
  if (token === null) return "missing";
  if (token.length > 2048) return "wrong";
  if (turnstile === null) return "down";
  const body = new URLSearchParams({ secret: turnstile.secret, response: token });
  if (key !== null && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(key))
    body.set("idempotency_key", key);
  try {
    const answer = await fetch(turnstile.url, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(patience),
    });
    if (!answer.ok) return "down";
    const said = answerSchema.parse(await answer.json());
    if (said["error-codes"].some((code) => theirFault.includes(code))) return "down";
    const isOurs = hosts.includes(said.hostname ?? "") && said.action === turnstileAction;
    return said.success && isOurs ? "proved" : "wrong";
  } catch {
    return "down";
  }
}
