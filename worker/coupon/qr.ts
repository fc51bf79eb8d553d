import encodeQR from "qr";
import { pngOf } from "./png.ts";

/** The modules of quiet ground that a scanner wants around a code. */
const quiet = 4;
const pixels = 8;

/** The modules of the code for `text` and of its quiet zone, row by row, dark ones as true; in capitals, figures and strokes it takes a third less room. */
export function qrRows(text: string): boolean[][] {
  return encodeQR(text, "raw", { ecc: "medium", border: quiet });
}

/** The QR code of `text` as SVG, called `label`: dark on a light ground with its quiet zone, in dark mode too. */
export function qrSvg(text: string, label: string): string {
  const rows = qrRows(text);
  const side = rows.length;
  const runs = runsOf(rows).map(([x, y, length]) => `M${x} ${y}h${length}v1h-${length}z`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${escaped(label)}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/>` +
    `<path fill="#000" d="${runs.join("")}"/></svg>`
  );
}

/** The QR code of `text` as PNG, eight pixels a module: for mails. */
export function qrPng(text: string): Promise<Uint8Array> {
  const rows = qrRows(text);
  const isDark = (x: number, y: number) => rows[Math.floor(y / pixels)]?.[Math.floor(x / pixels)] === true;
  return pngOf(rows.length * pixels, isDark, pixels);
}

/** Dark modules side by side: where a row of them begins, and how many there are. */
export function runsOf(rows: readonly boolean[][]): [x: number, y: number, length: number][] {
  const runs: [number, number, number][] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      runs.push([start, y, x + 1 - start]);
    }
  });
  return runs;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
