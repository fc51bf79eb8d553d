import { type Context, Hono } from "hono";
import { watchComplaints } from "../complaints.ts";
import type { AppEnv } from "../env.ts";
import { readBody, readText } from "../guards/body.ts";
import { readBrevo } from "../hooks/brevo.ts";
import type { ProviderEvent } from "../hooks/event.ts";
import { readPostmark } from "../hooks/postmark.ts";
import { readResend } from "../hooks/resend.ts";
import { carriesSecret, unknownCaller } from "../hooks/secret.ts";
import { readSes } from "../hooks/ses.ts";
import { confirmSubscription, readSns } from "../hooks/sns.ts";
import { isSigned } from "../hooks/svix.ts";
import { problemJson } from "../pages/problem.tsx";
import { keepEvents } from "../store/provider-events.ts";
import { withRetries } from "../store/retry.ts";

// Brevo tells a thousand things at once, in half a kilobyte each.
const limit = 1024 * 1024;

/** What a call says, once it is known to be the provider's; null when it is not. */
type Reader = (c: Context<AppEnv>, text: string, secret: string) => Promise<ProviderEvent[] | null>;

const readers: Record<string, Reader> = { resend, brevo, postmark, ses };

/** Takes what mail providers report: `POST /hooks/<provider>`. */
export const hooks = new Hono<AppEnv>()
  .post("/:provider", async (c) => {
    const { db, now, hooks: settings, log } = c.var.deps;
    const provider = c.req.param("provider");
    const read = Object.hasOwn(readers, provider) ? readers[provider] : undefined;
    const secret = Object.hasOwn(settings.secrets, provider) ? settings.secrets[provider] : undefined;
    if (read === undefined || !secret) return problemJson(c, "not_found");
    const body = await readBody(c.req.raw, limit);
    if (typeof body === "string") return problemJson(c, body);
    const text = readText(body);
    if (text === null) return problemJson(c, "bad_request");
    const events = await read(c, text, secret);
    if (events === null) return unknownCaller(c);
    if (events.length === 0) return c.body(null, 200);
    const at = now();
    const { ours, isEarly } = await withRetries(() => keepEvents(db, { provider, events, now: at }));
    log({ event: "hook", id: c.var.requestId, provider, told: events.length, ours });
    // At once: a stop that waited for the clock would come after the next hundred mails.
    if (ours > 0 && events.some(({ kind }) => kind === "complaint"))
      await withRetries(() => watchComplaints(c.var.deps));
    return isEarly ? problemJson(c, "unavailable") : c.body(null, 200);
  })
  .all("/:provider", (c) => {
    c.header("Allow", "POST");
    return problemJson(c, "method_not_allowed");
  });

async function resend(c: Context<AppEnv>, text: string, secret: string) {
  const header = (name: string) => c.req.header(`svix-${name}`) ?? c.req.header(`webhook-${name}`) ?? "";
  const id = header("id");
  const signed = { id, timestamp: header("timestamp"), signatures: header("signature") };
  const now = c.var.deps.now();
  return (await isSigned(text, signed, secret, now)) ? readResend(parse(text), id, now) : null;
}

async function brevo(c: Context<AppEnv>, text: string, secret: string) {
  const known = await carriesSecret(c.req.header("Authorization"), secret);
  return known ? readBrevo(parse(text), c.var.deps.now()) : null;
}

async function postmark(c: Context<AppEnv>, text: string, secret: string) {
  const known = await carriesSecret(c.req.header("Authorization"), secret);
  return known ? readPostmark(parse(text), c.var.deps.now()) : null;
}

/** Its secret is the topic: anyone can have Amazon sign a message of a topic of their own. */
async function ses(c: Context<AppEnv>, text: string, topic: string) {
  const { now, hooks: settings, log } = c.var.deps;
  const message = await readSns(parse(text), topic, now(), settings.fetch);
  if (message === null) return null;
  if (message.Type === "SubscriptionConfirmation") {
    const confirmed = await confirmSubscription(message, settings.fetch);
    log({ event: "hook", id: c.var.requestId, provider: "ses", confirmed: confirmed ? 1 : 0 });
  }
  return message.Type === "Notification" ? readSes(message.Message, message.MessageId, now()) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
