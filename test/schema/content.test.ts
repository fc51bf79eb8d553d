import { describe, it } from "vitest";
import type * as z from "zod";
import { formSchema } from "../../content/schema/form.ts";
import { couponValueSchema, magnetSchema } from "../../content/schema/magnet.ts";
import {
  colourSchema,
  daySchema,
  durationSchema,
  hrefSchema,
  lineSchema,
  pathSchema,
} from "../../content/schema/primitives.ts";

const email = { name: "email", type: "email", required: true };

describe("what an author may write in a word or two", () => {
  const cases: [name: string, schema: z.ZodType, taken: [unknown, unknown][], refused: unknown[]][] = [
    [
      "a path",
      pathSchema,
      [["en/guide", "en/guide"]],
      ["Guida", "guida/", "/guida", "a--b", "../x", "a b", ""],
    ],
    ["a line", lineSchema, [[" ciao ", "ciao"]], ["", "  ", "a\nb", "a".repeat(301)]],
    [
      "a day",
      daySchema,
      [
        ["2027-03-01", "2027-03-01"],
        [new Date("2027-03-01"), "2027-03-01"],
      ],
      ["2027-02-30", "1/3/2027", 20270301],
    ],
    [
      "a length of time",
      durationSchema,
      [
        ["7 days", 604_800],
        [7, 604_800],
        ["1 hour", 3600],
        ["24 months", 63_115_200],
      ],
      ["7", "seven days", "-1 days", 0],
    ],
    ["a colour", colourSchema, [["#0B6E4F", "#0b6e4f"]], ["green", "#fff", "0b6e4f"]],
    [
      "an address",
      hrefSchema,
      [
        ["/guida/", "/guida/"],
        ["https://x.example", "https://x.example"],
        ["tel:+39051", "tel:+39051"],
      ],
      ["//evil.example", "javascript:alert(1)", "http://x.example", "https://a b", "/\\evil", "guida"],
    ],
    [
      "the worth of a coupon",
      couponValueSchema,
      [
        ["20%", { percent: 20 }],
        ["5 EUR", { amount: 5, currency: "EUR" }],
        ["2,50 €", { amount: 2.5, currency: "EUR" }],
        ["un caffè", { gift: "un caffè" }],
        [
          { amount: 5, currency: "EUR" },
          { amount: 5, currency: "EUR" },
        ],
      ],
      ["0%", "120%", 5, { amount: -1 }],
    ],
  ];
  for (const [name, schema, taken, refused] of cases) {
    it(`${name} is understood, or refused`, ({ expect }) => {
      for (const [written, output] of taken) expect(schema.parse(written)).toEqual(output);
      for (const written of refused)
        expect(schema.safeParse(written).success, JSON.stringify(written)).toBe(false);
    });
  }
});

describe("a form", () => {
  it("asks for e-mail or phone, so that there is a lead at all", ({ expect }) => {
    expect(problems(formSchema, { fields: ["given-name"] })).toContain(
      "A lead is known by e-mail or phone: give one such field required: true, and ask it on no condition.",
    );
    expect(problems(formSchema, { fields: [{ name: "t", type: "phone", required: true }] })).toEqual([]);
  });

  it("asks one consent for one purpose", ({ expect }) => {
    const consents = [
      { purpose: "marketing", text: "Sì" },
      { purpose: "marketing", text: "Ancora" },
    ];
    expect(problems(formSchema, { fields: [email], consents })).toEqual([
      '"marketing" is asked twice; one tick for one purpose.',
    ]);
  });

  it("has conditions on fields that come before, and scores on options there are", ({ expect }) => {
    const choice = { name: "c", type: "choice", label: "?", options: ["A", "B"] };
    expect(problems(formSchema, { fields: [email, { ...choice, when: { d: "x" } }] })).toEqual([
      'No field called "d" comes before this one.',
    ]);
    expect(problems(formSchema, { fields: [email, { ...choice, score: { C: 1 } }] })).toEqual([
      '"C" is not among the options.',
    ]);
    const scale = { name: "s", type: "scale", label: "?" };
    for (const score of [[], [{ points: 1 }], [{ from: 4, to: 3, points: 1 }], [{ from: 4, points: 0.5 }]]) {
      expect(problems(formSchema, { fields: [email, { ...scale, score }] })).toHaveLength(1);
    }
    expect(problems(formSchema, { fields: [email, { ...scale, score: [{ from: 4, points: 5 }] }] })).toEqual(
      [],
    );
  });

  it("keeps names that mean something in JavaScript away from the answers", ({ expect }) => {
    for (const name of ["constructor", "valueOf", "toString", "__proto__", "Email", "1a"]) {
      expect(problems(formSchema, { fields: [email, { name, type: "text", label: "?" }] })).not.toEqual([]);
    }
  });
});

describe("a coupon", () => {
  const coupon = { kind: "coupon", title: "x", value: "5 EUR" };
  it("ends, in one way", ({ expect }) => {
    expect(problems(magnetSchema, coupon)).toHaveLength(1);
    expect(problems(magnetSchema, { ...coupon, validDays: 30 })).toEqual([]);
    expect(problems(magnetSchema, { ...coupon, validDays: 30, validUntil: "2027-01-01" })).toHaveLength(1);
    expect(
      problems(magnetSchema, { ...coupon, validFrom: "2027-01-02", validUntil: "2027-01-01" }),
    ).toHaveLength(1);
  });
});

function problems(schema: z.ZodType, written: unknown): string[] {
  const result = schema.safeParse(written);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}
