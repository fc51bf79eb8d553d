import type { ContentDocument } from "../content/document.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { plainTextOf, type TextNode } from "../content/text-tree.ts";
import { placeOf, tellAt } from "./reading.ts";
import type { Target } from "./tree.ts";

/** What may be referred to: for each chapter, by its name, what its ids name. */
export type Ids = Map<string, ChapterIds>;

/** The ids of one chapter, and the one that each heading has. */
export interface ChapterIds {
  named: ReadonlyMap<string, Exclude<Target["is"], "chapter">>;
  headings: ReadonlyMap<TextNode, string>;
}

const counted = { Picture: "picture", Table: "table" } as const;

/** The ids in `tree`; one that stands there twice is told, and so is a heading whose level does not follow. */
export function idsIn(tree: TextNode, document: ContentDocument, mistakes: ContentMistake[]): ChapterIds {
  const named = new Map<string, Exclude<Target["is"], "chapter">>();
  const lines = new Map<string, number>();
  for (const node of allOf(tree)) {
    const is = node.name === "Picture" || node.name === "Table" ? counted[node.name] : null;
    const id = node.attributes.find(({ name }) => name === "id")?.text;
    if (is === null || id === undefined) continue;
    const first = lines.get(id);
    const { line } = placeOf(node, { document });
    if (first !== undefined) {
      const cure = "Give one of the two another id: links would not know which is meant.";
      tellAt(node, { document, mistakes }, `The id "${id}" stands in line ${first} already.`, cure);
    }
    lines.set(id, first ?? line);
    named.set(id, is);
  }
  const headings = new Map<TextNode, string>();
  let above = 1;
  for (const node of allOf(tree)) {
    if (node.type !== "heading") continue;
    checkLevel(node, above, document, mistakes);
    above = node.depth;
    const id = freeId(slugOf(plainTextOf(node, () => "")), named);
    headings.set(node, id);
    named.set(id, "heading");
  }
  return { named, headings };
}

/** `node` and all that stands in it, in the order of reading. */
export function* allOf(node: TextNode): Generator<TextNode> {
  yield node;
  for (const child of node.children) yield* allOf(child);
}

/** What a heading is called in links: small letters without accents, words joined by hyphens. */
function slugOf(words: string): string {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "titolo";
}

function freeId(slug: string, named: ReadonlyMap<string, unknown>): string {
  if (!named.has(slug)) return slug;
  let count = 2;
  while (named.has(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
}

function checkLevel(
  node: TextNode,
  above: number,
  document: ContentDocument,
  mistakes: ContentMistake[],
): void {
  const tell = (message: string, cure: string) => tellAt(node, { document, mistakes }, message, cure);
  const marks = (depth: number) => "#".repeat(depth);
  if (node.depth === 1)
    tell(
      "This heading is as high as the chapter's title.",
      "Begin it with ##: the title is the key `title`.",
    );
  else if (node.depth > 4) tell("This heading is too deep for a book.", "Use ##, ### or ####.");
  else if (node.depth > above + 1)
    tell(
      `A heading of level ${node.depth} follows one of level ${above}: a level is skipped.`,
      `Begin it with ${marks(above + 1)}, or put a heading with ${marks(node.depth - 1)} before it.`,
    );
}
