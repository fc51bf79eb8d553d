import { explain, nearestOf } from "../../content/schema/explain.ts";
import { type BlockName, blockNames, isBlock, ruleOf } from "../../templates/blocks/rules.ts";
import { type TextParts, plainText as withoutBlocks } from "../../templates/text-parts.ts";
import { literalIn } from "./literal.ts";
import type { ContentMistake } from "./mistake.ts";
import { plainTextOf, type TextAttribute, type TextNode, treeOf } from "./text-tree.ts";

/** A text, and where it stands. */
export interface Body {
  file: string;
  body: string;
  bodyLine: number;
}

/** A block as it stands in a text. */
export interface UsedBlock {
  name: BlockName;
  /** Its line in the file. */
  line: number;
  /** What its keys say. */
  props: Record<string, unknown>;
}

/** The blocks of a text, and every mistake in them. */
export interface ReadBlocks {
  used: UsedBlock[];
  parts: TextParts;
  mistakes: ContentMistake[];
}

/** What a text without blocks comes to. */
export const noBlocks: ReadBlocks = { used: [], parts: withoutBlocks, mistakes: [] };

/** Reads the blocks in `document`, a text that is MDX without a mistake; names in `imported` are the author's own. */
export async function readBlocks(document: Body, imported: readonly string[]): Promise<ReadBlocks> {
  const read: ReadBlocks = { used: [], parts: { blocks: [], questions: [] }, mistakes: [] };
  walk(await treeOf(document.body), null, { document, imported, read });
  return read;
}

interface Reading {
  document: Body;
  imported: readonly string[];
  read: ReadBlocks;
}

function walk(node: TextNode, parent: string | null, reading: Reading): void {
  const isOurs = isTag(node) && isBlock(node.name) && !reading.imported.includes(node.name);
  if (isOurs && isBlock(node.name)) readBlock(node, node.name, parent, reading);
  // A paragraph around a tag is no parent: the compiler takes it away.
  const above = isOurs ? node.name : node.type === "paragraph" ? parent : null;
  for (const child of node.children) walk(child, above, reading);
}

function isTag(node: TextNode): boolean {
  return node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
}

function readBlock(node: TextNode, name: BlockName, parent: string | null, reading: Reading): void {
  const { document, read } = reading;
  const rule = ruleOf(name);
  const line = document.bodyLine + node.line - 1;
  const tell = (at: number, key: string, message: string, cure: string) =>
    read.mistakes.push({ file: document.file, line: at, key, message, cure });
  if (rule.within !== undefined && parent !== rule.within)
    tell(line, name, `<${name}> stands alone.`, `Put it between <${rule.within}> and </${rule.within}>.`);
  checkInside(node, name, (child, message, cure) =>
    tell(document.bodyLine + child.line - 1, name, message, cure),
  );
  const props = propsOf(node, name, reading);
  if (!read.parts.blocks.includes(name)) read.parts.blocks.push(name);
  if (props === null) return;
  const result = rule.props.safeParse(props);
  if (result.success) {
    read.used.push({ name, line, props });
    if (name === "Question") read.parts.questions.push(questionIn(node, props));
    return;
  }
  for (const { path, message, cure } of explain(rule.props, result.error, props)) {
    const at = lineOfKey(document, node, String(path[0] ?? ""));
    tell(at, [name, ...path].join("."), message, cure ?? "Correct it, or delete the key.");
  }
}

/** What the attributes of a tag say; null, and mistakes told, when one of them says nothing plain. */
function propsOf(node: TextNode, name: BlockName, { document, read }: Reading) {
  const props: [string, unknown][] = [];
  let isPlain = true;
  for (const attribute of node.attributes) {
    const value = literalOf(attribute);
    if (value !== null) {
      props.push([attribute.name, value.value]);
      continue;
    }
    isPlain = false;
    read.mistakes.push({
      file: document.file,
      line: lineOfKey(document, node, attribute.name),
      key: `${name}.${attribute.name}`,
      message: "What stands between the braces would have to be worked out.",
      cure: 'Write the value itself: "text", {12}, {true}, {["one", "two"]} or {{ src: "./a.jpg", alt: "…" }}.',
    });
  }
  return isPlain ? Object.fromEntries(props) : null;
}

/** What an attribute says; null where that would have to be worked out. */
export function literalOf({ text, expression }: TextAttribute): { value: unknown } | null {
  if (text !== undefined) return { value: text };
  return expression === undefined ? null : literalIn(expression);
}

function checkInside(
  node: TextNode,
  name: BlockName,
  tell: (child: TextNode, message: string, cure: string) => void,
): void {
  const { inside } = ruleOf(name);
  if (inside === "text") {
    if (name !== "Cta" && name !== "Price" && node.children.length === 0)
      tell(node, `<${name}> is empty.`, `Write its text between <${name}> and </${name}>.`);
    return;
  }
  const [first] = node.children;
  if (inside === "nothing") {
    if (first) tell(first, `Nothing stands inside <${name}>.`, `Close the tag at once: <${name} … />.`);
    return;
  }
  if (inside === "table") {
    const table = node.children.filter((child) => !isBlank(child));
    if (table.length !== 1 || table[0]?.type !== "table")
      tell(
        table[0] ?? node,
        `A Markdown table alone stands inside <${name}>.`,
        `Write it between <${name}> and </${name}>, with an empty line before and after: | … | … |.`,
      );
    return;
  }
  const cure = `Keep only <${inside.only}> between <${name}> and </${name}>.`;
  const parts = node.children.flatMap((child) => (child.type === "paragraph" ? child.children : [child]));
  const other = parts.find((child) => child.name !== inside.only && !isBlank(child));
  if (other) tell(other, `Something else than <${inside.only}> stands inside <${name}>.`, cure);
  else if (!parts.some((child) => child.name === inside.only))
    tell(node, `There is no <${inside.only}> inside <${name}>.`, `Add one, or delete <${name}>.`);
}

/** White space, or a comment. */
function isBlank({ type, value }: TextNode): boolean {
  if (type === "text") return value.trim() === "";
  return /^mdx(?:Flow|Text)Expression$/.test(type) && /^\s*(?:\/\*[\s\S]*\*\/\s*)*$/.test(value);
}

/** A word that the address may change stands as {name}, to be filled in with what stands there by default. */
function questionIn(node: TextNode, props: Record<string, unknown>) {
  const words = (tag: TextNode) =>
    tag.name === "Param" ? `{${tag.attributes.find(({ name }) => name === "name")?.text ?? ""}}` : "";
  return { question: String(props["title"]).trim(), answer: plainTextOf(node, words) };
}

/** The line on which `key` stands in the tag, or else the tag's own. */
function lineOfKey({ body, bodyLine }: Body, node: TextNode, key: string): number {
  const lines = body.split("\n").slice(node.line - 1, node.line + 60);
  const found = /^\w+$/.test(key) ? lines.findIndex((text) => new RegExp(`\\b${key}\\s*=`).test(text)) : 0;
  return bodyLine + node.line - 1 + Math.max(0, found);
}

/** The words for a tag that nothing answers to. */
export function cureForTag(name: string, imported: readonly string[]): string {
  const nearest = nearestOf(name, [...blockNames, ...imported]);
  if (nearest !== undefined) return `Did you mean <${nearest}>?`;
  return `Blocks there are: ${blockNames.join(", ")}. Import any other at the top of the text.`;
}
