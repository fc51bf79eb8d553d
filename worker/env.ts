import type { Catalog } from "../content/schema/catalog.ts";
import type { Mailer } from "./mail/mailer.ts";

/** What Cloudflare hands to the Worker: bindings, variables and secrets; only `index.ts` reads it. */
export interface Env {
  DB: D1Database;
  /** The built site; files under `_private` are for the Worker alone. */
  ASSETS: Fetcher;
  /** The provider that mails leave by: `outbox` (local) or `resend`. */
  MAILER?: string;
  /** Where the local outbox takes mails. */
  OUTBOX_URL?: string;
  /** The origin that visitors see, where it is not the site's own address (locally). */
  PUBLIC_URL?: string;
  /** Where pages come from instead of `ASSETS` (locally, while pages are made on demand). */
  SITE_ORIGIN?: string;
  /** Other origins whose pages may post to forms, separated by spaces. */
  ALLOWED_ORIGINS?: string;
  TOKEN_SECRET?: string;
  OWNER_TOKEN?: string;
  RESEND_API_KEY?: string;
}

/** All that varies between production, a laptop and a test. */
export interface Deps {
  catalog: Catalog;
  db: D1Database;
  /** The static page or private file at `path`, as the build made it. */
  fetchAsset: (path: string) => Promise<Response>;
  /** Null where none is configured: messages then wait in the outbox. */
  mailer: Mailer | null;
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
  /** What opens the desk; null locks it. */
  ownerToken: string | null;
  /** Takes one log line; it never holds an address or a token. */
  log: (line: Record<string, string | number>) => void;
}

/** What every route finds in its context, as `c.var.deps`. */
export interface AppEnv {
  Variables: { deps: Deps; requestId: string };
}
