import { strFromU8, strToU8, type Unzipped, unzipSync, type Zippable, zipSync } from "fflate";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { EpubMakings } from "../../content/schema/makings.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { stampPlace } from "../book/epub/colophon.ts";
import { OverlayMistake } from "./document.ts";
import type { Stamped } from "./stamp-pdf.ts";

/** The EPUB `source` with its colophon as the last entry and stored as it is; one without a colophon gets one. */
export function stampEpub(source: Uint8Array, locale: Locale): Stamped<EpubMakings> {
  const entries = opened(source);
  const found = Object.entries(entries).find(
    ([name, bytes]) => name.endsWith(".xhtml") && strFromU8(bytes).includes(stampPlace),
  );
  const [name, text] = found === undefined ? addColophon(entries, locale) : [found[0], strFromU8(found[1])];
  delete entries[name];
  const bytes = zipped({ ...entries, [name]: strToU8(text) }, name);
  const list = listOf(bytes);
  const [before = "", after = ""] = text.split(stampPlace);
  const makings: EpubMakings = {
    kind: "epub",
    ...{ keep: list.last, name, before, after },
    texts: printTexts(locale).copy,
    directory: Buffer.from(list.others).toString("base64"),
    entries: list.count - 1,
  };
  return { bytes, makings };
}

function opened(source: Uint8Array): Unzipped {
  const cure = "Save it once more from the program that made it.";
  let entries: Unzipped;
  try {
    entries = unzipSync(source);
  } catch {
    throw new OverlayMistake("This is not an EPUB that can be opened.", cure);
  }
  if ("META-INF/rights.xml" in entries || "META-INF/license.lcpl" in entries)
    throw new OverlayMistake(
      "This EPUB is locked, and copies of a locked one cannot be stamped.",
      'Take one without copy protection, or take out "stamp: true".',
    );
  if (entries.mimetype === undefined || entries["META-INF/container.xml"] === undefined)
    throw new OverlayMistake("This is not an EPUB: its list of contents is missing.", cure);
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !name.endsWith("/")));
}

/** Gives the book a page for the line, after its last one. */
function addColophon(entries: Unzipped, locale: Locale): [string, string] {
  const container = strFromU8(entries["META-INF/container.xml"] ?? new Uint8Array());
  const path = /full-path=["']([^"']+)["']/.exec(container)?.[1] ?? "";
  const found = entries[path];
  const broken = new OverlayMistake(
    "This EPUB does not say what it is made of.",
    "Save it once more from the program that made it.",
  );
  if (found === undefined) throw broken;
  const opf = strFromU8(found);
  const isOld = /<(?:\w+:)?package\b[^>]*\bversion=["']2/.test(opf);
  // Tags may have a prefix, and the added ones must have the same.
  const manifest = /<\/(\w+:)?manifest\s*>/.exec(opf);
  const spine = /<\/(\w+:)?spine\s*>/.exec(opf);
  if (manifest === null || spine === null) throw broken;
  const file = "imbuto-colophon.xhtml";
  const [first, second] = [manifest[1] ?? "", spine[1] ?? ""];
  entries[path] = strToU8(
    opf
      .replace(
        manifest[0],
        `<${first}item id="imbuto-colophon" href="${file}" media-type="application/xhtml+xml"/>${manifest[0]}`,
      )
      .replace(spine[0], `<${second}itemref idref="imbuto-colophon"/>${spine[0]}`),
  );
  return [path.replace(/[^/]*$/, "") + file, colophonText(isOld, locale)];
}

function colophonText(isOld: boolean, locale: Locale): string {
  const kind = isOld
    ? '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    : "<!DOCTYPE html>";
  const title = printTexts(locale).colophon;
  const language = isOld ? "" : ` lang="${locale}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
${kind}
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${locale}"${language}>
<head><title>${title}</title></head>
<body><div><h1>${title}</h1>
${stampPlace}
</div></body>
</html>
`;
}

/** The archive with its kind first and `last` as the last, both as they are. */
function zipped(entries: Unzipped, last: string): Uint8Array {
  // ZIP knows only the local time; the first moment that it can tell is the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const archive: Zippable = { mimetype: [entries.mimetype ?? new Uint8Array(), { level: 0, mtime }] };
  for (const [name, bytes] of Object.entries(entries)) {
    const isPacked = name === last || /\.(?:png|jpe?g|gif|webp|mp[34]|m4a|woff2?)$/i.test(name);
    if (name !== "mimetype") archive[name] = [bytes, { level: isPacked ? 0 : 9, mtime }];
  }
  return zipSync(archive);
}

/** The archive's own list: how many entries, all of them but the last, and where the last one's bytes begin. */
function listOf(bytes: Uint8Array): { count: number; others: Uint8Array; last: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // What this module wrote has no remark at its end.
  const end = bytes.length - 22;
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  let place = start;
  for (let entry = 1; entry < count; entry += 1)
    place +=
      46 +
      view.getUint16(place + 28, true) +
      view.getUint16(place + 30, true) +
      view.getUint16(place + 32, true);
  return { count, others: bytes.slice(start, place), last: view.getUint32(place + 42, true) };
}
