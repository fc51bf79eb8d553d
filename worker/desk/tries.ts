import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { isOwnerToken } from "./session.ts";
import { countSignInAttempt, forgetSignInAttempt } from "./store-sessions.ts";

/** Wrong tries that one network has in one span, in milliseconds; as many as all strangers have together. */
export const tries = { limit: 5, span: 15 * 60_000 };

/** How long a network is known that the owner came from. */
const known = 30 * 86_400_000;

// A network of its own for all who come without one; as long as a hash, as the table wants it.
const atHome = "local".padEnd(43, ".");

/** Whether `token` is the owner's; 'locked': there were too many wrong tries, and this one was not looked at. */
export async function judgeToken(c: Context<AppEnv>, token: unknown): Promise<"right" | "wrong" | "locked"> {
  const { db, now, ownerToken } = c.var.deps;
  const network = (await hashedNetwork(c)) ?? atHome;
  const since = { tries: now() - tries.span, known: now() - known };
  // Counted before it is judged, so that tries sent all at once count, too.
  const attempt = await countSignInAttempt(db, network, now(), since, tries.limit);
  if (attempt === null) return "locked";
  if (!(await isOwnerToken(typeof token === "string" ? token.trim() : "", ownerToken))) return "wrong";
  // This try alone is taken back: the wrong ones before it stay, whoever made them.
  await forgetSignInAttempt(db, attempt, { network, now: now(), outdated: since.tries });
  return "right";
}
