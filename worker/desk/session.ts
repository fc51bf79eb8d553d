import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { base64Url, digest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import type { Member } from "../people/member.ts";
import { looksLikeToken } from "../tokens.ts";
import { createSession, deleteSession, touchSession } from "./store-sessions.ts";

const cookie = "imbuto";
// The prefix binds the cookie to this host: no neighbouring subdomain can set or read it.
const kept = {
  prefix: "host",
  path: "/",
  secure: true,
  httpOnly: true,
  sameSite: "Strict",
} as const;

/** How long a session lives unused, and how long at all, in milliseconds. */
const idleTime = 12 * 3_600_000;
const longestTime = 7 * 86_400_000;

/** Whether the request comes from somebody signed in at the desk. */
export async function isOwner(c: Context<AppEnv>): Promise<boolean> {
  return (await memberIn(c)) !== null;
}

/** Who is signed in; null: nobody. */
export async function memberIn(c: Context<AppEnv>): Promise<Member | null> {
  const session = await sessionOf(c);
  return session === null ? null : touchSession(c.var.deps.db, session, c.var.deps.now(), idleTime);
}

/** The session that the browser names, alive or not: the hash that the database knows it by. */
export async function sessionOf(c: Context<AppEnv>): Promise<string | null> {
  const secret = getCookie(c, cookie, "host");
  // Only what `openSession` can have made is worth a question to the database.
  return secret !== undefined && looksLikeToken(secret) ? digest(secret) : null;
}

/** Whether `given` is the owner's token, in a time that tells nothing of how nearly. */
export async function isOwnerToken(given: string, ownerToken: string | null): Promise<boolean> {
  const [mine, theirs] = await Promise.all([digest(ownerToken ?? ""), digest(given)]);
  const bytes = new TextEncoder();
  const equal = crypto.subtle.timingSafeEqual(bytes.encode(mine), bytes.encode(theirs));
  return equal && ownerToken !== null && ownerToken !== "";
}

/** Opens a session and hands its secret to the browser; the database keeps a hash. */
export async function openSession(c: Context<AppEnv>): Promise<void> {
  const { db, now, random } = c.var.deps;
  const secret = base64Url(random(32));
  await createSession(db, await digest(secret), now(), idleTime, longestTime);
  setCookie(c, cookie, secret, { ...kept, maxAge: longestTime / 1000 });
}

/** Ends the session that the request belongs to, here and in the browser. */
export async function closeSession(c: Context<AppEnv>): Promise<void> {
  const session = await sessionOf(c);
  if (session !== null) await deleteSession(c.var.deps.db, session);
  deleteCookie(c, cookie, kept);
  // Not "storage", too: a kiosk on this device keeps there what it could not send yet.
  c.header("Clear-Site-Data", '"cookies"');
}
