import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { listIn } from "../../desk/stored.ts";
import { digest } from "../../digest.ts";
import type { AppEnv } from "../../env.ts";
import { hashedNetwork } from "../../network.ts";
import { problemJson } from "../../pages/problem.tsx";
import { looksLikeToken } from "../../tokens.ts";
import type { Scope } from "./scopes.ts";
import { countRequest, findToken } from "./store-tokens.ts";

/** What stands before each token, so that one is known where it lies about. */
export const tokenMark = "imbuto_";

/** How many requests a token has, and how many a network with wrong tokens, in one span of milliseconds. */
const caps = { span: 300_000, requests: 600, wrong: 20 };

/** How long a last use stays as it was noted, in milliseconds. */
const notedFor = 300_000;

/** Whoever reads here has a token, which the header alone carries: no cookie counts, and nothing is kept by a cache. */
export const bearersOnly = createMiddleware<AppEnv>(async (c, next) => {
  const { db, now } = c.var.deps;
  c.header("Cache-Control", "no-store");
  c.header("X-Robots-Tag", "noindex, nofollow");
  c.header("X-Frame-Options", "DENY");
  c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  const span = Math.floor(now() / caps.span);
  const given = /^Bearer +(\S+)$/i.exec(c.req.header("Authorization") ?? "")?.[1] ?? "";
  const secret = given.startsWith(tokenMark) ? given.slice(tokenMark.length) : "";
  const token = looksLikeToken(secret) ? await findToken(db, await digest(secret)) : null;
  if (token === null) {
    // Counted where something was tried; a stranger's guesses cost the database no more than that many.
    const wrong = given === "" ? 0 : await countRequest(db, (await hashedNetwork(c)) ?? "local", span, null);
    c.header("WWW-Authenticate", "Bearer");
    return wrong > caps.wrong ? tooMany(c) : problemJson(c, "signed_out");
  }
  const isStale = token.last_used_at === null || now() - token.last_used_at >= notedFor;
  const used = isStale ? { token: token.id, now: now() } : null;
  if ((await countRequest(db, token.id, span, used)) > caps.requests) return tooMany(c);
  c.set("scopes", listIn(token.scopes));
  await next();
});

/** Only tokens that may read `wanted` come further. */
export function withScope(...wanted: Scope[]) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (wanted.every((scope) => c.var.scopes?.includes(scope))) return next();
    return problemJson(c, "forbidden");
  });
}

function tooMany(c: Context<AppEnv>): Response {
  c.header("Retry-After", String(caps.span / 1000));
  return problemJson(c, "too_many");
}
