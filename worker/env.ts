import type { Catalog } from "../content/schema/catalog.ts";
import type { Texts } from "../content/schema/locales/worker.ts";
import type { Turnstile } from "./challenge/turnstile.ts";
import type { MetaAccess } from "./import/meta-graph.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { Access } from "./people/access.ts";
import type { Agency } from "./people/agency.ts";
import type { Member } from "./people/member.ts";
import type { Job } from "./queue.ts";
import type { Wallets } from "./wallet/wallets.ts";

/** What Cloudflare hands to the Worker: bindings, variables and secrets; only `index.ts` reads it. */
export interface Env {
  DB: D1Database;
  /** Another client's or year's, as site.yaml names it under `database`. */
  [database: `DB_${string}`]: D1Database | undefined;
  /** The built site; files under `_private` are for the Worker alone. */
  ASSETS: Fetcher;
  /** The provider that mails leave by: `cloudflare`, `resend`, `brevo`, `postmark`, `ses`, `smtp`, or `outbox` (local). */
  MAILER?: string;
  /** A second provider, by the same names, for the owner's alarms when the first one fails. */
  ALARM_MAILER?: string;
  /** How many mails one call of the clock sends: 40 by default, as the free plan allows; on the paid one up to 900. */
  MAILS_PER_RUN?: string;
  /** Where the provider is asked, instead of its own address (in tests). */
  MAILER_URL?: string;
  /** Where the local outbox takes mails. */
  OUTBOX_URL?: string;
  /** The origin that visitors see, where it is not the site's own address (locally). */
  PUBLIC_URL?: string;
  /** Where pages come from instead of `ASSETS` (locally, while pages are made on demand). */
  SITE_ORIGIN?: string;
  /** Other origins whose pages may post to forms, separated by spaces. */
  ALLOWED_ORIGINS?: string;
  TOKEN_SECRET?: string;
  /** Meta's lead ads: the app's secret, what Meta says back when it checks our address, and what opens its leads. */
  META_APP_SECRET?: string;
  META_VERIFY_TOKEN?: string;
  META_ACCESS_TOKEN?: string;
  /** Where Meta is asked, instead of its own address (in tests). */
  META_URL?: string;
  /** The secret that belongs to the site key of Turnstile, where site.yaml has `challenge: turnstile`. */
  TURNSTILE_SECRET?: string;
  /** Who is asked about Turnstile's tokens, instead of Cloudflare (in tests). */
  TURNSTILE_URL?: string;
  OWNER_TOKEN?: string;
  /** With several clients: what opens every client's desk, for the agency that serves them. */
  AGENCY_TOKEN?: string;
  /** The team's domain at Cloudflare Access, such as `forno.cloudflareaccess.com`, where it stands before the desk. */
  ACCESS_TEAM?: string;
  /** The audience tag of the desk's application there; with several clients `ACCESS_AUD_<database>` for each. */
  ACCESS_AUD?: string;
  [audience: `ACCESS_AUD_${string}`]: string | undefined;
  /** Addresses, separated by spaces, that Access opens the desk for as its owner; the same per client. */
  ACCESS_OWNERS?: string;
  [owners: `ACCESS_OWNERS_${string}`]: string | undefined;
  /** With several clients each has its own, by the name of its database's binding. */
  [secret: `OWNER_TOKEN_${string}`]: string | undefined;
  /** With several clients: what one's tokens are made from, if not from `TOKEN_SECRET` and its host. */
  [secret: `TOKEN_SECRET_${string}`]: string | undefined;
  /** The secret that signs what Resend reports (`whsec_…`). */
  RESEND_WEBHOOK_SECRET?: string;
  /** The token that Brevo sends along with what it reports. */
  BREVO_WEBHOOK_SECRET?: string;
  /** The password that Postmark sends along with what it reports. */
  POSTMARK_WEBHOOK_SECRET?: string;
  /** The SNS topic that Amazon SES reports to. */
  SES_TOPIC_ARN?: string;
  /** Cloudflare's own e-mail service: a `send_email` binding. */
  EMAIL?: SendEmail;
  RESEND_API_KEY?: string;
  BREVO_API_KEY?: string;
  POSTMARK_TOKEN?: string;
  /** The Postmark stream that mails go into; default: `outbound`. */
  POSTMARK_STREAM?: string;
  SES_ACCESS_KEY?: string;
  SES_SECRET_KEY?: string;
  /** The AWS region that sends, such as `eu-south-1`. */
  SES_REGION?: string;
  /** Files that are too large for an asset, by their SHA-256, where bound. */
  FILES?: R2Bucket;
  /** What signs passes for Apple Wallet: the certificate for a pass type, its private key, and Apple's own (WWDR), in PEM. */
  APPLE_PASS_CERT?: string;
  APPLE_PASS_KEY?: string;
  APPLE_PASS_WWDR?: string;
  /** The key of the service account that signs for Google Wallet (the JSON file), and the issuer's number. */
  GOOGLE_WALLET_KEY?: string;
  GOOGLE_WALLET_ISSUER?: string;
  /** A queue that hands on what is to be sent, where bound. */
  QUEUE?: Queue<Job>;
  /** What signs the calls of webhooks, `whsec_…`; several, separated by spaces, while one takes the other's place. */
  WEBHOOK_SECRET?: string;
  /** The same for one webhook alone: its name in capitals, with _ for each hyphen. */
  [secret: `WEBHOOK_SECRET_${string}`]: string | undefined;
  /** Where names are looked up (DNS over HTTPS, JSON); default: Cloudflare's resolver. */
  DOH_URL?: string;
  /** `1` lets webhooks reach this machine (in tests). */
  WEBHOOK_PRIVATE?: string;
  /** `smtps://user:password@host:465`, or `smtp://user:password@host:587` for STARTTLS. */
  SMTP_URL?: string;
}

/** How providers' reports are told from anybody else's. */
interface HookSettings {
  /** What each provider's report must carry; a provider without one is not listened to. */
  secrets: Readonly<Record<string, string | undefined>>;
  /** Fetches the certificates that reports are signed with. */
  fetch: (url: string) => Promise<Response>;
}

/** All that varies between production, a laptop and a test. */
export interface Deps {
  catalog: Catalog;
  db: D1Database;
  /** The static page or private file at `path`, as the build made it. */
  fetchAsset: (path: string) => Promise<Response>;
  /** Holds files that are too large for an asset, by their SHA-256; null where none is bound. */
  bucket: Pick<R2Bucket, "get"> | null;
  /** Whether pages come through the Worker, and not from the platform's own store. */
  servesPages: boolean;
  /** Null where none is configured: messages then wait in the outbox. */
  mailer: Mailer | null;
  /** How many mails one call of the clock sends. */
  mailsPerRun: number;
  /** The way out for the owner's alarms while `mailer` fails; null where none is configured. */
  alarmMailer: Mailer | null;
  /** What the configured mailers lack, by the name of the variable; null when nothing. */
  mailerProblem: string | null;
  /** Hands on what is to be sent; null where none is bound: then it is sent after the answer. */
  queue: Pick<Queue<Job>, "sendBatch"> | null;
  /** The secrets that sign the calls of the webhook of this name. */
  webhookSecrets: (webhook: string) => readonly string[];
  /** The addresses of a host, none when there is no such host; null when there is no answer. */
  resolve: (host: string) => Promise<readonly string[] | null>;
  /** The texts (TXT) that the DNS has of a name, none where there is no such name; null when there is no answer. */
  readTexts: (name: string) => Promise<readonly string[] | null>;
  /** Whether webhooks may reach private networks (in tests). */
  webhooksReachPrivate: boolean;
  /** Milliseconds, UTC. */
  now: () => number;
  /** That many random bytes. */
  random: (length: number) => Uint8Array<ArrayBuffer>;
  /** The origin that visitors see; links in mails begin with it. */
  publicUrl: string;
  /** Other origins whose pages may post to forms. */
  allowedOrigins: readonly string[];
  /** What tokens are made from. */
  tokenSecret: string;
  /** Whom to ask about Turnstile's tokens; null where no secret is configured. */
  turnstile: Turnstile | null;
  /** What opens the desk; null locks it. */
  ownerToken: string | null;
  /** Cloudflare Access before the desk; null where none is configured. */
  access: Access | null;
  /** The agency that serves this client among others; null where there is one client, or no token for it. */
  agency: Agency | null;
  /** What coupons can be taken along in. */
  wallets: Wallets;
  /** Where Meta's lead ads are fetched from. */
  meta: MetaAccess;
  /** How providers' reports are told from anybody else's. */
  hooks: HookSettings;
  /** How long counts of views are added up before they are written, in milliseconds. */
  stepDelay: number;
  /** Takes one log line; it never holds an address or a token. */
  log: (line: Record<string, string | number>) => void;
}

/** What every route finds in its context, as `c.var.deps`. */
export interface AppEnv {
  Variables: {
    deps: Deps;
    requestId: string;
    member?: Member;
    /** What the token of a program may read; in the JSON API alone. */
    scopes?: readonly string[];
    /** All that the desk says in the language it is read in; there alone. */
    texts: Texts;
  };
}
