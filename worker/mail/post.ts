import { isObject } from "../guards/entries.ts";
import type { Delivery } from "./mailer.ts";

/** Where and how patiently a provider is asked, if not as usual. */
export interface Way {
  url?: string | undefined;
  /** Milliseconds until a provider that says nothing counts as away. */
  patience?: number | undefined;
}

/** What an answer means for the mail; `bounced` is `give_up` for the sake of the inbox. */
export type Meaning = "sent" | "retry" | "give_up" | "bounced" | "stop";

/** How a provider words its answers. */
export interface Dialect {
  /** The key that holds the provider's id of a mail that it accepted. */
  id: string;
  /** The name of a refusal. */
  code: (said: Record<string, unknown>, answer: Response) => unknown;
  /** Refusals whose status alone would mislead. */
  meanings?: Record<string, Meaning>;
}

/** How long a provider may think, in milliseconds. */
export const usualPatience = 15_000;
const longestWait = 86_400_000;

/** A POST of `body` as JSON. */
export function jsonRequest(url: string, headers: Record<string, string>, body: object): Request {
  return new Request(url, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json", "User-Agent": "imbuto" },
    body: JSON.stringify(body),
  });
}

/** Sends `request` to a provider, and reads its answer as what it means for the mail. */
export async function post(request: Request, dialect: Dialect, way: Way): Promise<Delivery> {
  const answer = await fetch(request, {
    redirect: "manual",
    signal: AbortSignal.timeout(way.patience ?? usualPatience),
  });
  // The status has decided; a body that never ends cannot take an acceptance back.
  const said = parse((await answer.text().catch(() => "")).slice(0, 10_000));
  if (answer.ok) return { ok: true, providerId: idIn(said[dialect.id]) };
  const code = nameOf(dialect.code(said, answer));
  const reason = `HTTP ${answer.status}${code === "" ? "" : ` ${code}`}`;
  return deliveryOf(meaningOf(answer.status, code, dialect), reason, retryAfterIn(answer));
}

/** The delivery that `meaning` stands for. */
export function deliveryOf(meaning: Meaning, reason: string, retryAfter?: number): Delivery {
  switch (meaning) {
    case "sent":
      return { ok: true, providerId: null };
    case "bounced":
      return { ok: false, reason, next: "give_up", bounced: true };
    case "retry":
      return { ok: false, reason, next: "retry", ...(retryAfter === undefined ? {} : { retryAfter }) };
    case "give_up":
    case "stop":
      return { ok: false, reason, next: meaning };
  }
}

/** What a provider calls a mail, cut to what the outbox keeps. */
export function idIn(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : null;
}

// A key that is no good, an empty account, a wrong address: no mail can leave until a person acts.
const stopping = new Set([401, 402, 403, 404, 405]);
const passing = new Set([408, 409, 425, 429]);

function meaningOf(status: number, code: string, { meanings = {} }: Dialect): Meaning {
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  if (stopping.has(status)) return "stop";
  if (known !== undefined) return known;
  return passing.has(status) || status >= 500 || status < 400 ? "retry" : "give_up";
}

/** Only what looks like a name goes into logs: a sentence could hold the visitor's address. */
function nameOf(code: unknown): string {
  return /^[\w-]{1,60}$/.test(String(code ?? "")) ? String(code) : "";
}

/** Milliseconds to wait, of seconds or of a date. */
function retryAfterIn(answer: Response): number | undefined {
  const header = answer.headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return wait >= 0 ? Math.min(wait, longestWait) : undefined;
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
