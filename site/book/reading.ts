import type { Locale } from "../../content/schema/primitives.ts";
import type { ContentDocument } from "../content/document.ts";
import type { ContentMistake } from "../content/mistake.ts";
import type { TextNode } from "../content/text-tree.ts";
import type { Ids } from "./read-ids.ts";
import type { Place } from "./tree.ts";

/** What the reader of one chapter knows, and where its mistakes go. */
export interface Reading {
  /** The chapter's name. */
  chapter: string;
  document: ContentDocument;
  /** What may be referred to, in all chapters. */
  ids: Ids;
  /** Every file of content, from the project's root. */
  files: ReadonlySet<string>;
  locale: Locale;
  mistakes: ContentMistake[];
}

/** Where `node` stands. */
export function placeOf(node: TextNode, { document }: Pick<Reading, "document">): Place {
  return { file: document.file, line: document.bodyLine + node.line - 1 };
}

/** Tells a mistake at `node`. */
export function tellAt(
  node: TextNode,
  reading: Pick<Reading, "document" | "mistakes">,
  message: string,
  cure: string,
): void {
  reading.mistakes.push({ ...placeOf(node, reading), key: "", message, cure });
}
