import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { CatalogFile } from "../../content/schema/catalog.ts";
import { printTexts } from "../../content/schema/locales/print.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import { makingsSchema } from "../../content/schema/makings.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { digestOf } from "../catalog/digest.ts";
import type { PrivateFile } from "../catalog/private-files.ts";
import { type Kept, keep } from "./kept.ts";

/** The address of the makings of the stamped file at `path`. */
export function makingsPath(path: string): string {
  return `${path}.stamp.json`;
}

/** Whether each person gets a copy of one's own of this file. */
export function isStamped(magnet: Magnet, path: string): boolean {
  return "stamp" in magnet && magnet.stamp && /\.(?:pdf|epub)$/i.test(path);
}

/** The language of the line on the copies of `magnet`. */
export function stampLocale(magnet: Magnet, site: Locale): Locale {
  return (magnet.kind === "ebook" ? magnet.language : undefined) ?? site;
}

/** The file `source` made ready for copies; kept, so that an unchanged one is made once. */
export async function stampedFile(root: string, source: string, locale: Locale): Promise<Kept> {
  const path = isAbsolute(source) ? source : join(root, source);
  const bytes = await readFile(path);
  const key = [
    "stamp",
    JSON.stringify([locale, printTexts(locale).copy, printTexts(locale).colophon]),
    bytes,
  ];
  // What makes PDFs and EPUBs is loaded where there is one to be made.
  if (/\.epub$/i.test(path))
    return keep(root, key, ".epub", async () => (await import("./stamp-epub.ts")).stampEpub(bytes, locale));
  return keep(root, key, ".pdf", async () => (await import("./stamp-pdf.ts")).stampPdf(bytes, locale));
}

/** What the catalog says of `entry` once it is stamped; its size is that of what all copies share. */
export async function stampedEntry(
  { root, locale }: { root: string; locale: Locale },
  magnet: Magnet,
  { source, path }: PrivateFile,
  entry: CatalogFile,
): Promise<CatalogFile> {
  if (!isStamped(magnet, path)) return entry;
  const kept = await stampedFile(root, source, stampLocale(magnet, locale));
  const { size, sha256 } = await digestOf("/", kept.file);
  const makings = makingsSchema.parse(JSON.parse(await readFile(kept.makings, "utf8")));
  const stays = makings.kind === "epub" ? makings.keep : makings.size;
  return { ...entry, size, sha256, stamp: { keep: stays, makings: makingsPath(entry.path) } };
}
