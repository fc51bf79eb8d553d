import { posix } from "node:path";
import { nearestOf } from "../../content/schema/explain.ts";
import type { TextNode } from "../content/text-tree.ts";
import { footnoteOf } from "./read-notes.ts";
import { type Reading, tellAt } from "./reading.ts";
import type { Inline, Target } from "./tree.ts";

/** What stands in the lines of `nodes`. */
export function readInlines(nodes: readonly TextNode[], reading: Reading): Inline[] {
  return nodes.flatMap((node) => readInline(node, reading) ?? []);
}

function readInline(node: TextNode, reading: Reading): Inline | null {
  switch (node.type) {
    case "text":
      checkLooseNote(node, reading);
      return { kind: "text", text: typeset(node.value) };
    case "strong":
    case "emphasis":
      return { kind: node.type, inlines: readInlines(node.children, reading) };
    case "inlineCode":
      return { kind: "code", text: node.value };
    case "break":
      return { kind: "break" };
    case "link":
      return readLink(node, reading);
    case "footnoteReference":
      return footnoteOf(node, reading);
    case "mdxTextExpression":
      return isComment(node) ? null : refuse(node, reading, "An expression in braces means nothing here.");
    case "image":
      return refuse(
        node,
        reading,
        "A picture stands in the middle of a line.",
        "Put it on a line of its own.",
      );
    case "delete":
      return refuse(node, reading, "A book has no struck-out words.", "Delete them.");
    default:
      return refuseTag(node, reading);
  }
}

/** Whether `node` is a comment, which nobody reads. */
export function isComment({ type, value }: TextNode): boolean {
  return /^mdx(?:Flow|Text)Expression$/.test(type) && /^\s*(?:\/\*[\s\S]*\*\/\s*)*$/.test(value);
}

/** Apostrophes as printers set them. */
export function typeset(text: string): string {
  return text.replaceAll("'", "’");
}

function refuse(node: TextNode, reading: Reading, message: string, cure = "Write it as plain text."): null {
  tellAt(node, reading, message, cure);
  return null;
}

function refuseTag(node: TextNode, reading: Reading): null {
  const name = node.name === "" ? node.type : `<${node.name}>`;
  return refuse(
    node,
    reading,
    `${name} has no place in a line of a book.`,
    "A line takes **bold**, *italic*, `code`, links and footnotes; a block stands on a line of its own.",
  );
}

/** GFM leaves a note's mark as it is where the note is missing. */
function checkLooseNote(node: TextNode, reading: Reading): void {
  const found = /\[\^([^\]\s]+)\]/.exec(node.value);
  if (found === null) return;
  const mark = found[1] ?? "";
  tellAt(
    node,
    reading,
    `The footnote [^${mark}] has no text.`,
    `Write it under the paragraph, on a line of its own: [^${mark}]: The note's text.`,
  );
}

function readLink(node: TextNode, reading: Reading): Inline | null {
  const inlines = readInlines(node.children, reading);
  const { url } = node;
  if (url.startsWith("#") || /^(?:\.\/)?[^/:]+\.mdx(?:#|$)/.test(url)) {
    const target = targetOf(node, reading);
    return target === null ? null : { kind: "reference", target, inlines };
  }
  if (/^(?:https?:|mailto:|tel:)/.test(url)) {
    if (inlines.length === 0)
      return refuse(node, reading, `The link to ${url} has no words.`, `Write them: [words](${url}).`);
    return { kind: "link", href: url, inlines };
  }
  if (url.startsWith("/")) return { kind: "link", href: url, inlines };
  return refuse(
    node,
    reading,
    `A reader of the book cannot follow the link to "${url}".`,
    "Link to https://…, to a page of the site as /page/, to a chapter as ./03-name.mdx, or to an id as #id.",
  );
}

/** Where the link `node` leads within the book. */
function targetOf(node: TextNode, reading: Reading): Target | null {
  const [path = "", id = ""] = node.url.split("#");
  const chapter = path === "" ? reading.chapter : posix.normalize(path).replace(/\.mdx$/, "");
  const there = reading.ids.get(chapter);
  if (there === undefined) {
    const nearest = nearestOf(chapter, [...reading.ids.keys()]);
    const cure =
      nearest === undefined ? "Name one of the book's chapters." : `Did you mean "./${nearest}.mdx"?`;
    return told(node, reading, `There is no chapter "${chapter}".`, cure);
  }
  if (id === "") return { chapter, is: "chapter" };
  const is = there.named.get(decodeURIComponent(id));
  if (is !== undefined) return { chapter, id: decodeURIComponent(id), is };
  const nearest = nearestOf(id, [...there.named.keys()]);
  const cure =
    nearest === undefined
      ? `Ids there are: ${[...there.named.keys()].join(", ") || "none"}.`
      : `Did you mean "#${nearest}"?`;
  const where = path === "" ? "this chapter" : `the chapter "${chapter}"`;
  return told(node, reading, `Nothing in ${where} is called "${id}".`, cure);
}

function told(node: TextNode, reading: Reading, message: string, cure: string): null {
  tellAt(node, reading, message, cure);
  return null;
}
