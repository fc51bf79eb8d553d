import { createMiddleware } from "hono/factory";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { AppEnv } from "../env.ts";
import { type Brand, styleSheet } from "./style.ts";

/** The colours of the site's first landing, for the site itself has none in the catalog. */
export function brandOf(catalog: Catalog): Brand {
  const [first] = Object.keys(catalog.landings).sort();
  const colours = first === undefined ? undefined : catalog.landings[first]?.colours;
  return {
    primary: colours?.primary ?? "#334155",
    onPrimary: colours?.onPrimary ?? "#ffffff",
  };
}

/** Everything the desk answers stays out of caches, search engines and frames, and runs no script. */
export const deskHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const sheet = new TextEncoder().encode(styleSheet(brandOf(c.var.deps.catalog)));
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
