import type { Face, Hole } from "../../content/schema/makings.ts";
import { runsOf } from "../coupon/qr.ts";
import { lineOperators, round, type Values } from "./line.ts";

/** What fills one hole. */
export interface Filling {
  values: Values;
  /** The modules of its QR code, with its quiet zone. */
  qr?: readonly boolean[][];
}

/** What is drawn in `hole`, as operators of a PDF. */
export function holeOperators(hole: Hole, faces: readonly Face[], { values, qr }: Filling): string {
  const lines = hole.lines.map((line) => lineOperators(line, faces, values)).join("");
  return hole.qr === undefined || qr === undefined ? lines : lines + qrOperators(hole.qr, qr);
}

/** A QR code as rectangles, black on white with its quiet zone. */
function qrOperators({ x, y, size }: NonNullable<Hole["qr"]>, rows: readonly boolean[][]): string {
  const side = rows.length;
  const module = size / side;
  // A hair of each row reaches into the next: else programs that smooth edges show a gap between two.
  const runs = runsOf(rows).map(
    ([column, row, length]) => `${column} ${side - row - 1.02} ${length} 1.02 re`,
  );
  return (
    `q 1 1 1 rg ${round(x)} ${round(y)} ${round(size)} ${round(size)} re f\n0 0 0 rg ` +
    `${module.toFixed(6)} 0 0 ${module.toFixed(6)} ${round(x)} ${round(y)} cm\n${runs.join("\n")}\nf Q\n`
  );
}
