import { type SatteriProcessorOptions, satteri } from "@astrojs/markdown-satteri";

/** A part of a text in MDX; what a kind of part does not have is empty. */
export interface TextNode {
  type: string;
  /** The tag's name. */
  name: string;
  /** What a text or an expression says. */
  value: string;
  /** The level of a heading. */
  depth: number;
  /** Where a link leads, or a picture lies. */
  url: string;
  /** What a picture says to those who cannot see it. */
  alt: string;
  /** Whether a list is counted, and from which number. */
  ordered: boolean;
  start: number;
  /** How the columns of a table are aligned. */
  align: readonly (string | null)[];
  /** The language of code. */
  language: string;
  /** What a footnote is called. */
  identifier: string;
  /** The line of the text on which it begins, the first being 1. */
  line: number;
  attributes: readonly TextAttribute[];
  children: readonly TextNode[];
}

/** One attribute of a tag; `expression` is what stands between braces. */
export interface TextAttribute {
  name: string;
  text?: string;
  expression?: string;
}

/** As much of a parser's node as is read here. */
interface Parsed {
  type: string;
  name?: string | null | undefined;
  value?: string | null | undefined;
  depth?: number | undefined;
  url?: string | undefined;
  alt?: string | null | undefined;
  ordered?: boolean | null | undefined;
  start?: number | null | undefined;
  align?: readonly (string | null)[] | null | undefined;
  lang?: string | null | undefined;
  identifier?: string | undefined;
  position?: { start: { line: number } } | undefined;
  /** A list where the node is a tag. */
  attributes?: unknown;
  children?: readonly Parsed[] | undefined;
}
interface ParsedAttribute {
  type: string;
  name?: string;
  value?: string | null | { value: string };
}

type MdastPlugin = NonNullable<SatteriProcessorOptions["mdastPlugins"]>[number];
type Compile = (text: string) => Promise<TextNode>;

let compile: Compile | undefined;

/** `text`, which must be MDX without a mistake, as a tree. */
export async function treeOf(text: string): Promise<TextNode> {
  compile ??= await compiler();
  return compile(text);
}

async function compiler(): Promise<Compile> {
  // One text at a time: the parser hands the tree over while it compiles.
  let turn: Promise<unknown> = Promise.resolve();
  let tree: TextNode | undefined;
  const catching: MdastPlugin = {
    name: "tree",
    options: { position: true },
    after(root) {
      tree = copied(root);
    },
  };
  const renderer = await satteri({ mdastPlugins: [catching] }).createMdxRenderer?.(
    { syntaxHighlight: false },
    { optimize: false },
  );
  if (renderer === undefined)
    throw new Error("The Markdown processor of this version of Astro compiles no MDX.");
  return (text) => {
    const made = turn.then(async () => {
      await renderer.process(text, "text.mdx", {});
      if (tree === undefined) throw new Error("The Markdown processor handed over no tree.");
      return tree;
    });
    turn = made.catch(() => undefined);
    return made;
  };
}

/** The parser's nodes do not outlive the parse. */
function copied(node: Parsed): TextNode {
  return {
    type: node.type,
    name: node.name ?? "",
    value: node.value ?? "",
    depth: node.depth ?? 0,
    url: node.url ?? "",
    alt: node.alt ?? "",
    ordered: node.ordered ?? false,
    start: node.start ?? 1,
    align: node.align ?? [],
    language: node.lang ?? "",
    identifier: node.identifier ?? "",
    line: node.position?.start.line ?? 1,
    attributes: Array.isArray(node.attributes) ? node.attributes.map(attribute) : [],
    children: (node.children ?? []).map(copied),
  };
}

function attribute({ type, name, value }: ParsedAttribute): TextAttribute {
  if (type !== "mdxJsxAttribute" || name === undefined) return { name: "…" };
  if (typeof value === "string") return { name, text: value };
  // A bare name means true.
  return { name, expression: value?.value ?? "true" };
}

/** What `node` says as plain text on one line; `words` stands in for a tag where it knows the tag. */
export function plainTextOf(node: TextNode, words: (tag: TextNode) => string): string {
  return textOf(node, words).replace(/\s+/g, " ").trim();
}

const blocks = new Set(["paragraph", "heading", "listItem", "blockquote", "tableCell", "code"]);

function textOf(node: TextNode, words: (tag: TextNode) => string): string {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "code") return node.value;
  if (node.type === "break") return " ";
  const own = node.name === "" ? "" : words(node);
  const inner = own + node.children.map((child) => textOf(child, words)).join("");
  return blocks.has(node.type) || node.type === "mdxJsxFlowElement" ? `${inner} ` : inner;
}
