import { readFileSync } from "node:fs";
import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { type FaceName, faceFile } from "./faces.ts";

/** What Typst says of a drawing that it cannot make as it should be. */
class TypstError extends Error {}

const compilers = new Map<string, NodeCompiler>();

/** Typst for the drawings in `folder`, which may use `faces`; made once, for reading those takes longest. */
export function typstIn(folder: string, faces: readonly FaceName[]): NodeCompiler {
  const known = compilers.get(folder);
  if (known !== undefined) return known;
  const fontBlobs = faces.map((face) => readFileSync(faceFile(face)));
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] });
  compilers.set(folder, compiler);
  return compiler;
}

/** The drawing `main` set; a warning is an error, for it means a typeface or a mark that is missing. */
export function set(
  compiler: NodeCompiler,
  main: string,
  inputs: Record<string, string> = {},
): NodeTypstDocument {
  const made = compiler.compile({ mainFilePath: main, inputs });
  const wrong = made.takeError() ?? made.takeWarnings();
  if (made.result === null || wrong !== null)
    throw new TypstError(
      wrong === null ? `${main}: nothing was made.` : told(compiler.fetchDiagnostics(wrong)),
    );
  return made.result;
}

function told(diagnostics: readonly { message?: unknown; path?: unknown }[]): string {
  return diagnostics.map(({ message, path }) => `${path}: ${message}`).join("\n");
}
