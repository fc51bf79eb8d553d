import { posix } from "node:path";
import { nearestOf } from "../../content/schema/explain.ts";
import { cureFor } from "../content/beside.ts";
import type { TextNode } from "../content/text-tree.ts";
import { allOf } from "./read-ids.ts";
import { isComment, readInlines } from "./read-inlines.ts";
import { findNotes } from "./read-notes.ts";
import { readTag } from "./read-tags.ts";
import { placeOf, type Reading, tellAt } from "./reading.ts";
import type { Block, Table } from "./tree.ts";

/** What stands in `node`: a chapter, a note, or the inside of a block. */
export function readBlocks(node: TextNode, reading: Reading): Block[] {
  if (node.type === "root") findNotes(node, allOf(node), reading);
  return runsOf(node.children).flatMap((run) =>
    Array.isArray(run) ? paragraphOf(run, reading) : readBlock(run, reading),
  );
}

/** Parts of a line, which have no paragraph around them where their tag is opened and closed in one line. */
const inLine = new Set([
  "text",
  "strong",
  "emphasis",
  "inlineCode",
  "break",
  "link",
  "footnoteReference",
  "delete",
]);

/** `nodes`, with those that make a line together. */
function runsOf(nodes: readonly TextNode[]): (TextNode | TextNode[])[] {
  const runs: (TextNode | TextNode[])[] = [];
  for (const node of nodes) {
    const last = runs.at(-1);
    if (!inLine.has(node.type)) runs.push(node);
    else if (Array.isArray(last)) last.push(node);
    else runs.push([node]);
  }
  return runs;
}

function paragraphOf(nodes: readonly TextNode[], reading: Reading): Block[] {
  const [first] = nodes;
  if (first === undefined || nodes.every(isEmpty)) return [];
  return [{ at: placeOf(first, reading), kind: "paragraph", inlines: readInlines(nodes, reading) }];
}

function readBlock(node: TextNode, reading: Reading): Block[] {
  const at = placeOf(node, reading);
  switch (node.type) {
    case "paragraph":
      return readParagraph(node, reading);
    case "heading":
      return readHeading(node, reading);
    case "list":
      return [
        {
          at,
          kind: "list",
          ordered: node.ordered,
          start: node.start,
          items: node.children.map((child) => readBlocks(child, reading)),
        },
      ];
    case "blockquote":
      return [{ at, kind: "quote", blocks: readBlocks(node, reading) }];
    case "code":
      return [{ at, kind: "code", language: node.language || null, text: node.value }];
    case "thematicBreak":
      return [{ at, kind: "rule" }];
    case "table":
      return [{ at, kind: "table", ...readTable(node, reading) }];
    case "image":
      return readPicture(node, reading);
    case "footnoteDefinition":
      return [];
    case "mdxJsxFlowElement":
    case "mdxJsxTextElement":
      return readTag(node, reading);
    case "mdxFlowExpression":
    case "mdxTextExpression":
      if (!isComment(node)) refuse(node, reading, "An expression in braces means nothing in a book.");
      return [];
    case "mdxjsEsm":
      refuse(node, reading, "A book imports nothing: it has the blocks there are.");
      return [];
    default:
      refuse(node, reading, `A book has no "${node.type}".`);
      return [];
  }
}

function refuse(node: TextNode, reading: Reading, message: string): void {
  tellAt(node, reading, message, "Delete it, or write it as plain text.");
}

function readParagraph(node: TextNode, reading: Reading): Block[] {
  const inner = node.children.filter((child) => !isEmpty(child));
  const [first] = inner;
  if (first === undefined) return [];
  // A picture alone is no part of a line; a tag alone, neither.
  if (inner.length === 1 && first.type === "image") return readPicture(first, reading);
  if (inner.every((child) => child.type === "mdxJsxTextElement"))
    return inner.flatMap((child) => readBlock(child, reading));
  return paragraphOf(node.children, reading);
}

function isEmpty(node: TextNode): boolean {
  return isComment(node) || (node.type === "text" && node.value.trim() === "");
}

function readHeading(node: TextNode, reading: Reading): Block[] {
  const id = reading.ids.get(reading.chapter)?.headings.get(node);
  const inlines = readInlines(node.children, reading);
  if (id === undefined || inlines.length === 0) {
    tellAt(node, reading, "This heading has no words.", "Write them, or delete the #.");
    return [];
  }
  const level = node.depth === 3 || node.depth === 4 ? node.depth : 2;
  return [{ at: placeOf(node, reading), kind: "heading", level, id, inlines }];
}

function readPicture(node: TextNode, reading: Reading): Block[] {
  const file = pictureFile(node, node.url, reading);
  if (node.alt.trim() === "") {
    const cure = `Say between the brackets what it shows: ![…](${node.url}).`;
    tellAt(node, reading, `The picture ${node.url} has no text for people who cannot see it.`, cure);
  }
  if (file === null) return [];
  return [{ at: placeOf(node, reading), kind: "picture", file, alt: node.alt, width: "full" }];
}

/** The path of the picture `src` from the project's root; null, and told, where a book cannot show it. */
export function pictureFile(node: TextNode, src: string, reading: Reading): string | null {
  const file = posix.join(posix.dirname(reading.document.file), decodeURI(src));
  if (!reading.files.has(file)) {
    const cure = cureFor(reading.document.file, src, reading.files);
    tellAt(node, reading, `There is no file ${file}.`, cure);
    return null;
  }
  if (!/\.(?:png|jpe?g|webp|gif|svg)$/i.test(file)) {
    tellAt(node, reading, "A book cannot show pictures of this kind.", "Save it as SVG, PNG, JPEG or WebP.");
    return null;
  }
  return file;
}

/** A Markdown table. */
export function readTable(node: TextNode, reading: Reading): Table {
  const [header, ...rows] = node.children.map((row) =>
    row.children.map((cell) => readInlines(cell.children, reading)),
  );
  const columns = header?.length ?? 0;
  return {
    align: Array.from({ length: columns }, (_, place) => alignOf(node.align[place])),
    header: header ?? [],
    // Markdown lets a row end early.
    rows: rows.map((row) => Array.from({ length: columns }, (_, place) => row[place] ?? [])),
  };
}

function alignOf(align: string | null | undefined): Table["align"][number] {
  return align === "right" || align === "center" ? align : "left";
}

/** The words for a block that no book has. */
export function nearestBlock(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name, known);
  return nearest === undefined ? `A book has: ${known.join(", ")}.` : `Did you mean <${nearest}>?`;
}
