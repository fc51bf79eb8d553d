import type { Catalog, CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import { fill, textsIn } from "../../content/schema/locales/index.ts";
import type { CouponValue } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayDay } from "../calendar.ts";
import type { LetterWords } from "./letter.tsx";
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
}

/** The mail that brings what was asked for: the same facts make the same bytes. */
export function deliveryMail(facts: DeliveryFacts): WrittenLetter {
  return writeLetter(wordsOf(facts), facts.link, facts.landing);
}

function wordsOf(facts: DeliveryFacts): LetterWords {
  const { catalog, landing, magnet, name, publicUrl, asked, ends } = facts;
  const { site } = catalog;
  const { mail } = textsIn(landing.locale);
  const date = sayDay(ends, landing.locale, site.timeZone);
  const offer = magnet.kind === "coupon" ? sayValue(magnet.value, landing.locale) : magnet.title;
  const own =
    magnet.kind === "coupon"
      ? {
          subject: fill(mail.couponSubject, { value: offer }),
          text: mail.couponText,
          button: mail.couponButton,
          lasts: fill(mail.couponLasts, { date }),
        }
      : {
          subject: fill(mail.fileSubject, { title: magnet.title }),
          text: mail.fileText,
          button: mail.fileButton,
          lasts: fill(magnet.uses === 1 ? mail.fileLastsOnce : mail.fileLasts, { date, uses: magnet.uses }),
        };
  return {
    ...own,
    ...usualWords(catalog, landing.locale, name, publicUrl, facts.preferences),
    heading: offer,
    // What a coupon is worth is the mail's picture; the words of a gift or a title stay at reading size.
    isFigure: magnet.kind === "coupon" && offer.length <= 8,
    summary: magnet.summary ?? (magnet.kind === "coupon" ? magnet.title : null),
    reason: fill(mail.reason, {
      date: sayDay(asked, landing.locale, site.timeZone),
      title: magnet.title,
      site: new URL(publicUrl).host,
    }),
  };
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
