import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, it } from "vitest";
import { stampPlace } from "../../site/book/epub/colophon.ts";
import { dayAndNight } from "../../site/book/epub/sheet.ts";
import { writeEpub } from "../../site/book/epub/write.ts";
import { contrast } from "../../templates/theme/colour.ts";
import { root } from "../support/bundle.ts";
import { sampleBook } from "../support/sample-book.ts";

const cover = readFileSync(join(root, "content/landings/lievito-madre/copertina.webp"));
const bytes = await writeEpub(root, sampleBook(), cover);
const files = new Map(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, strFromU8(file)]));
const text = (name: string) => files.get(`OEBPS/${name}`) ?? "";

describe("a book as EPUB", () => {
  it("says what it is in its first bytes, as they are", ({ expect }) => {
    expect(strFromU8(bytes.subarray(30, 58))).toBe("mimetypeapplication/epub+zip");
    expect(files.get("META-INF/container.xml")).toContain("OEBPS/package.opf");
  });

  it("ends in its colophon, not compressed, with one place for a stamp", ({ expect }) => {
    expect([...files.keys()].at(-1)).toBe("OEBPS/colophon.xhtml");
    expect(strFromU8(bytes, true).includes(stampPlace), "readable in the archive itself").toBe(true);
    expect(text("colophon.xhtml").split(stampPlace)).toHaveLength(2);
    expect(text("colophon.xhtml")).toContain("Edizione del 20 novembre 2026");
  });

  it("is the same bytes each time", async ({ expect }) => {
    expect(Buffer.compare(bytes, await writeEpub(root, sampleBook(), cover))).toBe(0);
  });

  it("lists every file, and every link and picture is there", ({ expect }) => {
    const listed = [...text("package.opf").matchAll(/<item [^>]*href="([^"]+)"/g)].map(
      ([, href]) => `OEBPS/${href}`,
    );
    const own = ["mimetype", "META-INF/container.xml", "OEBPS/package.opf"];
    expect([...listed, ...own].toSorted()).toEqual([...files.keys()].toSorted());
    expect([...files.keys()].flatMap(danglingIn)).toEqual([]);
  });

  it("calls pictures, tables and chapters by their numbers", ({ expect }) => {
    expect(text("01-uno.xhtml")).toContain('<a href="#imbuto">figura 1</a>');
    expect(text("01-uno.xhtml")).toContain('<a href="02-due.xhtml">capitolo 2</a>');
    expect(text("01-uno.xhtml")).toContain('<span class="label">Figura 1.</span> L’imbuto');
    expect(text("02-due.xhtml")).toContain('<span class="label">Tabella 1.</span> I prezzi');
  });

  it("has notes that lead there and back", ({ expect }) => {
    expect(text("01-uno.xhtml")).toMatch(/<a epub:type="noteref"[^>]*id="_r1" href="#_n1"/);
    expect(text("01-uno.xhtml")).toMatch(
      /<aside epub:type="footnote"[^>]*id="_n1"[^>]*><p><a[^>]*href="#_r1"/,
    );
  });

  it("tells its language, its title, its authors, and how it can be read", ({ expect }) => {
    const about = text("package.opf");
    for (const fact of [
      "<dc:language>it</dc:language>",
      ">Il libro di prova</dc:title>",
      ">Łukasz Ćosić</dc:creator>",
      '"dcterms:modified">2026-11-20T00:00:00Z<',
      '"schema:accessibilityFeature">alternativeText<',
      '"schema:accessibilityHazard">none<',
      '"schema:accessModeSufficient">textual<',
      '"dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.1 Level AA<',
    ])
      expect(about).toContain(fact);
    for (const [name, page] of files)
      if (name.endsWith(".xhtml")) expect(page).toContain('lang="it" xml:lang="it"');
  });

  it("keeps a visitor's signs inert", ({ expect }) => {
    expect(text("01-uno.xhtml")).toContain("&lt;input autocomplete=&quot;email&quot;&gt;");
    expect(text("01-uno.xhtml")).toContain('href="https://fornoaurelia.example/guida/?a=1&amp;b=2"');
    expect(text("nav.xhtml")).toContain("1. Uno &amp; mezzo");
  });

  it("nests chapters in their part, and the appendix outside of it", ({ expect }) => {
    const tree = text("nav.xhtml")
      .replace(/<a href="([^"]+)">[^<]*<\/a>/g, "$1")
      .replace(/\s+/g, "");
    expect(tree).toContain(
      "<li>01-uno-part.xhtml<ol><li>01-uno.xhtml<ol><li>01-uno.xhtml#3-errori</li></ol></li>",
    );
    expect(tree).toContain("<li>02-due.xhtml</li></ol></li><li>03-glossario.xhtml</li>");
  });
});

it.each(["#c2371c", "#ffffff", "#000000", "#ffee00"])("makes of %s a colour for day and night", (colour) => {
  const shown = dayAndNight(colour);
  if (contrast(shown, "#ffffff") < 4.5 || contrast(shown, "#000000") < 4.5)
    throw new Error(`${shown} is too faint on white or on black.`);
});

/** Addresses in `name` that lead to no file or to no place in it. */
function danglingIn(name: string): string[] {
  if (!name.endsWith(".xhtml")) return [];
  const links = [...(files.get(name) ?? "").matchAll(/\b(?:href|src)="([^"]+)"/g)].map(
    ([, href = ""]) => href,
  );
  return links.filter((href) => {
    if (/^https?:/.test(href)) return false;
    const [file = "", id] = href.split("#");
    const target = files.get(file === "" ? name : posix.join(posix.dirname(name), file));
    return target === undefined || (id !== undefined && !target.includes(`id="${decodeURIComponent(id)}"`));
  });
}
