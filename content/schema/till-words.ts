import { fill } from "./locales/fill.ts";
import type { tillIt } from "./locales/it-till.ts";
import type { Locale } from "./primitives.ts";
import type { TillAnswer, TillOffer, TillOutcome } from "./till.ts";

/** What a till says about a code, large and small. */
export interface SaidAnswer {
  /** `good`: hand it over. `bad`: do not. `wait`: not like this, but perhaps another way. */
  tone: "good" | "bad" | "wait";
  title: string;
  lines: string[];
}

/** What the answers are said with. */
export interface Saying {
  words: (typeof tillIt)["answer"];
  locale: Locale;
  timeZone: string;
  /** Titles of shops, by name. */
  shops: Readonly<Record<string, string>>;
}

const tones: Record<TillOutcome, SaidAnswer["tone"]> = {
  valid: "good",
  redeemed: "good",
  undone: "wait",
  used: "bad",
  expired: "bad",
  early: "bad",
  hours: "wait",
  shop: "bad",
  void: "bad",
  unknown: "bad",
  forged: "bad",
  clock: "wait",
  mistyped: "wait",
  unproved: "wait",
  foreign: "bad",
};

/** The words for `answer`, the same from the Worker and from a till without reception. */
export function sayAnswer(answer: TillAnswer, saying: Saying): SaidAnswer {
  const { outcome, offer } = answer;
  const { words } = saying;
  const own = particulars(answer, saying);
  const conditions = offer !== null && outcome === "valid" ? conditionsOf(offer, saying) : [];
  return { tone: tones[outcome], title: words.title[outcome], lines: [...own, ...conditions] };
}

/** Why, when and where: the sentence under the title. */
function particulars({ outcome, facts, offer }: TillAnswer, saying: Saying): string[] {
  const { words } = saying;
  const day = (moment: number) => said(moment, saying, { dateStyle: "long" });
  switch (outcome) {
    case "valid":
      return facts === null ? [] : [fill(words.until, { day: day(facts.validUntil - 1) })];
    case "used": {
      if (facts?.usedAt == null) return [words.text.used];
      const when = said(facts.usedAt, saying, { dateStyle: "long", timeStyle: "short" });
      return [facts.usedIn === null ? when : fill(words.usedIn, { when, shop: facts.usedIn })];
    }
    case "expired":
      return facts === null ? [] : [fill(words.expired, { day: day(facts.validUntil - 1) })];
    case "early":
      return facts === null ? [] : [fill(words.early, { day: day(facts.validFrom) })];
    case "hours":
      return offer === null ? [] : windowOf(offer, saying);
    case "shop":
      return offer === null ? [] : [fill(words.shops, { shops: shopsOf(offer, saying) })];
    case "redeemed":
    case "undone":
    case "void":
    case "unknown":
    case "forged":
    case "clock":
    case "mistyped":
    case "unproved":
    case "foreign":
      return [words.text[outcome]];
  }
}

function conditionsOf(offer: TillOffer, saying: Saying): string[] {
  const { words } = saying;
  return [...windowOf(offer, saying), ...offer.terms, ...(offer.combinable ? [] : [words.alone])];
}

/** The weekdays and hours, where there are any. */
function windowOf({ weekdays, hours }: TillOffer, saying: Saying): string[] {
  const { words } = saying;
  const days = weekdays === undefined ? [] : [daysOf(weekdays, saying)];
  const times = hours === undefined ? [] : [fill(words.hours, hours)];
  return days.length + times.length === 0
    ? []
    : [fill(words.window, { when: [...days, ...times].join(", ") })];
}

function daysOf(weekdays: readonly number[], { locale }: Saying): string {
  const names = new Intl.DateTimeFormat(tagOf(locale), { weekday: "long", timeZone: "UTC" });
  // The first of January 2024 was a Monday.
  const list = [...weekdays].sort().map((day) => names.format(Date.UTC(2024, 0, day)));
  return new Intl.ListFormat(tagOf(locale), { type: "conjunction" }).format(list);
}

function shopsOf({ shops: names }: TillOffer, { shops, locale }: Saying): string {
  const titles = names.map((name) => (Object.hasOwn(shops, name) ? (shops[name] ?? name) : name));
  return new Intl.ListFormat(tagOf(locale), { type: "disjunction" }).format(titles);
}

function said(moment: number, { locale, timeZone }: Saying, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tagOf(locale), { timeZone, ...options }).format(moment);
}

function tagOf(locale: Locale): string {
  return locale === "en" ? "en-GB" : "it-IT";
}
