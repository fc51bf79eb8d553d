import { describe, it } from "vitest";
import { parse } from "yaml";
import type { Site } from "../../content/schema/site.ts";
import { siteSchema } from "../../content/schema/site.ts";
import { noBlocks } from "../../site/content/blocks.ts";
import type { ContentMistake } from "../../site/content/mistake.ts";
import { checkSecurity, securityText } from "../../site/search/security.ts";
import { goodContent } from "../fixtures/content/good.ts";

const today = Date.parse("2027-03-01");

function siteWith(security: object | string | undefined): Site {
  const plain: object = parse(String(goodContent["content/site.yaml"]));
  return siteSchema.parse({ ...plain, security: security || undefined });
}

function mistakesOf(expires: string | undefined): ContentMistake[] {
  const mistakes: ContentMistake[] = [];
  const document = {
    file: "content/site.yaml",
    value: {},
    lineOf: () => 7,
    body: "",
    bodyLine: 1,
    blocks: noBlocks,
  };
  checkSecurity(document, siteWith(expires && { contact: "a@example.com", expires }), today, mistakes);
  return mistakes;
}

describe("security.txt", () => {
  it("says whom to tell, until when and in which languages", ({ expect }) => {
    expect(securityText(siteWith({ contact: "sos@prova.example", expires: "2027-10-31" }), today)).toBe(
      "Contact: mailto:sos@prova.example\nExpires: 2027-10-31T23:59:59Z\nPreferred-Languages: it, en\n" +
        "Canonical: https://prova.example/.well-known/security.txt\n",
    );
    const page = { contact: "https://prova.example/sicurezza/", expires: "2027-10-31" };
    expect(securityText(siteWith(page), today)).toContain("Contact: https://prova.example/sicurezza/\n");
  });

  it("holds for ten to eleven months where no day is named", ({ expect }) => {
    const text = (now: string) => securityText(siteWith({ contact: "sos@prova.example" }), Date.parse(now));
    expect(text("2027-03-01")).toContain("Expires: 2028-01-31T23:59:59Z\n");
    expect(text("2027-03-31")).toBe(text("2027-03-01"));
    expect(text("2027-12-31")).toContain("Expires: 2028-10-31T23:59:59Z\n");
  });

  it("is nothing where the site declares nothing, and no mistake", ({ expect }) => {
    expect(securityText(siteWith(undefined), today)).toBe("");
    expect(mistakesOf(undefined)).toEqual([]);
  });

  it.for([
    ["2027-03-30", "less than 30 days"],
    ["2026-12-31", "less than 30 days"],
    ["2028-03-10", "more than a year"],
  ])(
    "stops the build with its line and cure when it expires on %s",
    ([expires = "", why = ""], { expect }) => {
      const [mistake, ...others] = mistakesOf(expires);
      expect(others).toEqual([]);
      expect(mistake).toMatchObject({ file: "content/site.yaml", line: 7, key: "security.expires" });
      expect(mistake?.message).toContain(why);
      expect(mistake?.cure).toContain("2028-01-25");
    },
  );

  it.for(["2027-03-31", "2027-10-31", "2028-03-01"])("may expire on %s", (expires, { expect }) => {
    expect(mistakesOf(expires)).toEqual([]);
  });
});
