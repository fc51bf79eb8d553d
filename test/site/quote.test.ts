import { describe, it } from "vitest";
import type { Locale } from "../../content/schema/primitives.ts";
import { siteSchema } from "../../content/schema/site.ts";
import { phoneOf } from "../../templates/quote/phone.ts";
import { quoteSchema } from "../../templates/quote/schema.ts";

const form = { fields: [{ name: "email", type: "email", required: true }] };
const address = { street: "via Roma 1", postalCode: "40122", city: "Bologna" };
const owner = { name: "Bottega srl", address, email: "dati@bottega.example" };
const shop = { name: "bottega", title: "Bottega", address };

/** The number that a landing shows, given what its author and its site say. */
function shown(locale: Locale, site: object, landing: object = {}) {
  return phoneOf({
    site: siteSchema.parse({
      name: "Bottega",
      url: "https://bottega.example",
      locale: "it",
      sender: { name: "Bottega", email: "ciao@bottega.example" },
      theme: { primary: "#c2371c" },
      owner,
      ...site,
    }),
    locale,
    landing: quoteSchema.parse({ template: "quote", title: "Preventivo", form, ...landing }),
  });
}

describe("the number on a quote's card", () => {
  const call = { owner: { ...owner, phone: "+39 051 555 0001" } };

  it("is the landing's, else the first shop's, else the owner's, else none", ({ expect }) => {
    const shops = [{ ...shop, phone: "+39 051 555 0002" }];
    expect(shown("it", { ...call, shops }, { phone: "+39 051 555 0003" })?.href).toBe("tel:+390515550003");
    expect(shown("it", { ...call, shops })?.href).toBe("tel:+390515550002");
    expect(shown("it", call)?.href).toBe("tel:+390515550001");
    expect(shown("it", {})).toBeUndefined();
  });

  it("is written as the reader's country writes it, and dialled with its country", ({ expect }) => {
    expect(shown("it", call)?.shown).toBe("051 555 0001");
    expect(shown("en", call)?.shown).toBe("+39 051 555 0001");
    expect(shown("it", { owner: { ...owner, phone: "+44 20 7946 0000" } })?.shown).toBe("+44 20 7946 0000");
  });
});
