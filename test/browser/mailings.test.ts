import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "vitest";
import { catalogSchema } from "../../content/schema/catalog.ts";
import { composed, serviceMails, type Which } from "../support/composed-mails.ts";
import { unsupportedIn } from "../support/mail-support.ts";
import { faultsOn } from "./axe.ts";
import { keepPictures } from "./mail-pictures.ts";
import { origin, visit } from "./stage.ts";

/** A folder for pictures of every mail, in both widths and every light; none are taken without it. */
const folder = process.env["MAIL_PICTURES"];

const dist = join(import.meta.dirname, "../../dist");
const catalog = catalogSchema.parse(JSON.parse(await readFile(join(dist, "catalog.json"), "utf8")));
const built = {
  catalog,
  publicUrl: origin,
  fetchAsset: async (asset: string) => new Response(await readFile(join(dist, "site", asset))),
};
const mailings = [
  ...Object.entries(catalog.sequences).flatMap(([name, { steps }]) =>
    steps.map((step) => ["vetrina-di-notte", `sequences/${name}/${step.name}`] as const),
  ),
  ...Object.keys(catalog.campaigns).map((name) => ["primo-pane", `campaigns/${name}`] as const),
];
const giving = ["vetrina-di-notte", "primo-pane", "en/first-loaf"];
const ofService = serviceMails.flatMap((mail) => {
  const isGiven = mail === "delivery" || mail === "reminder";
  const landings = isGiven ? giving : [mail === "notice" ? "preventivo" : "vetrina-di-notte"];
  return landings.map((landing) => [landing, mail] as const);
});
const letters = [...mailings, ...ofService].map(([landing, mail]): [string, Omit<Which, "answers">] => [
  `${mail} of ${landing}`,
  { mail, landing },
]);

describe("the sample's sequence and its campaign", () => {
  it("are five letters after the book and one about rye", ({ expect }) => {
    expect(mailings).toHaveLength(6);
  });

  it("name nobody of whom nothing is known, and shout at nobody", async ({ expect }) => {
    for (const [landing, mail] of mailings) {
      const { subject, text } = await composed(built, { mail, landing, answers: {} });
      expect(text).toContain("Ciao a te,");
      expect(subject + text).not.toMatch(/!|\{|undefined/);
    }
  });
});

describe.for(letters)("a mail as it leaves: %s", ([name, which]) => {
  it("holds what mail programs show alike, with pictures and pages that are there", async ({ expect }) => {
    const { html } = await composed(built, { ...which, answers: "all" });
    expect(unsupportedIn(html)).toEqual([]);
    // What only its reader may open, and what only a sent mail's press finds.
    for (const [, address = ""] of html.matchAll(/ (?:href|src)="(http:[^"]+)"/g))
      if (!/\/(?:u|g|l|admin)\//.test(address))
        expect([address, (await fetch(address)).status]).toEqual([address, 200]);
  });

  for (const dark of [false, true])
    it(`has no fault that axe finds, fits a telephone, and is easily pressed, ${dark ? "dark" : "light"}`, async ({
      expect,
    }) => {
      const { html } = await composed(built, { ...which, answers: "little" });
      const { page } = await visit({ dark });
      await page.setContent(html);
      expect(await faultsOn(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      for (const button of await page.locator(".button a").all())
        expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    });

  it.runIf(folder !== undefined)("is kept in pictures", async () => {
    const file = name.replaceAll(/[^a-z]+/gi, "-");
    for (const answers of ["all", "little"] as const) {
      const mail = await composed(built, { ...which, answers });
      if (answers === "all") await keepPictures(folder ?? "", file, mail);
    }
  });
});
