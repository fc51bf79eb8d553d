import { key, plain } from "../book/sample/text.ts";
import type { TextNode } from "../content/text-tree.ts";
import type { MailBlock, MailBlocks } from "./blocks.ts";
import { contentOf } from "./inline.ts";

/** What a letter's text is written down with. */
interface Writing {
  blocks: MailBlocks;
  /** Where a button may be left out: the page leads there anyway. */
  landing: string | undefined;
}

/** `nodes`, the text of a letter, as the MDX of an article, for a reader of whom nothing is known. */
export function archiveText(nodes: readonly TextNode[], writing: Writing): string {
  return nodes
    .map((node) => blockText(node, writing))
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockText(node: TextNode, writing: Writing): string {
  const lines = () => lineText(node.children, writing);
  const inside = () => archiveText(node.children, writing);
  switch (node.type) {
    case "paragraph":
      if (node.children.some((child) => isBlock(child, writing))) return inside();
      return lines().trim() === "" ? "" : `<p>${lines()}</p>`;
    case "heading":
      // The article's title is the page's one big heading.
      return `${"#".repeat(Math.max(2, node.depth))} ${lines()}`;
    case "list":
      return listText(node, writing);
    case "blockquote":
      return `<blockquote>\n\n${inside()}\n\n</blockquote>`;
    case "thematicBreak":
      return "---";
    default: {
      const block = writing.blocks.get(node);
      return block === undefined ? "" : letterBlock(block, node, writing);
    }
  }
}

/** Whether `node` stands by itself, and not in the middle of a sentence. */
function isBlock(node: TextNode, { blocks }: Writing): boolean {
  const block = blocks.get(node);
  return block !== undefined && !(block.name === "If" && node.type === "mdxJsxTextElement");
}

function listText({ children, ordered, start }: TextNode, writing: Writing): string {
  const entries = children.map(({ children: parts }) => {
    const inner = parts.map((part) => (part.type === "paragraph" ? part.children : [part]));
    return `<li>${inner.map((nodes) => lineText(nodes, writing)).join("<br />")}</li>`;
  });
  const tag = ordered ? "ol" : "ul";
  return `<${tag}${ordered && start !== 1 ? ` start={${start}}` : ""}>\n${entries.join("\n")}\n</${tag}>`;
}

function letterBlock(block: MailBlock, node: TextNode, writing: Writing): string {
  const inside = () => archiveText(contentOf(node), writing);
  switch (block.name) {
    case "Button": {
      const { href, label } = block.props;
      if (href === undefined || href === writing.landing) return "";
      return `<p><a${key("href", href)}>${plain(label ?? href)}</a></p>`;
    }
    case "Picture":
      return `<Picture${key("src", block.props.src)}${key("alt", block.props.alt)} />`;
    case "Offer": {
      const { value, title } = block.props;
      const head = [value, title].filter((part) => part !== undefined).join(", ");
      return `<blockquote>\n\n<p><strong>${plain(head)}</strong></p>\n\n${inside()}\n\n</blockquote>`;
    }
    case "Quote": {
      const by = block.props.by === undefined ? "" : `\n\n<p><cite>${plain(block.props.by)}</cite></p>`;
      return `<blockquote>\n\n${inside()}${by}\n\n</blockquote>`;
    }
    case "Divider":
      return "---";
    case "Columns":
    case "Column":
      return inside();
    // Codes are somebody's, and who signs stands under the title.
    case "Coupon":
    case "Signature":
      return "";
    case "If":
      return block.props.not ? inside() : "";
  }
}

function lineText(nodes: readonly TextNode[], writing: Writing): string {
  return nodes.map((node) => inlineText(node, writing)).join("");
}

function inlineText(node: TextNode, writing: Writing): string {
  const inner = () => lineText(node.children, writing);
  switch (node.type) {
    case "text":
      return plain(node.value);
    case "strong":
      return `<strong>${inner()}</strong>`;
    case "emphasis":
      return `<em>${inner()}</em>`;
    case "delete":
      return `<s>${inner()}</s>`;
    case "inlineCode":
      return `<code>${plain(node.value)}</code>`;
    case "break":
      return "<br />";
    case "link":
      return `<a${key("href", node.url)}>${inner()}</a>`;
    case "list":
      return listText(node, writing);
    default: {
      const block = writing.blocks.get(node);
      return block?.name === "If" && block.props.not ? inner() : "";
    }
  }
}
