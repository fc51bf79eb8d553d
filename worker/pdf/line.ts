import type { Face, Line } from "../../content/schema/makings.ts";
import { glyphsOf, widthOf } from "./letters.ts";

/** What lines of text say, by the names that stand for it; null where it is not known. */
export type Values = Readonly<Record<string, string | null>>;

/** A line as operators of a PDF: smaller where it is too long, and the name in it cut where it is too long even so. */
export function lineOperators(line: Line, faces: readonly Face[], values: Values): string {
  const said = firstSaid(line.texts, values);
  const set = said === null ? null : setIn(said, line, faces);
  if (set === null) return "";
  const { face, place } = set;
  const isLong = lengthOf(set.glyphs, face, line) * line.least > line.width;
  const glyphs = isLong ? cut(line, face, values) : set.glyphs;
  const size = Math.max(line.least, Math.min(line.size, line.width / lengthOf(glyphs, face, line)));
  const width = lengthOf(glyphs, face, line) * size;
  const x = line.align === "left" ? line.x : line.x - (line.align === "right" ? width : width / 2);
  const hex = glyphs.map((glyph) => glyph.toString(16).padStart(4, "0")).join("");
  return (
    `${groundOf(line, x, width, size)}BT /F${place} ${round(size)} Tf ${round((line.spacing / 1000) * size)} Tc ` +
    `${line.colour} rg 1 0 0 1 ${round(x)} ${round(line.y)} Tm <${hex}> Tj ET\n`
  );
}

function groundOf({ ground, y }: Line, x: number, width: number, size: number): string {
  if (ground === undefined) return "";
  return `q ${ground} ${round(x - 2)} ${round(y - size * 0.36)} ${round(width + 4)} ${round(size * 1.36)} re f Q\n`;
}

/** The first of `texts` whose values are all there, with them in their places. */
export function firstSaid(texts: readonly string[], values: Values): string | null {
  for (const text of texts) {
    const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    if (names.every((name) => typeof values[name] === "string"))
      return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  }
  return null;
}

/** The glyphs of `text` in the first of the line's typefaces that has all of them. */
function setIn(text: string, line: Line, faces: readonly Face[]) {
  for (const place of line.faces) {
    const face = faces[place];
    const glyphs = face && glyphsOf(text, face);
    if (face && glyphs) return { glyphs, face, place };
  }
  return null;
}

/** The line's glyphs with as many letters of the name as there is room for at the smallest size, and an ellipsis. */
function cut(line: Line, face: Face, values: Values): number[] {
  const saying = (name: string) => glyphsOf(firstSaid(line.texts, { ...values, name }) ?? "", face) ?? [];
  const dots = glyphsOf("…", face) === null ? "..." : "…";
  let room = line.width / line.least - lengthOf(saying(dots), face, line);
  let kept = "";
  for (const letter of values.name ?? "") {
    room -= lengthOf(glyphsOf(letter, face) ?? [], face, line);
    if (room < 0) break;
    kept += letter;
  }
  return saying(kept.trimEnd() + dots);
}

/** How long `glyphs` are, as a multiple of their size. */
function lengthOf(glyphs: readonly number[], face: Face, { spacing }: Line): number {
  return (widthOf(glyphs, face) + glyphs.length * spacing) / 1000;
}

/** A number as PDFs write it: no exponent, no digits that nobody sees. */
export function round(number: number): string {
  return String(Math.round(number * 1000) / 1000);
}
