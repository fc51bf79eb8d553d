import { readFile, stat } from "node:fs/promises";
import * as z from "zod";

// Of the catalog, what tells which pages the Worker makes.
const catalogSchema = z.object({
  landings: z.record(
    z.string(),
    z.object({ pages: z.object({ landing: z.string() }), dynamic: z.unknown().optional() }),
  ),
});

/** Tells whether the Worker fills in the page at a path, by the catalog in `file` as it is at that moment. */
export function filledInPages(file: string): (path: string) => Promise<boolean> {
  let read = 0;
  let addresses: ReadonlySet<string> = new Set();
  return async (path) => {
    const changed = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    // While content has a mistake there may be no catalog; what was known of the last one still holds.
    if (changed !== read && changed !== 0) {
      addresses = await addressesIn(file).catch(() => addresses);
      read = changed;
    }
    return addresses.has(path.endsWith("/") ? path : `${path}/`);
  };
}

async function addressesIn(file: string): Promise<ReadonlySet<string>> {
  const { landings } = catalogSchema.parse(JSON.parse(await readFile(file, "utf8")));
  return new Set(
    Object.values(landings).flatMap(({ pages, dynamic }) => (dynamic === undefined ? [] : [pages.landing])),
  );
}
