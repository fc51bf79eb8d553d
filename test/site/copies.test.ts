import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { degrees, PDFDocument } from "@cantoo/pdf-lib";
import { getInstance, scanImageData } from "@undecaf/zbar-wasm";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import jsQR from "jsqr";
import sharp from "sharp";
import { describe, it } from "vitest";
import { type Magnet, magnetSchema } from "../../content/schema/magnet.ts";
import { siteSchema } from "../../content/schema/site.ts";
import { writeEpub } from "../../site/book/epub/write.ts";
import { sheetPdf } from "../../site/overlay/sheet.ts";
import { stampEpub } from "../../site/overlay/stamp-epub.ts";
import { stampPdf } from "../../site/overlay/stamp-pdf.ts";
import { ticketPdf } from "../../site/overlay/ticket.ts";
import { ticketWords } from "../../site/overlay/ticket-words.ts";
import { qrPng, qrRows, qrSvg } from "../../worker/coupon/qr.ts";
import { copyTail, sheetTail } from "../../worker/pdf/copy.ts";
import { writableName } from "../../worker/pdf/letters.ts";
import { grantsOfStamp, stampCode } from "../../worker/stamp/code.ts";
import { colophonTail } from "../../worker/stamp/colophon.ts";
import { builtAssets, root } from "../support/bundle.ts";
import { isClean, missingFonts, seenPdf } from "../support/pdf.ts";
import { sampleBook } from "../support/sample-book.ts";
import { describeMistakes } from "./mistaken.ts";

// Not everybody's machine draws PDFs.
const hasPoppler = spawnSync("pdftoppm", ["-v"]).status === 0;
const grant = "AZ8kQ2_x-QabcdefghijkQ";
const code = stampCode(grant);

describe("a PDF of which each person gets a copy", () => {
  const book = readFileSync(join(root, "content/magnets/lievito-madre/lievito-madre.pdf"));

  it("bears the name and a code on each page, and is otherwise the same file", async ({ expect }) => {
    const { bytes, makings } = await stampPdf(book, "it");
    const copy = joined(bytes, copyTail(makings, { values: { name: "Łukasz Ćosić Nguyễn", code } }));
    const seen = await seenPdf(copy);
    expect(seen.pages).toHaveLength(14);
    for (const { text } of seen.pages) expect(text).toContain(`Copia di Łukasz Ćosić Nguyễn · ${code}`);
    expect(seen.isTagged).toBe((await seenPdf(book)).isTagged);
    expect(seen.title).toBe((await seenPdf(book)).title);
    expect(await isClean(copy)).toBe(true);
    expect(await missingFonts(copy)).toEqual([]);
    expect(copy.length - bytes.length, "the tail is short, however long the book").toBeLessThan(1000);
    expect(Buffer.compare(bytes, (await stampPdf(book, "it")).bytes), "the same bytes each time").toBe(0);
  });

  it("is stamped at the foot of every page as it is seen, turned ones and packed files too", async ({
    expect,
  }) => {
    const { bytes, makings } = await stampPdf(await turnedPages(), "en");
    const long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(9);
    const copy = joined(bytes, copyTail(makings, { values: { name: long, code } }));
    for (const { pieces, width, height } of (await seenPdf(copy)).pages) {
      const stamp = pieces.find(({ text }) => text.includes("Copy for Wolfe"));
      expect(stamp?.text, "the name gives way, never the code").toMatch(new RegExp(`… · ${code}$`));
      expect(stamp?.y, "a few points above the lower edge").toBeGreaterThan(height - 16);
      expect(stamp?.y).toBeLessThan(height);
      expect(stamp?.x, "left of the middle").toBeLessThan(width / 2);
      expect(stamp?.x).toBeGreaterThan(0);
    }
    expect(await isClean(copy)).toBe(true);
  });

  it("takes a book made from chapters as well, packed as its maker packs it", async ({ expect }) => {
    const folder = join(builtAssets().directory, "_private/files/vetrina-di-notte");
    const made = readFileSync(join(folder, "vetrina-di-notte.pdf"));
    const { bytes, makings } = await stampPdf(made, "it");
    const copy = joined(
      bytes,
      copyTail(makings, { values: { name: writableName("Zoë 李", makings.faces), code } }),
    );
    const [before, seen] = [await seenPdf(made), await seenPdf(copy)];
    expect(seen.pages.filter(({ text }) => text.includes(code))).toHaveLength(before.pages.length);
    expect({ ...seen, pages: [] }, "title, language and tags are the book's").toEqual({
      ...before,
      pages: [],
    });
    expect(await isClean(copy)).toBe(true);
    expect(await missingFonts(copy)).toEqual([]);
    const epub = stampEpub(readFileSync(join(folder, "vetrina-di-notte.epub")), "it");
    const tail = colophonTail(epub.makings, { name: "李小龍 🌸", code });
    const files = Object.entries(unzipSync(joined(epub.bytes.subarray(0, epub.makings.keep), tail)));
    const stamped = files.filter(([, text]) => strFromU8(text).includes(`Copia di 李小龍 🌸 · ${code}`));
    expect(stamped.map(([name]) => name)).toEqual([expect.stringContaining("colophon")]);
  });

  it("says nobody's name rather than half of one", ({ expect }) => {
    const faces = [{ letters: " '.AabceinoŁ", widths: [] }];
    expect(writableName("Ánnà  Łéa", faces)).toBe("Anna Łea");
    expect(writableName("Zoe", faces)).toBeNull();
    expect(writableName("李小龍", faces)).toBeNull();
    expect(writableName("Anna 🌸\u202e", faces)).toBe("Anna");
    expect(writableName(" \n", faces)).toBeNull();
  });

  it("has a code that finds the grant again, and no other text does", ({ expect }) => {
    expect(grantsOfStamp(code.toLowerCase().replaceAll("-", " "))).toBe(grant.slice(0, 11));
    expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5}$/);
    for (const wrong of ["", "PANE-7K3QX-M2WTD", code.slice(1), code.replace(/.$/, "0"), `${code}2`])
      expect(grantsOfStamp(wrong), wrong).toBeNull();
    const swapped = code.replace(/^(.)(.)/, "$2$1");
    expect(swapped === code || grantsOfStamp(swapped) === null).toBe(true);
  });
});

describe("an EPUB of which each person gets a copy", () => {
  it("ends in a colophon with the line, and all else stays", async ({ expect }) => {
    const cover = readFileSync(join(root, "content/landings/lievito-madre/copertina.webp"));
    const source = await writeEpub(root, sampleBook(), cover);
    const { bytes, makings } = stampEpub(source, "it");
    const tail = colophonTail(makings, { name: 'Ada "<b>" & Łukasz', code });
    const files = unzipSync(joined(bytes.subarray(0, makings.keep), tail));
    const before = unzipSync(source);
    expect(Object.keys(files).toSorted()).toEqual(Object.keys(before).toSorted());
    const name = "OEBPS/colophon.xhtml";
    expect(strFromU8(files[name] ?? new Uint8Array())).toContain(
      `<p>Copia di Ada &#34;&#60;b&#62;&#34; &#38; Łukasz · ${code}</p>`,
    );
    for (const file of Object.keys(before).filter((each) => each !== name))
      expect(files[file], file).toEqual(before[file]);
    expect(strFromU8(bytes.subarray(30, 58))).toBe("mimetypeapplication/epub+zip");
  });

  it("gets a colophon where it has none", ({ expect }) => {
    const opf = `<opf:package version="3.0"><opf:manifest></opf:manifest><opf:spine></opf:spine></opf:package>`;
    const source = zipSync({
      mimetype: strToU8("application/epub+zip"),
      "META-INF/container.xml": strToU8('<rootfile full-path="EPUB/book.opf"/>'),
      "EPUB/book.opf": strToU8(opf),
    });
    const { bytes, makings } = stampEpub(source, "en");
    const tail = colophonTail(makings, { name: null, code });
    const files = unzipSync(joined(bytes.subarray(0, makings.keep), tail));
    expect(strFromU8(files["EPUB/book.opf"] ?? new Uint8Array())).toContain(
      '<opf:itemref idref="imbuto-colophon"/></opf:spine>',
    );
    expect(strFromU8(files["EPUB/imbuto-colophon.xhtml"] ?? new Uint8Array())).toContain(
      `<p>Personal copy · ${code}</p>`,
    );
  });
});

const site = siteSchema.parse({
  name: "Libreria Prova",
  tagline: "Libri e un caffè.",
  url: "https://prova.example",
  owner: {
    name: "Libreria Prova srl",
    vat: "12345678903",
    address: { street: "via Roma 1", postalCode: "40100", city: "Bologna" },
    email: "privacy@prova.example",
  },
  sender: { name: "Libreria Prova", email: "ciao@prova.example" },
  theme: { primary: "#0b6e4f" },
});
const link = `HTTPS://PROVA.EXAMPLE/K/LIBRO-7K3QX-M2WTD/${"AEGT4R2XMA7Q".repeat(10)}AEG`;
const values = { name: "Łukasz Ćosić", code: "LIBRO-7K3QX-M2WTD", until: "24 dicembre 2026" };

describe("a coupon on paper", () => {
  for (const value of ["5 EUR", "20%", "Una focaccia genovese intera e un caffè"]) {
    it(`tells ${value}, whose it is and until when, to eyes and to screen readers`, async ({ expect }) => {
      const pdf = await printed(value);
      const { title, language, isTagged, pages } = await seenPdf(pdf);
      expect({ title, language, isTagged }).toEqual({ title: "Un buono", language: "it", isTagged: true });
      for (const text of [...Object.values(values), "Vale fino al", "Uno a persona."])
        expect(pages[0]?.text).toContain(text);
      expect(await isClean(pdf)).toBe(true);
      expect(await missingFonts(pdf)).toEqual([]);
    });
  }

  it.skipIf(!hasPoppler)("is read off the paper, as it is and at two centimetres", async ({ expect }) => {
    const pdf = await printed("5 EUR");
    const magnet = coupon("5 EUR");
    const words = ticketWords(site, magnet, { locale: "it", change: undefined, logo: null });
    const { makings } = await ticketPdf(words, magnet);
    // Two centimetres are 56.7 points: the page is drawn as much smaller as the code on it is larger.
    const smaller = 56.7 / (makings.holes.find(({ qr }) => qr)?.qr?.size ?? 0);
    for (const points of [300, 300 * smaller, 150 * smaller])
      expect(await readOff(pdf, points), `${points} points to the inch`).toEqual([link]);
  });

  it("is printed on as many sheets as the codes need", async ({ expect }) => {
    const magnet = coupon("20%");
    const words = ticketWords(site, magnet, { locale: "it", change: undefined, logo: null });
    const { bytes, makings } = await sheetPdf(words, magnet);
    const codes = Array.from({ length: 23 }, (_, place) => `7K3QX-M2${String(place).padStart(3, "A")}`);
    const fillings = codes.map((each) => ({ values: { code: each, until: "oggi" }, qr: qrRows(each) }));
    const pdf = joined(bytes, sheetTail(makings, fillings));
    const { pages } = await seenPdf(pdf);
    expect(pages.map(({ text }) => codes.filter((each) => text.includes(each)).length)).toEqual([10, 10, 3]);
    if (hasPoppler) expect((await readOff(pdf, 300)).sort()).toEqual(codes.slice(0, 10));
    expect(await isClean(pdf)).toBe(true);
  });
});

describe("a QR code", () => {
  it("is read at two centimetres, on a light page and on a dark one", async ({ expect }) => {
    expect(qrRows(link).length, "version 9 at the most, with its quiet zone").toBeLessThanOrEqual(61);
    const drawn = Buffer.from(qrSvg(link, 'Codice "LIBRO" & <b>'));
    // Two centimetres at 300 points to the inch.
    const size = 236;
    const dark = { top: 60, bottom: 60, left: 60, right: 60, background: "#000" };
    const svg = await sharp(drawn, { density: 300 }).resize(size).extend(dark).toBuffer();
    const png = await sharp(await qrPng(link))
      .resize(size)
      .png()
      .toBuffer();
    for (const picture of [svg, png]) {
      const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      const pixels = new Uint8ClampedArray(data);
      expect(jsQR(pixels, info.width, info.height)?.data).toBe(link);
      expect(await zbar(pixels, info.width, info.height)).toEqual([link]);
    }
  });
});

describeMistakes("in what is to be stamped", [
  {
    name: "a file that has no pages",
    change: {
      "content/magnets/dosi/index.mdx":
        "---\nkind: file\ntitle: Le dosi\nfile: ./dosi.csv\nstamp: true\n---\n",
      "content/magnets/dosi/dosi.csv": "farina\n",
    },
    file: "content/magnets/dosi/index.mdx",
    line: 4,
    key: "file",
    message: "Only PDF and EPUB files can be stamped.",
    cure: 'take out "stamp: true"',
  },
]);

it("tells a locked PDF from a broken one", async ({ expect }) => {
  const document = await PDFDocument.create();
  document.addPage();
  document.encrypt({ userPassword: "segreto", ownerPassword: "segreto" });
  await expect(stampPdf(await document.save(), "it")).rejects.toThrow("locked");
});

async function printed(value: string): Promise<Uint8Array> {
  const magnet = coupon(value);
  const words = ticketWords(site, magnet, { locale: "it", change: undefined, logo: null });
  const { bytes, makings } = await ticketPdf(words, magnet);
  return joined(bytes, copyTail(makings, { values, qr: qrRows(link) }));
}

function coupon(value: string): Extract<Magnet, { kind: "coupon" }> {
  const terms = ["Uno a persona."];
  const magnet = magnetSchema.parse({ kind: "coupon", title: "Un buono", value, terms, validDays: 30 });
  if (magnet.kind !== "coupon") throw new Error("This is a coupon.");
  return magnet;
}

/** Pages turned each way, one cropped, all sharing what they inherit, packed as newer programs do. */
async function turnedPages(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const turn of [0, 90, 180, 270]) document.addPage([400, 500]).setRotation(degrees(turn));
  document.addPage([600, 700]).setCropBox(100, 150, 300, 400);
  return document.save({ useObjectStreams: true });
}

/** The codes that are read off the first page of `pdf`, drawn with so many points to the inch. */
async function readOff(pdf: Uint8Array, points: number): Promise<string[]> {
  const args = ["-r", points.toFixed(1), "-f", "1", "-l", "1", "-png", "-"];
  const drawn = spawnSync("pdftoppm", args, { input: pdf, maxBuffer: 100_000_000 });
  const { data, info } = await sharp(drawn.stdout).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return zbar(new Uint8ClampedArray(data), info.width, info.height);
}

async function zbar(
  pixels: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): Promise<string[]> {
  await getInstance();
  const found = await scanImageData({ data: pixels, width, height, colorSpace: "srgb" });
  return found.map((symbol) => symbol.decode());
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
