import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";
import { isSameOrigin } from "./same-origin.ts";
import { isOwner } from "./session.ts";
import { SignInPage } from "./sign-in.tsx";
import { viewOf } from "./view.ts";

/** Whatever acts must come from a page of the desk. */
export const sameOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  const reads = c.req.method === "GET" || c.req.method === "HEAD";
  if (reads || isSameOrigin(c)) return next();
  return c.text(viewOf(c).words.refused, 403);
});

/** Without a session there is only the way in, which leads back to where the owner was going. */
export const ownerOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (await isOwner(c)) return next();
  const view = viewOf(c);
  // Only the path: a query may hold a name that was searched for, and a file is no page to arrive at.
  const to = c.req.method === "GET" ? pathToReturn(c.req.path.replace(/\.csv$/, "")) : "/admin";
  return c.html(<SignInPage view={view} to={to} locked={c.var.deps.ownerToken === null} />, 401);
});

/** `path` if it is a page of the desk or a coupon's, else the desk's first page. */
export function pathToReturn(path: string): string {
  return /^\/(?:admin|k)(?:\/[\w-]+)*$/.test(path) ? path : "/admin";
}
