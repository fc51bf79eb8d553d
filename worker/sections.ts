import type { Form } from "../content/schema/form.ts";
import { applicable, type Given, stepsOf } from "../content/schema/steps.ts";
import type { Entries } from "./guards/entries.ts";

/** How the page cuts a form into sections, of which it shows one at a time. */
export interface Sections {
  /** The first: 0 with a welcome, else 1. */
  first: number;
  /** The one with consents and the button that sends. */
  last: number;
  /** Whether the last is for reading back. */
  review: boolean;
  /** What stands in each, by the name of its fields. */
  names: ReadonlyMap<number, readonly string[]>;
}

/** Where a press of a button leads that sends nothing. */
export interface Move {
  to: number;
  back: boolean;
}

const known = new WeakMap<Form, Sections | null>();

/** The sections of `form`, or null where all of it is shown at once. */
export function sectionsOf(form: Form): Sections | null {
  const before = known.get(form);
  if (before !== undefined) return before;
  const sections = cut(form);
  known.set(form, sections);
  return sections;
}

function cut(form: Form): Sections | null {
  const steps = stepsOf(form);
  const isOne = steps.length === 1 && steps[0]?.title === undefined;
  if (isOne && form.welcome === undefined && !form.review) return null;
  return {
    first: form.welcome === undefined ? 1 : 0,
    last: form.review ? steps.length + 1 : steps.length,
    review: form.review,
    names: new Map(
      steps.map(({ fields }, place) => [
        place + 1,
        fields.filter((field) => field.type !== "hidden").map((field) => field.name),
      ]),
    ),
  };
}

/** The section in which `name` is asked; what is no field stands in the last. */
export function sectionOf({ names, last }: Sections, name: string): number {
  for (const [place, fields] of names) if (fields.includes(name)) return place;
  return last;
}

/** Where the pressed button leads, null when it sends the form; a place that is none becomes the nearest one. */
export function moveIn(form: Form, entries: Entries): Move | null {
  const back = entries.has("_back");
  if (!back && !entries.has("_step")) return null;
  const sections = sectionsOf(form);
  const place = [entries.get(back ? "_back" : "_step")].flat().at(-1);
  const asked = typeof place === "string" && /^\d{1,3}$/.test(place) ? Number(place) : 0;
  if (sections === null) return { to: 0, back };
  return { to: Math.min(Math.max(asked, sections.first), sections.last), back };
}

/** The section to show on the way to `to`: one in which nothing applies to `given` is passed over. */
export function nearestSection(form: Form, sections: Sections, { to, back }: Move, given: Given): number {
  const applying = new Set(applicable(form, given).map((field) => field.name));
  const isEmpty = (place: number) =>
    place !== sections.last && (sections.names.get(place) ?? []).every((name) => !applying.has(name));
  let place = to;
  // The welcome has no fields, and always something to say.
  while (place > sections.first && place > 0 && back && isEmpty(place)) place -= 1;
  while (place < sections.last && place > 0 && isEmpty(place)) place += 1;
  return place;
}
