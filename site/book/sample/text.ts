import type { Inline, Target } from "../tree.ts";

/** What the text of an extract knows while it is written. */
export interface Writing {
  /** "figura 3", "capitolo 2", or a heading's own words. */
  label(target: Target): string;
  /** Where a reference leads on the page; null for what is not in the extract. */
  place(target: Target): string | null;
  /** The notes met so far, as text. */
  notes: string[];
  /** What the mark of a note says to those who hear it. */
  noteLabel(number: number): string;
  /** A note's text, which may have notes of its own. */
  note(inline: Extract<Inline, { kind: "footnote" }>): string;
}

/** `text` so that MDX takes none of its signs for markup. */
export function plain(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&");
}

/** `text` as an expression in braces, as keys of tags and code are written. */
function quoted(text: string): string {
  // A bar would end a cell of a table.
  return `{${JSON.stringify(text).replaceAll("|", "\\u007c")}}`;
}

/** A key of a tag, with the space before it; nothing for one that is not there. */
export function key(name: string, text: string | undefined): string {
  return text === undefined ? "" : ` ${name}=${quoted(text)}`;
}

/** `inlines` as MDX on one line. */
export function lineText(inlines: readonly Inline[], writing: Writing): string {
  return inlines.map((inline) => inlineText(inline, writing)).join("");
}

function inlineText(inline: Inline, writing: Writing): string {
  const inner = (inlines: readonly Inline[]) => lineText(inlines, writing);
  switch (inline.kind) {
    case "text":
      return plain(inline.text);
    // Stars stand for nothing between a letter and a quote; tags always do.
    case "strong":
      return `<strong>${inner(inline.inlines)}</strong>`;
    case "emphasis":
      return `<em>${inner(inline.inlines)}</em>`;
    case "code":
      return `<code>${quoted(inline.text)}</code>`;
    case "break":
      return "<br />";
    case "link":
      return `<a${key("href", inline.href)}>${inner(inline.inlines)}</a>`;
    case "reference": {
      const words = inline.inlines.length === 0 ? plain(writing.label(inline.target)) : inner(inline.inlines);
      const href = writing.place(inline.target);
      return href === null ? words : `<a${key("href", href)}>${words}</a>`;
    }
    case "footnote": {
      const place = writing.notes.push("") - 1;
      writing.notes[place] = writing.note(inline);
      const number = place + 1;
      const label = key("aria-label", writing.noteLabel(number));
      return `<sup><a id="r${number}" href="#n${number}"${label}>${number}</a></sup>`;
    }
  }
}
