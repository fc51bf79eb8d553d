import type { Catalog } from "../content/schema/catalog.ts";
import type { Deps, Env } from "./env.ts";
import type { Mailer } from "./mail/mailer.ts";
import { outboxMailer } from "./mail/outbox-mailer.ts";
import { resendMailer } from "./mail/resend-mailer.ts";

/** What the app works with, made of what Cloudflare hands over. */
export function depsOf(env: Env, catalog: Catalog): Deps {
  return {
    catalog,
    db: env.DB,
    fetchAsset: assetsOf(env),
    mailer: mailerOf(env),
    now: () => Date.now(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    publicUrl: env.PUBLIC_URL || catalog.site.url,
    allowedOrigins: (env.ALLOWED_ORIGINS ?? "").split(/\s+/).filter(Boolean),
    tokenSecret: env.TOKEN_SECRET ?? "",
    ownerToken: env.OWNER_TOKEN || null,
    log: (line) => console.log(JSON.stringify(line)),
  };
}

function assetsOf(env: Env): Deps["fetchAsset"] {
  const origin = env.SITE_ORIGIN;
  if (!origin) return (path) => env.ASSETS.fetch(new URL(path, "https://assets.invalid"));
  return (path) => fetch(new URL(path, origin), { redirect: "manual" });
}

function mailerOf(env: Env): Mailer | null {
  switch (env.MAILER) {
    case "outbox":
      return env.OUTBOX_URL ? outboxMailer(env.OUTBOX_URL) : null;
    case "resend":
      return env.RESEND_API_KEY ? resendMailer(env.RESEND_API_KEY) : null;
    default:
      return null;
  }
}
