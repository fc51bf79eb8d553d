import type { PDFDocument, PDFPage, PDFRef } from "@cantoo/pdf-lib";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { PdfMakings } from "../../content/schema/makings.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { addHole, embedFaces, nameOverlay, openPdf, savePdf, wrapPage } from "./document.ts";
import { cutFace } from "./faces.ts";

/** A file ready for copies, and how each is made. */
export interface Stamped<Makings> {
  bytes: Uint8Array;
  makings: Makings;
}

const name = "ImbutoCopy";
/** Points from the page's lower edge to the line's own. */
const foot = 7;
const height = 11;
const size = 6.5;

/** The PDF `source` with a place for one line at the foot of each page; all pages show the same one. */
export async function stampPdf(source: Uint8Array, locale: Locale): Promise<Stamped<PdfMakings>> {
  const document = await openPdf(source);
  const pages = document.getPages();
  const width = Math.floor(Math.min(...pages.map((page) => seenBy(page).width))) - 12;
  const box: [number, number] = [Math.max(40, width), height];
  const hole = addHole(document, box);
  const { told, fonts } = embedFaces(document, [cutFace("newsreader")]);
  // A breath of white under the letters, so that they are read on a dark page as well.
  const veil = document.context.register(document.context.obj({ Type: "ExtGState", ca: 0.72 }));
  const before = document.context.register(document.context.flateStream("q\n"));
  const drawn = new Map<string, PDFRef>();
  for (const page of pages) {
    nameOverlay(page, name, hole);
    wrapPage(page, before, drawingAt(document, matrixFor(page, box[0]), drawn));
  }
  const { bytes, base } = await savePdf(document);
  const makings: PdfMakings = {
    kind: "pdf",
    ...base,
    faces: told,
    locale,
    holes: [
      {
        object: hole.objectNumber,
        box,
        resources: `<< /Font ${fonts} /ExtGState << /Veil ${veil} >> >>`,
        lines: [
          {
            texts: printTexts(locale).copy,
            faces: [0],
            ...{ size, least: 5, spacing: 10 },
            colour: "0.34 0.34 0.34",
            ...{ x: box[0] / 2, y: 3.2, width: Math.min(box[0] - 8, 290), align: "center" },
            ground: "/Veil gs 1 1 1 rg",
          },
        ],
      },
    ],
  };
  return { bytes, makings };
}

/** What ends a page's drawing with the overlay, where that is the same for several pages only once. */
function drawingAt(document: PDFDocument, matrix: string, drawn: Map<string, PDFRef>): PDFRef {
  const known = drawn.get(matrix);
  if (known !== undefined) return known;
  // An artifact: programs that read aloud do not stop at the foot of every page.
  const operators = `Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq ${matrix} cm /${name} Do Q\nEMC\n`;
  const made = document.context.register(document.context.flateStream(operators));
  drawn.set(matrix, made);
  return made;
}

/** The page as it is seen: the part of it that is shown, turned as it is shown. */
function seenBy(page: PDFPage) {
  const { x, y, width, height } = page.getCropBox();
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const isTurned = turn === 90 || turn === 270;
  return { x, y, across: width, up: height, turn, width: isTurned ? height : width };
}

/** From the hole's own measures to the middle of the page's foot as it is seen. */
function matrixFor(page: PDFPage, width: number): string {
  const { x, y, across, up, turn } = seenBy(page);
  const half = width / 2;
  switch (turn) {
    case 90:
      return `0 1 -1 0 ${round(x + across - foot)} ${round(y + up / 2 - half)}`;
    case 180:
      return `-1 0 0 -1 ${round(x + across / 2 + half)} ${round(y + up - foot)}`;
    case 270:
      return `0 -1 1 0 ${round(x + foot)} ${round(y + up / 2 + half)}`;
    default:
      return `1 0 0 1 ${round(x + across / 2 - half)} ${round(y + foot)}`;
  }
}

function round(measure: number): number {
  return Math.round(measure * 1000) / 1000;
}
