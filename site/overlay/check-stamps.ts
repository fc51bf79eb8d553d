import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import type { PrivateFile } from "../catalog/private-files.ts";
import type { ContentDocument } from "../content/document.ts";
import { keyFor } from "../content/given-files.ts";
import { mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { stampedFile, stampLocale } from "./stamped.ts";

/** A copy is made of the whole file, so that files that lie elsewhere cannot be stamped. */
const largest = 25 * 1024 * 1024;

/** Tells why the files of `magnet` cannot be stamped, where its author asks for that. */
export async function checkStamps(
  { root, locale }: { root: string; locale: Locale },
  document: ContentDocument,
  { magnet, files }: { magnet: Magnet; files: readonly PrivateFile[] },
  mistakes: ContentMistake[],
): Promise<void> {
  if (!("stamp" in magnet) || !magnet.stamp) return;
  for (const { source } of files) {
    const found = await problemOf(root, source, stampLocale(magnet, locale));
    if (found !== null)
      mistakes.push(mistakeAt(document, [keyFor(magnet, source)], found.message, found.cure));
  }
}

async function problemOf(root: string, file: string, locale: Locale) {
  const out = 'Give another file, or take out "stamp: true".';
  if (!/\.(?:pdf|epub)$/i.test(file))
    return { message: "Only PDF and EPUB files can be stamped.", cure: out };
  const found = await stat(join(root, file)).catch(() => null);
  // A missing file is told of already.
  if (found === null) return null;
  if (found.size > largest) return { message: "A file above 25 MB cannot be stamped.", cure: out };
  try {
    await stampedFile(root, file, locale);
    return null;
  } catch (error) {
    if (error instanceof Error && "cure" in error)
      return { message: error.message, cure: String(error.cure) };
    throw error;
  }
}
