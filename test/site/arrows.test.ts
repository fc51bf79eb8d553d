import { readdir, readFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { beforeAll, describe, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Which parts of the house each part may import. */
const arrows: Record<string, string[]> = {
  "content/schema": ["content/schema"],
  templates: ["templates", "content/schema"],
  site: ["site", "templates", "content/schema"],
  worker: ["worker", "content/schema"],
};

/** An import of ours: the file that has it, as written, and the file it means. */
interface Import {
  from: string;
  written: string;
  to: string;
}

describe("the house", () => {
  let files: string[] = [];
  let imports: Import[] = [];
  beforeAll(async () => {
    const found = await Promise.all([...Object.keys(arrows), "test"].map(filesIn));
    files = found.flat();
    imports = (await Promise.all(files.map(importsIn))).flat();
  });

  it("has arrows that point one way: worker and site never import each other", ({ expect }) => {
    const wrong = imports
      .filter(({ from }) => partOf(from) !== "test")
      .filter(({ from, written, to }) => isOwn(written) && !(arrows[partOf(from)] ?? []).includes(partOf(to)))
      .map(({ from, written }) => `${from} imports ${written}`);
    expect(wrong).toEqual([]);
  });

  it("takes no words along to the worker but those that it says", ({ expect }) => {
    const all = imports.filter(
      ({ from, to }) => partOf(from) === "worker" && to === "content/schema/locales/index.ts",
    );
    expect(all.map(({ from }) => from)).toEqual([]);
  });

  it("has a contract that leans on zod alone", ({ expect }) => {
    const foreign = imports.filter(
      ({ from, written }) => partOf(from) === "content/schema" && !isOwn(written),
    );
    expect([...new Set(foreign.map(({ written }) => written))]).toEqual(["zod"]);
  });

  it("hands the catalog to the worker alone", ({ expect }) => {
    const readers = imports.filter(({ written }) => written === "#catalog").map(({ from }) => partOf(from));
    expect(new Set(readers)).toEqual(new Set(["worker"]));
  });

  it("never climbs more than two folders in an import", ({ expect }) => {
    expect(imports.filter(({ written }) => written.includes("../../../")).map(({ from }) => from)).toEqual(
      [],
    );
  });

  it("is at most three folders deep", ({ expect }) => {
    expect(files.filter((file) => file.split("/").length > 4)).toEqual([]);
  });

  it("has no file above 300 lines", async ({ expect }) => {
    const long = await Promise.all(
      files.map(async (file) =>
        (await readFile(join(root, file), "utf8")).split("\n").length > 301 ? [file] : [],
      ),
    );
    expect(long.flat()).toEqual([]);
  });
});

async function filesIn(part: string): Promise<string[]> {
  const found = await readdir(join(root, part), { recursive: true, withFileTypes: true });
  return found
    .filter(
      (file) => file.isFile() && /\.(?:m?ts|tsx|astro|mjs)$/.test(file.name) && !file.name.endsWith(".d.ts"),
    )
    .map((file) => `${file.parentPath.slice(root.length + 1)}/${file.name}`.replaceAll("\\", "/"));
}

async function importsIn(file: string): Promise<Import[]> {
  const text = await readFile(join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|[;\s])(?:import|export)\s(?:[^"'`;]*?\sfrom\s)?["']([^"'\n]+)["']|\bimport\(["']([^"'\n]+)["']\)/g,
  );
  return [...found].map(([, plain, dynamic]) => {
    const written = plain ?? dynamic ?? "";
    return {
      from: file,
      written,
      to: written.startsWith(".") ? posix.join(dirname(file), written) : written,
    };
  });
}

function isOwn(written: string): boolean {
  return written.startsWith(".");
}

function partOf(file: string): string {
  return file.startsWith("content/schema/") ? "content/schema" : (file.split("/")[0] ?? "");
}
