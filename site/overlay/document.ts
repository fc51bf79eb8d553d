import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRef,
} from "@cantoo/pdf-lib";
import type { Face } from "../../content/schema/makings.ts";
import { embedFace } from "./embed.ts";
import type { CutFace } from "./faces.ts";

/** What is wrong with a file that copies were to be made of, and what helps. */
export class OverlayMistake extends Error {
  readonly cure: string;
  constructor(message: string, cure: string) {
    super(message);
    this.cure = cure;
  }
}

/** The PDF that `bytes` are; one that cannot be opened is its author's mistake. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    // A file that only looks like one fails here.
    if (document.getPageCount() === 0) throw new Error("no page");
    return document;
  } catch (error) {
    if (error instanceof EncryptedPDFError)
      throw new OverlayMistake(
        "This PDF is locked, and copies of a locked one cannot be stamped.",
        'Save it without a password or restrictions, or take out "stamp: true".',
      );
    throw new OverlayMistake(
      "This is not a PDF that can be opened.",
      "Save it once more from the program that made it, or print it to a PDF.",
    );
  }
}

/** Typefaces put into a PDF: what the Worker is told of them, and the resource that names them in a hole. */
export function embedFaces(
  document: PDFDocument,
  faces: readonly CutFace[],
): { told: Face[]; fonts: string } {
  const fonts = faces.map((face, place) => `/F${place} ${embedFace(document.context, face)}`);
  return {
    told: faces.map(({ letters, widths }) => ({ letters, widths })),
    fonts: `<< ${fonts.join(" ")} >>`,
  };
}

/** An empty hole of this size in `document`. */
export function addHole(document: PDFDocument, [width, height]: readonly [number, number]): PDFRef {
  const dictionary = { Type: "XObject", Subtype: "Form", FormType: 1, BBox: [0, 0, width, height] };
  return document.context.register(document.context.stream("", { ...dictionary, Resources: {} }));
}

/** Gives `page` an overlay called `name`; resources that it inherits or shares stay as they are for the others. */
export function nameOverlay(page: PDFPage, name: string, overlay: PDFRef): void {
  const { context } = page.doc;
  const resources = page.node.Resources()?.clone(context) ?? context.obj({});
  const pictures = resources.lookupMaybe(PDFName.of("XObject"), PDFDict)?.clone(context) ?? context.obj({});
  pictures.set(PDFName.of(name), overlay);
  resources.set(PDFName.of("XObject"), pictures);
  page.node.set(PDFName.of("Resources"), resources);
}

/** Puts `before` and `after` around what `page` draws. */
export function wrapPage(page: PDFPage, before: PDFRef, after: PDFRef): void {
  const { context } = page.doc;
  const found = page.node.get(PDFName.of("Contents"));
  const contents = found === undefined ? undefined : context.lookup(found);
  const inner =
    contents instanceof PDFArray
      ? contents.asArray()
      : found instanceof PDFRef && contents !== undefined
        ? [found]
        : [];
  page.node.set(PDFName.of("Contents"), context.obj([before, ...inner, after]));
}

/** `document` as a file, and what an update of it must know. */
export async function savePdf(document: PDFDocument) {
  const bytes = await document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
  const end = Buffer.from(bytes.subarray(-64)).toString("latin1");
  const startxref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1]);
  if (!Number.isInteger(startxref)) throw new Error("The prepared PDF does not end as one.");
  const { Root, Info, ID } = document.context.trailerInfo;
  const trailer = [
    `/Root ${Root}`,
    ...(Info === undefined ? [] : [`/Info ${Info}`]),
    ...(ID === undefined ? [] : [`/ID ${ID}`]),
  ];
  const objects = document.context.largestObjectNumber + 1;
  return { bytes, base: { size: bytes.length, startxref, objects, trailer: trailer.join(" ") } };
}
