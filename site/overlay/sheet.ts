import { PDFName } from "@cantoo/pdf-lib";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { Line, SheetMakings } from "../../content/schema/makings.ts";
import { addHole, embedFaces, nameOverlay, openPdf, savePdf, wrapPage } from "./document.ts";
import { codeLetters, cutFace } from "./faces.ts";
import { colourOf, round } from "./ticket.ts";
import type { Coupon, TicketWords } from "./ticket-words.ts";
import { typeset } from "./typeset.ts";

const mm = 72 / 25.4;
/** A small ticket as sheet.typ draws it, and the part that is torn off: in millimetres. */
const card = { width: 90, height: 54, left: 15, bottom: 13.5, tear: 54 };

/** A page of ten small coupons but for what is each one's own, and how any number of such pages is made. */
export async function sheetPdf(
  words: TicketWords,
  coupon: Coupon,
): Promise<{ bytes: Uint8Array; makings: SheetMakings }> {
  const document = await openPdf(typeset("sheet", words));
  const { context } = document;
  const page = document.getPage(0);
  const box: [number, number] = [round(page.getWidth()), round(page.getHeight())];
  const text = words.font === "Newsreader" ? "newsreader" : "instrument-sans";
  const faces = [cutFace(text), cutFace(`${text}-bold`), cutFace("jetbrains-mono-bold", codeLetters)];
  const { told, fonts } = embedFaces(document, faces);
  const overlay = addHole(document, box);
  nameOverlay(page, "Imbuto-sheet", overlay);
  const before = context.register(context.flateStream("q\n"));
  wrapPage(page, before, context.register(context.flateStream("Q\n/Imbuto-sheet Do\n")));
  const dictionary = page.node.toString().replaceAll("\n", " ");
  const pages = document.catalog.get(PDFName.of("Pages"))?.toString() ?? "";
  const { bytes, base } = await savePdf(document);
  const makings: SheetMakings = {
    kind: "sheet",
    ...base,
    faces: told,
    locale: words.lang,
    hole: {
      object: overlay.objectNumber,
      box: [round(card.width * mm), round(card.height * mm)],
      resources: `<< /Font ${fonts} >>`,
      lines: sheetLines(words, coupon),
      qr: { x: round((card.tear + 3) * mm), y: round(21 * mm), size: round(30 * mm) },
    },
    page: dictionary.replace(`${overlay}`, "{overlay}"),
    pages: Number(pages.split(" ")[0]),
    box,
    slots: slots(),
  };
  return { bytes, makings };
}

/** The lower left corners, from the upper left ticket to the lower right one. */
function slots(): [number, number][] {
  return Array.from({ length: 10 }, (_, place): [number, number] => [
    round((card.left + (place % 2) * card.width) * mm),
    round((card.bottom + (4 - Math.floor(place / 2)) * card.height) * mm),
  ]);
}

function sheetLines({ lang, tones }: TicketWords, coupon: Coupon): Line[] {
  const said = printTexts(lang).ticket;
  const line = (texts: string[], y: number, rest: Partial<Line>): Line => ({
    texts,
    faces: [0],
    ...{ size: 6, least: 4.5, spacing: 0, colour: colourOf(tones.ink) },
    ...{ x: round((card.tear + 18) * mm), y: round(y * mm), width: round(32 * mm), align: "center" },
    ...rest,
  });
  return [
    line(["{code}"], 16.4, { faces: [2], size: 8.6 }),
    line([coupon.validFrom === undefined ? said.until : said.between], 11, { colour: colourOf(tones.muted) }),
    line(["{until}"], 7.4, { faces: [1], size: 8 }),
  ];
}
