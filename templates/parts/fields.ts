import type { AskedField } from "../../content/schema/field.ts";
import type { Texts } from "../../content/schema/locales/index.ts";

/** The id of a field's first control; the summary of errors links to it. */
export function fieldId(landing: string, name: string): string {
  return `f-${landing.replaceAll("/", "-")}-${name}`;
}

/** The id of the control for one of several choices: the first has the field's own. */
export function choiceId(id: string, place: number): string {
  return place === 0 ? id : `${id}-${place + 1}`;
}

/** The words above a field: the author's, or the usual ones for its type. */
export function labelOf(field: AskedField, texts: Texts): string {
  const usual: Record<string, string> = texts.labels;
  return field.label ?? usual[field.type] ?? field.name;
}
