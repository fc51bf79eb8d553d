import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import type { DeliveryFacts } from "./delivery-mail.tsx";
import { usualWords, type WrittenLetter, writeLetter } from "./write-letter.tsx";

/** What the question is made from. */
export interface ConfirmationFacts extends Omit<DeliveryFacts, "magnet" | "coupon" | "reminds"> {
  /** What the button leads to, where it leads to more than a thank-you. */
  gift: string | null;
  /** The words that were agreed to. */
  agreed: readonly string[];
}

/** The mail that asks whether a submission was its sender's own: the same facts make the same bytes. */
export function confirmationMail(facts: ConfirmationFacts): WrittenLetter {
  const { catalog, landing, name, publicUrl, asked, ends, gift, agreed, link } = facts;
  const { confirm } = textsIn(landing.locale);
  const words = confirm.mail;
  const date = sayDay(asked, landing.locale, catalog.site.timeZone);
  const title = gift ?? landing.title;
  const asking = fill(gift === null ? words.text : words.textGift, { date, title });
  const until = sayDay(ends, landing.locale, catalog.site.timeZone);
  const agreeing = [words.agreed, ...agreed.map((wording) => `«${wording}»`)].join(" ");
  return writeLetter(
    {
      ...usualWords(catalog, landing.locale, name, publicUrl, facts.preferences),
      subject: words.subject,
      heading: confirm.page.title,
      isFigure: false,
      summary: title,
      text: asking,
      ...(agreed.length === 0 ? {} : { agreed: agreeing }),
      said: { title, until, asked: date },
      button: words.button,
      lasts: fill(words.lasts, { date: until }),
      reason: fill(words.reason, { date, site: new URL(publicUrl).host }),
    },
    link,
    landing,
    facts.own,
  );
}
