import { isObject } from "../guards/entries.ts";

const usualResolver = "https://cloudflare-dns.com/dns-query";
const patience = 5000;

/** Looks hosts up by DNS over HTTPS at `url`: all of their addresses, none where there is no such host, null where there is no answer. */
export function resolverOf(url = usualResolver): (host: string) => Promise<string[] | null> {
  return async (host) => {
    const [v4, v6] = await Promise.all([ask(url, host, "A"), ask(url, host, "AAAA")]);
    return v4 === null || v6 === null ? null : [...v4, ...v6];
  };
}

/** Reads the texts that a name has in the DNS by DNS over HTTPS at `url`; none where there is no such name, null where there is no answer. */
export function textReaderOf(url = usualResolver): (name: string) => Promise<string[] | null> {
  return async (name) => (await ask(url, name, "TXT"))?.map(unquoted) ?? null;
}

// RFC 1035: an answer, or that there is no such name; all else is none.
const fine: readonly unknown[] = [0, 3];

// The numbers of the records, as the answer gives them; between them stand the names that led there.
const records = { A: 1, TXT: 16, AAAA: 28 };

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
    return isObject(said) && fine.includes(said.Status) ? valuesIn(said.Answer, records[type]) : null;
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

/** A long text comes in several pairs of quotes, which are one; RFC 1035 writes a sign after a stroke, or its number in three figures. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map(([, part = ""]) =>
      part.replace(/\\(\d{3}|.)/g, (_, sign: string) =>
        sign.length === 3 ? String.fromCharCode(Number(sign)) : sign,
      ),
    )
    .join("");
}
