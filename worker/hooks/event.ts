/** What providers report of a mail. */
export type EventKind = "delivered" | "deferred" | "hard" | "soft" | "complaint" | "unsubscribed";

/** One thing that a provider reports. */
export interface ProviderEvent {
  /** The same each time it is told. */
  id: string;
  kind: EventKind;
  /** When it happened, in milliseconds, UTC. */
  at: number;
  /** What the provider calls the mail. */
  mail: string;
  /** What we call the mail, where the provider says so. */
  message: string | null;
  /** Why it came back, in the provider's words made harmless. */
  reason: string | null;
}

/** The moment that `text` names, in milliseconds; `otherwise` where it names none. */
export function momentOf(text: string | undefined, otherwise: number): number {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? otherwise : at;
}

const longestReason = 200;

/** The first of `texts` that says something, as one line that holds no address and turns no letters round. */
export function reasonIn(...texts: readonly (string | null | undefined)[]): string | null {
  for (const text of texts) {
    const line = (text ?? "")
      .slice(0, 2000)
      // Control characters, and those that change the direction of what follows.
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
      .replace(/[^\s<>()"',;:]*@[^\s<>()"',;:]*/g, "…")
      .trim();
    if (line !== "") return [...line].slice(0, longestReason).join("");
  }
  return null;
}
