import type * as z from "zod";
import { explain } from "../../content/schema/explain.ts";
import { type MailBlockName, mailBlocks } from "../../content/schema/mail-blocks.ts";
import { literalOf } from "../content/blocks.ts";
import type { TextNode } from "../content/text-tree.ts";
import { cureOf } from "./names.ts";

/** A block as it stands in a mail, with what its keys came to. */
export type MailBlock = {
  [Name in MailBlockName]: { name: Name; props: z.output<(typeof mailBlocks)[Name]> };
}[MailBlockName];

/** The blocks of a mail, by the node that they stand at. */
export type MailBlocks = ReadonlyMap<TextNode, MailBlock>;

/** Takes a mistake at `node`. */
export type TellAt = (node: TextNode, key: string, message: string, cure: string) => void;

/** Blocks between whose tags nothing stands. */
const empty: ReadonlySet<MailBlockName> = new Set([
  "Button",
  "Picture",
  "Coupon",
  "Divider",
  "Signature",
] as const);

/** What Markdown has that a mail can show; the rest is told of. */
const shown = new Set(
  "root paragraph heading text strong emphasis delete link list listItem blockquote thematicBreak break inlineCode".split(
    " ",
  ),
);

/** The blocks below `root`; every mistake in them goes to `tell`. */
export function mailBlocksIn(root: TextNode, tell: TellAt): MailBlocks {
  const found = new Map<TextNode, MailBlock>();
  walk(root, null, found, tell);
  return found;
}

function walk(
  node: TextNode,
  parent: MailBlockName | null,
  found: Map<TextNode, MailBlock>,
  tell: TellAt,
): void {
  const isTag = node.type.startsWith("mdxJsx");
  if (isTag) {
    const name = isMailBlock(node.name) ? node.name : null;
    if (name === null) {
      tell(node, "", `There is no block <${node.name}> in mails.`, cureOfTag(node.name));
      return;
    }
    checkPlace(node, name, parent, tell);
    const block = blockAt(node, name, tell);
    if (block !== null) found.set(node, block);
    for (const child of node.children) walk(child, name, found, tell);
    return;
  }
  if (!shown.has(node.type) && !isComment(node)) {
    tell(
      node,
      "",
      `A mail cannot show this: ${whatIs(node.type)}.`,
      "Say it with text, lists and the blocks of mails.",
    );
    return;
  }
  const above = node.type === "paragraph" ? parent : null;
  for (const child of node.children) walk(child, above, found, tell);
}

/** Who writes HTML means what Markdown says in fewer signs. */
function cureOfTag(name: string): string {
  if (!/^[a-z]/.test(name)) return cureOf(name, Object.keys(mailBlocks));
  return "Mails take no HTML: write **bold**, *italic*, lists and [links](/guida/) as Markdown, or one of the blocks.";
}

function isMailBlock(name: string): name is MailBlockName {
  return Object.hasOwn(mailBlocks, name);
}

/** Whether `node` is a remark of the author's, which nobody else reads. */
function isComment({ type, value }: TextNode): boolean {
  return /^mdx(?:Flow|Text)Expression$/.test(type) && /^\s*(?:\/\*[\s\S]*\*\/\s*)*$/.test(value);
}

function whatIs(type: string): string {
  if (type === "image") return "a picture without its block; write <Picture src=… alt=… />";
  if (type === "mdxjsEsm") return "an import; blocks of mails need none";
  if (type.endsWith("Expression")) return "what stands between braces; an answer is {field|otherwise}";
  return type;
}

function checkPlace(node: TextNode, name: MailBlockName, parent: MailBlockName | null, tell: TellAt): void {
  const inside = node.children.flatMap((child) => (child.type === "paragraph" ? child.children : [child]));
  const full = inside.filter(
    (child) => !isComment(child) && (child.type !== "text" || child.value.trim() !== ""),
  );
  if (name === "Column" && parent !== "Columns")
    tell(node, name, "<Column> stands alone.", "Put it between <Columns> and </Columns>.");
  if (empty.has(name)) {
    if (full[0])
      tell(full[0], name, `Nothing stands inside <${name}>.`, `Close the tag at once: <${name} … />.`);
  } else if (full.length === 0) {
    tell(node, name, `<${name}> is empty.`, `Write its text between <${name}> and </${name}>.`);
  } else if (name === "Columns") {
    const other = full.find((child) => child.name !== "Column");
    if (other)
      tell(other, name, "Something else than <Column> stands inside <Columns>.", "Put it into a <Column>.");
    else if (full.length < 2 || full.length > 3)
      tell(
        node,
        name,
        `There are ${full.length} columns.`,
        "Make it two or three: more are too narrow for a phone held wide.",
      );
  }
}

function blockAt(node: TextNode, name: MailBlockName, tell: TellAt): MailBlock | null {
  const props: [string, unknown][] = [];
  for (const attribute of node.attributes) {
    const literal = literalOf(attribute);
    if (literal === null) {
      tell(
        node,
        `${name}.${attribute.name}`,
        "What stands between the braces would have to be worked out.",
        "Write the value itself.",
      );
      return null;
    }
    props.push([attribute.name, literal.value]);
  }
  const written = Object.fromEntries(props);
  const result = mailBlocks[name].safeParse(written);
  // The name and what its own schema made of the keys belong together.
  if (result.success) return { name, props: result.data } as MailBlock;
  for (const { path, message, cure } of explain(mailBlocks[name], result.error, written))
    tell(node, [name, ...path].join("."), message, cure ?? "Correct it, or delete the key.");
  return null;
}
