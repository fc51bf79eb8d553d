import { afterEach, describe, it } from "vitest";
import { catalogOf, catalogText } from "../../site/catalog/catalog.ts";
import { isPlain } from "../../site/content/body.ts";
import type { Content } from "../../site/content/content.ts";
import { readContent } from "../../site/content/read.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { emptyProject, type Project } from "./project.ts";

describe("content without a mistake", () => {
  let project: Project;
  afterEach(() => project.end());

  it("is read whole, with what landings refer to", async ({ expect }) => {
    project = await emptyProject(goodContent);
    const content = await goodly(project);
    expect(content.landings.map(({ path }) => path)).toEqual(["buono", "en/voucher", "guida"]);
    const [, voucher, guide] = content.landings;
    expect(guide).toMatchObject({
      locale: "it",
      formName: "richiesta",
      magnet: { name: "guida" },
      alternates: [],
    });
    expect(guide?.pages).toEqual({ landing: "/guida/", thanks: "/guida/grazie/", grant: "/_private/guida/" });
    expect(voucher).toMatchObject({ locale: "en", formName: "landing:en/voucher" });
    expect(voucher?.pages.thanks).toBe("/en/voucher/thanks/");
    expect(voucher?.alternates).toEqual([
      { locale: "en", href: "/en/voucher/" },
      { locale: "it", href: "/buono/" },
    ]);
  });

  it("may have no landing at all", async ({ expect }) => {
    project = await emptyProject({ "content/site.yaml": goodContent["content/site.yaml"] ?? "" });
    expect((await goodly(project)).landings).toEqual([]);
  });

  it("may come from Windows: line breaks and a byte order mark change nothing", async ({ expect }) => {
    const file = "content/landings/guida/index.mdx";
    const text = `\uFEFF${String(goodContent[file]).replaceAll("\n", "\r\n")}`;
    project = await emptyProject({ ...goodContent, [file]: text });
    expect((await goodly(project)).landings[2]?.landing.title).toBe("La guida che mancava");
  });

  it("is not read again where it has not changed", async ({ expect }) => {
    project = await emptyProject(goodContent);
    const readings = new Map();
    await readContent(project.root, readings);
    const before = new Map(readings);
    await project.write(
      "content/forms/richiesta.yaml",
      `${String(goodContent["content/forms/richiesta.yaml"])}review: false\n`,
    );
    await readContent(project.root, readings);
    const again = [...readings]
      .filter(([file, reading]) => before.get(file) !== reading)
      .map(([file]) => file);
    expect(again).toEqual([`${project.root}/content/forms/richiesta.yaml`]);
  });

  it("gives one catalog, which changes with the content", async ({ expect }) => {
    project = await emptyProject(goodContent);
    const catalog = await catalogOf(await goodly(project));
    expect(catalogText(await catalogOf(await goodly(project)))).toBe(catalogText(catalog));
    expect(catalog.site.privacy).toEqual({ it: "/privacy/", en: "/en/privacy/" });
    expect(catalog.magnets["buono"]).toMatchObject({
      kind: "coupon",
      shops: ["centro"],
      value: { amount: 5, currency: "EUR" },
    });
    expect(catalog.landings["guida"]).toMatchObject({
      form: "richiesta",
      magnets: [{ name: "guida", otherwise: false }],
      delivery: "email",
      until: "2027-06-30",
    });

    await project.write("content/landings/guida/copertina.png", "another picture");
    const repainted = await catalogOf(await goodly(project));
    expect(repainted.build).not.toBe(catalog.build);
    // What people saw is the template's work, too.
    await project.write("templates/ebook/theme.css", "h1 { color: red }");
    expect((await catalogOf(await goodly(project))).build).not.toBe(repainted.build);
  });

  it("of a thousand landings is read whole", async ({ expect }) => {
    const landing = goodContent["content/landings/buono/index.mdx"] ?? "";
    project = await emptyProject({ ...goodContent });
    for (let place = 0; place < 1000; place++) {
      await project.write(
        `content/landings/prova-${place}/index.mdx`,
        String(landing).replace(/seo:\n.*\n/, ""),
      );
    }
    expect((await goodly(project)).landings).toHaveLength(1003);
  });
});

describe("the quick way for texts", () => {
  it("is taken by Markdown that reads the same as MDX, and by nothing else", ({ expect }) => {
    const plain = [
      "## Ciao\n\nUno *due*, [tre](/x/).\n\n- a\n  - b\n\n> q\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
      "",
    ];
    expect(plain.map(isPlain)).toEqual([true, true]);
    const other = [
      "a <b>",
      "{1 + 1}",
      "}",
      "import x from 'y'",
      "export const a = 1",
      "uno\n\n    codice",
      "\tcodice",
      "![x](./y.png)",
    ];
    expect(other.filter(isPlain)).toEqual([]);
  });
});

async function goodly(project: Project): Promise<Content> {
  const { content, mistakes } = await readContent(project.root);
  if (content === null) throw new Error(JSON.stringify(mistakes, null, 1));
  return content;
}
