import fc from "fast-check";
import { describe, it } from "vitest";
import type { Answers } from "../../content/schema/answers.ts";
import {
  canonicalReceipt,
  genesis,
  linkText,
  pageCopyText,
  type ReceiptRow,
  receiptColumns,
  receiptSchema,
} from "../../content/schema/ledger.ts";
import { digest } from "../../worker/digest.ts";
import { fingerprintOf, type Sameness } from "../../worker/fingerprint.ts";
import { texts } from "./texts.ts";

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const answersOf = fc.dictionary(names, fc.oneof(texts, fc.array(texts, { maxLength: 3 })), { maxKeys: 6 });
const samenesses: fc.Arbitrary<Sameness> = fc.record({
  landing: names,
  person: fc.constantFrom(
    { identity: "email:ada@example.com", email: "Ada@example.com" },
    { identity: "tel:+390515550142", email: null },
  ),
  answers: answersOf,
  purposes: fc.uniqueArray(names, { maxLength: 4 }),
  suspected: fc.boolean(),
});

/** The same answers, put in another order. */
function turned(answers: Answers, by: number): Answers {
  const entries = Object.entries(answers);
  const at = entries.length === 0 ? 0 : by % entries.length;
  return Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)].reverse());
}

describe("a fingerprint", () => {
  it("is the same in whatever order answers and ticks came", async ({ expect }) => {
    await fc.assert(
      fc.asyncProperty(samenesses, fc.nat({ max: 9 }), async (post, by) => {
        const other = { ...post, answers: turned(post.answers, by), purposes: [...post.purposes].reverse() };
        expect(await fingerprintOf(other)).toBe(await fingerprintOf(post));
      }),
    );
  });

  it("is another as soon as one thing differs", async ({ expect }) => {
    const changes = fc.constantFrom("landing", "person", "answer", "name", "purpose", "suspicion");
    await fc.assert(
      fc.asyncProperty(samenesses, names, changes, async (post, name, change) => {
        const differing: Record<string, Sameness> = {
          landing: { ...post, landing: `${post.landing}/x` },
          person: { ...post, person: { identity: `${post.person.identity}x`, email: post.person.email } },
          answer: { ...post, answers: { ...post.answers, [name]: `${String(post.answers[name])}x` } },
          name: { ...post, answers: { ...post.answers, [`_${name}`]: "x" } },
          purpose: { ...post, purposes: [...post.purposes, `_${name}`] },
          suspicion: { ...post, suspected: !post.suspected },
        };
        expect(await fingerprintOf(differing[change] ?? post)).not.toBe(await fingerprintOf(post));
      }),
    );
  });

  it("knows the person's address however it was typed, and no other", async ({ expect }) => {
    const post = { landing: "guida", purposes: [], suspected: false };
    const typed = (email: string, answer = email) =>
      fingerprintOf({
        ...post,
        person: { identity: "email:ada@example.com", email },
        answers: { email: answer },
      });
    expect(await typed("ADA@example.com")).toBe(await typed("ada@example.com"));
    expect(await typed("ada@example.com", "eva@example.com")).not.toBe(await typed("ada@example.com"));
    const person = { identity: "email:ada@example.com", email: "ada@example.com" };
    // As it was first written: what is stored must go on being found.
    expect(
      await fingerprintOf({
        ...post,
        person,
        answers: { nome: "Ada", email: "ada@example.com" },
        purposes: ["z", "a"],
      }),
    ).toBe(
      await digest(
        '["guida","email:ada@example.com",[["email","email:ada@example.com"],["nome","Ada"]],["a","z"],false]',
      ),
    );
  });
});

const hash = "ab".repeat(32);
const receipt: ReceiptRow = {
  id: 7,
  lead_id: "l",
  submission_id: null,
  purpose: "marketing",
  granted: 1,
  wording: "Sì, «due volte»",
  wording_hash: hash,
  form: "guida",
  build: "b",
  locale: "it",
  page_url: "https://forno.example/guida/",
  channel: "form",
  at: 1_804_849_200_000,
  version: 2,
  form_hash: null,
  message_id: "m",
};
const columns = Object.keys(receipt);

describe("the ledger", () => {
  it("reads a receipt in one way, which whoever verifies it later can read in the docs", ({ expect }) => {
    const written = `[7,"l",null,"marketing",1,"Sì, «due volte»","${hash}","guida","b","it","https://forno.example/guida/","form",1804849200000,2,null,"m"]`;
    expect(receiptColumns).toEqual(columns);
    expect(canonicalReceipt(receipt)).toBe(written);
    const turned = Object.fromEntries(Object.entries(receipt).reverse());
    expect(canonicalReceipt(receiptSchema.parse(turned))).toBe(written);
    expect(genesis).toBe("A".repeat(43));
    expect(linkText(genesis, receipt)).toBe("A".repeat(43) + written);
    const copy = { at: 5, form: "{}", packed: "p", hash: "h", landing: "l", build: "b" };
    expect(pageCopyText(copy)).toBe('["b","l","h","p","{}",5]');
  });

  it("links no two receipts alike, nor one receipt after two others", async ({ expect }) => {
    const column = fc.constantFrom(
      "lead_id",
      "purpose",
      "wording",
      "form",
      "build",
      "locale",
      "page_url",
      "channel",
    );
    await fc.assert(
      fc.asyncProperty(column, texts, texts, async (name, one, other) => {
        const links = await Promise.all(
          [one, other].map((text) => digest(linkText(genesis, { ...receipt, [name]: text }))),
        );
        expect(links[0] === links[1]).toBe(one === other);
        const [before = ""] = links;
        const isFirst = before === genesis;
        expect((await digest(linkText(before, receipt))) === (await digest(linkText(genesis, receipt)))).toBe(
          isFirst,
        );
      }),
    );
  });

  it("takes a row of the table, and no other thing for one", ({ expect }) => {
    expect(receiptSchema.parse(receipt)).toEqual(receipt);
    for (const name of ["submission_id", "version", "form_hash", "message_id"])
      expect(receiptSchema.safeParse({ ...receipt, [name]: null }).success, name).toBe(true);
    expect(
      receiptSchema.safeParse({ ...receipt, granted: 0, submission_id: "s", form_hash: hash }).success,
    ).toBe(true);
    const wrong: Record<string, unknown>[] = [
      { more: 1 },
      { granted: 2 },
      { granted: null },
      { id: 1.5 },
      { at: 0.5 },
      { version: 1.5 },
      { wording_hash: "ab" },
      { form_hash: "ab" },
      { wording_hash: null },
      ...columns.map((name) => ({ [name]: undefined })),
      ...columns.map((name) => ({ [name]: {} })),
    ];
    for (const change of wrong)
      expect(receiptSchema.safeParse({ ...receipt, ...change }).success, JSON.stringify(change)).toBe(false);
  });
});
