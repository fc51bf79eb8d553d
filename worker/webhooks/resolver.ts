import { isObject } from "../guards/entries.ts";

const usualResolver = "https://cloudflare-dns.com/dns-query";
const patience = 5000;

/** Looks hosts up by DNS over HTTPS at `url`: all of their addresses, or null where there is no answer. */
export function resolverOf(url = usualResolver): (host: string) => Promise<string[] | null> {
  return async (host) => {
    const [v4, v6] = await Promise.all([ask(url, host, "A", [0]), ask(url, host, "AAAA", [0])]);
    if (v4 === null || v6 === null) return null;
    const addresses = [...v4, ...v6];
    return addresses.length === 0 ? null : addresses;
  };
}

/** Reads the texts that a name has in the DNS by DNS over HTTPS at `url`; none where there is no such name, null where there is no answer. */
export function textReaderOf(url = usualResolver): (name: string) => Promise<string[] | null> {
  return async (name) => (await ask(url, name, "TXT", [0, noSuchName]))?.map(unquoted) ?? null;
}

const noSuchName = 3;

// The numbers of the records, as the answer gives them; between them stand the names that led there.
const records = { A: 1, TXT: 16, AAAA: 28 };

async function ask(
  resolver: string,
  host: string,
  type: keyof typeof records,
  fine: readonly number[],
): Promise<string[] | null> {
  const url = new URL(resolver);
  url.searchParams.set("name", host);
  url.searchParams.set("type", type);
  try {
    const answer = await fetch(url, {
      headers: { Accept: "application/dns-json" },
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    const said: unknown = answer.ok ? await answer.json() : null;
    return isObject(said) && fine.includes(Number(said.Status)) ? valuesIn(said.Answer, records[type]) : null;
  } catch {
    return null;
  }
}

function valuesIn(answer: unknown, type: number): string[] {
  const list: unknown[] = Array.isArray(answer) ? answer : [];
  return list
    .filter(isObject)
    .flatMap((record) => (record.type === type && typeof record.data === "string" ? [record.data] : []));
}

/** A long text comes in several pairs of quotes; together they are one. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map(([, part = ""]) => part.replace(/\\(.)/g, "$1"))
    .join("");
}
