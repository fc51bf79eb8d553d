import * as z from "zod";
import type { Answers } from "../../content/schema/answers.ts";
import type { CatalogForm } from "../../content/schema/catalog.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { type Answered, answeredFields } from "../answered.ts";
import { sayMoment } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { greetingName, personIn } from "../identity.ts";
import type { DueMessage } from "../store/messages.ts";
import { businessLetter } from "./business-letter.tsx";
import type { Letter } from "./compose.ts";

const answersStored = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const sourceStored = z.record(z.string(), z.string());
const purposesStored = z.array(z.string());

/** Tells somebody of the business of a new contact: every answer and consent, where it came from, and where to go on. */
export function noticeMail({ catalog, publicUrl }: Deps, message: DueMessage): Letter | string {
  const { landing: path, leadId } = message;
  if (path === null || leadId === null) return "no submission";
  const { site } = catalog;
  const { outbox, labels } = textsIn(site.locale);
  const words = outbox.noticeMail;
  const landing = Object.hasOwn(catalog.landings, path) ? catalog.landings[path] : undefined;
  const form = landing === undefined ? undefined : catalog.forms[landing.form];
  const fields = form?.fields ?? [];
  const answers: Answers = answersStored.parse(JSON.parse(message.answers ?? "{}"));
  const person = personIn(fields, answers);
  const name = greetingName(person?.givenName ?? null);
  const title = landing?.title ?? path;
  const letter = businessLetter(catalog, {
    subject:
      name === null
        ? fill(words.subject, { landing: title })
        : fill(words.subjectNamed, { name, landing: title }),
    heading: words.heading,
    text: title,
    rows: [
      ...peopleFirst(answeredFields(fields, answers, labels)).map((answered) => ({
        label: answered.label,
        text: answered.text || words.noAnswer,
        ...callOf(answered),
      })),
      ...consentRows(form, message, words),
      { label: words.source, text: sourceText(message, words.direct) },
      { label: words.arrived, text: sayMoment(message.createdAt, site.locale, site.timeZone) },
    ],
    button: words.button,
    link: `${publicUrl}/admin/leads/${leadId}`,
    foot: [...(person?.email == null ? [] : [words.reply]), fill(words.reason, { site: site.name })],
  });
  return { ...letter, ...(person?.email == null ? {} : { replyTo: person.email }) };
}

const whoAndHow = ["given-name", "family-name", "name", "company", "phone", "email"];

/** Who it is and how to reach them, then the rest in the form's order. */
function peopleFirst(answered: readonly Answered[]): Answered[] {
  const place = ({ type }: Answered) => {
    const known = whoAndHow.indexOf(type ?? "");
    return known === -1 ? whoAndHow.length : known;
  };
  return answered.toSorted((one, other) => place(one) - place(other));
}

/** What a press on a telephone's number calls. */
function callOf({ type, value }: Answered): { link?: string } {
  const isNumber = type === "phone" && typeof value === "string" && /^\+\d{5,15}$/.test(value);
  return isNumber ? { link: `tel:${value}` } : {};
}

type Words = ReturnType<typeof textsIn>["outbox"]["noticeMail"];

/** What the form asked consent for, and what was said. */
function consentRows(form: CatalogForm | undefined, { consents }: DueMessage, words: Words) {
  const given = purposesStored.parse(JSON.parse(consents ?? "[]"));
  const asked = form?.consents ?? [];
  const gone = given.filter((purpose) => !asked.some((consent) => consent.purpose === purpose));
  return [...asked, ...gone.map((purpose) => ({ purpose, text: "" }))].map(({ purpose, text }) => {
    const state = given.includes(purpose) ? words.given : words.refused;
    return {
      label: `${words.consents}: ${purpose}`,
      text: state,
      ...(text !== "" && { note: `«${text}»` }),
    };
  });
}

function sourceText({ source }: DueMessage, direct: string): string {
  const marks = Object.entries(sourceStored.parse(JSON.parse(source ?? "{}")));
  return marks.map(([key, value]) => `${key.replace(/^utm_/, "")}: ${value}`).join(", ") || direct;
}
