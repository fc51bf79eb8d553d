import { isMailerName, mailerDns } from "../../content/schema/mailers.ts";
import type { Deps } from "../env.ts";
import { followSpf, including, mostLookups, spfIn } from "./spf.ts";

/** How one of the three proofs of the sender's domain stands; `unnamed` is a key whose name only its provider knows. */
export interface DomainFinding {
  proof: "spf" | "dkim" | "dmarc";
  is: "there" | "missing" | "several" | "open" | "over" | "unnamed" | "silent";
  /** The name in the DNS that was asked. */
  name: string;
  /** What to write there. */
  value: string;
}

/** Asks the DNS for what proves that mails of the sender's domain are its own: SPF, DKIM and DMARC. */
export async function checkDomain(
  deps: Pick<Deps, "readTexts" | "catalog" | "mailer">,
): Promise<DomainFinding[]> {
  const { email } = deps.catalog.site.sender;
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const provider = deps.mailer?.name ?? "";
  const needs =
    isMailerName(provider) && provider !== "outbox" ? mailerDns[provider] : { spf: null, dkim: [] };
  return Promise.all([
    spfOf(deps, `${needs.spf?.prefix ?? ""}${domain}`, needs.spf?.include ?? null),
    dkimOf(deps, domain, needs.dkim),
    dmarcOf(deps, domain, email),
  ]);
}

async function spfOf(
  { readTexts }: Pick<Deps, "readTexts">,
  name: string,
  include: string | null,
): Promise<DomainFinding> {
  const wanted = include === null ? "v=spf1 mx ~all" : `v=spf1 include:${include} ~all`;
  const asked = { proof: "spf", name, value: wanted } as const;
  const texts = await readTexts(name);
  if (texts === null) return { ...asked, is: "silent" };
  const [only, second] = spfIn(texts);
  if (only === undefined) return { ...asked, is: "missing" };
  if (second !== undefined) return { ...asked, is: "several", value: only };
  const { lookups, included, isOpen } = await followSpf(readTexts, only);
  if (isOpen) return { ...asked, is: "open", value: closed(only, wanted) };
  if (lookups > mostLookups) return { ...asked, is: "over", value: only };
  if (include === null || included.has(include)) return { ...asked, is: "there", value: only };
  return { ...asked, is: "missing", value: including(only, include) };
}

/** `record` without the word that lets anybody send; where another record says it, `wanted` takes its place. */
function closed(record: string, wanted: string): string {
  const own = record.replace(/ \+?all( .*)?$/i, " ~all");
  return own === record ? wanted : own;
}

async function dkimOf(
  { readTexts }: Pick<Deps, "readTexts">,
  domain: string,
  ways: readonly (readonly string[])[],
): Promise<DomainFinding> {
  const nameOf = (selector = "…") => `${selector}._domainkey.${domain}`;
  const asked = { proof: "dkim", name: nameOf(ways[0]?.[0]), value: "" } as const;
  if (ways.length === 0) return { ...asked, is: "unnamed" };
  for (const selectors of ways) {
    const found = await Promise.all(selectors.map((selector) => readTexts(nameOf(selector))));
    if (found.some((texts) => texts === null)) return { ...asked, is: "silent" };
    // An empty key is one that was taken back.
    const has = (texts: readonly string[] | null) =>
      texts?.some((text) => /(^|;)\s*p\s*=\s*[^;\s]/i.test(text));
    if (found.every(has)) return { ...asked, is: "there", name: selectors.map(nameOf).join(", ") };
  }
  return { ...asked, is: "missing" };
}

/** The policy of the domain, or of the nearest one above it. */
async function dmarcOf(
  { readTexts }: Pick<Deps, "readTexts">,
  domain: string,
  sender: string,
): Promise<DomainFinding> {
  const asked = {
    proof: "dmarc",
    name: `_dmarc.${domain}`,
    value: `v=DMARC1; p=none; rua=mailto:${sender}`,
  } as const;
  const labels = domain.split(".");
  for (let cut = 0; cut <= labels.length - 2; cut += 1) {
    const name = `_dmarc.${labels.slice(cut).join(".")}`;
    const texts = await readTexts(name);
    if (texts === null) return { ...asked, is: "silent" };
    const [only, second] = texts.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(text));
    if (second !== undefined) return { ...asked, name, is: "several" };
    if (only === undefined) continue;
    // A policy that says only whom to tell is read as "none" (RFC 7489, 6.6.3); nobody looks above one that says nothing.
    const isRead =
      /;\s*p\s*=\s*(none|quarantine|reject)\s*(;|$)/i.test(only) || /;\s*rua\s*=\s*mailto:/i.test(only);
    return isRead ? { ...asked, name, value: only, is: "there" } : { ...asked, name, is: "missing" };
  }
  return { ...asked, is: "missing" };
}
