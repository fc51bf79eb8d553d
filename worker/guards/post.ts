import type { Context } from "hono";
import type { ProblemCode } from "../../content/schema/problem.ts";
import type { AppEnv } from "../env.ts";
import { httpAddress, readSource, type Source, sourceKeys, tellsSource } from "../source.ts";
import { linkParam, looksLikeToken } from "../tokens.ts";
import { readBody } from "./body.ts";
import { type Entries, isObject, readEntries } from "./entries.ts";
import { comesFromUs, knownOrigins } from "./origin.ts";

/** A post that passed the guards; its answers are not judged yet. */
export interface Post {
  entries: Entries;
  /** The client's own name for this post, so that a repetition is known as one. */
  key: string | null;
  /** Whether the field that no person sees was filled in. */
  trapped: boolean;
  /** The page's address without its query, and the query. */
  page: string | null;
  /** The whole of it. */
  address: string | null;
  query: URLSearchParams;
  source: Source;
  /** Where the sender wants to go afterwards, as written; nothing is known of it yet. */
  next: string | null;
}

const limit = 64 * 1024;

/**
 * The control that says on which page the visitor began.
 *
 * A refused form stands at our own address, where the landing's query is gone: so it carries the landing's address
 * along, and neither source nor hidden answers are lost on the second try.
 */
export const pageField = "_page";

/** The post in `c`, or the problem that keeps it out. */
export async function readPost(c: Context<AppEnv>): Promise<Post | ProblemCode> {
  if (!comesFromUs(c)) return "forbidden";
  const bytes = await readBody(c.req.raw, limit);
  if (typeof bytes === "string") return bytes;
  const entries = await readEntries(c.req.header("Content-Type") ?? "", bytes);
  if (typeof entries === "string") return entries;
  const key = keyIn(c.req.header("Idempotency-Key") ?? entries.get("_key"));
  if (key === false) return "bad_request";
  const origins = knownOrigins(c.var.deps);
  const page =
    ownPage(textOf(entries.get(pageField)), origins) ?? ownPage(c.req.header("Referer") ?? null, origins);
  // A link that filled in the form has done its work.
  if (looksLikeToken(page?.searchParams.get(linkParam) ?? "")) page?.searchParams.delete(linkParam);
  const query = new URLSearchParams(page?.search ?? "");
  return {
    entries,
    key,
    trapped: isFilled(entries.get("_website")),
    page: page === null ? null : `${page.origin}${page.pathname}`,
    address: page?.href.slice(0, 2000) ?? null,
    query,
    source: sourceOf(query, entries, origins),
    next: textOf(entries.get("_next")) || null,
  };
}

/** What page and client tell of the visit; where the page tells nothing, what brought the visitor to the page before it. */
function sourceOf(query: URLSearchParams, entries: Entries, origins: readonly string[]): Source {
  const referrer = textOf(entries.get("_referrer"));
  const before = tellsSource(query) ? null : ownPage(referrer, origins);
  return readSource(touched(before?.searchParams ?? query, entries), referrer, origins);
}

function ownPage(address: string | null, origins: readonly string[]): URL | null {
  const page = httpAddress(address);
  return page !== null && origins.includes(page.origin) ? page : null;
}

/** The page's query, and over it what the client says of the source itself. */
function touched(query: URLSearchParams, entries: Entries): URLSearchParams {
  const told = entries.get("_source");
  const merged = new URLSearchParams(query);
  for (const key of sourceKeys) {
    const value = isObject(told) ? textOf(told[key]) : null;
    if (value !== null) merged.set(key, value);
  }
  return merged;
}

/** An idempotency key: null when there is none, false when it cannot be one. */
function keyIn(given: unknown): string | null | false {
  if (given === undefined || given === "" || given === null) return null;
  // The header's draft standard writes the key in quotes.
  const key = typeof given === "string" ? given.replace(/^"(.*)"$/, "$1") : "";
  return /^[\x21-\x7e]{8,200}$/.test(key) && key;
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
