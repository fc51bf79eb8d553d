import { isAsked } from "../../content/schema/field.ts";
import { fill, textsIn } from "../../content/schema/locales/index.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { TemplateLanding } from "../../templates/index.ts";
import { oneByOne } from "../../templates/kiosk/one-by-one.ts";
import type { LandingEntry } from "./content.ts";

type Asked = Pick<LandingEntry, "form" | "formName">;

/** The form that a landing asks with: at a kiosk one question at a time, a form of its own to page and Worker alike. */
export function askedAt(landing: TemplateLanding, path: string, locale: Locale, asked: Asked): Asked {
  if (landing.template !== "kiosk") return asked;
  const { start, last } = textsIn(locale).kiosk;
  const count = asked.form.fields.filter(isAsked).length;
  const text = count === 1 ? start.length_one : fill(start.length, { count });
  const welcome = { title: start.title, text, button: start.button };
  return { formName: `landing:${path}`, form: oneByOne(asked.form, welcome, last) };
}
