import { html } from "hono/html";
import type { CatalogFile } from "../../content/schema/catalog.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayBytes } from "../say-bytes.ts";

/** What kind of file it is, as pages tell them apart. */
type FileKind = "pdf" | "epub" | "audio" | "video" | "other";

/** Writes a piece of the child for one file. */
type Piece = (file: CatalogFile) => string;

/**
 * Repeats the one child of the list at `selector` for each of the files that belong there: its link, its name and its
 * size, and of its parts with `data-only` those that are for this kind of file.
 */
export function repeatFor(
  rewriter: HTMLRewriter,
  selector: string,
  shown: () => { files: readonly CatalogFile[]; folder: string },
  locale: Locale,
): void {
  // The child is taken out of the page piece by piece, and written back once for each file where the list ends.
  const pieces: Piece[] = [];
  const only: string[][] = [];
  const add = (piece: Piece) => {
    const kinds = [...only];
    pieces.push((file) => (kinds.every((each) => each.includes(kindOf(file))) ? piece(file) : ""));
  };
  rewriter
    .on(selector, {
      element(list) {
        pieces.length = 0;
        const { files } = shown();
        list.onEndTag(
          (end) => void end.before(files.map((file) => written(pieces, file)).join(""), { html: true }),
        );
      },
    })
    .on(`${selector} *`, {
      element(element) {
        const slot = element.getAttribute("data-slot");
        const kinds = element.getAttribute("data-only");
        const name = element.tagName;
        const attributes = [...element.attributes].filter(([attribute]) => attribute !== "data-only");
        const { folder } = shown();
        if (kinds !== null) only.push(kinds.split(" "));
        add((file) =>
          openTag(name, attributes, slot === "file" ? folder + encodeURIComponent(file.name) : null),
        );
        if (slot === "file-size") add((file) => `${html`${sayBytes(file.size, locale)}`}`);
        whenEnds(element, () => {
          if (slot === "file") add((file) => `${html` ${file.name}`}`);
          add(() => `</${name}>`);
          if (kinds !== null) only.pop();
        });
        element.removeAndKeepContent();
      },
    })
    .on(`${selector} *`, {
      text(chunk) {
        const words = chunk.text;
        add(() => words);
        chunk.remove();
      },
    });
}

function kindOf({ type }: CatalogFile): FileKind {
  if (type === "application/pdf") return "pdf";
  if (type === "application/epub+zip") return "epub";
  const [family] = type.split("/");
  return family === "audio" || family === "video" ? family : "other";
}

function whenEnds(element: Element, ended: () => void): void {
  try {
    element.onEndTag(ended);
  } catch {
    // An element without an end tag, such as an image, has nothing to write there.
  }
}

function written(pieces: readonly Piece[], file: CatalogFile): string {
  return pieces.map((piece) => piece(file)).join("");
}

function openTag(name: string, attributes: string[][], href: string | null): string {
  const kept = attributes.filter(([attribute]) => href === null || attribute !== "href");
  const all = href === null ? kept : [...kept, ["href", href]];
  // Values come as they stand in the page, with their entities; only the quotes around them may have been others.
  return `<${name}${all.map(([attribute, value = ""]) => ` ${attribute}="${value.replaceAll('"', "&quot;")}"`).join("")}>`;
}
