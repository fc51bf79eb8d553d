import { join } from "node:path";
import type { FaceName } from "./faces.ts";
import type { TicketWords } from "./ticket-words.ts";
import { set, typstIn } from "./typst.ts";

const folder = import.meta.dirname;
const faces: FaceName[] = [
  "newsreader",
  "newsreader-semibold",
  "newsreader-bold",
  "instrument-sans",
  "instrument-sans-semibold",
  "instrument-sans-bold",
];

/** The drawing `name` beside this file as a PDF, made of `given`; the same gives the same bytes. */
export function typeset(name: "ticket" | "sheet", given: TicketWords): Uint8Array {
  const compiler = typstIn(folder, faces);
  compiler.resetShadow();
  if (given.logo !== null) compiler.mapShadow(join(folder, "logo.svg"), logoOn(given, name));
  const inputs = { given: JSON.stringify({ ...given, logo: given.logo !== null }) };
  const made = set(compiler, join(folder, `${name}.typ`), inputs);
  // What is cut apart with scissors is not read aloud.
  const pdf = compiler.pdf(made, name === "ticket" ? { pdfStandard: "ua-1" } : { pdfTags: false });
  compiler.evictCache(10);
  return pdf;
}

/** The logo; one that takes its colour from the page takes that of the words beside it. */
function logoOn({ logo, tones }: TicketWords, name: "ticket" | "sheet"): Buffer {
  const colour = (name === "ticket" ? tones.onLoud : tones.onPrimary) ?? "#000000";
  return Buffer.from((logo ?? "").replaceAll("currentColor", colour));
}
