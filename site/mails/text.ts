import type { TextNode } from "../content/text-tree.ts";
import type { MailBlock, MailBlocks } from "./blocks.ts";
import { contentOf } from "./inline.ts";
import { isMarked, type Marks } from "./pieces.ts";

interface Setting {
  marks: Marks;
  blocks: MailBlocks;
}

/** `nodes` as plain text that reads as a letter, one block after the other with an empty line between. */
export function textOf(nodes: readonly TextNode[], setting: Setting): string {
  return nodes.map((node) => flow(node, setting)).join("");
}

/** What stands by itself ends with an empty line. */
function flow(node: TextNode, setting: Setting): string {
  const inner = () => textOf(node.children, setting);
  const ended = (text: string) => (text.trim() === "" ? "" : `${text.trim()}\n\n`);
  switch (node.type) {
    case "paragraph":
      // Marks of conditions around whole blocks keep the empty lines inside.
      return holdsBlock(node, setting) ? inner() : ended(inner());
    case "heading":
      return ended(node.depth === 2 ? underlined(inner()) : inner());
    case "text":
    case "inlineCode":
      return node.value.replaceAll("\n", " ");
    case "break":
      return "\n";
    case "link": {
      const words = inner();
      const address = plainAddress(node.url, setting);
      const bare = node.url.replace(/^(?:mailto|tel):/, "");
      if (words === node.url) return setting.marks.link(node.url) ?? words;
      return words === bare ? words : `${words} (${address})`;
    }
    case "list":
      return ended(node.children.map((entry, place) => listEntry(entry, place, node, setting)).join("\n"));
    case "blockquote":
      return ended(prefixed(inner().trim(), "> "));
    case "thematicBreak":
      return "* * *\n\n";
    default: {
      const block = setting.blocks.get(node);
      return block === undefined ? inner() : blockText(block, node, setting);
    }
  }
}

/** `href` as it stands in plain text. */
function plainAddress(href: string, { marks }: Setting): string {
  // What is meant for programs says nothing to whoever reads it.
  const [, bare] = /^(?:mailto|tel):([^?]+)/.exec(href) ?? [];
  if (bare !== undefined) return bare;
  return marks.link(href) ?? (href.startsWith("/") ? marks.of({ own: "origin" }) : "") + href;
}

function holdsBlock({ children }: TextNode, { blocks }: Setting): boolean {
  const full = children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  return (
    full.length > 0 &&
    full.every((child) => blocks.has(child) && !(blocks.get(child)?.name === "If" && isInline(child)))
  );
}

function isInline({ children }: TextNode): boolean {
  return children.every(
    (child) =>
      child.type === "text" || child.type === "strong" || child.type === "emphasis" || child.type === "link",
  );
}

function listEntry(entry: TextNode, place: number, { ordered, start }: TextNode, setting: Setting): string {
  const sign = ordered ? `${start + place}. ` : "- ";
  const inner = textOf(entry.children, setting).trim().replace(/\n\n+/g, "\n");
  return sign + inner.split("\n").join(`\n${" ".repeat(sign.length)}`);
}

/** What differs from reader to reader has no length that a line could match. */
function underlined(words: string): string {
  return isMarked(words) ? words : `${words}\n${"-".repeat(Math.min(60, [...words].length))}`;
}

function prefixed(text: string, sign: string): string {
  return text
    .split("\n")
    .map((line) => (sign + line).trimEnd())
    .join("\n");
}

function blockText(block: MailBlock, node: TextNode, setting: Setting): string {
  const { marks } = setting;
  const inner = () => textOf(contentOf(node), setting);
  switch (block.name) {
    case "Button": {
      const { href, label } = block.props;
      if (href === undefined) return `${marks.of({ slot: "button" })}\n\n`;
      return `${label ?? href}: ${plainAddress(href, setting)}\n\n`;
    }
    case "Picture":
      return `[${block.props.alt}]\n\n`;
    case "Coupon":
      return `${marks.of({ slot: "code" })}\n\n`;
    case "Offer": {
      const { value, title } = block.props;
      return `${value}${title === undefined ? "" : `, ${title}`}\n\n${inner()}`;
    }
    case "Quote": {
      const by = block.props.by === undefined ? "" : `\n\n${block.props.by}`;
      return `${prefixed(inner().trim() + by, "> ")}\n\n`;
    }
    case "Divider":
      return "* * *\n\n";
    case "Columns":
    case "Column":
      return inner();
    case "Signature":
      return `${[block.props.name, block.props.role].filter(Boolean).join("\n")}\n\n`;
    case "If": {
      const { not, when, answered } = block.props;
      return marks.around(
        { not, ...(when && { when }), ...(answered !== undefined && { answered }) },
        inner(),
      );
    }
  }
}
