import { createHash } from "node:crypto";
import { describe, it } from "vitest";
import {
  canonicalReceipt,
  genesis,
  linkText,
  pageCopyText,
  type ReceiptRow,
  receiptColumns,
} from "../../content/schema/ledger.ts";

const receipt: ReceiptRow = {
  channel: "form",
  id: 1,
  lead_id: "l",
  submission_id: null,
  purpose: "marketing",
  granted: 1,
  wording: 'Sì, «voglio»\nricevere "tutto".',
  wording_hash: "a".repeat(64),
  form: "guida",
  build: "b",
  locale: "it",
  page_url: "https://forno.example/guida/",
  at: 1_810_000_000_000,
  version: 2,
  form_hash: null,
  message_id: null,
};

describe("the canonical form of a receipt", () => {
  // What was sealed once must be read in the same way for ever.
  it("is a JSON array of all columns in their fixed order", ({ expect }) => {
    expect(receiptColumns.join(" ")).toBe(
      "id lead_id submission_id purpose granted wording wording_hash form build locale page_url channel at version form_hash message_id",
    );
    expect(canonicalReceipt(receipt)).toBe(
      String.raw`[1,"l",null,"marketing",1,"Sì, «voglio»\nricevere \"tutto\".","${"a".repeat(64)}","guida","b","it","https://forno.example/guida/","form",1810000000000,2,null,null]`,
    );
  });

  it("tells every change in every column", ({ expect }) => {
    const changed = receiptColumns.map((column) => {
      const value = receipt[column];
      const other = typeof value === "number" ? value + 1 : value === null ? "" : `${value} `;
      return canonicalReceipt({ ...receipt, [column]: other });
    });
    expect(new Set([canonicalReceipt(receipt), ...changed]).size).toBe(receiptColumns.length + 1);
  });

  it("cannot be taken for another by moving letters from one column to the next", ({ expect }) => {
    const one = canonicalReceipt({ ...receipt, form: 'a","b', build: "c" });
    expect(canonicalReceipt({ ...receipt, form: "a", build: 'b","c' })).not.toBe(one);
  });
});

describe("a link", () => {
  it("is the hash of the link before and the receipt, from a genesis of 32 zero bytes on", ({ expect }) => {
    expect(Buffer.from(genesis, "base64url")).toEqual(Buffer.alloc(32));
    expect(linkText(genesis, receipt)).toBe(genesis + canonicalReceipt(receipt));
    const first = createHash("sha256").update(linkText(genesis, receipt)).digest("base64url");
    expect(first).toBe("kTdF7NFznEPsshB_sLWNlfEpiRCykKo17ygq_mvw47g");
  });
});

describe("the seal of a page's copy", () => {
  it("holds everything in the row", ({ expect }) => {
    const copy = { build: "b", landing: "guida", hash: "h", packed: "p", form: '{"a":1}', at: 5 };
    expect(pageCopyText(copy)).toBe(String.raw`["b","guida","h","p","{\"a\":1}",5]`);
  });
});
