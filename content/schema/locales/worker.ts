import type { Locale } from "../primitives.ts";
import { bundledEn } from "./en-bundled.ts";
import { bundledIt } from "./it-bundled.ts";
import type { workerIt } from "./it-worker.ts";

export { fill } from "./fill.ts";

/** What the Worker must be able to say in a locale, the desk's words among it. */
export type Texts = typeof workerIt;

/** What it says to visitors and in mails. */
export type BundledTexts = typeof bundledIt;

const texts: Record<Locale, BundledTexts> = { it: bundledIt, en: bundledEn };

/** What the Worker says to visitors and in mails in `locale`. */
export function textsIn(locale: Locale): BundledTexts {
  return texts[locale];
}

/** Where the build puts all that the Worker says in `locale`; only the desk reads it. */
export function deskTextsPath(locale: Locale): string {
  return `/_private/desk/${locale}.json`;
}
