import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { agentFamily } from "../agent.ts";
import { base64Url, digest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { notingChange } from "../people/audit.ts";
import { memberByAccess } from "../people/by-access.ts";
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

/** Who is at the desk, by a session or by Cloudflare Access; null: nobody. */
export async function memberIn(c: Context<AppEnv>): Promise<Member | null> {
  const { db, now, agency } = c.var.deps;
  const session = await sessionOf(c);
  const member = session === null ? null : await touchSession(db, session, now(), idleTime);
  if (member?.way === "agency" && agency === null) return null;
  return member ?? memberByAccess(c);
}

/** The session that the browser names, alive or not: the hash that the database knows it by. */
async function sessionOf(c: Context<AppEnv>): Promise<string | null> {
  const secret = getCookie(c, cookie, "host");
  // Only what `newSession` can have made is worth a question to the database.
  return secret !== undefined && looksLikeToken(secret) ? digest(secret) : null;
}

/** Whom a token lets in. */
export type Entrant = Pick<Member, "id" | "name" | "role" | "shop"> & { way: "token" | "agency" };

/** A session about to be opened: the statements that keep it, and what hands its secret to the browser. */
export interface NewSession {
  statements: D1PreparedStatement[];
  handOver: () => void;
}

/**
 * A session for `entrant`, who is at the desk from here on; `act` is what they are noted to have done.
 *
 * With `token`, a hash, it is kept only if that is the member's by then.
 */
export async function newSession(
  c: Context<AppEnv>,
  entrant: Entrant,
  act: string,
  token?: string,
): Promise<NewSession> {
  const { db, now, random } = c.var.deps;
  const secret = base64Url(random(32));
  const hash = await digest(secret);
  c.set("member", { ...entrant, session: hash });
  const times = { now: now(), idle: idleTime, longest: longestTime };
  const agent = agentFamily(c.req.header("User-Agent"));
  const draft = { hash, member: entrant.id, way: entrant.way, agent, token };
  return {
    statements: [...createSession(db, draft, times), notingChange(c, { act })],
    handOver: () => setCookie(c, cookie, secret, { ...kept, maxAge: longestTime / 1000 }),
  };
}

/** Ends the session that the request belongs to, here and in the browser. */
export async function closeSession(c: Context<AppEnv>): Promise<void> {
  const { db } = c.var.deps;
  const member = await memberIn(c);
  if (member !== null && member.way !== "access") {
    c.set("member", member);
    await db.batch([deleteSession(db, member.session), notingChange(c, { act: "session.close" })]);
  }
  deleteCookie(c, cookie, kept);
  // Not "storage", too: a kiosk on this device keeps there what it could not send yet.
  c.header("Clear-Site-Data", '"cookies"');
}
