import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";

/** Lets the scripts of listed origins read the answers, and nobody else's; cookies stay out of it. */
export const crossOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header("Origin");
  const isListed = origin !== undefined && c.var.deps.allowedOrigins.includes(origin);
  if (isListed && c.req.method === "OPTIONS") c.res = new Response(null, { status: 204, headers: asked });
  else await next();
  // Whatever the answer, another origin's may differ.
  c.res.headers.append("Vary", "Origin");
  if (!isListed) return;
  c.res.headers.set("Access-Control-Allow-Origin", origin);
  c.res.headers.set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
});

/** What a browser wants to know before it lets a script post JSON. */
const asked = {
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key",
  "Access-Control-Max-Age": "600",
};
