import * as z from "zod";

/** Kinds of DNS record that the doctor asks for, by their number on the wire. */
const numbers = { CNAME: 5, MX: 15, TXT: 16 } as const;

/** The records of `name`, without the quotes of a text; none where there is no such name. */
export type AskDns = (name: string, type: keyof typeof numbers) => Promise<string[]>;

/** DNS gave no answer: the network is closed, or the server is ill. */
export class NoDns extends Error {}

/** What a server of DNS over HTTPS answers in JSON. */
const answerSchema = z.object({
  /** 0: found or empty; 3: no such name. */
  Status: z.number(),
  /** The records, with those on the way to them. */
  Answer: z
    .array(
      z.object({
        /** The kind of record. */
        type: z.number(),
        /** Its value. */
        data: z.string(),
      }),
    )
    .default([]),
});

/** Asks the DNS server at `url` over HTTPS, each question once. */
export function dnsOverHttps(url: string, patience = 5000): AskDns {
  const asked = new Map<string, Promise<string[]>>();
  return (name, type) => {
    const key = `${type} ${name}`;
    const answer = asked.get(key) ?? ask(url, name, type, patience);
    asked.set(key, answer);
    return answer;
  };
}

async function ask(url: string, name: string, type: keyof typeof numbers, patience: number) {
  const address = new URL(url);
  address.searchParams.set("name", name);
  address.searchParams.set("type", type);
  const { Status, Answer } = await fetchAnswer(address, patience);
  if (Status !== 0 && Status !== 3) throw new NoDns(`DNS could not answer for ${name} (status ${Status}).`);
  return Answer.filter((each) => each.type === numbers[type]).map((each) => unquoted(each.data));
}

async function fetchAnswer(address: URL, patience: number): Promise<z.output<typeof answerSchema>> {
  try {
    const headers = { Accept: "application/dns-json" };
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(patience) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return answerSchema.parse(await response.json());
  } catch (error) {
    throw new NoDns(`${address.host} did not answer.`, { cause: error });
  }
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
