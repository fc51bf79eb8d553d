import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parse,
  parseDocument,
  YAMLParseError,
} from "yaml";
import type { ReadBlocks } from "./blocks.ts";
import { readMdx } from "./mdx.ts";
import type { ContentMistake } from "./mistake.ts";

/** The path of a key inside a file. */
export type KeyPath = readonly (string | number)[];

/** A content file as its author wrote it. */
export interface ContentDocument {
  /** The file, from the project's root. */
  file: string;
  /** What its YAML says. */
  value: unknown;
  /** The line on which the key at `path` stands, or the nearest key above it. */
  lineOf(path: KeyPath): number;
  /** The text under the front matter. */
  body: string;
  /** The line on which `body` begins. */
  bodyLine: number;
  /** The blocks in `body`, and what keeps it from being MDX. */
  blocks: ReadBlocks;
}

type Reading = ContentDocument | ContentMistake;

/** Files read before, so that only what has changed is read again. */
export type Readings = Map<string, { stamp: string; reading: Reading }>;

/** Whether a file could not be read as YAML. */
export function isMistake(reading: Reading): reading is ContentMistake {
  return "message" in reading;
}

/** The content file at `file`, below `root`: a `.yaml` file whole, an `.mdx` file by its front matter. */
export async function readDocument(root: string, file: string, readings: Readings): Promise<Reading> {
  const stamp = await stampOf(join(root, file));
  const known = readings.get(join(root, file));
  if (known?.stamp === stamp) return known.reading;
  const reading = await understand(root, file, await readFile(join(root, file), "utf8"));
  readings.set(join(root, file), { stamp, reading });
  return reading;
}

/** What changes whenever the file at `path` does. */
export async function stampOf(path: string): Promise<string> {
  const { mtimeMs, size } = await stat(path);
  return `${mtimeMs} ${size}`;
}

async function understand(root: string, file: string, written: string): Promise<Reading> {
  const parts = file.endsWith(".mdx") ? splitFrontMatter(written) : { yaml: written, body: "", bodyLine: 1 };
  if (parts === null) {
    return {
      file,
      line: 1,
      key: "",
      message: "The front matter is missing.",
      cure: "Begin the file with a line of three hyphens, the keys, and another line of three hyphens.",
    };
  }
  const { yaml, body, bodyLine } = parts;
  let value: unknown;
  try {
    value = parse(yaml) ?? {};
  } catch (error) {
    return syntaxMistake(file, yaml, error);
  }
  const blocks = await readMdx(root, { file, body, bodyLine });
  return { file, value, lineOf: (path) => lineIn(yaml, path), body, bodyLine, blocks };
}

const frontMatter = /^\uFEFF?(---[ \t]*\r?\n)([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** The first hyphens stay as an empty line, so that lines count as in the file. */
function splitFrontMatter(text: string): { yaml: string; body: string; bodyLine: number } | null {
  const found = frontMatter.exec(text);
  if (found === null || found.index !== 0) return null;
  const body = text.slice(found[0].length);
  return { yaml: `\n${found[2] ?? ""}`, body, bodyLine: found[0].split("\n").length };
}

function syntaxMistake(file: string, yaml: string, error: unknown): ContentMistake {
  if (!(error instanceof YAMLParseError)) {
    return {
      file,
      key: "",
      message: `The YAML cannot be read: ${String(error)}`,
      cure: "Write it in a simpler way.",
    };
  }
  const line = yaml.slice(0, error.pos[0]).split("\n").length;
  const message = error.message.replace(/ at line \d+, column \d+:[\s\S]*$/, "");
  return { file, line, key: "", message: `The YAML cannot be read: ${message}.`, cure: cureOf(error.code) };
}

function cureOf(code: YAMLParseError["code"]): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "Keep one of the two.";
    case "TAB_AS_INDENT":
      return "Indent with spaces instead of tabs.";
    case "MISSING_CHAR":
      return "Close the quotes or brackets that were opened before.";
    default:
      return 'Put text with a colon, "#" or quotes inside quotes, and indent keys of one level alike.';
  }
}

function lineIn(yaml: string, path: KeyPath): number {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    const next = step(node, part);
    if (next === null) break;
    offset = next.offset;
    node = next.node;
  }
  // A file without its first keys has no line of its own to point at.
  return offset === 0 ? 1 : counter.linePos(offset).line;
}

function step(node: unknown, part: string | number): { node: unknown; offset: number } | null {
  if (isMap(node)) {
    const pair = node.items.find((entry) => isScalar(entry.key) && String(entry.key.value) === String(part));
    if (pair === undefined || !isPair(pair) || !isNode(pair.key)) return null;
    return { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
  }
  if (isSeq(node)) {
    const entry = node.items[Number(part)];
    return isNode(entry) ? { node: entry, offset: entry.range?.[0] ?? 0 } : null;
  }
  return null;
}
