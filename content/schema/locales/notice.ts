import type { Locale } from "../primitives.ts";
import { drawEn } from "./en-draw.ts";
import { noticeEn } from "./en-notice.ts";
import { drawIt } from "./it-draw.ts";
import { noticeIt } from "./it-notice.ts";

/** What the notice under a form says, whatever the language. */
export type NoticeTexts = typeof noticeIt;
/** What a page says of a draw, whatever the language. */
export type DrawTexts = typeof drawIt;

const notices: Record<Locale, NoticeTexts> = { it: noticeIt, en: noticeEn };
const draws: Record<Locale, DrawTexts> = { it: drawIt, en: drawEn };

/** The notice under a form in `locale`; apart from the other texts, which the Worker carries with it. */
export function noticeIn(locale: Locale): NoticeTexts {
  return notices[locale];
}

/** What is said of a draw in `locale`. */
export function drawTextsIn(locale: Locale): DrawTexts {
  return draws[locale];
}
