import fc from "fast-check";
import { describe, it } from "vitest";
import { answersSchema } from "../../content/schema/answers.ts";
import { fieldSchema } from "../../content/schema/field.ts";
import { canonicalEmail, greetingName, personIn } from "../../worker/identity.ts";
import { foldedEmail } from "../../worker/inbox.ts";
import { texts } from "./texts.ts";

const labels = fc.stringMatching(/^[a-z0-9àèéìòùçćłöüñ]{1,12}$/);
const emails = fc
  .tuple(
    fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}$/),
    labels,
    fc.constantFrom("it", "com", "eu", "io"),
  )
  .map(([name, label, top]) => `${name}@${label}.${top}`);
const address = answersSchema([fieldSchema.parse({ type: "email", name: "email", required: true })]);

/** `text` with some letters made capital. */
function shouted(text: string, loud: boolean[]): string {
  return [...text]
    .map((letter, place) => (loud[place % loud.length] ? letter.toUpperCase() : letter))
    .join("");
}

describe("an address", () => {
  it("names one person, however its letters are written", ({ expect }) => {
    fc.assert(
      fc.property(emails, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), (email, loud) => {
        expect(canonicalEmail(shouted(email, loud))).toBe(canonicalEmail(email));
        expect(canonicalEmail(email.normalize("NFD"))).toBe(canonicalEmail(email));
      }),
    );
  });

  it("is named the same by its name", ({ expect }) => {
    fc.assert(
      fc.property(fc.oneof(emails, texts, fc.emailAddress()), (email) => {
        const once = canonicalEmail(email);
        if (address.safeParse({ email }).success) expect(canonicalEmail(once)).toBe(once);
      }),
    );
  });

  it("is split at its last @, and its domain written as the network does", ({ expect }) => {
    for (const [typed, name] of [
      ["Ada.Rossi@Example.COM", "ada.rossi@example.com"],
      ["Info@Società.it", "info@xn--societ-nta.it"],
      ["A@B@C.it", "a@b@c.it"],
      ["ADA@No Host", "ada@no host"],
      ["ADA@[X", "ada@[x"],
    ] as const)
      expect(canonicalEmail(typed)).toBe(name);
  });
});

describe("a person", () => {
  const fields = [
    { type: "email", name: "email" },
    { type: "phone", name: "telefono" },
    { type: "given-name", name: "nome" },
    { type: "family-name", name: "cognome" },
    { type: "choice", name: "giorni", label: "Giorni", options: ["Lun", "Mar"], multiple: true },
  ].map((field) => fieldSchema.parse(field));

  it("is known by e-mail, or else by telephone, or by nothing", ({ expect }) => {
    const known = { email: "Ada@Example.com", telefono: "+390515550142", nome: "Ada", cognome: "Rossi" };
    expect(personIn(fields, known)).toEqual({
      identity: "email:ada@example.com",
      email: "Ada@Example.com",
      phone: "+390515550142",
      givenName: "Ada",
      familyName: "Rossi",
    });
    expect(personIn(fields, { telefono: "+390515550142" })).toEqual({
      identity: "tel:+390515550142",
      email: null,
      phone: "+390515550142",
      givenName: null,
      familyName: null,
    });
    expect(personIn(fields, { nome: "Ada" })).toBeNull();
    expect(personIn(fields, { email: ["ada@example.com"] })).toBeNull();
    expect(personIn([], { email: "ada@example.com" })).toBeNull();
  });

  it("is the first that is answered, where a form asks for two", ({ expect }) => {
    const two = ["prima", "seconda"].map((name) => fieldSchema.parse({ type: "email", name }));
    expect(personIn(two, { seconda: "b@example.com" })?.email).toBe("b@example.com");
    expect(personIn(two, { prima: "a@example.com", seconda: "b@example.com" })?.email).toBe("a@example.com");
  });

  it("is greeted by a name that holds no address, no markup and no sentence", ({ expect }) => {
    fc.assert(
      fc.property(texts, (name) => {
        const greeting = greetingName(name);
        if (greeting === null) return;
        expect(greeting).toBe(name);
        expect(greeting).toMatch(/^[^<>&"@:/\\.,;=\r\n\t0-9]{1,80}$/);
        expect([...greeting].length).toBeLessThanOrEqual(40);
      }),
    );
    for (const name of [
      "Ada",
      "D'Amico",
      "Niccolò",
      "Lo Faso",
      "D’Angelo",
      "Anna-Maria",
      "李",
      "a".repeat(40),
    ])
      expect(greetingName(name)).toBe(name);
    for (const name of ["", " Ada", "-Ada", "a".repeat(41), "evil.example", "www x", "Ada!", "A\nB", "1"])
      expect(greetingName(name), name).toBe(name === "www x" ? name : null);
    expect([greetingName(null), greetingName("null")]).toEqual([null, "null"]);
  });
});

describe("an inbox", () => {
  it("is one, whatever follows a plus, and is named the same by its name", ({ expect }) => {
    fc.assert(
      fc.property(emails, fc.stringMatching(/^[a-z0-9.+]{0,12}$/), (email, tag) => {
        const folded = foldedEmail(email);
        expect(foldedEmail(folded)).toBe(folded);
        // An address that begins with a plus has nothing before it to be folded to.
        if (!email.startsWith("+")) expect(foldedEmail(email.replace("@", `+${tag}@`))).toBe(folded);
      }),
    );
  });

  it("of Gmail knows no dots; elsewhere they tell people apart", ({ expect }) => {
    for (const email of ["ada.bianchi@gmail.com", "adabianchi@googlemail.com", "A.da.Bianchi+pane@GMAIL.com"])
      expect(foldedEmail(email)).toBe("adabianchi@gmail.com");
    expect(foldedEmail("ada.bianchi@example.com")).toBe("ada.bianchi@example.com");
    expect(foldedEmail("+pane@example.com")).toBe("+pane@example.com");
  });
});
