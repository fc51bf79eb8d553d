import { html } from "hono/html";
import { cleanText } from "../../content/schema/answers.ts";
import { type AskedField, isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { type BundledTexts, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { applicable } from "../../content/schema/steps.ts";
import { sayDay, sayMoment } from "../calendar.ts";
import { givenIn } from "../guards/answers.ts";
import { textsOf } from "../guards/entries.ts";
import type { Post } from "../guards/post.ts";
import { readPhone, sayPhone } from "../phone.ts";
import { type ChosenLabels, chosenKey } from "./kept-answers.ts";

/** The rows in which the visitor reads back what was answered, as HTML. */
export function readBack(form: Form, { entries, query }: Post, chosen: ChosenLabels, locale: Locale): string {
  const texts = textsIn(locale);
  return applicable(form, givenIn(form, entries, query))
    .filter(isAsked)
    .map((field) => ({
      label: labelOf(form, field.name, texts),
      said: textsOf(entries, field.name)
        .map((text) => cleanText(text, true))
        .filter((text) => text !== "")
        .map((text) => sayAnswer(field, text, chosen, locale))
        .join(", "),
    }))
    .filter(({ said }) => said !== "")
    .map(({ label, said }) => `${html`<div><dt>${label}</dt><dd>${said}</dd></div>`}`)
    .join("");
}

/** The words above the field `name`, or nothing where it is none that is asked. */
export function labelOf(form: Form, name: string, texts: BundledTexts): string {
  const field = form.fields.find((candidate) => candidate.name === name);
  if (field === undefined || !isAsked(field)) return "";
  const usual: Record<string, string> = texts.labels;
  return field.label ?? usual[field.type] ?? "";
}

/** One answer as people say it. */
function sayAnswer(field: AskedField, text: string, chosen: ChosenLabels, locale: Locale): string {
  switch (field.type) {
    case "phone": {
      const number = readPhone(text, field.country);
      return number === null ? text : sayPhone(number);
    }
    case "choice":
      return field.options.find((option) => option.value === text)?.label ?? text;
    case "date":
    case "birthday":
      return said(`${text}T00:00Z`, (moment) => sayDay(moment, locale, "UTC")) ?? text;
    case "datetime":
      return said(`${text}Z`, (moment) => sayMoment(moment, locale, "UTC")) ?? text;
    case "province":
    case "country":
      // The page has their names already, in its lists.
      return chosen.get(chosenKey(field.name, text))?.trim() || text;
    default:
      return text;
  }
}

function said(time: string, say: (moment: number) => string): string | null {
  const moment = Date.parse(time);
  return Number.isNaN(moment) ? null : say(moment);
}
