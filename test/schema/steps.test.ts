import { describe, it } from "vitest";
import { answersSchema } from "../../content/schema/answers.ts";
import { type Form, formSchema } from "../../content/schema/form.ts";
import {
  applicable,
  clausesOf,
  conditionsOf,
  isMet,
  outcomeOf,
  stepsOf,
} from "../../content/schema/steps.ts";
import { buttonsOf, thanksSchema } from "../../content/schema/thanks.ts";

const form = formSchema.parse({
  fields: [
    { name: "email", type: "email", required: true },
    { name: "chi", type: "choice", label: "?", options: ["Casa", "Locale"], required: true },
    { name: "locale", type: "choice", label: "?", options: ["Bar", "Albergo"], when: { chi: "Locale" } },
    { name: "camere", type: "number", label: "?", required: true, when: { locale: "Albergo" } },
    { name: "festa", type: "page", label: "La festa", when: { chi: "Casa" } },
    { name: "nota", type: "note", text: "Due giorni prima." },
    { name: "quanti", type: "scale", label: "?", min: 1, max: 5 },
    { name: "troppi", type: "text", label: "?", required: true, when: { quanti: [4, 5] } },
    { name: "fine", type: "page" },
    { name: "fonte", type: "hidden", query: "utm_source" },
    { name: "note", type: "paragraph", label: "?" },
  ],
});

describe("a form in steps", () => {
  it("is cut at every page, whose words are the heading of what follows", ({ expect }) => {
    expect(stepsOf(form).map(({ title, fields }) => [title, fields.map(({ name }) => name)])).toEqual([
      [undefined, ["email", "chi", "locale", "camere"]],
      ["La festa", ["nota", "quanti", "troppi"]],
      [undefined, ["fonte", "note"]],
    ]);
  });

  it("begins with its first page where that comes first, and is one step without any", ({ expect }) => {
    const email = { name: "email", type: "email", required: true };
    const first = formSchema.parse({ fields: [{ name: "p", type: "page", label: "Uno" }, email] });
    expect(stepsOf(first)).toHaveLength(1);
    expect(stepsOf(first)[0]?.title).toBe("Uno");
    expect(stepsOf(formSchema.parse({ fields: [email] }))).toHaveLength(1);
  });
});

describe("conditions", () => {
  it("lean on those of the fields they name, and on their page's", ({ expect }) => {
    expect(Object.fromEntries(conditionsOf(form))).toEqual({
      locale: [{ field: "chi", values: ["Locale"] }],
      camere: [
        { field: "chi", values: ["Locale"] },
        { field: "locale", values: ["Albergo"] },
      ],
      festa: [{ field: "chi", values: ["Casa"] }],
      nota: [{ field: "chi", values: ["Casa"] }],
      quanti: [{ field: "chi", values: ["Casa"] }],
      troppi: [
        { field: "chi", values: ["Casa"] },
        { field: "quanti", values: ["4", "5"] },
      ],
    });
    expect(clausesOf(form)).toHaveLength(4);
  });

  it("tell which fields apply, also to answers of a field that applies no longer", ({ expect }) => {
    const names = (given: Record<string, unknown>) =>
      applicable(form, given)
        .filter(({ type }) => type !== "page")
        .map(({ name }) => name);
    expect(names({})).toEqual(["email", "chi", "fonte", "note"]);
    expect(names({ chi: "Locale", locale: "Albergo" })).toEqual([
      ...["email", "chi", "locale", "camere", "fonte", "note"],
    ]);
    expect(names({ chi: "Casa", locale: "Albergo", quanti: 4 })).toEqual([
      ...["email", "chi", "nota", "quanti", "troppi", "fonte", "note"],
    ]);
    expect(names({ chi: ["Casa"], quanti: "3" })).not.toContain("troppi");
  });

  it("hold for the answers as they are accepted: what does not apply is dropped and never missed", ({
    expect,
  }) => {
    const schema = answersSchema(form.fields);
    const person = { email: "ada@example.com" };
    expect(schema.parse({ ...person, chi: "Casa", locale: "Albergo", camere: "wrong" })).toEqual({
      ...person,
      chi: "Casa",
    });
    expect(issues(form, { ...person, chi: "Locale", locale: "Albergo" })).toEqual(["camere: required"]);
    expect(issues(form, { ...person, chi: "Casa", quanti: "5" })).toEqual(["troppi: required"]);
    // A field that is refused decides nothing.
    expect(issues(form, { ...person, chi: "Castello", locale: "Albergo" })).toEqual(["chi: option"]);
  });

  it("let nothing through that the form does not ask", ({ expect }) => {
    const result = answersSchema(form.fields).safeParse({ email: "a@b.it", chi: "Casa", altro: "x" });
    expect(result.error?.issues[0]?.code).toBe("unrecognized_keys");
  });

  it("choose the first outcome whose every part is met", ({ expect }) => {
    const outcomes = [
      { name: "uno", when: { chi: "Locale", locale: ["Bar", "Albergo"] } },
      { name: "due", when: { chi: "Locale" } },
    ];
    expect(outcomeOf(outcomes, { chi: "Locale", locale: "Bar" })?.name).toBe("uno");
    expect(outcomeOf(outcomes, { chi: "Locale" })?.name).toBe("due");
    expect(outcomeOf(outcomes, { chi: "Casa" })).toBeUndefined();
    expect(isMet({ chi: ["Casa", "Locale"] }, { chi: ["Locale"] })).toBe(true);
    expect(isMet({ toString: "x" }, {})).toBe(false);
  });
});

describe("the mistakes of a form in steps", () => {
  const email = { name: "email", type: "email", required: true };
  const choice = { name: "c", type: "choice", label: "?", options: ["A", "B"] };
  const text = { name: "t", type: "text", label: "?" };
  const told = (fields: unknown[], more: object = {}) => {
    const result = formSchema.safeParse({ fields, ...more });
    return (result.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
  };

  it("are told with the answers there are", ({ expect }) => {
    expect(told([email, choice, { ...text, when: { c: "C" } }])).toEqual([
      'fields.2.when.c: "C" is not among the answers of "c". Did you mean "A"?',
    ]);
    expect(told([email, choice], { disqualify: { when: { c: "Zeta" } } })).toEqual([
      'disqualify.when.c: "Zeta" is not among the answers of "c". Use one of: A, B.',
    ]);
    expect(told([email, { ...text, when: { email: "x" } }])[0]).toContain("has no list of answers");
  });

  it("include what the page cannot know, which the endings may ask", ({ expect }) => {
    const hidden = { name: "h", type: "hidden", query: "h" };
    expect(told([email, hidden, { ...text, when: { h: "x" } }])[0]).toContain('"h" is hidden');
    expect(told([email, hidden], { disqualify: { when: { h: "x" } } })).toEqual([]);
  });

  it("include a person who may not be asked at all", ({ expect }) => {
    const lonely = "A lead is known by e-mail or phone";
    expect(told([choice, { ...email, when: { c: "A" } }])[0]).toContain(lonely);
    expect(told([choice, { name: "p", type: "page", when: { c: "A" } }, email])[0]).toContain(lonely);
  });

  it("include a file to download at an ending that has no folder", ({ expect }) => {
    const thanks = { buttons: [{ download: "./a.pdf" }] };
    expect(told([email, choice], { disqualify: { when: { c: "A" }, thanks } })[0]).toContain(
      "belongs to a landing",
    );
  });
});

describe("the buttons of an ending", () => {
  const first = (button: object) => thanksSchema.safeParse({ button }).error?.issues[0]?.message;

  it("do one thing each", ({ expect }) => {
    for (const button of [
      { label: "Vai", href: "/guida/" },
      { call: "+39 051 555 0142" },
      { whatsapp: "+393331234567", message: "Ciao" },
      { download: "./listino.pdf" },
      { book: "https://agenda.example.com/x" },
    ]) {
      expect(first(button), JSON.stringify(button)).toBeUndefined();
    }
    expect(first({ label: "Vai" })).toContain("A button does one thing");
    expect(first({ call: "+39051555014", book: "https://x.it" })).toContain("A button does one thing");
    expect(first({ href: "/guida/" })).toContain("needs words of its own");
    expect(first({ call: "+39051555014", message: "Ciao" })).toContain("Only a WhatsApp chat");
    expect(first({ call: "051 555 0142" })).toContain("Write the number with its country");
    expect(first({ download: "./pagina.html" })).toContain("A page is no download");
  });

  it("are the same in the short form and in the long one, and never both", ({ expect }) => {
    const button = { call: "+39 051 555 0142" };
    expect(buttonsOf(thanksSchema.parse({ button }))).toEqual([button]);
    expect(buttonsOf(thanksSchema.parse({ buttons: [button] }))).toEqual([button]);
    expect(buttonsOf(thanksSchema.parse({}))).toEqual([]);
    expect(thanksSchema.safeParse({ button, buttons: [button] }).success).toBe(false);
  });
});

function issues(asking: Form, given: object): string[] {
  const result = answersSchema(asking.fields).safeParse(given);
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}
