import { isObject } from "../guards/entries.ts";
import type { Delivery } from "./mailer.ts";

const longest = 15_000;

/** Posts `body` as JSON to a provider, and reads its answer as what it means for the mail. */
export async function post(url: string, headers: Record<string, string>, body: object): Promise<Delivery> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json", "User-Agent": "imbuto" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(longest),
    });
    return await read(answer);
  } catch (error) {
    // Refused, not found, too slow: whether the provider has the mail is unknown, and its key makes a repetition safe.
    return { ok: false, reason: error instanceof Error ? error.name : "network", next: "retry" };
  }
}

async function read(answer: Response): Promise<Delivery> {
  const text = (await answer.text()).slice(0, 10_000);
  const said = parse(text);
  if (answer.ok) return { ok: true, providerId: typeof said.id === "string" ? said.id.slice(0, 200) : null };
  const name = typeof said.name === "string" && /^[\w-]{1,60}$/.test(said.name) ? ` ${said.name}` : "";
  return {
    ok: false,
    reason: `HTTP ${answer.status}${name}`,
    next: nextAfter(answer.status, name),
    ...retryAfterIn(answer),
  };
}

function nextAfter(status: number, name: string): "retry" | "give_up" | "stop" {
  if (status === 401 || status === 403) return "stop";
  if (status === 408 || status === 409 || status === 425 || status === 429 || status >= 500 || status < 400)
    return "retry";
  // A domain that is not verified yet, or a quota: a person can mend that, and then the mail can go.
  return /validation|quota|limit/.test(name) ? "retry" : "give_up";
}

function retryAfterIn(answer: Response): { retryAfter?: number } {
  const header = answer.headers.get("Retry-After") ?? "";
  const seconds = /^\d{1,6}$/.test(header) ? Number(header) : Number.NaN;
  return Number.isNaN(seconds) ? {} : { retryAfter: seconds * 1000 };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
