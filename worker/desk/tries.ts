import type { Context } from "hono";
import { digest, isSameText } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { hashedNetwork } from "../network.ts";
import { memberOf } from "../people/member.ts";
import { findMemberByToken } from "../people/store-members.ts";
import { looksLikeToken } from "../tokens.ts";
import type { Entrant } from "./session.ts";
import { countSignInAttempt, forgetSignInAttempt } from "./store-sessions.ts";

/** Wrong tries that one network has in one span, in milliseconds; as many as all strangers have together. */
export const tries = { limit: 5, span: 15 * 60_000 };

/** How long a network is known that the owner came from. */
const known = 30 * 86_400_000;

// A network of its own for all who come without one; as long as a hash, as the table wants it.
const atHome = "local".padEnd(43, ".");

/** Whether `token` is that of whoever is signed in; 'locked': there were too many wrong tries, and this one was not looked at. */
export async function judgeToken(c: Context<AppEnv>, token: unknown): Promise<"right" | "wrong" | "locked"> {
  const { id, way } = memberOf(c);
  // Who comes by Cloudflare Access has no token to be asked for: its policy says how often they prove who they are.
  if (way === "access") return "right";
  const admitted = await admit(c, token, (entrant) => entrant.id === id && entrant.way === way);
  return typeof admitted === "string" ? admitted : "right";
}

/** Whom `token` lets in; 'locked': there were too many wrong tries, and this one was not looked at. */
export async function admit(
  c: Context<AppEnv>,
  token: unknown,
  isWanted: (entrant: Entrant) => boolean = () => true,
): Promise<Entrant | "wrong" | "locked"> {
  const { db, now } = c.var.deps;
  const network = (await hashedNetwork(c)) ?? atHome;
  const since = { tries: now() - tries.span, known: now() - known };
  // Counted before it is judged, so that tries sent all at once count, too.
  const attempt = await countSignInAttempt(db, network, now(), since, tries.limit);
  if (attempt === null) return "locked";
  const entrant = await entrantWith(c, typeof token === "string" ? token.trim() : "");
  if (entrant === null || !isWanted(entrant)) return "wrong";
  // This try alone is taken back: the wrong ones before it stay, whoever made them.
  await forgetSignInAttempt(db, attempt, { network, now: now(), outdated: since.tries });
  return entrant;
}

/** Whose token `given` is: the business's own, the agency's, or a member's. */
async function entrantWith(c: Context<AppEnv>, given: string): Promise<Entrant | null> {
  const { db, ownerToken, agency } = c.var.deps;
  const hash = await digest(given);
  const owner = { id: null, name: null, role: "owner", shop: null } as const;
  if (await isDigestOf(ownerToken, hash)) return { ...owner, way: "token" };
  if (await isDigestOf(agency?.token ?? null, hash)) return { ...owner, way: "agency" };
  // Only what a member can have been given is worth a question to the database, which knows its hash alone.
  const member = looksLikeToken(given) ? await findMemberByToken(db, hash) : null;
  return member === null ? null : { ...member, way: "token" };
}

/** Whether `hash` is that of `secret`, in a time that tells nothing of how nearly. */
async function isDigestOf(secret: string | null, hash: string): Promise<boolean> {
  const equal = isSameText(await digest(secret ?? ""), hash);
  return equal && secret !== null && secret !== "";
}
