import { tellsOfOpenings } from "../../content/schema/consent.ts";
import { isAsked } from "../../content/schema/field.ts";
import { fill } from "../../content/schema/locales/index.ts";
import { noticeIn } from "../../content/schema/locales/notice.ts";
import { privacyIn } from "../../content/schema/locales/privacy.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { Owner } from "../../content/schema/site.ts";
import type { LandingView } from "../view.ts";
import { durationInWords } from "./words.ts";

/** One thing that a person is told when data are asked (GDPR art. 13): its name, and what is said of it. */
export interface Told {
  title: string;
  lines: string[];
}

/** Everything that art. 13 GDPR wants said where `view` asks for data, out of the site, the form and the magnet. */
export function noticeOf(view: LandingView): Told[] {
  const { site, form, locale } = view;
  const words = noticeIn(locale);
  const { owner, retention } = site;
  const { email } = owner;
  const asks = form.consents.length > 0;
  const kept = {
    leads: durationInWords(retention.leads, locale),
    unconfirmed: durationInWords(retention.unconfirmed, locale),
    networks: durationInWords(retention.networks, locale),
  };
  return [
    {
      title: words.who.title,
      lines: [
        fill(words.who.text, { owner: owner.name, address: addressOf(owner), email }),
        ...(owner.pec ? [fill(words.who.pec, { pec: owner.pec })] : []),
        ...(owner.dpo ? [fill(words.who.dpo, { dpo: owner.dpo })] : []),
      ],
    },
    { title: words.what.title, lines: [fill(words.what.text, { fields: fieldsOf(view) })] },
    { title: words.why.title, lines: reasonsOf(view) },
    { title: words.long.title, lines: [fill(words.long.text, kept)] },
    {
      title: words.whom.title,
      lines: [
        words.whom.text,
        ...(view.landing.draw ? [words.whom.draw] : []),
        ...(isShared(view) ? [words.whom.partners] : []),
      ],
    },
    { title: words.need.title, lines: [words.need.text, ...(asks ? [words.need.consents] : [])] },
    {
      title: words.rights.title,
      lines: [
        fill(words.rights.text, { email }),
        ...(asks ? [words.rights.withdraw] : []),
        words.rights.complaint,
      ],
    },
  ];
}

/** Where the business has its seat, on one line. */
export function addressOf({ address }: Owner): string {
  const { street, postalCode, city, province } = address;
  return `${street}, ${postalCode} ${city}${province ? ` (${province})` : ""}`;
}

/** What the form asks: details about the person by their usual names, questions by their own words. */
function fieldsOf({ form, texts, locale }: LandingView): string {
  const usual: Record<string, string> = texts.labels;
  const names = form.fields.filter(isAsked).map((field) => {
    const name = usual[field.type];
    if (name === undefined) return quoted(field.label ?? field.name, locale);
    // What is written in capitals stays so: CAP.
    return /^\p{Lu}{2}/u.test(name) ? name : name.toLowerCase();
  });
  const list = [...new Set(names)].join(", ");
  return list.charAt(0).toUpperCase() + list.slice(1);
}

function quoted(text: string, locale: Locale): string {
  return locale === "it" ? `«${text}»` : `“${text}”`;
}

function reasonsOf({ form, magnet, landing, locale, site }: LandingView): string[] {
  const { why } = noticeIn(locale);
  const { purposes } = privacyIn(locale);
  const named: Record<string, string> = purposes.consents;
  const isOpening = (purpose: string, text: string) =>
    purpose === "tracking" && site.opens === "person" && tellsOfOpenings(text);
  const consents = form.consents.map(({ purpose, text, version = 1 }) =>
    fill(why.consent, {
      purpose: isOpening(purpose, text)
        ? purposes.openings
        : (named[purpose] ?? fill(purposes.other, { purpose })),
      version,
    }),
  );
  return [
    magnet === undefined ? why.request : fill(why.magnet, { title: magnet.magnet.title }),
    ...(landing.draw ? [fill(why.draw, { name: landing.draw.name })] : []),
    ...consents,
    ...(consents.length > 0 ? [why.proof] : []),
    why.safety,
  ];
}

/** Whether the form asks leave to pass the data on. */
function isShared({ form }: LandingView): boolean {
  return form.consents.some(({ purpose }) => purpose === "partners");
}
