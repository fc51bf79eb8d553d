import { posix } from "node:path";
import { nearestOf } from "../../content/schema/explain.ts";
import type { ContentDocument } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";

/** Kinds of pictures that the site can show. */
const pictures = /\.(?:png|jpe?g|webp|avif|gif|svg)$/i;

/** Every file that `document` names beside itself must be among `files`, and pictures must be of a kind that browsers show. */
export function checkBeside(
  document: ContentDocument,
  files: ReadonlySet<string>,
  mistakes: ContentMistake[],
): void {
  for (const { path, name, picture } of besideIn(document.value, [])) {
    const target = posix.join(posix.dirname(document.file), name);
    if (!files.has(target)) {
      mistakes.push(
        mistakeAt(document, path, `There is no file ${target}.`, cureFor(document.file, name, files)),
      );
    } else if (picture && !pictures.test(name)) {
      const cure = "Save it as JPEG, PNG, WebP, AVIF, GIF or SVG.";
      mistakes.push(mistakeAt(document, path, "Browsers do not show pictures of this kind.", cure));
    }
  }
}

/** The words for a missing file: the nearest that is there, or to put it there. */
export function cureFor(file: string, name: string, files: ReadonlySet<string>): string {
  const folder = posix.dirname(file);
  const beside = [...files]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1));
  const nearest = nearestOf(name.replace(/^\.\//, ""), beside);
  return nearest === undefined ? `Put the file into ${folder}.` : `Did you mean "./${nearest}"?`;
}

interface Beside {
  path: (string | number)[];
  name: string;
  picture: boolean;
}

function besideIn(value: unknown, path: (string | number)[]): Beside[] {
  if (typeof value === "string") {
    const key = path.at(-1);
    const picture = key === "src" || key === "image" || key === "logo";
    return /^\.\/\S+$/.test(value) ? [{ path, name: value, picture }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((inner, place) => besideIn(inner, [...path, place]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => besideIn(inner, [...path, key]));
}
