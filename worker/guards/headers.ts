import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { AppEnv } from "../env.ts";
import { newId } from "../tokens.ts";

const always: Record<string, string> = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
};

// A route may say otherwise.
const byDefault: Record<string, string> = {
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
};

/** Gives every answer the headers that a browser needs to be careful with it. */
export const secureHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  // Set on the answer itself: each `c.header` on a finished answer would copy it.
  hardened(c.res);
});

/** `answer`, with the headers that a browser needs to be careful with it. */
export function hardened(answer: Response): Response {
  const { headers } = answer;
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  for (const [name, value] of Object.entries(byDefault)) if (!headers.has(name)) headers.set(name, value);
  return answer;
}

/** Names every request, and logs one line for it: the route's pattern, never the address itself, which may hold a token. */
export const logRequests = createMiddleware<AppEnv>(async (c, next) => {
  const { deps } = c.var;
  const start = deps.now();
  c.set("requestId", newId(deps.random));
  await next();
  c.res.headers.set("X-Request-Id", c.var.requestId);
  const line = {
    event: "request",
    id: c.var.requestId,
    method: c.req.method,
    route: routePath(c, -1),
    status: c.res.status,
  };
  deps.log({ ...line, ms: deps.now() - start });
});
