import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";
import { styleSheet } from "./style.ts";

/** Everything the desk answers stays out of caches, search engines and frames, and runs no script. */
export const deskHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const sheet = new TextEncoder().encode(styleSheet(c.var.deps.catalog.site.colours));
  const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", sheet))));
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  c.header("Content-Security-Policy", policy.join("; "));
  for (const [name, value] of Object.entries(fixed)) c.header(name, value);
});

// The other headers that every answer has come from the app.
const fixed = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
  "X-Frame-Options": "DENY",
  // Not no-referrer: with it a browser sends `Origin: null` with our own forms, and the guard refuses them.
  "Referrer-Policy": "same-origin",
};
