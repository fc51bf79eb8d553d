import { createMiddleware } from "hono/factory";
import type { Colours } from "../../content/schema/catalog.ts";
import type { AppEnv } from "../env.ts";
import { styleSheet } from "./style.ts";

/** Everything the desk answers stays out of caches, search engines and frames, and runs no script. */
export const deskHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(fixed)) c.header(name, value);
  // A letter, which a page of the desk shows in a frame, says for itself what it may do.
  if (c.res.headers.has("X-Frame-Options")) return;
  c.header("X-Frame-Options", "DENY");
  c.header("Content-Security-Policy", await policyFor(c.var.deps.catalog.site.colours));
});

const policies = new WeakMap<Colours, Promise<string>>();

// The catalog's colours live as long as the isolate, and the sheet that they make is hashed once.
function policyFor(colours: Colours): Promise<string> {
  const known = policies.get(colours);
  if (known !== undefined) return known;
  const policy = policyOf(styleSheet(colours));
  policies.set(colours, policy);
  return policy;
}

async function policyOf(sheet: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sheet));
  return [
    "default-src 'none'",
    `style-src 'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`,
    "img-src 'self' data:",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// The other headers that every answer has come from the app.
const fixed = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
  // Not no-referrer: with it a browser sends `Origin: null` with our own forms, and the guard refuses them.
  "Referrer-Policy": "same-origin",
};
