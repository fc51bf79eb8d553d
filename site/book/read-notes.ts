import type { TextNode } from "../content/text-tree.ts";
import { readBlocks } from "./read-blocks.ts";
import { type Reading, tellAt } from "./reading.ts";
import type { Inline } from "./tree.ts";

/** The notes of a chapter by what they are called; they stand anywhere at its top. */
const notesOf = new WeakMap<Reading, Map<string, TextNode>>();

/** Finds the notes in `tree`, so that `footnoteOf` knows them; one that nothing refers to is told. */
export function findNotes(tree: TextNode, nodes: Iterable<TextNode>, reading: Reading): void {
  const all = [...nodes];
  const referred = new Set(
    all.filter(({ type }) => type === "footnoteReference").map(({ identifier }) => identifier),
  );
  const notes = new Map<string, TextNode>();
  for (const node of tree.children) {
    if (node.type !== "footnoteDefinition") continue;
    notes.set(node.identifier, node);
    if (referred.has(node.identifier)) continue;
    const mark = `[^${node.identifier}]`;
    tellAt(
      node,
      reading,
      `Nothing refers to the footnote ${mark}.`,
      `Put ${mark} where it belongs, or delete it.`,
    );
  }
  notesOf.set(reading, notes);
}

/** The note that `node` refers to. */
export function footnoteOf(node: TextNode, reading: Reading): Inline | null {
  const note = notesOf.get(reading)?.get(node.identifier);
  if (note !== undefined) return { kind: "footnote", blocks: readBlocks(note, reading) };
  const cure = "Write it at the chapter's end, on a line of its own, outside of every block.";
  tellAt(node, reading, `The footnote [^${node.identifier}] has no text.`, cure);
  return null;
}
