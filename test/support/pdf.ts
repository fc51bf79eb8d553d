import { createRequire } from "node:module";
import { PDFDict, PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { getDocumentProxy } from "unpdf";

/** What is used of QPDF. */
interface Qpdf {
  callMain(args: string[]): number;
  FS: { writeFile(path: string, bytes: Uint8Array): void };
}
interface QpdfSettings {
  locateFile: (name: string) => string;
  noInitialRun: boolean;
}

const require = createRequire(import.meta.url);

/** Whether QPDF reads all of `bytes`, every stream in it unpacked, without a warning. */
export async function isClean(bytes: Uint8Array): Promise<boolean> {
  const open: (settings: QpdfSettings) => Promise<Qpdf> = require("@neslinesli93/qpdf-wasm");
  const folder = require.resolve("@neslinesli93/qpdf-wasm").replace(/[^/\\]*$/, "");
  const qpdf = await open({ locateFile: (name) => folder + name, noInitialRun: true });
  qpdf.FS.writeFile("/file.pdf", bytes);
  // Unlike --check, this says nothing about a good file.
  return qpdf.callMain(["--stream-data=uncompress", "--normalize-content=y", "/file.pdf", "/read.pdf"]) === 0;
}

/** What a reader of PDFs sees. */
export interface SeenPdf {
  title: string;
  language: string;
  isTagged: boolean;
  /** The text of each page, and where each piece of it stands as the page is shown: from its upper left corner. */
  pages: { text: string; pieces: { text: string; x: number; y: number }[]; width: number; height: number }[];
}

/** `bytes` as pdf.js reads them. */
export async function seenPdf(bytes: Uint8Array): Promise<SeenPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { info } = await document.getMetadata();
  const told = new Map(Object.entries(info));
  const pages: SeenPdf["pages"] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const view = page.getViewport({ scale: 1 });
    const pieces = (await page.getTextContent()).items.flatMap((piece) => {
      if (!("str" in piece)) return [];
      const [x = 0, y = 0] = view.convertToViewportPoint(piece.transform[4], piece.transform[5]);
      return [{ text: piece.str, x, y }];
    });
    pages.push({
      text: pieces.map(({ text }) => text).join(" "),
      pieces,
      width: view.width,
      height: view.height,
    });
  }
  const isTagged = (await document.getMarkInfo())?.Marked === true;
  return { title: String(told.get("Title")), language: String(told.get("Language")), isTagged, pages };
}

/** The typefaces of `bytes` whose letters are not in the file. */
export async function missingFonts(bytes: Uint8Array): Promise<string[]> {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of("Type")) !== PDFName.of("FontDescriptor"))
      return [];
    const isThere = ["FontFile", "FontFile2", "FontFile3"].some((key) => object.has(PDFName.of(key)));
    return isThere ? [] : [String(object.get(PDFName.of("FontName")))];
  });
}
