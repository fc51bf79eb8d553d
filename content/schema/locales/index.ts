import type { Locale } from "../primitives.ts";
import { en } from "./en.ts";
import { it } from "./it.ts";

/** What a locale must say: the shape of the first one. */
export type Texts = typeof it;

const texts: Record<Locale, Texts> = { it, en };

/** Everything Imbuto says in `locale`. */
export function textsIn(locale: Locale): Texts {
  return texts[locale];
}

/** `text` with its `{names}` replaced by `values`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
