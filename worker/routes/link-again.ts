import type { Context } from "hono";
import type { AppEnv, Deps } from "../env.ts";
import { readBody } from "../guards/body.ts";
import { readEntries } from "../guards/entries.ts";
import { comesFromUs } from "../guards/origin.ts";
import { canonicalEmail } from "../identity.ts";
import { inboxOf } from "../inbox.ts";
import { sweepOutbox } from "../mail/send.ts";
import { answerProblem, answerSent } from "../pages/problem.tsx";
import { listEnded, sendAgain } from "../store/link-again.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, newId, tokenFor } from "../tokens.ts";

/** A new link to whoever had one: the same answer to every address, at once, for what follows comes after it. */
export async function sendLinkAgain(c: Context<AppEnv>): Promise<Response> {
  if (!comesFromUs(c, "accepted")) return answerProblem(c, "forbidden");
  const bytes = await readBody(c.req.raw, 4096);
  if (typeof bytes === "string") return answerProblem(c, bytes);
  const entries = await readEntries(c.req.header("Content-Type") ?? "", bytes);
  if (typeof entries === "string") return answerProblem(c, entries);
  const email = entries.get("email");
  if (typeof email === "string") c.executionCtx.waitUntil(queueAgain(c.var.deps, email.trim().slice(0, 254)));
  return answerSent(c);
}

/** How long an answer takes to leave, at the most, in milliseconds. */
const untilGone = 50;

/** Queues the latest mails to `email` once more, and sends what is due. */
async function queueAgain(deps: Deps, email: string): Promise<void> {
  const { db, catalog, tokenSecret, now, log } = deps;
  if (!/^[^@]+@[^@]+$/.test(email)) return;
  // The answer must be gone before there is more to do for one address than for another: its time would tell.
  await new Promise((go) => setTimeout(go, untilGone));
  try {
    const at = now();
    const inbox = await inboxOf(tokenSecret, email);
    const found = await withRetries(() => listEnded(db, `email:${canonicalEmail(email)}`, at));
    for (const grant of found) {
      const magnet = Object.hasOwn(catalog.magnets, grant.magnet) ? catalog.magnets[grant.magnet] : undefined;
      if (magnet === undefined || !Object.hasOwn(catalog.landings, grant.landing)) continue;
      const hash = await hashOfToken(await tokenFor(tokenSecret, "grant-mail", grant.id));
      const renewed = { expiresAt: at + magnet.expires * 1000, uses: magnet.uses };
      const again = { id: newId(deps.random), hash, inbox, at, renewed, limits: catalog.site.limits };
      await withRetries(() => sendAgain(db, grant, again));
    }
    if (found.length > 0) await sweepOutbox(deps);
  } catch (error) {
    log({ event: "link-again", error: error instanceof Error ? error.message : "unknown" });
  }
}
