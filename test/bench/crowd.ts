import type { Catalog } from "../../content/schema/catalog.ts";

/** How much there is to be, and what it is drawn from. */
export interface Crowd {
  catalog: Catalog;
  leads: number;
  /** At least one for each lead. */
  submissions: number;
  seed: number;
  /** The moment up to which it all happened, in the two years before. */
  now: number;
}

/** A day in milliseconds. */
export const day = 86_400_000;

/** An identifier of the right length, told by its letter and number. */
export function idOf(letter: string, number: number): string {
  return letter + String(number).padStart(21, "0");
}
