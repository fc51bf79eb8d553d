import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "vitest";
import { catalogSchema } from "../../content/schema/catalog.ts";
import type { Deps } from "../../worker/env.ts";
import { type SampleMailing, sampleMailing } from "../../worker/mail/sample-mailing.tsx";
import { mailingAt } from "../../worker/mailings/mailing.ts";
import { unsupportedIn } from "../support/mail-support.ts";
import { faultsOn } from "./axe.ts";
import { origin, visit } from "./stage.ts";

const dist = join(import.meta.dirname, "../../dist");
const catalog = catalogSchema.parse(JSON.parse(await readFile(join(dist, "catalog.json"), "utf8")));
const paths = [
  ...Object.entries(catalog.sequences).flatMap(([name, { steps }]) =>
    steps.map((step) => `sequences/${name}/${step.name}`),
  ),
  ...Object.keys(catalog.campaigns).map((name) => `campaigns/${name}`),
];

/** One of the sample's letters, as somebody gets it who answered all or little. */
async function letter(path: string, knows: "all" | "little"): Promise<SampleMailing> {
  const fetchAsset = async (asset: string) => new Response(await readFile(join(dist, "site", asset)));
  const deps = {
    catalog,
    publicUrl: origin,
    fetchAsset,
    log: () => undefined,
    now: Date.now,
  } as unknown as Deps;
  const mailing = mailingAt(catalog, path);
  const made = mailing && (await sampleMailing(deps, mailing, { knows, answers: {}, variant: 0 }));
  if (made === null) throw new Error(`There is no letter ${path}.`);
  return made;
}

describe("the sample's sequence and its campaign", () => {
  it("are five letters after the book and one about rye", ({ expect }) => {
    expect(paths).toHaveLength(6);
  });

  it.for(paths)(
    "hold what mail programs show alike, with pictures and pages that are there: %s",
    async (path, { expect }) => {
      const { html } = await letter(path, "all");
      expect(unsupportedIn(html)).toEqual([]);
      for (const [, address = ""] of html.matchAll(/ (?:href|src)="(http:[^"]+)"/g))
        if (!address.includes("/u/"))
          expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    },
  );

  for (const dark of [false, true])
    it.for(paths)(
      `have no fault that axe finds, and fit a telephone, ${dark ? "dark" : "light"}: %s`,
      async (path, { expect }) => {
        const { html } = await letter(path, "little");
        const { page } = await visit({ dark });
        await page.setContent(html);
        expect(await faultsOn(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      },
    );

  it("name nobody of whom nothing is known, and shout at nobody", async ({ expect }) => {
    for (const path of paths) {
      const { subject, text } = await letter(path, "little");
      expect(text).toContain("Ciao a te,");
      expect(subject + text).not.toMatch(/!|\{|undefined/);
    }
  });
});
