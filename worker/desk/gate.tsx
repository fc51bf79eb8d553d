import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";
import { mayDo } from "../people/roles.ts";
import { ForbiddenPage } from "./missing.tsx";
import { isSameOrigin } from "./same-origin.ts";
import { memberIn } from "./session.ts";
import { SignInPage } from "./sign-in.tsx";
import { viewOf } from "./view.ts";

/** Whatever acts must come from a page of the desk. */
export const sameOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  const reads = c.req.method === "GET" || c.req.method === "HEAD";
  if (reads || isSameOrigin(c)) return next();
  return c.text(viewOf(c).words.refused, 403);
});

/** Each comes as far as their role; without a session there is only the way in, which leads back to where the owner was going. */
export const membersOnly = createMiddleware<AppEnv>(async (c, next) => {
  const member = await memberIn(c);
  if (member !== null) {
    c.set("member", member);
    if (mayDo(member.role, c.req.method, c.req.path)) return next();
    const view = viewOf(c);
    // Whoever signs in arrives at the desk's first page; who may not read it has one of their own.
    if (c.req.method === "GET" && c.req.path === "/admin")
      return c.redirect(view.link("/admin/counter"), 303);
    return c.html(<ForbiddenPage view={view} />, 403);
  }
  const view = viewOf(c);
  // Only the path: a query may hold a name that was searched for, and a file is no page to arrive at.
  const to = c.req.method === "GET" ? pathToReturn(c.req.path.replace(/\.csv$/, "")) : "/admin";
  return c.html(<SignInPage view={view} to={to} locked={isLocked(c)} />, 401);
});

/** Whether no token can open the desk yet. */
export function isLocked(c: Context<AppEnv>): boolean {
  const { ownerToken, agency, access } = c.var.deps;
  return ownerToken === null && agency === null && access === null;
}

/** `path` if it is a page of the desk or a coupon's, else the desk's first page. */
export function pathToReturn(path: string): string {
  return /^\/(?:admin|k)(?:\/[\w-]+)*$/.test(path) ? path : "/admin";
}
