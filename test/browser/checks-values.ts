import fc from "fast-check";
import { constraintsOf } from "../../content/schema/constraints.ts";
import type { AskedField } from "../../content/schema/field.ts";

/** So many values, always the same ones, for a field that has these `samples`: likely, slightly wrong, and hostile. */
export function valuesFor(field: AskedField, samples: readonly string[], count: number): string[] {
  const likely = fc.oneof(fc.constantFrom(...samples), ...likelyFor(field));
  const mutated = fc
    .tuple(likely, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce((text, change) => change(text), value));
  const value = fc.oneof({ weight: 4, arbitrary: likely }, { weight: 4, arbitrary: mutated }, hostile);
  return fc.sample(value, { numRuns: count, seed: 20270301 });
}

/** What people might mean by the type; for the others the samples say enough. */
function likelyFor(field: AskedField): fc.Arbitrary<string>[] {
  const { options } = constraintsOf(field);
  if (options !== undefined) return [fc.constantFrom(...options)];
  switch (field.type) {
    case "email":
      return [fc.emailAddress(), fc.stringMatching(/^[a-z0-9.+_-]{1,12}@[a-z0-9.-]{1,20}\.[a-z]{2,6}$/)];
    case "phone":
      return [fc.stringMatching(/^(?:\+|00)?[0-9 ()./-]{4,25}$/)];
    case "url":
      return [
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.webUrl({ validSchemes: ["ftp"] }),
      ];
    case "postal-code":
      return [digits(5), digits(4)];
    case "vat":
      return [digits(11), digits(10)];
    case "tax-code":
      return [fc.stringMatching(/^[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]$/)];
    case "number":
      return [
        fc.integer().map(String),
        fc.double().map(String),
        fc.integer({ min: -20, max: 20 }).map(String),
      ];
    case "date":
    case "birthday":
      return [moments.map((moment) => moment.slice(0, 10))];
    case "datetime":
      return [moments.map((moment) => moment.slice(0, 16)), moments.map((moment) => moment.slice(0, 19))];
    default:
      return [fc.lorem({ maxCount: 6 }), fc.string({ unit: "grapheme", maxLength: 30 })];
  }
}

const moments = fc
  .date({ min: new Date("1890-01-01"), max: new Date("2110-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

function digits(count: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((all) => all.join(""));
}

/** Signs that mean something to someone on the way. */
const signs = [
  ..." '\"<>&;=+-@./\\,:%#?_()[]{}|^~`$*!0aZàß٣１😀\u0000\t\n\r\u00a0\u200b\u202e\u0301\u2028\ufeff",
];

/** One small change, at a place that depends on the text's length. */
const mutation = fc
  .tuple(
    fc.constantFrom("insert", "delete", "replace", "repeat", "case", "pad"),
    fc.nat(),
    fc.constantFrom(...signs),
  )
  .map(([kind, near, sign]) => (text: string): string => {
    const at = text.length === 0 ? 0 : near % text.length;
    switch (kind) {
      case "insert":
        return text.slice(0, at) + sign + text.slice(at);
      case "delete":
        return text.slice(0, at) + text.slice(at + 1);
      case "replace":
        return text.slice(0, at) + sign + text.slice(at + 1);
      case "repeat":
        return text.slice(0, at) + text.slice(at).repeat(2);
      case "case":
        return at % 2 === 0 ? text.toUpperCase() : text.toLowerCase();
      default:
        return ` ${text} `;
    }
  });

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map((all) => all.join("")),
  fc.constantFrom(
    ...[
      "",
      " ",
      "   ",
      "\t",
      "<script>alert(1)</script>",
      "' OR 1=1 --",
      '=HYPERLINK("x")',
      "../../etc/passwd",
    ],
    ...["__proto__", "constructor", "null", "undefined", "NaN", "Infinity", "-0", "1e999", "0x1F", "1,5"],
    ...["a".repeat(300), "9".repeat(40), "\u202Eabc", "a\r\nBcc: x@y.it", "%00", "javascript:alert(1)"],
  ),
);
