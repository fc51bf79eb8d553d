import { plainInlines } from "../epub/plain.ts";
import type { Block, Inline, Table, Titled } from "../tree.ts";
import { key, lineText, plain, type Writing } from "./text.ts";

/** What a block needs besides what its lines need. */
export interface BlockWriting extends Writing {
  /** A caption with the number of what it stands under. */
  caption(block: Of<"picture"> | Of<"table">): string | undefined;
  /** From the page's folder to a picture. */
  picture(file: string): string;
}

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

/** `blocks` as MDX, with the blocks of pages for those of the book. */
export function blocksText(blocks: readonly Block[], writing: BlockWriting): string {
  return blocks.map((block) => blockText(block, writing)).join("\n\n");
}

function blockText(block: Block, writing: BlockWriting): string {
  const inside = (name: string, keys: string, blocks: readonly Block[]) =>
    around(name, keys, blocksText(blocks, writing));
  switch (block.kind) {
    case "paragraph":
      return `<p>${lineText(block.inlines, writing)}</p>`;
    case "heading":
      // The chapter's title is of level 2 on the page, whose own title is the book's.
      return `${"#".repeat(block.level + 1)} ${lineText(block.inlines, writing)}`;
    case "list": {
      const items = block.items.map((item) => around("li", "", entryText(item, writing)));
      const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : "";
      return around(block.ordered ? "ol" : "ul", start, items.join("\n\n"));
    }
    case "quote":
      return inside("blockquote", "", block.blocks);
    case "code":
      return fenced(block.text, block.language);
    case "rule":
      return "<hr />";
    case "table":
      return tableText(block, writing);
    case "picture": {
      const { alt, id, width } = block;
      const src = key("src", writing.picture(block.file));
      const keys = `${src}${key("alt", alt)}${key("caption", writing.caption(block))}${key("id", id)}`;
      return `<Picture${keys}${width === "half" ? ' width="half"' : ""} />`;
    }
    case "callout":
      return inside("Callout", ` tone="${block.tone}"${key("title", block.title)}`, block.blocks);
    case "pullquote":
      return around("PullQuote", key("by", block.by), `<p>${lineText(block.inlines, writing)}</p>`);
    case "steps":
      return titledText("Steps", "Step", block.steps, writing);
    case "benefits":
      return titledText("Benefits", "Benefit", block.benefits, writing);
    case "faq":
      return titledText("Faq", "Question", block.questions, writing);
    case "figures": {
      const figures = block.figures.map(({ value, source, href, blocks }) =>
        inside("Figure", `${key("value", value)}${key("source", source)}${key("href", href)}`, blocks),
      );
      return around("Figures", "", figures.join("\n\n"));
    }
    case "testimonial": {
      const { name, role, source, blocks } = block;
      return inside(
        "Testimonial",
        `${key("name", name)}${key("role", role)}${key("source", source)}`,
        blocks,
      );
    }
    case "price":
      return priceText(block, writing);
  }
}

function around(name: string, keys: string, text: string): string {
  return `<${name}${keys}>\n\n${text}\n\n</${name}>`;
}

/** One paragraph alone is the line itself. */
function entryText(blocks: readonly Block[], writing: BlockWriting): string {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return blocksText(blocks, writing);
  const line = `<span>${lineText(first.inlines, writing)}</span>`;
  return rest.length === 0 ? line : `${line}\n\n${blocksText(rest, writing)}`;
}

function fenced(text: string, language: string | null): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language ?? ""}\n${text.trimEnd()}\n${fence}`;
}

function titledText(outer: string, inner: string, parts: readonly Titled[], writing: BlockWriting): string {
  const text = parts.map(({ title, blocks }) =>
    around(inner, key("title", title), blocksText(blocks, writing)),
  );
  return around(outer, "", text.join("\n\n"));
}

const marks: Record<Table["align"][number], string> = { left: "---", right: "--:", center: ":-:" };

function tableText(block: Of<"table">, writing: BlockWriting): string {
  const row = (cells: readonly (readonly Inline[])[]) =>
    `| ${cells.map((cell) => lineText(cell, writing)).join(" | ")} |`;
  const lines = [
    row(block.header),
    `|${block.align.map((align) => marks[align]).join("|")}|`,
    ...block.rows.map(row),
  ];
  const caption = writing.caption(block);
  if (caption === undefined) return lines.join("\n");
  return around("Table", `${key("caption", caption)}${key("id", block.id)}`, lines.join("\n"));
}

/** The tree has the price in words, where the block of pages would count it. */
function priceText({ name, price, includes, note, blocks }: Of<"price">, writing: BlockWriting): string {
  const lines = includes.map((line) => `<li>${plain(line)}</li>`).join("\n");
  return [
    `<p><strong>${plain(name)}</strong>: ${plain(price)}</p>`,
    blocksText(blocks, writing),
    ...(lines === "" ? [] : [around("ul", "", lines)]),
    ...(note === undefined ? [] : [`<p>${plain(note)}</p>`]),
  ].join("\n\n");
}

/** What a caption says, with its number before it. */
export function captionWith(label: string, caption: readonly Inline[]): string {
  const words = plainInlines(caption);
  return label === "" ? words : `${label.charAt(0).toUpperCase()}${label.slice(1)}. ${words}`;
}
