import type { AskDns } from "./dns.ts";
import { advice, type Finding, missing, record, right } from "./finding.ts";
import type { ProviderRecords } from "./providers.ts";

/** RFC 7208: a receiver that would have to look up more than ten names takes the record for broken. */
const mostLookups = 10;

/** Whether the domain says who may send for it, in one record that receivers can read. */
export async function checkSpf(
  ask: AskDns,
  domain: string,
  { title, spf }: ProviderRecords,
): Promise<Finding[]> {
  const own = await checkName(ask, domain, spf?.prefix === "" ? spf.include : null);
  if (own.length === 0) own.push(spf?.prefix === "" ? noneForOwn(domain) : noneAtAll(domain));
  if (spf === null || spf.prefix === "") return own;
  const theirs = await checkName(ask, `${spf.prefix}${domain}`, spf.include);
  if (theirs.length > 0) return [...own, ...theirs];
  const cure = record(`${spf.prefix}${domain}`, "TXT", `v=spf1 include:${spf.include} ~all`);
  return [...own, missing(`SPF for ${title}: ${spf.prefix}${domain} has none.`, cure)];
}

function noneForOwn(domain: string): Finding {
  return missing(
    `SPF: ${domain} does not say who may send for it.`,
    `${record(domain, "TXT", "v=spf1 mx ~all")}\nIf your mail host is not the one in your MX, put its include: in place of mx.`,
  );
}

function noneAtAll(domain: string): Finding {
  return advice(
    `SPF: ${domain} itself has none. Your provider sends under a name of its own, so mails arrive all the same.`,
    `${record(domain, "TXT", "v=spf1 mx ~all")}\nIt keeps others from sending in your name.`,
  );
}

/** What is to be said of the SPF of `name`; nothing where it has none. */
async function checkName(ask: AskDns, name: string, include: string | null): Promise<Finding[]> {
  const records = await spfOf(ask, name);
  const [only, second] = records;
  if (only === undefined) return [];
  if (second !== undefined) return [severalOf(name, records)];
  if (include !== null && !(await mechanismsBehind(ask, only)).includes(`include:${include}`)) {
    // Nothing is read that stands after these.
    const whole = only.replace(
      /(\s+(?:[-~?+]?all\b|redirect=).*)?$/i,
      (end) => ` include:${include}${end || " ~all"}`,
    );
    return [missing(`SPF: ${name} does not include ${include}.`, `Change it to:  ${name}  TXT  "${whole}"`)];
  }
  const lookups = await countLookups(ask, only);
  if (lookups > mostLookups)
    return [
      missing(
        `SPF: ${name} needs ${lookups > 2 * mostLookups ? `more than ${2 * mostLookups}` : lookups} look-ups, and receivers stop after ${mostLookups}.`,
        "Take out the include: of services that no longer send for you.",
      ),
    ];
  return [ending(name, only, lookups)];
}

function severalOf(name: string, records: readonly string[]): Finding {
  const parts = records.flatMap((each) => mechanisms(each).filter((part) => !/^[-~?+]?all$/.test(part)));
  return missing(
    `SPF: ${name} has ${records.length} records. Receivers allow one, and take several for none.`,
    `Put in their place:  ${name}  TXT  "v=spf1 ${[...new Set(parts)].join(" ")} ~all"`,
  );
}

function ending(name: string, only: string, lookups: number): Finding {
  const parts = mechanisms(only);
  if (parts.some((part) => /^\+?all$/.test(part)))
    return missing(`SPF: ${name} ends in +all, so anybody may send for it.`, "Write ~all in place of +all.");
  if (!parts.some((part) => /^[-~?]all$|^redirect=/.test(part)))
    return advice(`SPF: ${name} does not say what holds for all others.`, "Write ~all at its end.");
  return right(`SPF: ${name} has one record, with ${lookups} of ${mostLookups} look-ups.`);
}

async function spfOf(ask: AskDns, name: string): Promise<string[]> {
  return (await ask(name, "TXT")).filter((text) => /^v=spf1(\s|$)/i.test(text));
}

function mechanisms(text: string): string[] {
  return text.toLowerCase().split(/\s+/).slice(1).filter(Boolean);
}

/** The mechanisms of `text`, and those of the record that it leaves all others to. */
async function mechanismsBehind(ask: AskDns, text: string): Promise<string[]> {
  const own = mechanisms(text);
  const [, target] = /^redirect=([^%]+)$/.exec(own.find((part) => part.startsWith("redirect=")) ?? "") ?? [];
  const [other] = target === undefined ? [] : await spfOf(ask, target);
  return other === undefined ? own : [...own, ...mechanisms(other)];
}

/** How many names a receiver looks up for `text`; it stops counting at the double of what is allowed. */
async function countLookups(ask: AskDns, text: string, before = 0): Promise<number> {
  let count = before;
  for (const part of mechanisms(text)) {
    if (count > 2 * mostLookups) return count;
    const [, kind, target] =
      /^[-~?+]?(include|redirect|a|mx|ptr|exists)(?:[:=]([^/]*))?(?:\/.*)?$/.exec(part) ?? [];
    if (kind === undefined) continue;
    count += 1;
    // A name with a macro depends on the mail.
    const isFollowed = (kind === "include" || kind === "redirect") && target && !target.includes("%");
    const [inner] = isFollowed ? await spfOf(ask, target) : [];
    if (inner !== undefined) count = await countLookups(ask, inner, count);
  }
  return count;
}
