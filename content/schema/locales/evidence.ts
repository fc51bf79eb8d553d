import type { Locale } from "../primitives.ts";
import { evidenceEn } from "./en-evidence.ts";
import { evidenceIt } from "./it-evidence.ts";

/** What the proof of a person's consents says, whatever the language. */
export type EvidenceTexts = typeof evidenceIt;

const proofs: Record<Locale, EvidenceTexts> = { it: evidenceIt, en: evidenceEn };

/** The words of the proof in `locale`; apart from the other texts, which the Worker carries with it. */
export function evidenceTextsIn(locale: Locale): EvidenceTexts {
  return proofs[locale];
}
