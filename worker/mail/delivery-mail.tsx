import { raw } from "hono/html";
import type { Catalog, CatalogLanding, CatalogMagnet } from "../../content/schema/catalog.ts";
import { fill, textsIn } from "../../content/schema/locales/index.ts";
import type { CouponValue } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayDay } from "../calendar.ts";
import { Letter } from "./letter.tsx";

/** What a delivery is made from. */
export interface DeliveryFacts {
  catalog: Catalog;
  landing: CatalogLanding;
  magnet: CatalogMagnet;
  /** The visitor's given name, when it is fit for a greeting. */
  name: string | null;
  /** The address of the private page. */
  link: string;
  /** The origin that visitors see. */
  publicUrl: string;
  /** When it was asked for. */
  asked: number;
  /** When the link, or the coupon, ends. */
  ends: number;
}

/** The mail that brings what was asked for: the same facts make the same bytes. */
export function deliveryMail(facts: DeliveryFacts): { subject: string; html: string; text: string } {
  const words = wordsOf(facts);
  const { owner } = facts.catalog.site;
  const html = `<!doctype html>${raw(<Letter words={words} link={facts.link} colours={facts.landing.colours} locale={facts.landing.locale} />)}`;
  const text = [
    words.hello,
    "",
    words.text,
    "",
    [words.heading, words.summary].filter((line) => line !== null).join("\n"),
    "",
    `${words.button}: ${facts.link}`,
    "",
    words.lasts,
    "",
    "-- ",
    words.reason,
    words.rights,
    `${words.privacyLabel}: ${words.privacyLink}`,
    "",
    owner.name,
    ...words.owner,
    "",
  ].join("\n");
  return { subject: words.subject, html, text };
}

/** Every sentence of a letter, ready to be set. */
export type LetterWords = ReturnType<typeof wordsOf>;

function wordsOf({ catalog, landing, magnet, name, publicUrl, asked, ends }: DeliveryFacts) {
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
    brand: site.name,
    heading: offer,
    // What a coupon is worth is the mail's picture; the words of a gift or a title stay at reading size.
    isFigure: magnet.kind === "coupon" && offer.length <= 8,
    summary: magnet.summary ?? (magnet.kind === "coupon" ? magnet.title : null),
    hello: name === null ? mail.helloAnyone : fill(mail.hello, { name }),
    otherwise: mail.otherwise,
    reason: fill(mail.reason, {
      date: sayDay(asked, landing.locale, site.timeZone),
      title: magnet.title,
      site: new URL(publicUrl).host,
    }),
    rights: fill(mail.rights, { email: site.owner.email }),
    privacyLabel: mail.privacy,
    privacyLink: `${publicUrl}${site.privacy[landing.locale] ?? "/privacy/"}`,
    ownerName: site.owner.name,
    owner: ownerLines(site.owner, mail.vat),
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

function ownerLines(owner: Catalog["site"]["owner"], vat: string): string[] {
  const { street, postalCode, city, province } = owner.address;
  return [
    `${street}, ${postalCode} ${city}${province === undefined ? "" : ` (${province})`}`,
    ...(owner.vat === undefined ? [] : [fill(vat, { vat: owner.vat })]),
  ];
}
