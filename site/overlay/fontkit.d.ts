/** What is used of fontkit, which brings no types along. */
declare module "fontkit" {
  interface Subset {
    includeGlyph(glyph: number): number;
    encode(): Uint8Array;
  }
  interface Font {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    capHeight: number;
    italicAngle: number;
    bbox: { minX: number; minY: number; maxX: number; maxY: number };
    hasGlyphForCodePoint(point: number): boolean;
    glyphForCodePoint(point: number): { id: number; advanceWidth: number };
    createSubset(): Subset;
  }
  /** The typeface that `bytes` are. */
  export function create(bytes: Uint8Array): Font;
}
