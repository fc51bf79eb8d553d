import type { PDFDocument } from "@cantoo/pdf-lib";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { Hole, Line, PdfMakings } from "../../content/schema/makings.ts";
import { addHole, embedFaces, nameOverlay, openPdf, savePdf, wrapPage } from "./document.ts";
import { type CutFace, codeLetters, cutFace } from "./faces.ts";
import { tagContent } from "./tag.ts";
import type { Coupon, TicketWords } from "./ticket-words.ts";
import { typeset } from "./typeset.ts";

const mm = 72 / 25.4;
/** Where ticket.typ leaves room, from the page's upper left corner: in millimetres. */
const places = {
  text: { x: 53, y: 79, width: 44, height: 39.5 },
  qr: { x: 9, y: 79.5, width: 40, height: 40 },
};

/** One coupon's page but for what is its holder's, and how that is laid over it. */
export async function ticketPdf(
  words: TicketWords,
  coupon: Coupon,
): Promise<{ bytes: Uint8Array; makings: PdfMakings }> {
  const document = await openPdf(typeset("ticket", words));
  const said = printTexts(words.lang).ticket;
  const { told, fonts } = embedFaces(document, ticketFaces(words));
  const holes = (["text", "qr"] as const).map((name) => ({ name, ref: holeAt(document, name) }));
  drawHoles(
    document,
    holes.map(({ name }) => name),
    said.qr,
  );
  const { bytes, base } = await savePdf(document);
  const [text, qr] = holes.map(({ name, ref }): Hole => {
    const { width, height } = places[name];
    return {
      object: ref.objectNumber,
      box: [round(width * mm), round(height * mm)],
      resources: name === "text" ? `<< /Font ${fonts} >>` : "<< >>",
      lines: name === "text" ? ticketLines(words, coupon) : [],
      ...(name === "qr" ? { qr: { x: 0, y: 0, size: round(height * mm) } } : {}),
    };
  });
  if (text === undefined || qr === undefined) throw new Error("A ticket has two holes.");
  return { bytes, makings: { kind: "pdf", ...base, faces: told, locale: words.lang, holes: [text, qr] } };
}

/** The typefaces of what is laid over: the brand's, one that has the letters it lacks, and one for codes. */
export function ticketFaces({ font }: TicketWords): CutFace[] {
  const codes = cutFace("jetbrains-mono-bold", codeLetters);
  return font === "Newsreader"
    ? [cutFace("newsreader"), cutFace("newsreader-bold"), codes]
    : [cutFace("instrument-sans"), cutFace("instrument-sans-bold"), codes, cutFace("newsreader-bold")];
}

function ticketLines(words: TicketWords, coupon: Coupon): Line[] {
  const said = printTexts(words.lang).ticket;
  const [ink, muted, mark] = [words.tones.ink, words.tones.muted, words.tones.mark].map(colourOf);
  const height = places.text.height * mm;
  const line = (texts: string[], y: number, rest: Partial<Line>): Line => ({
    texts,
    faces: [1, 3].filter((place) => place < ticketFaces(words).length),
    ...{ size: 11, least: 6, spacing: 0, colour: ink ?? "0 0 0" },
    ...{ x: 0, y: round(height - y * mm), width: round(40 * mm), align: "left" },
    ...rest,
  });
  const small = { faces: [0], size: 6.8, colour: muted ?? "0 0 0" };
  const middle = { x: round(20 * mm), width: round(36 * mm), align: "center" as const };
  return [
    line([said.code], 4, small),
    line(["{code}"], 9.4, { faces: [2], size: 13, spacing: -10 }),
    line([coupon.validFrom === undefined ? said.until : said.between], 20.2, {
      ...{ faces: [0], size: 7.4, least: 5, colour: mark ?? "0 0 0" },
      ...middle,
    }),
    line(["{until}"], 26.4, { size: 12.5, colour: mark ?? "0 0 0", ...middle }),
    line([`${said.holder} {name}`], 36.4, { size: 10, least: 7 }),
  ];
}

function holeAt(document: PDFDocument, name: keyof typeof places) {
  const { width, height } = places[name];
  const hole = addHole(document, [round(width * mm), round(height * mm)]);
  nameOverlay(document.getPage(0), `Imbuto-${name}`, hole);
  return hole;
}

/** Draws the holes after the page, each as what it is to those who have it read to them. */
function drawHoles(document: PDFDocument, names: readonly (keyof typeof places)[], alt: string): void {
  const page = document.getPage(0);
  // Each is entered right after the heading, the last one first.
  const drawn = names.toReversed().map((name) => {
    const place = places[name];
    const [x, y] = [round(place.x * mm), round(page.getHeight() - (place.y + place.height) * mm)];
    const box = [x, y, round(x + place.width * mm), round(y + place.height * mm)] as const;
    const role = name === "qr" ? "Figure" : "P";
    const number = tagContent(document, { role, box, ...(name === "qr" ? { alt } : {}) });
    return `/${role} <</MCID ${number}>> BDC\nq 1 0 0 1 ${x} ${y} cm /Imbuto-${name} Do Q\nEMC\n`;
  });
  const { context } = document;
  const before = context.register(context.flateStream("q\n"));
  wrapPage(page, before, context.register(context.flateStream(`Q\n${drawn.join("")}`)));
}

/** Six hexadecimal digits as a PDF writes a colour. */
export function colourOf(hex = "#000000"): string {
  const parts = [1, 3, 5].map((place) => Number.parseInt(hex.slice(place, place + 2), 16) / 255);
  return parts.map((part) => String(Math.round(part * 1000) / 1000)).join(" ");
}

/** A measure as PDFs write it. */
export function round(measure: number): number {
  return Math.round(measure * 1000) / 1000;
}
