import type { Magnet } from "../../content/schema/magnet.ts";
import { type OpenedFile, openedFile } from "../catalog/opened.ts";
import { filesOf } from "../catalog/private-files.ts";
import { checkStamps } from "../overlay/check-stamps.ts";
import type { Content } from "./content.ts";
import type { ContentDocument } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";

/** Where the files of magnets lie, and what is known of them. */
interface Known extends Pick<Content, "root" | "site" | "books"> {
  files: ReadonlySet<string>;
}

/** Opens what `magnet` gives away as its reader will; what cannot be delivered goes to `mistakes`. */
export async function openGiven(
  name: string,
  magnet: Magnet,
  document: ContentDocument,
  { root, site, books, files }: Known,
  mistakes: ContentMistake[],
): Promise<[file: string, OpenedFile][]> {
  const made = books.has(name);
  // A missing file is told of already; one of ours opens.
  const given = filesOf(name, magnet, books).filter(({ source }) => made || files.has(source));
  const opened: [string, OpenedFile][] = [];
  for (const { source } of made ? [] : given) {
    const found = await openedFile(root, source);
    opened.push([source, found]);
    if (found.kind !== "broken") continue;
    const cure = "Save it once more from the program that made it, and open it to see.";
    mistakes.push(mistakeAt(document, [keyFor(magnet, source)], found.message, cure));
  }
  const whole = given.filter(({ source }) =>
    opened.every(([file, { kind }]) => file !== source || kind !== "broken"),
  );
  await checkStamps({ root, locale: site.locale }, document, { magnet, files: whole }, mistakes);
  return opened;
}

/** The key that names the file `source`. */
export function keyFor(magnet: Magnet, source: string): string {
  const named = Object.entries(magnet).find(
    ([, value]) => typeof value === "string" && value.startsWith("./") && source.endsWith(value.slice(1)),
  );
  return named?.[0] ?? "kind";
}
