import { posix } from "node:path";
import { anchorOf } from "../../check/text.ts";
import { numbersOf } from "../epub/numbers.ts";
import { plainInlines } from "../epub/plain.ts";
import { epubTexts, fill } from "../outside.ts";
import type { Block, Book, Chapter, Target } from "../tree.ts";
import { type BlockWriting, blocksText, captionWith } from "./blocks.ts";
import { key, plain } from "./text.ts";

/** `chapters`, the first of `book`, as the MDX of an article whose folder is `folder`; `pdf` is where the same pages lie. */
export function extractText(book: Book, chapters: readonly Chapter[], folder: string, pdf: string): string {
  const words = epubTexts(book.locale);
  const numbers = numbersOf(book);
  const places = placesIn(chapters);
  // Notes of notes come while those are written.
  const writing: BlockWriting = {
    label: numbers.label,
    place: ({ chapter, id }: Target) => places.get(id === undefined ? chapter : `${chapter}#${id}`) ?? null,
    notes: [],
    noteLabel: (number) => fill(words.note, { number }),
    note: ({ blocks }) => blocksText(blocks, writing),
    picture: (file) => `./${posix.relative(folder, file)}`,
    caption(block) {
      if (block.caption === undefined) return undefined;
      const number = numbers.of(block);
      return captionWith(number === undefined ? "" : fill(words[block.kind], { number }), block.caption);
    },
  };
  const text = chapters.map(({ title, blocks }) => `## ${plain(title)}\n\n${blocksText(blocks, writing)}`);
  const end = `<p>${plain(words.sample.whole)}. <a${key("href", pdf)}>${plain(words.sample.download)}</a>.</p>`;
  return [
    ...text,
    ...notesText(writing, words.notes, (number) => fill(words.back, { number })),
    `<Callout${key("title", words.sample.ends)}>\n\n${end}\n\n</Callout>`,
    "",
  ].join("\n\n");
}

function notesText({ notes }: BlockWriting, title: string, back: (number: number) => string): string[] {
  if (notes.length === 0) return [];
  const lines = notes.map((text, place) => {
    const number = place + 1;
    const way = `<a href="#r${number}"${key("aria-label", back(number))}>↩</a>`;
    return `<li id="n${number}">\n\n${text.replace(/<\/p>\s*$/, ` ${way}</p>`)}\n\n</li>`;
  });
  return [`## ${plain(title)}`, `<ol>\n\n${lines.join("\n\n")}\n\n</ol>`];
}

/** Where things stand on the page: headings by the anchors they get, pictures and tables by their ids. */
function placesIn(chapters: readonly Chapter[]): Map<string, string> {
  return new Map(
    chapters.flatMap(({ name, title, blocks }) => [
      [name, `#${anchorOf(title)}`] as const,
      ...blocks.flatMap((block) => {
        const place = placeOf(block);
        return place === undefined ? [] : [[`${name}#${place.id}`, `#${place.anchor}`] as const];
      }),
    ]),
  );
}

function placeOf(block: Block): { id: string; anchor: string } | undefined {
  if (block.kind === "heading") return { id: block.id, anchor: anchorOf(plainInlines(block.inlines)) };
  if ((block.kind !== "picture" && block.kind !== "table") || block.id === undefined) return undefined;
  return { id: block.id, anchor: block.id };
}
