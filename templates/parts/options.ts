import { constraintsOf } from "../../content/schema/constraints.ts";
import type { AskedField } from "../../content/schema/field.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { provinceNames } from "./province-names.ts";
import { conventionsOf } from "./words.ts";

/** One answer to choose: what is sent and what people read. */
export interface Option {
  value: string;
  label: string;
}

/** The answers that `field` lets people choose from, in the order in which they look for them. */
export function optionsOf(field: AskedField, locale: Locale): Option[] {
  if (field.type === "choice") return field.options;
  const values = constraintsOf(field).options ?? [];
  if (field.type === "scale") return values.map((value) => ({ value, label: value }));
  const names =
    field.type === "country" ? countryNames(locale) : (value: string) => provinceNames[value] ?? value;
  return values
    .map((value) => ({ value, label: names(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}

function countryNames(locale: Locale): (value: string) => string {
  const names = new Intl.DisplayNames(conventionsOf(locale), { type: "region" });
  return (value) => names.of(value) ?? value;
}
