import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { filledInPages } from "../../site/scripts/start/filled-in.ts";

/** A catalog as far as the front reads it; `dynamic` are the landings that the Worker fills in. */
function catalogOf(dynamic: string[]): string {
  const landings = ["guida", "citta", "en/city"].map((name) => [
    name,
    { pages: { landing: `/${name}/` }, ...(dynamic.includes(name) ? { dynamic: {} } : {}) },
  ]);
  return JSON.stringify({ landings: Object.fromEntries(landings) });
}

describe("the pages that the Worker fills in under npm start", () => {
  it("are those of the catalog as last saved, and of the last good one while there is a mistake", async ({
    expect,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), "imbuto-front-"));
    const file = join(folder, "catalog.json");
    const save = async (text: string, second: number) => {
      await writeFile(file, text);
      await utimes(file, second, second);
    };
    try {
      const isFilledIn = filledInPages(file);
      const those = async () => {
        const paths = ["/guida/", "/citta", "/citta/", "/citta/grazie/", "/en/city/", "/", "/constructor/"];
        const found = await Promise.all(paths.map(async (path) => ((await isFilledIn(path)) ? [path] : [])));
        return found.flat();
      };
      expect(await those()).toEqual([]);
      await save(catalogOf(["citta"]), 1);
      expect(await those()).toEqual(["/citta", "/citta/"]);
      await save(catalogOf(["en/city"]), 2);
      expect(await those()).toEqual(["/en/city/"]);
      await save("{", 3);
      expect(await those()).toEqual(["/en/city/"]);
      await rm(file);
      expect(await those()).toEqual(["/en/city/"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
