import { describe, it } from "vitest";
import { type Answers, answersSchema, cleanText } from "../../content/schema/answers.ts";
import { type Field, fieldSchema } from "../../content/schema/field.ts";

/** One field as an author writes it, answers it takes (and what is kept of them), and answers it refuses. */
interface FieldCase {
  field: Record<string, unknown> | string;
  kept: [given: unknown, kept: string | string[]][];
  refused: [given: unknown, error: string][];
}

const cases: FieldCase[] = [
  {
    field: "email",
    kept: [
      ["ada@example.com", "ada@example.com"],
      [" Ada@Example.COM ", "Ada@example.com"],
      ["info@società.it", "info@società.it"],
      ["a+b@sub.example.it", "a+b@sub.example.it"],
    ],
    refused: [
      ["ada@example", "email"],
      ["ada example@example.com", "email"],
      ["ada@@example.com", "email"],
      [`${"a".repeat(250)}@example.com`, "too_long"],
      [["ada@example.com"], "pattern"],
    ],
  },
  {
    field: "phone",
    kept: [
      ["+39 051 555 0142", "+39 051 555 0142"],
      ["0039 06 12345", "0039 06 12345"],
      ["(051) 555-0142", "(051) 555-0142"],
    ],
    refused: [
      ["123", "phone"],
      ["chiamami", "phone"],
    ],
  },
  {
    field: "given-name",
    kept: [
      ["Niccolò", "Niccolò"],
      ["D’Amico", "D’Amico"],
      ["Ćosić", "Ćosić"],
    ],
    refused: [["a".repeat(101), "too_long"]],
  },
  { field: "province", kept: [["bo", "BO"]], refused: [["XX", "option"]] },
  { field: "country", kept: [["it", "IT"]], refused: [["ZZ", "option"]] },
  {
    field: "postal-code",
    kept: [["40122", "40122"]],
    refused: [
      ["4012", "postal_code"],
      ["4012a", "postal_code"],
    ],
  },
  {
    field: "birthday",
    kept: [["1990-02-28", "1990-02-28"]],
    refused: [
      ["1990-02-30", "date"],
      ["28/02/1990", "date"],
      ["1890-01-01", "too_small"],
    ],
  },
  {
    field: "vat",
    kept: [["12345678903", "12345678903"]],
    refused: [
      ["12345678904", "vat"],
      ["1234", "vat"],
    ],
  },
  {
    field: "tax-code",
    kept: [["rssmra85t10a562s", "RSSMRA85T10A562S"]],
    refused: [["RSSMRA85T10A562T", "tax_code"]],
  },
  {
    field: "url",
    kept: [["https://example.com/a?b=c", "https://example.com/a?b=c"]],
    refused: [["javascript:alert(1)", "url"]],
  },
  {
    field: { type: "text", label: "?", minLength: 3, maxLength: 5 },
    kept: [["uno\ndue".slice(0, 3), "uno"]],
    refused: [
      ["no", "too_short"],
      ["troppo", "too_long"],
    ],
  },
  {
    field: { type: "paragraph", label: "?" },
    kept: [["uno\r\ndue", "uno\ndue"]],
    refused: [["a".repeat(2001), "too_long"]],
  },
  {
    field: { type: "number", label: "?", min: 1, max: 10, step: 0.5 },
    kept: [
      ["2.5", "2.5"],
      [3, "3"],
    ],
    refused: [
      ["due", "number"],
      ["0.5", "too_small"],
      ["10.5", "too_large"],
      ["1.2", "step"],
      ["NaN", "number"],
    ],
  },
  {
    field: { type: "scale", label: "?", min: 0, max: 10 },
    kept: [
      ["0", "0"],
      [10, "10"],
    ],
    refused: [["11", "option"]],
  },
  {
    field: { type: "date", label: "?", min: "2027-03-01", max: "2027-03-31" },
    kept: [["2027-03-31", "2027-03-31"]],
    refused: [
      ["2027-04-01", "too_large"],
      ["2027-02-28", "too_small"],
      ["domani", "date"],
    ],
  },
  {
    field: { type: "datetime", label: "?" },
    kept: [["2027-03-01T18:30", "2027-03-01T18:30"]],
    refused: [
      ["2027-03-01 18:30", "date"],
      ["2027-02-30T10:00", "date"],
    ],
  },
  {
    field: { type: "choice", label: "?", options: ["Uno", { value: "2", label: "Due" }] },
    kept: [["2", "2"]],
    refused: [
      ["Due", "option"],
      ["Tre", "option"],
    ],
  },
  {
    field: { type: "choice", label: "?", options: ["Uno", "Due"], multiple: true },
    kept: [
      [
        ["Due", "Uno", "Due"],
        ["Due", "Uno"],
      ],
      ["Uno", ["Uno"]],
    ],
    refused: [
      [["Uno", "Tre"], "option"],
      [[{}], "option"],
    ],
  },
];

describe("answersSchema", () => {
  for (const { field, kept, refused } of cases) {
    const type =
      typeof field === "string" ? field : `${field["type"]}${field["multiple"] === true ? " (several)" : ""}`;
    it(`keeps and refuses answers to ${type}`, ({ expect }) => {
      const one = fieldOf(field);
      for (const [given, answer] of kept) expect(judged(one, { campo: given })).toEqual({ campo: answer });
      for (const [given, error] of refused) expect(judged(one, { campo: given })).toBe(error);
      expect(judged(one, {})).toEqual({});
      expect(judged(one, { campo: "" })).toEqual({});
    });

    it(`asks for an answer to ${type} where it is required`, ({ expect }) => {
      const one = fieldOf({ ...(typeof field === "string" ? { type: field } : field), required: true });
      for (const nothing of [{}, { campo: "" }]) expect(judged(one, nothing)).toBe("required");
    });
  }

  it("takes the value of a hidden field from the author, or what the address brought", ({ expect }) => {
    const declared = fieldOf({ type: "hidden", value: "primavera" });
    expect(judged(declared, { campo: "inverno" })).toEqual({ campo: "primavera" });
    expect(judged(declared, {})).toEqual({ campo: "primavera" });
    const brought = fieldOf({ type: "hidden", query: "da" });
    expect(judged(brought, { campo: ` radio\n${"a".repeat(600)}` })).toEqual({
      campo: `radio ${"a".repeat(494)}`,
    });
    expect(judged(brought, {})).toEqual({});
  });

  it("asks nothing of page breaks and notes", ({ expect }) => {
    for (const field of [{ type: "page" }, { type: "note", text: "Ciao" }]) {
      expect(judged(fieldOf(field), {})).toEqual({});
      expect(answersSchema([fieldOf(field)]).safeParse({ campo: "x" }).success).toBe(false);
    }
  });

  it("refuses fields that the form does not have, prototype keys among them", ({ expect }) => {
    const schema = answersSchema([fieldOf("email")]);
    for (const key of ["altro", "constructor", "toString", "hasOwnProperty", "valueOf"]) {
      const result = schema.safeParse({ campo: "ada@example.com", [key]: "x" });
      expect(result.error?.issues[0]).toMatchObject({ code: "unrecognized_keys", keys: [key] });
    }
    schema.safeParse(JSON.parse('{ "campo": "ada@example.com", "__proto__": { "admin": true } }'));
    expect(Object.prototype).not.toHaveProperty("admin");
    for (const body of [null, [], "x", 1]) expect(schema.safeParse(body).success).toBe(false);
  });
});

describe("cleanText", () => {
  it("unifies, trims and takes out what no one types", ({ expect }) => {
    expect(cleanText("  e\u0301 \u0000\u0007\u200d ")).toBe("é \u200d");
    expect(cleanText("a\tb")).toBe("a b");
    expect(cleanText("a\r\nb")).toBe("a b");
    expect(cleanText("a\r\nb\rc", true)).toBe("a\nb\nc");
  });
});

function fieldOf(field: Record<string, unknown> | string): Field {
  return fieldSchema.parse({ name: "campo", ...(typeof field === "string" ? { type: field } : field) });
}

/** What is kept, or the error that the field is refused with. */
function judged(field: Field, body: Record<string, unknown>): Answers | string | undefined {
  const result = answersSchema([field]).safeParse(body);
  return result.success ? result.data : result.error.issues[0]?.message;
}
