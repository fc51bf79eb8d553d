import type { Locale } from "../primitives.ts";
import { en } from "./en.ts";
import { it } from "./it.ts";

export { fill } from "./fill.ts";

/** What a locale must say: the shape of the first one. */
export type Texts = typeof it;

const texts: Record<Locale, Texts> = { it, en };

/** Everything Imbuto says in `locale`. */
export function textsIn(locale: Locale): Texts {
  return texts[locale];
}
