import type { EpubMakings } from "../../content/schema/makings.ts";
import { crc32, joined } from "../bytes.ts";
import { firstSaid, type Values } from "../pdf/line.ts";

/** The end of an EPUB: its colophon with a line about its reader, stored as it is, and the archive's list of entries. */
export function colophonTail(makings: EpubMakings, values: Values): Uint8Array {
  const { before, after, keep, directory, entries } = makings;
  const said = firstSaid(makings.texts, values);
  const line = said === null ? "" : `<p>${escaped(said)}</p>`;
  const name = new TextEncoder().encode(makings.name);
  const text = new TextEncoder().encode(before + line + after);
  const shared = entryHeader(text, name);
  const local = joined([Uint8Array.of(0x50, 0x4b, 3, 4), shared, name, text]);
  const others = Uint8Array.from(atob(directory), (letter) => letter.charCodeAt(0));
  const listed = joined([Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), shared, placeOf(keep), name]);
  const list = joined([others, listed]);
  return joined([local, list, endOf({ entries: entries + 1, length: list.length, at: keep + local.length })]);
}

/** What an entry's own header and the list say of it alike; the day is the first that ZIP can tell. */
function entryHeader(text: Uint8Array, name: Uint8Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(26));
  view.setUint16(0, 20, true);
  // Names are UTF-8.
  view.setUint16(2, 0x800, true);
  view.setUint16(8, 0x21, true);
  view.setUint32(10, crc32(text), true);
  view.setUint32(14, text.length, true);
  view.setUint32(18, text.length, true);
  view.setUint16(22, name.length, true);
  return new Uint8Array(view.buffer);
}

function placeOf(at: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(14));
  view.setUint32(10, at, true);
  return new Uint8Array(view.buffer);
}

function endOf({ entries, length, at }: { entries: number; length: number; at: number }): Uint8Array {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, entries, true);
  view.setUint16(10, entries, true);
  view.setUint32(12, length, true);
  view.setUint32(16, at, true);
  return new Uint8Array(view.buffer);
}

function escaped(text: string): string {
  // Letters that XML 1.0 does not know are in no book.
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
