import { raw } from "hono/html";
import type { Catalog, CatalogLanding } from "../../content/schema/catalog.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { Letter, type LetterWords } from "./letter.tsx";
import { codeLines, footLines } from "./letter-lines.ts";
import { writeOwnLetter } from "./own-letter.tsx";
import type { OwnMail } from "./own-mail.ts";

/** A letter as it leaves: the same words make the same bytes. */
export interface WrittenLetter {
  subject: string;
  html: string;
  text: string;
}

/** `words` as HTML and as plain text, in the colours of a landing; `link` is where the button leads; `own` words take the place of ours. */
export function writeLetter(
  words: LetterWords,
  link: string,
  { colours, locale }: Pick<CatalogLanding, "colours" | "locale">,
  own: OwnMail | null,
): WrittenLetter {
  if (own !== null) return writeOwnLetter(words, link, { colours, locale }, own);
  const html = `<!doctype html>${raw(<Letter words={words} link={link} colours={colours} locale={locale} />)}`;
  const text = [
    words.hello,
    "",
    words.text,
    "",
    ...(words.agreed === undefined ? [] : [words.agreed, ""]),
    [words.heading, words.summary].filter((line) => line !== null).join("\n"),
    "",
    ...codeLines(words.code),
    `${words.button}: ${link}`,
    ...(words.code?.links ?? []).map(({ label, link }) => `${label}: ${link}`),
    "",
    words.lasts,
    "",
    ...footLines(words),
  ].join("\n");
  return { subject: words.subject, html, text };
}

/** What every letter to a lead says in the same words: whose it is, how it greets, and who answers for the data. */
export function usualWords(
  { site }: Catalog,
  locale: Locale,
  name: string | null,
  publicUrl: string,
  preferencesLink: string,
) {
  const { mail, preferences } = textsIn(locale);
  return {
    brand: site.name,
    hello: name === null ? mail.helloAnyone : fill(mail.hello, { name }),
    otherwise: mail.otherwise,
    rights: fill(mail.rights, { email: site.owner.email }),
    privacyLabel: mail.privacy,
    privacyLink: `${publicUrl}${site.privacy[locale] ?? "/privacy/"}`,
    preferences: { label: preferences.footer, link: preferencesLink },
    ownerName: site.owner.name,
    owner: ownerLines(site.owner, mail.vat),
  };
}

function ownerLines(owner: Catalog["site"]["owner"], vat: string): string[] {
  const { street, postalCode, city, province } = owner.address;
  return [
    `${street}, ${postalCode} ${city}${province === undefined ? "" : ` (${province})`}`,
    ...(owner.vat === undefined ? [] : [fill(vat, { vat: owner.vat })]),
  ];
}
