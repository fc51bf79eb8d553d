import suite from "email-addresses/test/tests.xml?raw";
import { describe, it } from "vitest";
import { answersSchema } from "../../content/schema/answers.ts";
import { constraintsOf } from "../../content/schema/constraints.ts";
import { fieldSchema, isAsked } from "../../content/schema/field.ts";

const field = fieldSchema.parse({ type: "email", name: "email", required: true });
const email = answersSchema([field]);
const pattern = new RegExp(`^(?:${isAsked(field) ? constraintsOf(field).pattern : ""})$`, "v");

/** The 164 addresses of Dominic Sayers' is_email, with what it says of each. */
const cases = [...suite.matchAll(/<test id="\d+">([\s\S]*?)<\/test>/g)].map(([, test = ""]) => {
  const inside = (tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(test)?.[1] ?? "";
  return {
    address: written(inside("address")),
    category: inside("category").replace(/^ISEMAIL_|_CATEGORY$/g, ""),
    diagnosis: inside("diagnosis").replace("ISEMAIL_", ""),
  };
});

/** The suite writes control characters as their pictures. */
function written(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/[\u2400-\u241f]/g, (picture) => String.fromCharCode(picture.charCodeAt(0) - 0x2400));
}

/** The addresses of `category` that a form takes, as it keeps them. */
function takenOf(category: string): { address: string; kept: string }[] {
  return cases
    .filter((one) => one.category === category)
    .flatMap(({ address }) => {
      const judged = email.safeParse({ email: address });
      return judged.success ? [{ address, kept: String(judged.data.email) }] : [];
    });
}

describe("the is_email suite", () => {
  it("is whole", ({ expect }) => {
    const counts = Object.fromEntries(
      [...Map.groupBy(cases, ({ category }) => category)].map(([category, some]) => [category, some.length]),
    );
    expect(counts).toEqual({
      VALID: 14,
      DNSWARN: 8,
      RFC5321: 17,
      CFWS: 10,
      DEPREC: 19,
      RFC5322: 30,
      ERR: 66,
    });
  });

  it("finds every address accepted that mail reaches: 14 of 14 valid, 8 of 8 whose domain may not answer", ({
    expect,
  }) => {
    expect(takenOf("VALID")).toHaveLength(14);
    expect(takenOf("DNSWARN")).toHaveLength(8);
  });

  it("finds every wrong address refused as it stands: 66 of 66", ({ expect }) => {
    const wrong = cases.filter(({ category }) => category === "ERR");
    expect([wrong.length, wrong.filter(({ address }) => pattern.test(address))]).toEqual([66, []]);
    // Blanks and line breaks at the ends are taken away before anything is judged, as browsers do in type=email:
    // what is then kept is another text than the wrong one, and a right address.
    const kept = takenOf("ERR").map((one) => one.kept);
    expect(takenOf("ERR").filter(({ address, kept }) => address === kept)).toEqual([]);
    expect([...new Set(kept)]).toEqual(["test@iana.org"]);
  });

  /** What the standards allow somewhere, and why a form does not, or does. */
  const decisions: [category: string, diagnosis: RegExp, decision: string][] = [
    ["RFC5321", /ADDRESSLITERAL|IPV6DEPRECATED/, "an address of a machine: no inbox of a person"],
    ["RFC5321", /QUOTEDSTRING/, "quotes: browsers refuse them, and few providers deliver there"],
    ["RFC5321", /TLD$/, "a domain without a dot, of no country: a slip of the finger"],
    ["RFC5321", /TLDNUMERIC/, "a domain that ends in figures: no such domain is given out"],
    ["CFWS", /COMMENT/, "comments: part of a mail's header, not of an address"],
    ["CFWS", /FWS$/, "blanks at the ends are taken away; inside there may be none"],
    ["DEPREC", /./, "forms that RFC 5322 calls obsolete"],
    ["RFC5322", /./, "good in a header, never for SMTP: literals that are no address, and what is too long"],
  ];

  it("has a decision for each of the rest, and none of them is kept as it stands", ({ expect }) => {
    const rest = cases.filter(({ category }) => ["RFC5321", "CFWS", "DEPREC", "RFC5322"].includes(category));
    expect(rest).toHaveLength(76);
    const open = rest.filter(
      (one) =>
        !decisions.some(
          ([category, diagnosis]) => category === one.category && diagnosis.test(one.diagnosis),
        ),
    );
    expect(open).toEqual([]);
    for (const category of ["RFC5321", "RFC5322"]) expect(takenOf(category)).toEqual([]);
    const trimmed = [...takenOf("CFWS"), ...takenOf("DEPREC")];
    expect(trimmed.every(({ address, kept }) => kept === address.trim() && kept !== address)).toBe(true);
    expect(new Set(trimmed.map(({ kept }) => kept))).toEqual(new Set(["test@iana.org"]));
  });
});
