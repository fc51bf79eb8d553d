import { escaped } from "../../markup.ts";
import { fill } from "../outside.ts";
import type { Block, Titled } from "../tree.ts";
import { lineMarkup } from "./lines.ts";
import { pictureMarkup, tableMarkup } from "./numbered.ts";
import { figuresMarkup, priceMarkup, testimonialMarkup } from "./proof.ts";
import type { Setting } from "./setting.ts";

/** `blocks` as markup that is XHTML and HTML alike; their notes are left with `setting`, for `notesMarkup`. */
export function blocksMarkup(blocks: readonly Block[], setting: Setting): string {
  return blocks.map((block) => blockMarkup(block, setting)).join("\n");
}

function blockMarkup(block: Block, setting: Setting): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${lineMarkup(block.inlines, setting)}</p>`;
    case "heading":
      return `<h${block.level} id="${escaped(block.id)}">${lineMarkup(block.inlines, setting)}</h${block.level}>`;
    case "list":
      return listMarkup(block, setting);
    case "quote":
      return `<blockquote>${blocksMarkup(block.blocks, setting)}</blockquote>`;
    case "code":
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case "rule":
      return "<hr/>";
    case "table":
      return tableMarkup(block, setting);
    case "picture":
      return pictureMarkup(block, setting);
    case "callout":
      return calloutMarkup(block, setting);
    case "pullquote":
      return pullQuoteMarkup(block, setting);
    case "steps":
      return `<ol class="steps">${block.steps.map((step) => titledMarkup(step, setting)).join("\n")}</ol>`;
    case "benefits":
      return `<ul class="benefits">${block.benefits.map((one) => titledMarkup(one, setting)).join("\n")}</ul>`;
    case "faq":
      return `<dl class="faq">${block.questions.map((one) => questionMarkup(one, setting)).join("\n")}</dl>`;
    case "figures":
      return figuresMarkup(block, setting);
    case "testimonial":
      return testimonialMarkup(block, setting);
    case "price":
      return priceMarkup(block, setting);
  }
}

/** The notes met since the last time, each with its way back; nothing where there are none. */
export function notesMarkup(setting: Setting): string {
  if (setting.notes.length === 0) return "";
  const { words, means } = setting;
  const notes: string[] = [];
  // A note may bring another one: the list grows while it is read.
  for (let place = 0; place < setting.notes.length; place++) {
    const number = place + 1;
    const label = escaped(fill(words.note, { number }));
    const back = escaped(fill(words.back, { number }));
    const way = `<a class="back" role="doc-backlink" href="#_r${number}" aria-label="${back}">${number}</a>`;
    const text = blocksMarkup(setting.notes[place] ?? [], setting).replace(/^<p>/, `<p>${way} `);
    notes.push(
      `<aside${means("footnote")} role="doc-footnote" id="_n${number}" aria-label="${label}">${text}</aside>`,
    );
  }
  return `<div class="notes"${means("footnotes")}>\n<hr/>\n${notes.join("\n")}\n</div>`;
}

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

function listMarkup({ ordered, start, items }: Of<"list">, setting: Setting): string {
  const tag = ordered ? "ol" : "ul";
  const from = ordered && start !== 1 ? ` start="${start}"` : "";
  const lines = items.map((blocks) => `<li>${entryMarkup(blocks, setting)}</li>`);
  return `<${tag}${from}>${lines.join("\n")}</${tag}>`;
}

/** One paragraph alone is the line itself. */
function entryMarkup(blocks: readonly Block[], setting: Setting): string {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return blocksMarkup(blocks, setting);
  return lineMarkup(first.inlines, setting) + blocksMarkup(rest, setting);
}

// Boxes are no asides to browsers, which would call each a landmark of the page.
function calloutMarkup({ tone, title, blocks }: Of<"callout">, setting: Setting): string {
  const role = tone === "tip" ? `${setting.means("tip")} role="doc-tip"` : ' role="note"';
  const heading = escaped(title ?? setting.words.tones[tone]);
  return `<div class="callout ${tone}"${role}><p class="title"><strong>${heading}</strong></p>
${blocksMarkup(blocks, setting)}</div>`;
}

function pullQuoteMarkup({ inlines, by }: Of<"pullquote">, setting: Setting): string {
  const said = `<p>${lineMarkup(inlines, setting)}</p>`;
  const name = by === undefined ? "" : `<p class="by">${escaped(by)}</p>`;
  return `<div class="pullquote"${setting.means("pullquote")} role="doc-pullquote">${said}${name}</div>`;
}

function titledMarkup({ title, blocks }: Titled, setting: Setting): string {
  return `<li><p class="title"><strong>${escaped(title)}</strong></p>
${blocksMarkup(blocks, setting)}</li>`;
}

function questionMarkup({ title, blocks }: Titled, setting: Setting): string {
  return `<dt>${escaped(title)}</dt>
<dd>${blocksMarkup(blocks, setting)}</dd>`;
}
