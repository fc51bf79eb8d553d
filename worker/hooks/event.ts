/** What providers report of a mail. */
export type EventKind = "delivered" | "hard" | "soft" | "complaint" | "unsubscribed";

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
}

/** The moment that `text` names, in milliseconds; `otherwise` where it names none. */
export function momentOf(text: string | undefined, otherwise: number): number {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? otherwise : at;
}
