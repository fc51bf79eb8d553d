import fc from "fast-check";
import { describe, it } from "vitest";
import { answerErrors, answersSchema, cleanText, cutText } from "../../content/schema/answers.ts";
import { fieldSchema } from "../../content/schema/field.ts";
import { brokenTexts, texts } from "./texts.ts";

const options = ["Segale", "Farro", "L’altro & “nuovo”"];
const fields = [
  { type: "email", name: "email", required: true },
  { type: "phone", name: "telefono" },
  { type: "given-name", name: "nome" },
  { type: "company", name: "azienda" },
  { type: "text", name: "oggetto", label: "?", minLength: 2, maxLength: 40 },
  { type: "paragraph", name: "messaggio", label: "?" },
  { type: "number", name: "persone", label: "?", min: 0, max: 9, step: 0.1 },
  { type: "scale", name: "voto", label: "?", min: 1, max: 5 },
  { type: "date", name: "giorno", label: "?" },
  { type: "datetime", name: "ora", label: "?" },
  { type: "birthday", name: "nascita" },
  { type: "url", name: "sito" },
  { type: "vat", name: "piva" },
  { type: "tax-code", name: "cf" },
  { type: "postal-code", name: "cap" },
  { type: "province", name: "provincia" },
  { type: "country", name: "paese" },
  { type: "choice", name: "pane", label: "?", options },
  { type: "choice", name: "giorni", label: "?", options, multiple: true },
  { type: "hidden", name: "annuncio", query: "ad" },
].map((field) => fieldSchema.parse(field));
const conditional = fields.map((field) =>
  field.name === "azienda" ? fieldSchema.parse({ ...field, when: { pane: "Segale" } }) : field,
);

const near = fc.constantFrom<unknown>(
  "ada@example.com",
  "051 555",
  "12345670017",
  "RSSMRA85T10A562S",
  "40122",
  "bo",
  "it",
  "2027-02-29",
  "2027-03-01",
  "2027-03-01T18:30",
  "https://x.it",
  "0.3",
  ...options,
);
const values = fc.oneof(near, brokenTexts, fc.jsonValue(), fc.array(near), fc.anything());
const given = fc.record(Object.fromEntries(fields.map(({ name }) => [name, values])), { requiredKeys: [] });
const schemas = [answersSchema(fields), answersSchema(conditional)];

describe("the schema of answers", () => {
  it("judges whatever comes, never throws, and says why in words that the page has", ({ expect }) => {
    const known = new Set<string>([...answerErrors]);
    fc.assert(
      fc.property(given, fc.constantFrom(...schemas), (answers, schema) => {
        const { error } = schema.safeParse(answers);
        for (const issue of error?.issues ?? [])
          if (issue.path[0] !== "annuncio" && issue.code === "custom") expect(known).toContain(issue.message);
      }),
    );
  });

  it("never throws at what is no object, nor at keys of its own", ({ expect }) => {
    const keys = fc.constantFrom("__proto__", "constructor", "toString", "x", "email");
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(keys, values)), (answers) => {
        for (const schema of schemas) schema.safeParse(answers);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });

  it("accepts once more, unchanged, whatever it made of answers", ({ expect }) => {
    let accepted = 0;
    // Each field alone, since few records are right in all.
    fc.assert(
      fc.property(values, fc.constantFrom(...fields), (value, { name }) => {
        const judged = schemas[0]?.safeParse({ email: "ada@example.com", [name]: value });
        if (!judged?.success) return;
        accepted += 1;
        expect(schemas[0]?.parse(judged.data)).toEqual(judged.data);
      }),
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe("text as it is kept", () => {
  it("is kept the same once more", ({ expect }) => {
    fc.assert(
      fc.property(brokenTexts, fc.boolean(), (text, lines) => {
        const once = cleanText(text, lines);
        expect(cleanText(once, lines)).toBe(once);
      }),
    );
  });

  it("holds no control character, no half letter and no blank at its ends; line breaks only where they may be", ({
    expect,
  }) => {
    fc.assert(
      fc.property(brokenTexts, fc.boolean(), (text, lines) => {
        const kept = cleanText(text, lines);
        expect([kept.isWellFormed(), kept === kept.normalize("NFC"), kept === kept.trim()]).toEqual([
          true,
          true,
          true,
        ]);
        expect(/\p{Cc}/u.test(lines ? kept.replaceAll("\n", "") : kept)).toBe(false);
      }),
    );
  });

  it("loses nothing else", ({ expect }) => {
    fc.assert(
      fc.property(texts, (text) => {
        const bare = (whole: string) => whole.replace(/[\p{Cc}\s]/gu, "").normalize("NFC");
        expect(bare(cleanText(text, true))).toBe(bare(text));
      }),
    );
  });

  it("is cut between letters", ({ expect }) => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 20 }), (text, length) => {
        const cut = cutText(text, length);
        expect(cut.isWellFormed()).toBe(true);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(length);
      }),
    );
    expect([cutText("a😀", 2), cutText("a😀", 3), cutText("a b", 2), cutText("ab", 9)]).toEqual([
      "a",
      "a😀",
      "a",
      "ab",
    ]);
  });
});
