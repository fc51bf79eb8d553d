import * as z from "zod";
import type { Catalog, Colours } from "../../content/schema/catalog.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayDay } from "../calendar.ts";
import type { OwnMail } from "./own-mail.ts";
import { usualWords, type WrittenLetter, writeLetter } from "./write-letter.tsx";

const aboutSchema = z.object({ renewal: z.number() });

/** Whether the message of `about` asks somebody silent whether mails may go on. */
export function isRenewal(about: string | null): boolean {
  return about !== null && aboutSchema.safeParse(JSON.parse(about)).success;
}

/** What a mail is made from that asks whoever was long silent whether mails may go on. */
export interface RenewalFacts {
  catalog: Catalog;
  locale: Locale;
  colours: Colours;
  /** The given name, where it is fit for a greeting. */
  name: string | null;
  /** The address of the page that the button opens: nothing is said by opening it. */
  link: string;
  /** Where the reader changes what may be sent. */
  preferences: string;
  /** The origin that visitors see. */
  publicUrl: string;
  /** When the reader agreed to mails. */
  agreed: number;
  /** Until when the answer is waited for. */
  ends: number;
  /** The words of the site's author, where there are any. */
  own: OwnMail | null;
}

/** The one mail that asks. */
export function renewalMail(facts: RenewalFacts): WrittenLetter {
  const { catalog, locale, colours, link, preferences, publicUrl, agreed, ends } = facts;
  const { timeZone } = catalog.site;
  const words = textsIn(locale).renewal;
  const [until, day] = [sayDay(ends, locale, timeZone), sayDay(agreed, locale, timeZone)];
  const { subject, heading, text, button } = words;
  return writeLetter(
    {
      ...usualWords(catalog, locale, facts.name, publicUrl, preferences),
      ...{ subject, heading, text, button },
      isFigure: false,
      summary: null,
      said: { title: heading, until, asked: day },
      lasts: fill(words.lasts, { date: until }),
      reason: fill(words.reason, { date: day, site: new URL(publicUrl).host }),
    },
    link,
    { colours, locale },
    facts.own,
  );
}
