import type { TextNode } from "../content/text-tree.ts";

const inline = new Set("text strong emphasis delete inlineCode link break mdxJsxTextElement".split(" "));

/** What stands in the block at `node`; words on the same line as its tags are a paragraph, too, but in the middle of a sentence. */
export function contentOf(node: TextNode): readonly TextNode[] {
  const { children } = node;
  const isSentence = node.type === "mdxJsxTextElement" && node.name === "If";
  const isLine = children.length > 0 && children.every(({ type }) => inline.has(type));
  return isLine && !isSentence
    ? [{ ...node, type: "paragraph", name: "", attributes: [], children }]
    : children;
}
