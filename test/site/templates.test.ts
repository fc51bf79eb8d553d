import { existsSync, readdirSync } from "node:fs";
import { describe, it } from "vitest";
import { landingSchema, templateNames } from "../../templates/index.ts";
import { optionsOf } from "../../templates/parts/options.ts";
import { dayInWords, durationInWords, figureOf, lengthOf, sizeOf } from "../../templates/parts/words.ts";

const form = { fields: [{ name: "email", type: "email", required: true }] };

/** What a landing cannot do without, by its template. */
const needs: Record<string, object> = { event: { event: { start: "2027-03-12T20:30", online: true } } };

describe("the list of templates", () => {
  it("names every folder that holds a page, and no other", ({ expect }) => {
    const folders = readdirSync("templates", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = folders
      .map(({ name }) => name)
      .filter((name) => existsSync(`templates/${name}/Page.astro`));
    expect(found.sort()).toEqual([...templateNames]);
  });

  it("gives each template a schema, a page, a page for what follows, and a style", ({ expect }) => {
    for (const name of templateNames) {
      const files = readdirSync(`templates/${name}`);
      expect(files).toEqual(
        expect.arrayContaining(["schema.ts", "Page.astro", "Outcome.astro", "theme.css"]),
      );
      expect(landingSchema.parse({ template: name, title: "Titolo", form, ...needs[name] }).template).toBe(
        name,
      );
    }
  });

  it("refuses a template that does not exist, and a key of another template", ({ expect }) => {
    expect(landingSchema.safeParse({ template: "ebok", title: "Titolo", form }).success).toBe(false);
    const contents = [{ title: "Uno" }];
    expect(landingSchema.safeParse({ template: "coupon", title: "Titolo", form, contents }).success).toBe(
      false,
    );
    expect(landingSchema.safeParse({ template: "ebook", title: "Titolo", form, contents }).success).toBe(
      true,
    );
  });
});

describe("figures on a ticket", () => {
  const said = (...figure: Parameters<typeof figureOf>) =>
    figureOf(...figure)
      .map(({ text }) => text)
      .join("");

  it("says money and percentages as the language does", ({ expect }) => {
    expect(said({ amount: 5, currency: "EUR" }, "it")).toBe("5\u00a0€");
    expect(said({ amount: 5, currency: "EUR" }, "en")).toBe("€5");
    expect(said({ amount: 12.5, currency: "EUR" }, "it")).toBe("12,50\u00a0€");
    expect(said({ percent: 20 }, "it")).toBe("20%");
    expect(said({ gift: "una torta" }, "it")).toBe("una torta");
  });

  it("tells digits from signs, which are set smaller", ({ expect }) => {
    expect(figureOf({ amount: 5, currency: "EUR" }, "en")).toEqual([
      { kind: "sign", text: "€" },
      { kind: "digits", text: "5" },
    ]);
  });

  it("sets a wide figure smaller than a narrow one", ({ expect }) => {
    const sizes = [5, 50, 500, 12.5, 1250.5].map((amount) =>
      sizeOf(figureOf({ amount, currency: "EUR" }, "it")),
    );
    expect(sizes).toEqual(["1", "2", "3", "5", "8"]);
    expect(sizeOf(figureOf({ gift: "una torta" }, "it"))).toBe("words");
  });
});

describe("words on the pages", () => {
  it("writes days and lengths of time out", ({ expect }) => {
    expect(dayInWords("2027-06-30", "it")).toBe("30 giugno 2027");
    expect(dayInWords("2027-06-30", "en")).toBe("30 June 2027");
    expect(durationInWords(30 * 86_400, "it")).toBe("30 giorni");
    expect(durationInWords(24 * 2_629_800, "it")).toBe("2 anni");
    expect(durationInWords(6 * 2_629_800, "en")).toBe("6 months");
  });

  it("sets long titles smaller", ({ expect }) => {
    expect(["Breve", "x".repeat(60), "x".repeat(120)].map(lengthOf)).toEqual(["short", "middling", "long"]);
  });
});

describe("answers to choose from", () => {
  it("names countries in the page's language, in the order of its alphabet", ({ expect }) => {
    const countries = optionsOf({ type: "country", name: "paese", required: false }, "it");
    expect(countries).toContainEqual({ value: "DE", label: "Germania" });
    expect(countries[0]?.label).toBe("Afghanistan");
    expect(countries).toHaveLength(new Set(countries.map(({ value }) => value)).size);
  });

  it("names all 107 provinces", ({ expect }) => {
    const provinces = optionsOf({ type: "province", name: "provincia", required: false }, "it");
    expect(provinces).toHaveLength(107);
    expect(provinces).toContainEqual({ value: "FC", label: "Forlì-Cesena" });
    expect(provinces.filter(({ value, label }) => value === label)).toEqual([]);
  });
});
