import type { TextNode } from "../content/text-tree.ts";
import { escaped } from "../markup.ts";
import type { MailBlocks } from "./blocks.ts";
import { blockHtml } from "./html-blocks.ts";
import type { Marks } from "./pieces.ts";
import { linkTo, paragraph, sans, serif } from "./style.ts";

/** A picture as mails show it: where it lies, and its greatest width. */
export interface MailPicture {
  path: string;
  width: number;
}

/** What a mail's text is set with. */
export interface Setting {
  marks: Marks;
  blocks: MailBlocks;
  /** Its pictures, by what the author calls them. */
  pictures: ReadonlyMap<string, MailPicture>;
  /** How wide the room is, in pixels. */
  width: number;
}

/** `nodes` as HTML that mail programs show alike, Outlook's among them. */
export function htmlOf(nodes: readonly TextNode[], setting: Setting): string {
  return nodes.map((node, place) => nodeHtml(node, setting, place === 0)).join("");
}

function nodeHtml(node: TextNode, setting: Setting, isFirst: boolean): string {
  const { marks } = setting;
  const inner = () => htmlOf(node.children, setting);
  switch (node.type) {
    case "paragraph":
      // The parser wraps a block that stands alone on its line.
      if (isOnlyBlocks(node, setting.blocks)) return inner();
      return conditional(node, setting) ?? paragraph(marks, inner());
    case "heading":
      return heading(node.depth, inner(), marks, isFirst);
    case "text":
      return escaped(node.value);
    case "strong":
      return `<strong>${inner()}</strong>`;
    case "emphasis":
      return `<em>${inner()}</em>`;
    case "delete":
      return `<s>${inner()}</s>`;
    case "inlineCode":
      return `<code>${escaped(node.value)}</code>`;
    case "break":
      return "<br>";
    case "link": {
      const style = `color:${marks.of({ own: "ink" })};text-decoration:underline`;
      return `<a class="ink" href="${linkTo(marks, node.url)}" style="${style}">${inner()}</a>`;
    }
    case "list":
      return list(node, setting);
    case "blockquote":
      return quoted(inner());
    case "thematicBreak":
      return divider;
    default: {
      const block = setting.blocks.get(node);
      return block === undefined ? "" : blockHtml(block, node, setting);
    }
  }
}

/** Whether `node` holds blocks alone, between which there is white space; a condition on words in a line is no block. */
function isOnlyBlocks({ children }: TextNode, blocks: MailBlocks): boolean {
  return children.every((child) => {
    if (child.type === "text") return child.value.trim() === "";
    const block = blocks.get(child);
    return block !== undefined && (block.name !== "If" || isOnlyBlocks(child, blocks));
  });
}

/** A paragraph that is for some alone leaves no room where it is not shown. */
function conditional(node: TextNode, setting: Setting): string | null {
  const [only, ...others] = node.children.filter(({ type, value }) => type !== "text" || value.trim() !== "");
  const block = only && setting.blocks.get(only);
  if (only === undefined || block?.name !== "If" || others.length > 0) return null;
  const inside = { ...node, children: only.children };
  return blockHtml(block, { ...only, children: [inside] }, setting);
}

function heading(depth: number, inner: string, marks: Marks, isFirst: boolean): string {
  const types: Record<number, string> = { 1: `600 28px/1.2 ${serif}`, 2: `600 22px/1.3 ${serif}` };
  const type = types[depth] ?? `600 17px/1.4 ${sans}`;
  const above = depth === 1 || isFirst ? "0" : "32px";
  return `<h${depth} class="ink" style="margin:${above} 0 12px;font:${type};color:${marks.of({ own: "ink" })}">${inner}</h${depth}>`;
}

function list(node: TextNode, setting: Setting): string {
  const tag = node.ordered ? "ol" : "ul";
  const start = node.ordered && node.start !== 1 ? ` start="${node.start}"` : "";
  const ink = setting.marks.of({ own: "ink" });
  const entries = node.children.map((entry) => {
    const inner = entry.children
      .map((child) => htmlOf(child.type === "paragraph" ? child.children : [child], setting))
      .join("<br>");
    return `<li style="margin:0 0 8px">${inner}</li>`;
  });
  return `<${tag}${start} class="ink" style="margin:0 0 20px;padding:0 0 0 24px;font:17px/1.6 ${sans};color:${ink}">${entries.join("")}</${tag}>`;
}

/** What is quoted stands beside a rule. */
export function quoted(inner: string): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr><td class="rule" style="border-left:3px solid #c9c7c2;padding:4px 0 0 20px">${inner}</td></tr></table>`;
}

export const divider =
  '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:12px 0 32px"><tr><td class="rule" height="1" style="border-top:1px solid #d9d7d2;font-size:0;line-height:0">&nbsp;</td></tr></table>';
