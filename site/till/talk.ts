import type { ReadCode } from "../../content/schema/coupon-typed.ts";
import type { Settled, Settlement, TillAnswer } from "../../content/schema/till.ts";

/** What the Worker said; `away`: nothing, or nothing of worth now; `out`: this device is none of its tills any more. */
export type Heard<T> = { heard: "answer"; answer: T } | { heard: "away" | "out" | "too-many" | "refused" };

const patience = 5000;

/** The address under which all of the till's lie, whatever the page's own is: `/k/`. */
export const home = `${location.pathname.replace(/\/k(?:\/.*)?$/i, "")}/k/`;

/** How a code stands. */
export function askAbout({ code, text, payload }: ReadCode): Promise<Heard<TillAnswer>> {
  const signed = payload === null ? "" : `/${encodeURIComponent(payload)}`;
  return ask(`${encodeURIComponent(code ?? text)}${signed}`);
}

/** Redeems a coupon under the name `id`. */
export function askToRedeem(
  code: string,
  body: { id: string; payload: string | null; amount: number | null },
): Promise<Heard<TillAnswer>> {
  return ask(encodeURIComponent(code), body.amount === null ? { id: body.id, payload: body.payload } : body);
}

/** Takes the redemption called `id` back. */
export function askToUndo(code: string, id: string): Promise<Heard<TillAnswer>> {
  return ask(`${encodeURIComponent(code)}/undo`, { id });
}

/** Hands over what waits, and takes along what is new. */
export function askToSettle(settlement: Settlement): Promise<Heard<Settled>> {
  return ask("settle", settlement);
}

async function ask<T>(path: string, body?: object): Promise<Heard<T>> {
  if (!navigator.onLine) return { heard: "away" };
  try {
    const answer = await fetch(home + path, {
      signal: AbortSignal.timeout(patience),
      headers: { Accept: "application/json", ...(body && { "Content-Type": "application/json" }) },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (answer.status >= 500 || answer.status === 408) return { heard: "away" };
    if (answer.status === 429) return { heard: "too-many" };
    // Whoever is no till any more gets the page that everyone gets.
    const isJson = /^application\/json/.test(answer.headers.get("Content-Type") ?? "");
    if (answer.status === 401 || answer.status === 403 || (answer.ok && !isJson)) return { heard: "out" };
    return isJson ? { heard: "answer", answer: await answer.json() } : { heard: "refused" };
  } catch {
    return { heard: "away" };
  }
}
