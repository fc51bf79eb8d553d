import type { AskDns } from "./dns.ts";
import { advice, type Finding, missing, right } from "./finding.ts";
import type { ProviderRecords } from "./providers.ts";

/** Whether the key is published by which receivers see that a mail is the provider's and unaltered. */
export async function checkDkim(
  ask: AskDns,
  domain: string,
  { title, place, dkim }: ProviderRecords,
  selector: string | undefined,
): Promise<Finding[]> {
  const ways = selector === undefined ? dkim : [[selector]];
  if (ways.length === 0) return [unknown(title, place)];
  for (const selectors of ways) {
    const found = await Promise.all(selectors.map((each) => keyOf(ask, each, domain)));
    if (found.every((key) => key !== null))
      return selectors.map((each, n) => published(each, domain, found[n] ?? ""));
  }
  const names = ways.map((each) => each.map((one) => nameOf(one, domain)).join(" and ")).join(", or ");
  return [
    missing(
      `DKIM: no key of ${title} at ${names}.`,
      `Copy the record from ${place}.\nIts value is made for your domain.`,
    ),
  ];
}

function unknown(title: string, place: string): Finding {
  return advice(
    `DKIM: the name of the key of ${title} is made for each domain, and cannot be guessed.`,
    `Look it up in ${place}.\nIt is what stands before ._domainkey: npm run doctor -- --selector <that>`,
  );
}

function published(selector: string, domain: string, key: string): Finding {
  const name = nameOf(selector, domain);
  if (/(^|;)\s*p=\s*(;|$)/i.test(key))
    return missing(
      `DKIM: the key at ${name} is empty, which means revoked.`,
      "Publish the provider's new one.",
    );
  if (/(^|;)\s*t=[^;]*\by\b/i.test(key))
    return advice(`DKIM: the key at ${name} says that it is only a test.`, "Take out t=y.");
  return right(`DKIM: the key at ${name} is published.`);
}

/** The key's record, wherever a CNAME leads; null where there is none. */
async function keyOf(ask: AskDns, selector: string, domain: string): Promise<string | null> {
  const texts = await ask(nameOf(selector, domain), "TXT");
  return texts.find((text) => /(^|;)\s*p=/i.test(text)) ?? null;
}

function nameOf(selector: string, domain: string): string {
  return `${selector}._domainkey.${domain}`;
}
