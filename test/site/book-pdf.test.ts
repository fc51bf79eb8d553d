import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { getDocumentProxy } from "unpdf";
import { beforeAll, describe, it } from "vitest";
import { foreignLetters, inOwnType } from "../../site/book/pdf/drawings.ts";
import { writePdf, writeSample } from "../../site/book/pdf/write.ts";
import { placesIn } from "../../site/book/places.ts";
import type { Block, Book } from "../../site/book/tree.ts";
import { isClean, missingFonts, type SeenPdf, seenPdf } from "../support/pdf.ts";
import { sampleBook } from "../support/sample-book.ts";

const root = join(import.meta.dirname, "../..");
const at = { file: "content/magnets/prova/01-uno.mdx", line: 7 };

/** A paragraph of `words`, which stands in line 7. */
function paragraph(words: string): Block {
  return { at, kind: "paragraph", inlines: [{ kind: "text", text: words }] };
}

/** The sample with one chapter of `blocks`. */
function bookOf(...blocks: Block[]): Book {
  const [chapter] = sampleBook().chapters;
  if (chapter === undefined) throw new Error("The sample has no chapter.");
  return sampleBook({ chapters: [{ ...chapter, blocks }] });
}

/** The pages, counted from 1, whose text says `words`. */
function pagesWith(pdf: SeenPdf, words: string): number[] {
  return pdf.pages.flatMap(({ text }, place) =>
    lettersOf(text).includes(lettersOf(words)) ? [place + 1] : [],
  );
}

function lettersOf(text: string): string {
  return text.replace(/\s/g, "");
}

/** Where the links on page `number` of `bytes` lead: to a page, or to an address. */
async function linksOn(bytes: Uint8Array, number: number): Promise<(number | string)[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const links = await (await pdf.getPage(number)).getAnnotations();
  const led = links.map(async ({ url, dest }) => {
    const place = typeof dest === "string" ? await pdf.getDestination(dest) : dest;
    return place?.[0] ? (await pdf.getPageIndex(place[0])) + 1 : String(url);
  });
  return Promise.all(led);
}

describe("a book's PDF", () => {
  let made: Awaited<ReturnType<typeof writePdf>>;
  let seen: SeenPdf;
  beforeAll(async () => {
    made = await writePdf(sampleBook(), root);
    seen = await seenPdf(made.pdf);
  });

  for (const design of ["classic", "modern"] as const)
    for (const size of ["A5", "A4", "screen"] as const)
      it(`is whole, tagged and complete: ${design}, ${size}`, async ({ expect }) => {
        const { pdf, pages, cover } = await writePdf(sampleBook({ design, size }), root);
        const { isTagged, title, language, pages: shown } = await seenPdf(pdf);
        expect({ isTagged, title, language }).toEqual({
          isTagged: true,
          title: "Il libro di prova",
          language: "it",
        });
        expect(shown).toHaveLength(pages);
        expect(await missingFonts(pdf)).toEqual([]);
        expect(await isClean(pdf)).toBe(true);
        const [front] = shown;
        expect(cover.width / cover.height).toBeCloseTo((front?.width ?? 0) / (front?.height ?? 1), 1);
      });

  it("names in its contents the page on which each chapter begins, and leads there", async ({ expect }) => {
    const [contents = 0] = pagesWith(seen, "Indice");
    const lines = lettersOf(seen.pages[contents - 1]?.text ?? "");
    const links = await linksOn(made.pdf, contents);
    const places = await placesIn(made.pdf, sampleBook());
    expect(places.map(({ chapter, id }) => id ?? chapter)).toEqual([
      "00-prefazione",
      "01-uno",
      "3-errori",
      "02-due",
      "03-glossario",
    ]);
    for (const [place, title] of ["Prefazione", "Uno & mezzo", "3 errori", "Due", "Glossario"].entries()) {
      const page = places[place]?.page ?? 0;
      expect(lines).toContain(lettersOf(`${title}${page}`));
      expect(pagesWith(seen, title)).toContain(page);
      expect(links).toContain(page);
    }
  });

  it("refers to pictures, tables and chapters by their number, and leads to their page", async ({
    expect,
  }) => {
    const [from = 0] = pagesWith(seen, "figura 1");
    const [picture] = pagesWith(seen, "Figura 1. L’imbuto");
    const [table] = pagesWith(seen, "Tabella 1. I prezzi");
    expect(pagesWith(seen, "capitolo 2")).toContain(from);
    expect(await linksOn(made.pdf, from)).toEqual(
      expect.arrayContaining([picture, table, "https://fornoaurelia.example/guida/?a=1&b=2"]),
    );
  });

  it("sets a note at the foot of the page that calls it", ({ expect }) => {
    expect(pagesWith(seen, "Una nota a piè di pagina.")).toEqual(
      pagesWith(seen, "Łukasz Ćosić < & > «però»"),
    );
  });

  it("has no running head where a chapter opens, and the chapter's short title on its next right page", ({
    expect,
  }) => {
    const heads = seen.pages.map(({ pieces }) =>
      pieces.filter(({ y, text }) => y < 60 && text.trim() !== "").map(({ text }) => text),
    );
    const [opening = 0] = pagesWith(seen, "Łukasz Ćosić < & > «però»");
    expect(heads[opening - 1]).toEqual([]);
    const right = opening % 2 === 0 ? opening + 1 : opening + 2;
    expect(heads[right - 1]).toEqual(["Uno", String(right)]);
  });

  it("divides words as the book's language does, and keeps them whole for who copies or searches", async ({
    expect,
  }) => {
    const words = "Ogni mattina la responsabile controlla scrupolosamente la temperatura dell’impasto. ";
    const { pdf } = await writePdf(bookOf(paragraph(words.repeat(12))), root);
    const lines = (await seenPdf(pdf)).pages.flatMap(({ pieces }) => pieces.map(({ text }) => text));
    const divided = lines.filter((line) => /\bscru$/.test(line));
    expect(divided.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.startsWith("polosamente"))).toHaveLength(divided.length);
  });

  it("has the same bytes when another process makes it in another folder", async ({ expect }) => {
    const folder = await mkdtemp(join(tmpdir(), "book-"));
    try {
      const needed = [
        "site",
        "templates",
        "content/schema",
        "content/landings/lievito-madre",
        "test/support",
      ];
      for (const part of [...needed, "package.json"])
        await cp(join(root, part), join(folder, part), { recursive: true });
      await symlink(join(root, "node_modules"), join(folder, "node_modules"));
      const script = `import { createHash } from "node:crypto";
        const { writePdf } = await import("${folder}/site/book/pdf/write.ts");
        const { sampleBook } = await import("${folder}/test/support/sample-book.ts");
        const { pdf } = await writePdf(sampleBook(), "${folder}");
        console.log(createHash("sha256").update(pdf).digest("hex"));`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--input-type=module", "--disable-warning=ExperimentalWarning", "--eval", script],
        { cwd: folder },
      );
      expect(stdout.trim()).toBe(createHash("sha256").update(made.pdf).digest("hex"));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("is refused, with file and line, where a picture is missing, a level is skipped or a letter is in no typeface", async ({
    expect,
  }) => {
    const wrong: [Block, string][] = [
      [
        { at, kind: "picture", file: "content/magnets/prova/no.png", alt: "x", width: "full" },
        "There is no file",
      ],
      [{ at, kind: "picture", file: "package.json", alt: "x", width: "full" }, "cannot be opened"],
      [
        { at, kind: "heading", level: 3, id: "x", inlines: [{ kind: "text", text: "x" }] },
        "a level is skipped",
      ],
      [paragraph("漢"), "typefaces have no 漢"],
    ];
    for (const [block, message] of wrong)
      await expect(
        writePdf(bookOf(paragraph("Bene."), { ...block, at: { ...at, line: 9 } }), root),
      ).rejects.toThrow(new RegExp(`${at.file}:9\\n.*${message}`));
  });

  it("draws words in pictures with the book's typefaces, whatever the machine has", ({ expect }) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text style="font-family: Georgia, serif">Sì</text><text font-family="Menlo, monospace">a &#10003;</text></svg>`;
    const own = inOwnType(svg);
    expect(own).toContain('font-family:Newsreader"');
    expect(own).toContain('font-family="JetBrains Mono"');
    expect(own).toContain('<svg font-family="Instrument Sans"');
    expect(foreignLetters(own)).toEqual(["✓"]);
    expect(foreignLetters(own.replace("&#10003;", "&amp;"))).toEqual([]);
  });

  it("gives its first pages as a PDF of its own, which ends with the way to the rest", async ({ expect }) => {
    const href = "https://fornoaurelia.example/guida/";
    const { pdf, pages } = await writeSample(sampleBook(), root, { pages: 8, href });
    const sample = await seenPdf(pdf);
    expect(sample.pages).toHaveLength(pages);
    expect(sample.pages.slice(0, 8).map(({ text }) => text)).toEqual(
      seen.pages.slice(0, 8).map(({ text }) => text),
    );
    expect(sample.pages[8]?.text).toContain("L’estratto finisce qui");
    expect(await linksOn(pdf, 9)).toEqual([href]);
    // What led further leads to the last page now.
    const [contents = 0] = pagesWith(sample, "Indice");
    expect((await linksOn(pdf, contents)).at(-1)).toBe(9);
    expect({ ...sample, pages: [] }).toEqual({ ...seen, pages: [] });
    expect(await isClean(pdf)).toBe(true);
    expect(Buffer.from(pdf).includes("Pagnotta")).toBe(false);
    expect(pdf.length).toBeLessThan(made.pdf.length);
    const again = await writeSample(sampleBook(), root, { pages: 8, href });
    expect(Buffer.compare(again.pdf, pdf)).toBe(0);
  });
});
