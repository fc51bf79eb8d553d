import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { base64Url, digest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { type Device, findDevice } from "../store/till-entry.ts";
import { looksLikeToken } from "../tokens.ts";

const cookie = "till";
// The prefix binds the cookie to this host: no neighbouring subdomain can set or read it.
const kept = { prefix: "host", path: "/", secure: true, httpOnly: true, sameSite: "Strict" } as const;
/** As long as browsers keep a cookie at all, in seconds; each contact begins it anew. */
const longest = 400 * 86_400;

/** The device at a till that asks; `revoked` where it was one, null where it never was. */
export async function deviceHere(c: Context<AppEnv>): Promise<Device | "revoked" | null> {
  const secret = getCookie(c, cookie, "host");
  // Only what `newSecret` can have made is worth a question to the database.
  if (secret === undefined || !looksLikeToken(secret)) return null;
  const hash = await digest(secret);
  const found = await withRetries(() => findDevice(c.var.deps.db, hash));
  if (found === null) return null;
  const { revokedAt, ...device } = found;
  return revokedAt === null ? device : "revoked";
}

/** What a device is known by: the secret for its cookie, and the hash that the database keeps. */
export async function newSecret(
  random: (length: number) => Uint8Array,
): Promise<{ secret: string; hash: string }> {
  const secret = base64Url(random(32));
  return { secret, hash: await digest(secret) };
}

/** Hands the secret to the browser, for as long as it keeps anything. */
export function keepSecret(c: Context<AppEnv>, secret = getCookie(c, cookie, "host")): void {
  if (secret !== undefined) setCookie(c, cookie, secret, { ...kept, maxAge: longest });
}

/** Takes the secret out of the browser. */
export function dropSecret(c: Context<AppEnv>): void {
  deleteCookie(c, cookie, kept);
}
