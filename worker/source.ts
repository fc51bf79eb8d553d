import { cleanText, cutText } from "../content/schema/answers.ts";
import { sourceKeys } from "../content/schema/source-keys.ts";

export { sourceKeys };

/** Where a visit came from. */
export type Source = Partial<Record<(typeof sourceKeys)[number] | "referrer", string>>;

/** The source that `query` and the page the visitor came from tell of; our own pages are no source. */
export function readSource(
  query: URLSearchParams,
  referrer: string | null,
  ownOrigins: readonly string[],
): Source {
  const source: Source = {};
  for (const key of sourceKeys) {
    const value = cutText(cleanText(query.get(key) ?? ""), 200);
    if (value !== "") source[key] = value;
  }
  const address = httpAddress(referrer);
  if (address !== null && !ownOrigins.includes(address.origin)) {
    // Its query may hold what the visitor searched for, or a session: not ours to keep.
    source.referrer = `${address.origin}${address.pathname}`.slice(0, 300);
  }
  return source;
}

/** Whether `query` tells where a visit came from. */
export function tellsSource(query: URLSearchParams): boolean {
  return sourceKeys.some((key) => (query.get(key) ?? "") !== "");
}

/** `path`, one of our own pages, with the keys of `source` in its address: so that the next page knows them, too. */
export function carrySource(path: string, source: Source): string {
  const query = new URLSearchParams();
  for (const key of sourceKeys) {
    const value = source[key];
    if (value !== undefined) query.set(key, value);
  }
  const [before, hash] = path.split("#", 2);
  if (query.size === 0) return path;
  return `${before}${path.includes("?") ? "&" : "?"}${query}${hash === undefined ? "" : `#${hash}`}`;
}

/** The short name that the report counts `source` under: letters, figures and `.-_` only. */
export function labelOf(source: Source): string {
  const name =
    source.utm_source ?? httpAddress(source.referrer ?? null)?.hostname.replace(/^www\./, "") ?? "";
  const safe = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  return [...safe].slice(0, 60).join("") || "direct";
}

/** `text` as an http or https address, or null. */
export function httpAddress(text: string | null): URL | null {
  if (text === null || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
