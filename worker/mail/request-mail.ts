import type { Catalog, Colours } from "../../content/schema/catalog.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayDay, sayMoment } from "../calendar.ts";
import type { OwnMail } from "./own-mail.ts";
import { usualWords, type WrittenLetter, writeLetter } from "./write-letter.tsx";

/** What a mail is made from that brings a link to the copy, or to the erasure, of a person's data. */
export interface RequestFacts {
  kind: "copy" | "erasure";
  catalog: Catalog;
  locale: Locale;
  colours: Colours;
  /** The address of the page that the button opens. */
  link: string;
  /** Where the reader changes what may be sent. */
  preferences: string;
  /** The origin that visitors see. */
  publicUrl: string;
  /** When it was asked for. */
  asked: number;
  /** When the link ends. */
  ends: number;
  /** The words of the site's author, where there are any. */
  own: OwnMail | null;
}

/** The mail with that link; it greets nobody by name, for whoever asked may have been someone else. */
export function requestMail(facts: RequestFacts): WrittenLetter {
  const { kind, catalog, locale, colours, link, preferences, publicUrl, asked, ends } = facts;
  const { timeZone } = catalog.site;
  const words = textsIn(locale).preferences;
  const [until, day] = [sayMoment(ends, locale, timeZone), sayDay(asked, locale, timeZone)];
  const own =
    kind === "copy"
      ? {
          subject: words.mail.copySubject,
          heading: words.copy.title,
          text: words.mail.copyText,
          button: words.mail.copyButton,
        }
      : {
          subject: words.mail.eraseSubject,
          heading: words.erase.title,
          text: words.mail.eraseText,
          button: words.mail.eraseButton,
        };
  return writeLetter(
    {
      ...usualWords(catalog, locale, null, publicUrl, preferences),
      ...own,
      isFigure: false,
      summary: null,
      said: { title: own.heading, until, asked: day },
      lasts: fill(words.mail.lasts, { date: until }),
      reason: fill(words.mail.reason, {
        date: day,
        site: new URL(publicUrl).host,
      }),
    },
    link,
    { colours, locale },
    facts.own,
  );
}
