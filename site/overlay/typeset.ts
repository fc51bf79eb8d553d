import { readFileSync } from "node:fs";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { type FaceName, faceFile } from "./faces.ts";
import type { TicketWords } from "./ticket-words.ts";

const faces: FaceName[] = [
  "newsreader",
  "newsreader-semibold",
  "newsreader-bold",
  "instrument-sans",
  "instrument-sans-semibold",
  "instrument-sans-bold",
];

let compiler: NodeCompiler | undefined;

/** The drawing `name` beside this file as a PDF, made of `given`; the same gives the same bytes. */
export function typeset(name: "ticket" | "sheet", given: TicketWords): Uint8Array {
  compiler ??= NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(faceFile(face))) }],
  });
  compiler.resetShadow();
  if (given.logo !== null) compiler.mapShadow(`${import.meta.dirname}/logo.svg`, logoOn(given, name));
  const inputs = { given: JSON.stringify({ ...given, logo: given.logo !== null }) };
  const made = compiler.compile({ mainFilePath: `${import.meta.dirname}/${name}.typ`, inputs });
  const error = made.takeError();
  if (made.result === null || error !== null)
    throw new Error(
      `${name}.typ: ${error === null ? "nothing was made" : JSON.stringify(compiler.fetchDiagnostics(error))}`,
    );
  // What is cut apart with scissors is not read aloud.
  const pdf = compiler.pdf(made.result, name === "ticket" ? { pdfStandard: "ua-1" } : { pdfTags: false });
  compiler.evictCache(10);
  return pdf;
}

/** The logo; one that takes its colour from the page takes that of the words beside it. */
function logoOn({ logo, tones }: TicketWords, name: "ticket" | "sheet"): Buffer {
  const colour = (name === "ticket" ? tones.onLoud : tones.onPrimary) ?? "#000000";
  return Buffer.from((logo ?? "").replaceAll("currentColor", colour));
}
