import * as z from "zod";

// What the build tells the Worker of a file that each person gets a copy of one's own of. The file stands ready but for
// its end: the Worker appends the few objects (of a PDF) or writes the last entry anew (of an EPUB).

/** A typeface that the file holds. */
const faceSchema = z.strictObject({
  /** Its letters, in the order of their glyphs: the first is glyph 1. */
  letters: z.string().min(1),
  /** How wide they are, in thousandths of their size. */
  widths: z.array(z.number().int().nonnegative()),
});
export type Face = z.output<typeof faceSchema>;

/** A line of text in a hole; measures in points, from the hole's lower left corner. */
const lineSchema = z.strictObject({
  /** What it says, with `{names}` for values; of several, the first whose values are all there. */
  texts: z.array(z.string()).min(1),
  /** The typefaces it may be set in, by their place; the first that has all of its letters. */
  faces: z.array(z.number().int().nonnegative()).min(1),
  /** Its size, and the smallest that it may be set in before it is cut. */
  size: z.number().positive(),
  /** The smallest size before the text is cut. */
  least: z.number().positive(),
  /** Room added between letters, in thousandths of the size. */
  spacing: z.number().default(0),
  /** Red, green and blue, from 0 to 1, as a PDF writes them. */
  colour: z.string().regex(/^[\d.]+ [\d.]+ [\d.]+$/),
  /** Where its base line begins, has its middle, or ends. */
  x: z.number(),
  /** How high its base line is. */
  y: z.number(),
  /** The room it has. */
  width: z.number().positive(),
  /** What `x` is of it. */
  align: z.enum(["left", "center", "right"]),
  /** A ground under its letters, as operators of a PDF set it: so that it is read on any page. */
  ground: z.string().optional(),
});
export type Line = z.output<typeof lineSchema>;

/** A hole: what is different in each copy. */
const holeSchema = z.strictObject({
  /** The number of the object that fills it. */
  object: z.number().int().positive(),
  /** Its width and height. */
  box: z.tuple([z.number(), z.number()]),
  /** Its resources, as a PDF writes them. */
  resources: z.string(),
  /** The lines of text in it. */
  lines: z.array(lineSchema),
  /** The square that a QR code takes, with its quiet zone. */
  qr: z
    .strictObject({
      /** Its left edge. */
      x: z.number(),
      /** Its lower edge. */
      y: z.number(),
      /** How wide and high it is. */
      size: z.number().positive(),
    })
    .optional(),
});
export type Hole = z.output<typeof holeSchema>;

const pdfShape = {
  /** Where the file lies among the assets, where the catalog does not say so. */
  file: z.string().startsWith("/_private/").optional(),
  /** How long it is. */
  size: z.number().int().positive(),
  /** Where its last list of objects begins. */
  startxref: z.number().int().positive(),
  /** The first number that no object has. */
  objects: z.number().int().positive(),
  /** What its trailer says beside that. */
  trailer: z.string(),
  /** Its typefaces. */
  faces: z.array(faceSchema),
  /** The language in which days are told. */
  locale: z.enum(["it", "en"]),
};

/** A PDF with holes that are filled, in each copy, by an incremental update. */
const pdfMakingsSchema = z.strictObject({
  /** A PDF. */
  kind: z.literal("pdf"),
  ...pdfShape,
  /** Its holes. */
  holes: z.array(holeSchema).min(1),
});
export type PdfMakings = z.output<typeof pdfMakingsSchema>;

/** A PDF of one page with many small tickets, of which any number of pages is made. */
const sheetMakingsSchema = z.strictObject({
  /** A sheet to be printed. */
  kind: z.literal("sheet"),
  ...pdfShape,
  /** The hole of one ticket; its object is what the page's own overlay is called by. */
  hole: holeSchema,
  /** The page as a dictionary, `{overlay}` where its overlay's reference stands. */
  page: z.string(),
  /** The number of the object that lists the pages. */
  pages: z.number().int().positive(),
  /** The size of the page. */
  box: z.tuple([z.number(), z.number()]),
  /** Where the lower left corner of each ticket is. */
  slots: z.array(z.tuple([z.number(), z.number()])).min(1),
});
export type SheetMakings = z.output<typeof sheetMakingsSchema>;

/** An EPUB whose last entry, stored as it is, is written anew. */
const epubMakingsSchema = z.strictObject({
  /** An EPUB. */
  kind: z.literal("epub"),
  /** How many bytes of it stay: up to the last entry. */
  keep: z.number().int().positive(),
  /** The name of that entry. */
  name: z.string(),
  /** Its text before the line. */
  before: z.string(),
  /** Its text after the line. */
  after: z.string(),
  /** What the line says; of several, the first whose values are all there. */
  texts: z.array(z.string()).min(1),
  /** The archive's list of entries without the last, base64. */
  directory: z.base64(),
  /** How many entries it lists. */
  entries: z.number().int().nonnegative(),
});
export type EpubMakings = z.output<typeof epubMakingsSchema>;

/** How each person's own copy of a file is made. */
export const makingsSchema = z.discriminatedUnion("kind", [
  pdfMakingsSchema,
  sheetMakingsSchema,
  epubMakingsSchema,
]);
export type Makings = z.output<typeof makingsSchema>;
