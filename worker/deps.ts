import type { Catalog } from "../content/schema/catalog.ts";
import { siteverify } from "./challenge/turnstile.ts";
import type { Deps, Env } from "./env.ts";
import { graphUrl } from "./import/meta-graph.ts";
import { alarmMailerOf, mailerOf, mailerProblem } from "./mail/mailer-of.ts";
import { accessOf } from "./people/access.ts";
import type { AgencyClient } from "./people/agency.ts";
import { walletsIn } from "./wallet/wallets.ts";
import { resolverOf, textReaderOf } from "./webhooks/resolver.ts";
import { secretVariable } from "./webhooks/signature.ts";

/** Where one client is at home. */
export interface Place {
  db: D1Database;
  /** Its host, where there are several clients. */
  host: string | null;
  /** The agency's clients, this one among them; none where there is only one. */
  clients?: () => readonly AgencyClient[];
}

/** What the app works with, made of what Cloudflare hands over. */
export function depsOf(env: Env, catalog: Catalog, place: Place = { db: env.DB, host: null }): Deps {
  const { db, host } = place;
  return {
    catalog,
    db,
    fetchAsset: assetsOf(env, host),
    // What lies under the digest of its bytes is no client's own.
    bucket: env.FILES ?? null,
    servesPages: host !== null,
    mailer: mailerOf(env),
    mailsPerRun: mailsPerRunIn(env),
    alarmMailer: alarmMailerOf(env),
    mailerProblem: mailerProblem(env),
    queue: queueOf(env, host),
    webhookSecrets: secretsIn(env),
    resolve: resolverOf(env.DOH_URL || undefined),
    readTexts: textReaderOf(env.DOH_URL || undefined),
    webhooksReachPrivate: env.WEBHOOK_PRIVATE === "1",
    now: () => Date.now(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    publicUrl: (host === null && env.PUBLIC_URL) || catalog.site.url,
    allowedOrigins: [...(env.ALLOWED_ORIGINS ?? "").split(/\s+/).filter(Boolean), ...catalog.site.origins],
    tokenSecret: tokenSecretOf(env, catalog, host),
    turnstile: env.TURNSTILE_SECRET
      ? { secret: env.TURNSTILE_SECRET, url: env.TURNSTILE_URL || siteverify }
      : null,
    // What opens one client's desk opens no other's.
    ownerToken: (host === null ? env.OWNER_TOKEN : env[`OWNER_TOKEN_${catalog.site.database}`]) || null,
    access: accessIn(env, catalog, host),
    agency: agencyIn(env, place),
    wallets: walletsIn(env, Date.now()),
    meta: {
      appSecret: env.META_APP_SECRET || null,
      verifyToken: env.META_VERIFY_TOKEN || null,
      accessToken: env.META_ACCESS_TOKEN || null,
      url: env.META_URL || graphUrl,
      fetch: (url, init) => fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(10_000) }),
    },
    hooks: {
      secrets: {
        resend: env.RESEND_WEBHOOK_SECRET,
        brevo: env.BREVO_WEBHOOK_SECRET,
        postmark: env.POSTMARK_WEBHOOK_SECRET,
        ses: env.SES_TOPIC_ARN,
      },
      fetch: (url) => fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) }),
    },
    stepDelay: 2000,
    log: (line) => console.log(JSON.stringify(line)),
  };
}

/** As many as the plan allows, whatever is written. */
function mailsPerRunIn({ MAILS_PER_RUN: written = "" }: Env): number {
  const most = /^\d{1,4}$/.test(written) ? Number(written) : 40;
  return Math.min(Math.max(most, 1), 900);
}

function assetsOf(env: Env, host: string | null): Deps["fetchAsset"] {
  const origin = env.SITE_ORIGIN;
  const folder = host === null ? "" : `/_private/clients/${host}`;
  const get = (path: string) =>
    origin
      ? fetch(new URL(path, origin), { redirect: "manual" })
      : env.ASSETS.fetch(new URL(`${folder}${path}`, "https://assets.invalid"), { redirect: "manual" });
  // A store of files that breaks is one that has nothing now: visitors are asked to come back.
  return (path) => get(path).catch(() => new Response(null, { status: 503 }));
}

/** Jobs that say whose they are, where there are several clients. */
function queueOf({ QUEUE: queue }: Env, host: string | null): Deps["queue"] {
  if (queue === undefined || host === null) return queue ?? null;
  return {
    sendBatch: (messages) =>
      queue.sendBatch(
        Array.from(messages, (message) => ({ ...message, body: { ...message.body, client: host } })),
      ),
  };
}

/** Clients share no secret: what is made for one means nothing to another. */
function tokenSecretOf(env: Env, { site }: Catalog, host: string | null): string {
  const shared = env.TOKEN_SECRET ?? "";
  if (host === null) return shared;
  return env[`TOKEN_SECRET_${site.database}`] || (shared === "" ? "" : `${shared} ${host}`);
}

/** Cloudflare Access, where its variables are set; with several clients each desk is an application of its own. */
function accessIn(env: Env, { site }: Catalog, host: string | null): Deps["access"] {
  const aud = host === null ? env.ACCESS_AUD : env[`ACCESS_AUD_${site.database}`];
  const owners = host === null ? env.ACCESS_OWNERS : env[`ACCESS_OWNERS_${site.database}`];
  if (!env.ACCESS_TEAM || !aud) return null;
  return accessOf({
    team: env.ACCESS_TEAM,
    aud,
    owners: (owners ?? "").split(/\s+/).filter(Boolean),
    fetch: (url) => fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) }),
    now: () => Date.now(),
  });
}

function agencyIn({ AGENCY_TOKEN: token }: Env, { host, clients }: Place): Deps["agency"] {
  return host === null || clients === undefined || !token ? null : { token, host, clients };
}

function secretsIn(env: Env): Deps["webhookSecrets"] {
  return (webhook) => {
    const own = env[secretVariable(webhook)];
    return (own || env.WEBHOOK_SECRET || "").split(/\s+/).filter(Boolean);
  };
}
