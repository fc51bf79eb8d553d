import { isObject } from "../guards/entries.ts";

const usualResolver = "https://cloudflare-dns.com/dns-query";
const patience = 5000;

/** Looks hosts up by DNS over HTTPS at `url`: all of their addresses, or null where there is no answer. */
export function resolverOf(url = usualResolver): (host: string) => Promise<string[] | null> {
  return async (host) => {
    const [v4, v6] = await Promise.all([ask(url, host, "A"), ask(url, host, "AAAA")]);
    if (v4 === null || v6 === null) return null;
    const addresses = [...v4, ...v6];
    return addresses.length === 0 ? null : addresses;
  };
}

// The numbers of the records, as the answer gives them; between them stand the names that led there.
const records = { A: 1, AAAA: 28 };

async function ask(resolver: string, host: string, type: keyof typeof records): Promise<string[] | null> {
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
    return isObject(said) && said.Status === 0 ? addressesIn(said.Answer, records[type]) : null;
  } catch {
    return null;
  }
}

function addressesIn(answer: unknown, type: number): string[] {
  const list: unknown[] = Array.isArray(answer) ? answer : [];
  return list
    .filter(isObject)
    .flatMap((record) => (record.type === type && typeof record.data === "string" ? [record.data] : []));
}
