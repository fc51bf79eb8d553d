import type { Condition } from "./condition.ts";
import { nearestOf } from "./explain.ts";
import type { Field } from "./field.ts";
import type { Form } from "./form.ts";
import { listedValues, stepsOf } from "./steps.ts";

/** Something that does not hold between the keys of a form. */
export interface Wrong {
  path: (string | number)[];
  message: string;
}

/** What does not hold between the keys of `form`. */
export function wrongIn(form: Form): Wrong[] {
  return [
    ...wrongNames(form),
    ...wrongConditions(form),
    ...wrongSteps(form),
    ...wrongConsents(form),
    ...wrongPerson(form),
    ...wrongNotices(form),
  ];
}

function wrongNotices({ notify, fields }: Form): Wrong[] {
  return notify.flatMap(({ when }, place) =>
    wrongInCondition(when, fields, (name) => `The form has no field called "${name}".`).map(
      ({ path, message }) => ({ path: ["notify", place, "when", ...path], message }),
    ),
  );
}

/** What cannot be in a condition on `fields`; names that are not there are told with `missing`. */
export function wrongInCondition(
  condition: Condition | undefined,
  fields: readonly Field[],
  missing: (name: string) => string,
): Wrong[] {
  return Object.entries(condition ?? {}).flatMap(([name, values]) => {
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined) return [{ path: [name], message: missing(name) }];
    return [values].flat().flatMap((value) => wrongValue(field, value));
  });
}

function wrongValue(field: Field, value: string): Wrong[] {
  const listed = listedValues(field);
  if (listed === null || listed.includes(value)) return [];
  const path = [field.name];
  if (listed.length === 0) {
    const message = `"${field.name}" has no list of answers; a condition needs a choice, a scale, a province or a country.`;
    return [{ path, message }];
  }
  const nearest = nearestOf(value, listed);
  const cure =
    nearest === undefined ? `Use one of: ${listed.slice(0, 12).join(", ")}.` : `Did you mean "${nearest}"?`;
  return [{ path, message: `"${value}" is not among the answers of "${field.name}". ${cure}` }];
}

function wrongNames({ fields }: Form): Wrong[] {
  const names = fields.map((field) => field.name);
  return fields.flatMap(({ name }, place) =>
    names.indexOf(name) === place
      ? []
      : [
          {
            path: ["fields", place, "name"],
            message: `Two fields are called "${name}"; each needs a name of its own.`,
          },
        ],
  );
}

function wrongConditions({ fields, disqualify }: Form): Wrong[] {
  const earlier = fields.flatMap((field, place) =>
    wrongInCondition(
      field.when,
      // A page knows nothing of hidden values that come with the address; the endings do.
      fields.slice(0, place).filter(({ type }) => type !== "hidden"),
      (name) =>
        fields.some((other) => other.name === name && other.type === "hidden")
          ? `"${name}" is hidden, and the page does not know it; use it under disqualify or in a landing's outcomes.`
          : `No field called "${name}" comes before this one.`,
    ).map(({ path, message }) => ({ path: ["fields", place, "when", ...path], message })),
  );
  const ending = wrongInCondition(
    disqualify?.when,
    fields,
    (name) => `The form has no field called "${name}".`,
  );
  const download = disqualify?.thanks.buttons ?? [disqualify?.thanks.button];
  return [
    ...earlier,
    ...ending.map(({ path, message }) => ({ path: ["disqualify", "when", ...path], message })),
    ...(download.some((button) => button?.download !== undefined)
      ? [
          {
            path: ["disqualify", "thanks"],
            message: "A file to download belongs to a landing; this ending takes none.",
          },
        ]
      : []),
  ];
}

/** With several steps, each has something to show. */
function wrongSteps(form: Form): Wrong[] {
  const steps = stepsOf(form);
  if (steps.length === 1) return [];
  const empty = steps.findIndex((step) => step.fields.every(({ type }) => type === "hidden"));
  if (empty === -1) return [];
  const boundaries = form.fields.flatMap(({ type }, place) => (type === "page" ? [place] : []));
  const place = form.fields[0]?.type === "page" ? empty : empty - 1;
  return [{ path: ["fields", boundaries[Math.max(0, place)] ?? 0], message: "A step has nothing to show." }];
}

function wrongConsents({ consents }: Form): Wrong[] {
  const purposes = consents.map((consent) => consent.purpose);
  return purposes.flatMap((purpose, place) =>
    purposes.indexOf(purpose) === place
      ? []
      : [
          {
            path: ["consents", place, "purpose"],
            message: `"${purpose}" is asked twice; one tick for one purpose.`,
          },
        ],
  );
}

/** Everyone who sends the form can be told apart, whatever the conditions. */
function wrongPerson(form: Form): Wrong[] {
  let onPage = false;
  for (const field of form.fields) {
    if (field.type === "page") onPage = field.when !== undefined;
    const isPerson = field.type === "email" || field.type === "phone";
    if (isPerson && field.required && field.when === undefined && !onPage) return [];
  }
  const message =
    "A lead is known by e-mail or phone: give one such field required: true, and ask it on no condition.";
  return [{ path: ["fields"], message }];
}
