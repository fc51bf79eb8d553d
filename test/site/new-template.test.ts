import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, it } from "vitest";
import { goodContent } from "../fixtures/content/good.ts";
import { runNode } from "../support/command.ts";
import { buildableProject, home, type Project } from "./project.ts";

const astro = "node_modules/astro/bin/astro.mjs";
const ours = ["templates/guest-book", "templates/index.ts"];

describe("a template that npm run new wrote", () => {
  let project: Project;
  beforeAll(async () => {
    project = await buildableProject(goodContent);
    const { root } = project;
    await cp(join(home, "biome.json"), join(root, "biome.json"));
    await runNode(["site/scripts/new.ts", "template", "guest-book"], { root });
    await runNode(["site/scripts/new.ts", "landing", "prova", "--template", "guest-book"], { root });
  }, 240_000);
  afterAll(() => project.end());

  it("has all that a template has, and is on the list", async ({ expect }) => {
    expect((await readdir(join(project.root, "templates/guest-book"))).sort()).toEqual([
      "Outcome.astro",
      "Page.astro",
      "preview.webp",
      "schema.ts",
      "theme.css",
    ]);
    const list = await import(pathToFileURL(join(project.root, "templates/index.ts")).href);
    expect(list.templateNames).toContain("guest-book");
    expect(list.templateNames).toEqual([...list.templateNames].sort());
    const form = { fields: [{ name: "email", type: "email", required: true }] };
    const landing = list.landingSchema.parse({ template: "guest-book", title: "Titolo", form });
    expect(landing.template).toBe("guest-book");
  });

  it("is written as the linter has it, and its types are right", async () => {
    const { root } = project;
    const biome = join(home, "node_modules/@biomejs/biome/bin/biome");
    await runNode([biome, "check", "--error-on-warnings", "--vcs-enabled=false", ...ours], { root });
    // Of the whole project only the new folder: the rest has its own check.
    await project.write(
      "only.json",
      JSON.stringify({ extends: "./tsconfig.json", include: [".astro/types.d.ts", ours[0]] }),
    );
    const check = ["check", "--minimumFailingSeverity", "warning", "--tsconfig", "only.json"];
    await runNode([astro, ...check], { root });
  }, 240_000);

  it("has a sentence on every key", async ({ expect }) => {
    const schema = await readFile(join(project.root, "templates/guest-book/schema.ts"), "utf8");
    expect(schema).toMatch(/\/\*\* .+\. \*\/\n {2}template:/);
  });

  it("builds the landing that names it", async ({ expect }) => {
    const { root } = project;
    await runNode([astro, "build"], { root });
    const page = await readFile(join(root, "dist/site/prova/index.html"), "utf8");
    expect(page).toMatch(/<h1 data-words="title"[^>]*>Prova<\/h1>/);
    expect(page).toContain('action="/f/prova"');
    expect(await readFile(join(root, "dist/site/prova/grazie/index.html"), "utf8")).toContain("<h1");
  }, 240_000);
});
