import type { Catalog, CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import { fill, type Texts, textsIn } from "../../content/schema/locales/worker.ts";
import type { CouponValue } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayDay } from "../calendar.ts";
import type { LetterCode, LetterWords } from "./letter.tsx";
import type { OwnMail } from "./own-mail.ts";
import { usualWords, type WrittenLetter, writeLetter } from "./write-letter.tsx";

/** What a delivery is made from. */
export interface DeliveryFacts {
  catalog: Catalog;
  landing: CatalogLanding;
  magnet: CatalogMagnet;
  /** The visitor's given name, when it is fit for a greeting. */
  name: string | null;
  /** The address of the private page. */
  link: string;
  /** Where the reader changes what may be sent. */
  preferences: string;
  /** The origin that visitors see. */
  publicUrl: string;
  /** When it was asked for. */
  asked: number;
  /** When the link, or the coupon, ends. */
  ends: number;
  /** The coupon that it brings. */
  coupon: MailedCoupon | null;
  /** Whether it is the one mail that reminds of an earlier one. */
  reminds: boolean;
  /** The words of the site's author, where there are any. */
  own: OwnMail | null;
}

/** A coupon as its mail tells of it. */
export interface MailedCoupon {
  code: string;
  /** Whether it was used, or taken back. */
  isOver: boolean;
  /** What it can be taken along as, below the address of the page. */
  ways: readonly Way[];
}

const ways = ["calendar", "pdf", "apple", "google"] as const;
type Way = (typeof ways)[number];

/** The name of the QR code among the mail's pictures. */
export const qrPicture = "qr";

/** The mail that brings what was asked for: the same facts make the same bytes. */
export function deliveryMail(facts: DeliveryFacts): WrittenLetter {
  return writeLetter(wordsOf(facts), facts.link, facts.landing, facts.own);
}

function wordsOf(facts: DeliveryFacts): LetterWords {
  const { catalog, landing, magnet, name, publicUrl, asked, ends } = facts;
  const { site } = catalog;
  const date = sayDay(ends, landing.locale, site.timeZone);
  const offer = magnet.kind === "coupon" ? sayValue(magnet.value, landing.locale) : magnet.title;
  const own = magnet.kind === "coupon" ? couponWords(facts, offer, date) : fileWords(facts, date);
  return {
    ...own,
    ...usualWords(catalog, landing.locale, name, publicUrl, facts.preferences),
    heading: offer,
    said: { title: magnet.title, until: date, asked: sayDay(asked, landing.locale, site.timeZone) },
    // What a coupon is worth is the mail's picture; the words of a gift or a title stay at reading size.
    isFigure: magnet.kind === "coupon" && offer.length <= 8,
    summary: magnet.summary ?? (magnet.kind === "coupon" ? magnet.title : null),
    reason: fill(reasonOf(facts), {
      date: sayDay(asked, landing.locale, site.timeZone),
      title: magnet.title,
      site: new URL(publicUrl).host,
    }),
  };
}

function couponWords({ landing, link, coupon, reminds }: DeliveryFacts, value: string, date: string) {
  const { mail, coupon: words } = textsIn(landing.locale);
  const isGood = coupon !== null && !coupon.isOver;
  return {
    subject: reminds ? fill(words.remind.couponSubject, { date }) : fill(mail.couponSubject, { value }),
    text: reminds
      ? fill(words.remind.couponText, { date })
      : coupon?.isOver === true
        ? words.mail.over
        : mail.couponText,
    button: mail.couponButton,
    lasts: fill(mail.couponLasts, { date }),
    ...(isGood ? { code: codeOf(coupon, words.mail, link) } : {}),
  };
}

function codeOf(coupon: MailedCoupon, words: Texts["coupon"]["mail"], link: string): LetterCode {
  return {
    label: words.code,
    code: coupon.code,
    picture: { id: qrPicture, alt: fill(words.qr, { code: coupon.code }) },
    links: ways
      .filter((way) => coupon.ways.includes(way))
      .map((way) => ({ label: words[way], link: `${link}/coupon/${way}` })),
  };
}

function fileWords({ catalog, landing, magnet, asked, reminds }: DeliveryFacts, date: string) {
  const { mail, coupon } = textsIn(landing.locale);
  const { title, uses } = magnet;
  const said = { title, date: sayDay(asked, landing.locale, catalog.site.timeZone) };
  return {
    subject: fill(reminds ? coupon.remind.fileSubject : mail.fileSubject, said),
    text: reminds ? fill(coupon.remind.fileText, said) : mail.fileText,
    button: mail.fileButton,
    lasts: fill(uses === 1 ? mail.fileLastsOnce : mail.fileLasts, { date, uses }),
  };
}

/** Why it comes, and what may still follow. */
function reasonOf({ landing, magnet, reminds }: DeliveryFacts): string {
  const { mail, coupon } = textsIn(landing.locale);
  if (reminds) return coupon.remind.reason;
  return magnet.remind === undefined ? mail.reason : coupon.remind.announced;
}

/** What a coupon is worth, in words: 5 €, 20 %, or the gift. */
export function sayValue(value: CouponValue, locale: Locale): string {
  if ("gift" in value) return value.gift;
  const tag = locale === "en" ? "en-GB" : locale;
  if ("percent" in value) {
    return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 }).format(
      value.percent / 100,
    );
  }
  return new Intl.NumberFormat(tag, {
    style: "currency",
    currency: value.currency,
    trailingZeroDisplay: "stripIfInteger",
  }).format(value.amount);
}
