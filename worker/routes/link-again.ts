import type { Context } from "hono";
import * as z from "zod";
import type { AppEnv, Deps } from "../env.ts";
import { readBody } from "../guards/body.ts";
import { readEntries } from "../guards/entries.ts";
import { comesFromUs } from "../guards/origin.ts";
import { canonicalEmail } from "../identity.ts";
import { inboxOf } from "../inbox.ts";
import { findMagnet } from "../landing.ts";
import { sweepOutbox } from "../mail/send.ts";
import { answerProblem, answerSent } from "../pages/problem.tsx";
import { listSent, listSentBy, type SentGrants, sendAgain } from "../store/link-again.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, looksLikeToken, newId, tokenFor } from "../tokens.ts";

/**
 * A new link to whoever had one, by the address or by the link itself: the same answer to all, at once, for what
 * follows comes after it.
 */
export async function sendLinkAgain(c: Context<AppEnv>): Promise<Response> {
  if (!comesFromUs(c, "accepted")) return answerProblem(c, "forbidden");
  const bytes = await readBody(c.req.raw, 4096);
  if (typeof bytes === "string") return answerProblem(c, bytes);
  const entries = await readEntries(c.req.header("Content-Type") ?? "", bytes);
  if (typeof entries === "string") return answerProblem(c, entries);
  const [email, token] = [entries.get("email"), entries.get("token")];
  if (typeof email === "string")
    c.executionCtx.waitUntil(queueAgain(c.var.deps, wantedBy(email.trim().slice(0, 254))));
  else if (typeof token === "string" && looksLikeToken(token))
    c.executionCtx.waitUntil(queueAgain(c.var.deps, openedBy(token)));
  return answerSent(c);
}

/** Finds what is to be sent once more. */
type Wanted = (deps: Deps, at: number) => Promise<SentGrants[]>;

/** What goes to the address of a link, whoever has the link now: nobody learns or chooses the address. */
function openedBy(token: string): Wanted {
  return async ({ db }, at) => listSentBy(db, await hashOfToken(token), at);
}

function wantedBy(email: string): Wanted {
  return async ({ db }, at) =>
    /^[^@]+@[^@]+$/.test(email) ? listSent(db, `email:${canonicalEmail(email)}`, at) : [];
}

/** How long an answer takes to leave, at the most, in milliseconds. */
const untilGone = 50;

/** Queues the mails that `wanted` finds once more, and sends what is due. */
async function queueAgain(deps: Deps, wanted: Wanted): Promise<void> {
  // The answer must be gone before there is more to do for one address than for another: its time would tell.
  await new Promise((go) => setTimeout(go, untilGone));
  try {
    const at = deps.now();
    const found = await withRetries(() => wanted(deps, at));
    for (const sent of found) {
      if (Object.hasOwn(deps.catalog.landings, sent.landing)) await queueOne(deps, sent, at);
    }
    if (found.length > 0) await sweepOutbox(deps);
  } catch (error) {
    deps.log({ event: "link-again", error: error instanceof Error ? error.message : "unknown" });
  }
}

const grantsSchema = z.array(z.object({ id: z.string(), magnet: z.string() }));

async function queueOne({ db, catalog, random, tokenSecret }: Deps, sent: SentGrants, at: number) {
  const renewed = grantsSchema.parse(JSON.parse(sent.grants)).flatMap(({ id, magnet: name }) => {
    const magnet = findMagnet(catalog, name);
    return magnet === null ? [] : [{ id, expiresAt: at + magnet.expires * 1000, uses: magnet.uses }];
  });
  if (renewed.length === 0) return;
  const again = {
    id: newId(random),
    hash: await hashOfToken(await tokenFor(tokenSecret, "grant-mail", sent.id)),
    inbox: await inboxOf(tokenSecret, sent.email),
    at,
    renewed,
    limits: catalog.site.limits,
  };
  await withRetries(() => sendAgain(db, sent, again));
}
