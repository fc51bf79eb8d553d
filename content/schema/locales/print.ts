import type { Locale } from "../primitives.ts";
import { printEn } from "./en-print.ts";
import { printIt } from "./it-print.ts";

/** Words on what is printed; by themselves, for the Worker is told those it needs with each file. */
export function printTexts(locale: Locale): typeof printIt {
  return { it: printIt, en: printEn }[locale];
}
