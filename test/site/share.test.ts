import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Content, LandingEntry } from "../../site/content/content.ts";
import { readContent } from "../../site/content/read.ts";
import { drawShares } from "../../site/share/pictures.ts";
import { planOfLanding, planOfSite, shareName, sharePlans } from "../../site/share/plan.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { emptyProject, home, type Project } from "./project.ts";

describe("the pictures of shared links", () => {
  let project: Project;
  let content: Content;
  let built: string;

  beforeAll(async () => {
    project = await emptyProject({ ...goodContent });
    await symlink(
      join(home, "node_modules/@fontsource-variable"),
      await folderFor(project, "@fontsource-variable"),
    );
    const read = await readContent(project.root);
    if (read.content === null) throw new Error("The good content has mistakes.");
    content = read.content;
    built = await mkdtemp(join(tmpdir(), "imbuto-share-"));
    await drawShares(content).into(built);
  });
  afterAll(() => Promise.all([project.end(), rm(built, { recursive: true, force: true })]));

  const landing = (path: string): LandingEntry => {
    const entry = content.landings.find((one) => one.path === path);
    if (entry === undefined) throw new Error(`There is no landing ${path}.`);
    return entry;
  };

  it("are one for each landing and one for the site, as large as networks ask", async ({ expect }) => {
    const names = [...(await sharePlans(content)).keys()].toSorted();
    expect((await readdir(join(built, "_astro/share"))).toSorted()).toEqual(names);
    expect(names).toHaveLength(4);
    for (const name of names.filter((one) => one.endsWith(".png"))) {
      const { width, height } = PNG.sync.read(await readFile(join(built, "_astro/share", name)));
      expect({ width, height }).toEqual({ width: 1200, height: 630 });
    }
  });

  it("have the brand's colour, and the page's words in a tone that can be read on it", async ({ expect }) => {
    const plan = planOfLanding(content, landing("buono"));
    expect(plan).toMatchObject({
      title: "Cinque euro sul primo libro",
      brand: "Libreria Prova",
      ground: "#0b6e4f",
    });
    const name = await shareName(content.root, plan ?? planOfSite(content));
    const { data: pixels } = PNG.sync.read(await readFile(join(built, "_astro/share", name)));
    expect([...pixels.subarray(0, 3)]).toEqual([0x0b, 0x6e, 0x4f]);
    // A picture of nothing but the ground would be a title that was not drawn.
    expect(pixels.some((level, place) => place % 4 === 0 && level > 200)).toBe(true);
  });

  it("take in the page's own picture, with the part that matters", ({ expect }) => {
    expect(planOfLanding(content, landing("guida"))?.picture).toEqual({
      file: "content/landings/guida/copertina.png",
      focus: undefined,
    });
  });

  it("are another file as soon as anything in them is another, and else the same", async ({ expect }) => {
    const plan = planOfSite(content);
    const name = await shareName(content.root, plan);
    expect(await shareName(content.root, { ...plan })).toBe(name);
    const changes = [
      { title: "Altro" },
      { ground: "#000000" },
      { font: "instrument-sans" as const },
      { brand: "X" },
    ];
    const others = await Promise.all(
      changes.map((change) => shareName(content.root, { ...plan, ...change })),
    );
    expect(new Set([name, ...others])).toHaveLength(5);
  });

  it("give way to a picture that the author chose, but for a drawing that networks cannot read", ({
    expect,
  }) => {
    const entry = landing("guida");
    const chosen = (image: string) => {
      const own = { ...entry, landing: { ...entry.landing, seo: { ...entry.landing.seo, image } } };
      return planOfLanding(content, own);
    };
    expect(chosen("./foto.jpg")).toBeUndefined();
    expect(chosen("./disegno.svg")).toBeDefined();
  });

  it("are drawn once: the next build finds them, and what no page needs any more is gone", async ({
    expect,
  }) => {
    const cache = join(content.root, "node_modules/.cache/imbuto/share");
    const before = await readdir(cache);
    const [first = ""] = before;
    const bytes = await readFile(join(cache, first));
    const again = await mkdtemp(join(tmpdir(), "imbuto-share-"));
    await drawShares({ ...content, landings: [] }).into(again);
    expect(before).toHaveLength(4);
    expect(await readdir(cache)).toEqual([await shareName(content.root, planOfSite(content))]);
    expect(bytes.length).toBeGreaterThan(1000);
    await rm(again, { recursive: true });
  });
});

async function folderFor(project: Project, name: string): Promise<string> {
  await project.write("node_modules/.keep", "");
  return join(project.root, "node_modules", name);
}
