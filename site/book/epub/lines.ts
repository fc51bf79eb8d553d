import { escaped } from "../../markup.ts";
import { fill } from "../outside.ts";
import type { Block, Inline } from "../tree.ts";
import type { Setting } from "./setting.ts";

/** `inlines` as markup; their notes are left with `setting`. */
export function lineMarkup(inlines: readonly Inline[], setting: Setting): string {
  return inlines.map((inline) => inlineMarkup(inline, setting)).join("");
}

function inlineMarkup(inline: Inline, setting: Setting): string {
  const inner = (inlines: readonly Inline[]) => lineMarkup(inlines, setting);
  switch (inline.kind) {
    case "text":
      return escaped(inline.text);
    case "strong":
      return `<strong>${inner(inline.inlines)}</strong>`;
    case "emphasis":
      return `<em>${inner(inline.inlines)}</em>`;
    case "code":
      return `<code>${escaped(inline.text)}</code>`;
    case "break":
      return "<br/>";
    case "link":
      return `<a href="${escaped(setting.link(inline.href))}">${inner(inline.inlines)}</a>`;
    case "footnote":
      return noteMark(inline.blocks, setting);
    case "reference": {
      const words =
        inline.inlines.length === 0 ? escaped(setting.numbers.label(inline.target)) : inner(inline.inlines);
      const href = setting.place(inline.target);
      return href === null ? words : `<a href="${escaped(href)}">${words}</a>`;
    }
  }
}

/** The small number that leads to a note. */
function noteMark(blocks: readonly Block[], setting: Setting): string {
  setting.notes.push(blocks);
  const number = setting.notes.length;
  const label = escaped(fill(setting.words.note, { number }));
  const role = `${setting.means("noteref")} role="doc-noteref"`;
  return `<a${role} class="note" id="_r${number}" href="#_n${number}" aria-label="${label}">${number}</a>`;
}
