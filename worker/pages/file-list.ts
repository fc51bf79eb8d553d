import { html } from "hono/html";
import type { CatalogFile } from "../../content/schema/catalog.ts";
import type { Locale } from "../../content/schema/primitives.ts";

/** Repeats the one child of the list at `selector` for each of `files`: its link, its name and its size. */
export function repeatFor(
  rewriter: HTMLRewriter,
  selector: string,
  files: readonly CatalogFile[],
  { locale, folder }: { locale: Locale; folder: string },
): void {
  // The child is taken out of the page piece by piece, and written back once for each file where the list ends.
  const pieces: ((file: CatalogFile) => string)[] = [];
  rewriter
    .on(selector, {
      element(list) {
        pieces.length = 0;
        list.onEndTag(
          (end) => void end.before(files.map((file) => written(pieces, file)).join(""), { html: true }),
        );
      },
    })
    .on(`${selector} *`, {
      element(element) {
        const slot = element.getAttribute("data-slot");
        const name = element.tagName;
        const attributes = [...element.attributes];
        pieces.push((file) =>
          openTag(name, attributes, slot === "file" ? folder + encodeURIComponent(file.name) : null),
        );
        if (slot === "file-size") pieces.push((file) => `${html`${sayBytes(file.size, locale)}`}`);
        whenEnds(element, () => {
          if (slot === "file") pieces.push((file) => `${html` ${file.name}`}`);
          pieces.push(() => `</${name}>`);
        });
        element.removeAndKeepContent();
      },
    })
    .on(`${selector} *`, {
      text(chunk) {
        const words = chunk.text;
        pieces.push(() => words);
        chunk.remove();
      },
    });
}

function whenEnds(element: Element, ended: () => void): void {
  try {
    element.onEndTag(ended);
  } catch {
    // An element without an end tag, such as an image, has nothing to write there.
  }
}

/** A size as people say it: 1,2 MB. */
function sayBytes(bytes: number, locale: Locale): string {
  const [unit, size] = sized(bytes);
  const style = { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, style).format(size);
}

function sized(bytes: number): [string, number] {
  if (bytes < 1000) return ["byte", bytes];
  return bytes < 1_000_000 ? ["kilobyte", bytes / 1000] : ["megabyte", bytes / 1_000_000];
}

function written(pieces: ((file: CatalogFile) => string)[], file: CatalogFile): string {
  return pieces.map((piece) => piece(file)).join("");
}

function openTag(name: string, attributes: string[][], href: string | null): string {
  const kept = attributes.filter(([attribute]) => href === null || attribute !== "href");
  const all = href === null ? kept : [...kept, ["href", href]];
  // Values come as they stand in the page, with their entities; only the quotes around them may have been others.
  return `<${name}${all.map(([attribute, value = ""]) => ` ${attribute}="${value.replaceAll('"', "&quot;")}"`).join("")}>`;
}
