import type { Locale } from "../primitives.ts";
import { workerEn } from "./en-worker.ts";
import { workerIt } from "./it-worker.ts";

export { fill } from "./fill.ts";

/** What the Worker must be able to say in a locale. */
export type Texts = typeof workerIt;

const texts: Record<Locale, Texts> = { it: workerIt, en: workerEn };

/** What the Worker says in `locale`. */
export function textsIn(locale: Locale): Texts {
  return texts[locale];
}
