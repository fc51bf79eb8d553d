import { createHash } from "node:crypto";

/** What a page's inline parts hash to, as sources of a content security policy. */
export interface InlineHashes {
  scripts: string[];
  styles: string[];
  /** Whether it is for a device of the owner's, which loads a script of ours and lets it work without a network. */
  device: Device | null;
  /** The proof that its form asks for: a script of ours, or Turnstile's. */
  challenge: Challenge | null;
}

/** A device of the owner's own: one that visitors answer on, or one that takes coupons. */
export type Device = "kiosk" | "till";

/** What loads a script for a proof that no program sends the form. */
export type Challenge = "work" | "turnstile";

const challengeScripts: Record<Challenge, string> = {
  work: "/work.js",
  turnstile: "https://challenges.cloudflare.com/turnstile/v0/api.js",
};

const blocked = /<[a-z][^<>]*?\s(style|on[a-z]+)\s*=\s*["'][^<>]*>/i;

/** The hashes of all inline scripts and style sheets in `html`; what no hash can allow is thrown. */
export function hashesOf(html: string, address: string): InlineHashes {
  const { inline, rest } = taken(html);
  const hashes: InlineHashes = { scripts: [], styles: [], device: deviceIn(rest), challenge: null };
  for (const { element, attributes, text } of inline) {
    if (/\bsrc\s*=/.test(attributes)) {
      if (hashes.device !== null && isOwnModule(attributes)) continue;
      const challenge = challengeIn(attributes);
      if (challenge !== null) {
        hashes.challenge = challenge;
        continue;
      }
      throw new Error(`${address} loads a script; the content security policy allows inline scripts only.`);
    }
    if (element === "style") hashes.styles.push(hashSource(text));
    else if (isRun(attributes)) hashes.scripts.push(hashSource(text));
  }
  const [tag, attribute] = blocked.exec(rest) ?? [];
  if (attribute === undefined) return hashes;
  throw new Error(
    `${address} has the attribute "${attribute}", which the content security policy blocks: ${tag}`,
  );
}

/** The inline scripts and style sheets of `html`, and the page without them. */
function taken(html: string) {
  const inline: { element: string; attributes: string; text: string }[] = [];
  const opening = /<(script|style)\b([^>]*)>/g;
  let rest = "";
  let from = 0;
  for (let found = opening.exec(html); found !== null; found = opening.exec(html)) {
    const [, element = "", attributes = ""] = found;
    const end = html.indexOf(`</${element}>`, opening.lastIndex);
    if (end === -1) break;
    inline.push({ element, attributes, text: html.slice(opening.lastIndex, end) });
    rest += html.slice(from, found.index);
    from = end;
    opening.lastIndex = end;
  }
  return { inline, rest: rest + html.slice(from) };
}

/** The content security policy of pages whose inline parts are `hashes`; only such devices and proofs may load scripts. */
export function policyOf(hashes: {
  scripts: Iterable<string>;
  styles: Iterable<string>;
  device?: Device | null;
  challenge?: Challenge | null;
}): string {
  const { scripts, styles, device = null, challenge = null } = hashes;
  const loaded = [
    ...(device !== null || challenge === "work" ? ["'self'"] : []),
    ...(challenge === "turnstile" ? ["https://challenges.cloudflare.com"] : []),
  ];
  return [
    "default-src 'none'",
    `script-src ${sources([...loaded, ...scripts])}`,
    ...(challenge === "turnstile" ? ["frame-src https://challenges.cloudflare.com"] : []),
    ...(device !== null ? ["worker-src 'self'", "manifest-src 'self'"] : []),
    `style-src ${sources(styles)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "upgrade-insecure-requests",
  ].join("; ");
}

const known = new Map<string, string>();

/** `text` as a hash source; pages share their inline parts, so each is hashed once. */
export function hashSource(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  // A browser reads every line break as \n before it hashes.
  const source = `'sha256-${createHash("sha256").update(text.replace(/\r\n?/g, "\n")).digest("base64")}'`;
  known.set(text, source);
  return source;
}

function sources(hashes: Iterable<string>): string {
  const list = [...new Set(hashes)].sort();
  return list.length === 0 ? "'none'" : list.join(" ");
}

/** The owner's device that the page says it runs on. */
function deviceIn(html: string): Device | null {
  const named = /<main\b[^>]*?\sdata-(kiosk|till)[\s=>]/.exec(html)?.[1];
  return named === "kiosk" || named === "till" ? named : null;
}

/** Whether a script is one that the build made, and waits until the page stands. */
function isOwnModule(attributes: string): boolean {
  return /\btype="module"/.test(attributes) && /\bsrc="\/_astro\/[\w.-]+\.js"/.test(attributes);
}

/** The proof that a script is for, where it is just the one that the proof needs. */
function challengeIn(attributes: string): Challenge | null {
  const named = /\bdata-challenge="(work|turnstile)"/.exec(attributes)?.[1];
  if (named !== "work" && named !== "turnstile") return null;
  return attributes.includes(` src="${challengeScripts[named]}"`) ? named : null;
}

/** Structured data is no script to a browser. */
function isRun(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1] ?? "";
  return type === "" || type === "module" || /javascript$/i.test(type);
}
