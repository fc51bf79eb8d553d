import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, it } from "vitest";
import { answersSchema } from "../../content/schema/answers.ts";
import { constraintsOf } from "../../content/schema/constraints.ts";
import type { AskedField } from "../../content/schema/field.ts";
import { type Trial, trials } from "./checks-fields.ts";
import { meant, meantFor } from "./checks-meant.ts";
import { outcomesOn, type Verdict, verdictsOn } from "./checks-page.ts";
import { valuesFor } from "./checks-values.ts";
import { fixtures, openVisit, type Visit } from "./stage.ts";

let opened: Visit;

beforeAll(async () => {
  const { root } = await fixtures();
  opened = await openVisit({ javaScript: false });
  await opened.page.setContent(readFileSync(join(root, "dist/site/tutte/index.html"), "utf8"));
});

afterAll(() => opened.context.close());

describe("promise 4: what the page's HTML refuses the Worker refuses, and the other way round", () => {
  it.for(trials)("$field.name", async (trial, { expect }) => {
    expect((await differencesOf(trial)).sort()).toEqual(expectedOf(trial).sort());
  });
});

describe("promise 4, for 1,000 values a type", () => {
  it.for(trials.filter(({ field }) => field.required))(
    "$field.name",
    async ({ field, values }, { expect }) => {
      const tried = valuesFor(field, values, 1000);
      const seen = new Set<string>();
      const unexplained: string[] = [];
      for (const { valid, value } of await verdictsOf(field, tried)) {
        const accepted = judged(field, value) !== null;
        if (valid === accepted) continue;
        const reason = meant.find((one) => (one.taker === "page") === valid && one.holds(field, value));
        if (reason === undefined)
          unexplained.push(`${valid ? "only the page" : "only the Worker"} takes ${JSON.stringify(value)}`);
        else seen.add(reason.name);
      }
      expect(unexplained).toEqual([]);
      expect([...seen].sort()).toEqual(meantFor[field.name.replace(/-required$/, "")] ?? []);
    },
  );
});

/** What the page says of `values`; only what a keyboard typed is held against a least length, and that takes its time. */
async function verdictsOf(field: AskedField, values: readonly string[]): Promise<Verdict[]> {
  const least = constraintsOf(field).minLength ?? 0;
  // What is far longer cannot be too short, whoever typed it.
  const short = [...new Set(values.filter((value) => value.length < 2 * least))];
  const outcomes = await outcomesOn(opened.page, field.name, short);
  const others = values.filter((value) => value.length >= 2 * least);
  return [
    ...outcomes.map(({ sent, value = "" }) => ({ valid: sent, value })),
    ...(await verdictsOn(opened.page, field.name, others)),
  ];
}

/** Where page and Worker do not agree, value by value. */
async function differencesOf({ field, values }: Trial): Promise<string[]> {
  const differences: string[] = [];
  const outcomes = await outcomesOn(opened.page, field.name, values);
  outcomes.forEach(({ sent, value }, place) => {
    const typed = values[place] ?? "";
    const arrived = judged(field, value);
    const meant = judged(field, typed);
    // A browser tidies what is typed: what counts is that the Worker makes the same of both.
    const passed = sent && isDeepStrictEqual(arrived, meant);
    if (sent && arrived === null) differences.push(`page sends ${JSON.stringify(value)}`);
    else if (!passed && meant !== null) differences.push(`page stops ${JSON.stringify(typed)}`);
  });
  return differences;
}

/** What the Worker makes of an answer; null when it refuses. */
function judged(field: AskedField, value: string | undefined): unknown {
  const answers = value === undefined ? {} : { [field.name]: value };
  return answersSchema([field]).safeParse(answers).data ?? null;
}

/** The differences that are meant, each for a reason. */
function expectedOf({ field, values }: Trial): string[] {
  const always = beyondHtml[field.name.replace(/-required$/, "")] ?? [];
  return field.required ? [...always, ...emptyHanded(field, values)] : always;
}

const beyondHtml: Record<string, string[]> = {
  // A browser sends the domain in punycode: the same address, and mail reaches it.
  email: ['page stops "ada@società.it"'],
  // Spaces around an answer are no part of it; the page holds them against the pattern, or cuts at maxlength.
  "postal-code": ['page stops " 40122 "'],
  url: ['page stops " https://example.com "'],
  // No pattern can count check digits; the visitor reads it in the Worker's answer, on the same page.
  vat: ['page sends "09876540378"', 'page stops " 09876540379 "'],
  "tax-code": ['page sends "RSSMRA85T10A562T"', 'page stops " RSSMRA85T10A562S "'],
  // A list offers capitals only; programs may send small letters.
  province: ['page stops "bo"'],
  country: ['page stops "it"'],
  pochi: ['page stops "Uno "'],
  // HTML counts spaces as characters.
  text: ['page sends " a "'],
  paragraph: ['page sends " a "'],
};

/** HTML takes blanks for an answer, and has no word for "at least one of these boxes"; script and Worker do better. */
function emptyHanded(field: AskedField, values: readonly string[]): string[] {
  if (field.type === "choice" && field.multiple)
    return values.filter((value) => value !== "Uno").map(() => "page sends undefined");
  const isText = constraintsOf(field).inputType === "text" || field.type === "paragraph";
  return isText
    ? values
        .filter((value) => value !== "" && value.trim() === "")
        .map((value) => `page sends ${JSON.stringify(value)}`)
    : [];
}
