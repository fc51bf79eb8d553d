import { posix } from "node:path";
import { cureFor } from "./beside.ts";
import type { ContentDocument } from "./document.ts";
import type { ContentMistake } from "./mistake.ts";

/** Pictures in the text must be beside the file and must say what they show. */
export function checkBody(
  document: ContentDocument,
  files: ReadonlySet<string>,
  mistakes: ContentMistake[],
): void {
  for (const { alt, src, line } of picturesIn(document.body)) {
    const at = { file: document.file, line: document.bodyLine + line, key: "" };
    const target = posix.join(posix.dirname(document.file), src);
    if (alt.trim() === "") {
      const cure = `Say between the brackets what it shows: ![…](${src}).`;
      mistakes.push({ ...at, message: `The picture ${src} has no text for people who cannot see it.`, cure });
    }
    if (/^(?:[a-z]+:|\/)/i.test(src)) {
      const cure = "Put the picture beside this file and name it as ./picture.jpg.";
      mistakes.push({
        ...at,
        message: `The picture ${src} lies elsewhere; a page loads nothing from elsewhere.`,
        cure,
      });
    } else if (!files.has(target)) {
      mistakes.push({
        ...at,
        message: `There is no file ${target}.`,
        cure: cureFor(document.file, src, files),
      });
    }
  }
}

/** Whether `body` reads the same as Markdown and as MDX, so that the quick way may be taken. */
export function isPlain(body: string): boolean {
  // Braces, tags and import are MDX; four spaces are code in Markdown alone; a picture is a component in MDX.
  return !/[<{}]|^(?:import|export)\b|^(?: {4}|\t)|!\[/m.test(body);
}

function picturesIn(body: string): { alt: string; src: string; line: number }[] {
  if (!body.includes("![")) return [];
  let fence = false;
  return body.split("\n").flatMap((text, line) => {
    if (/^\s*(?:```|~~~)/.test(text)) fence = !fence;
    if (fence) return [];
    const found = text.replace(/`[^`]*`/g, "").matchAll(/!\[([^\]]*)\]\(\s*<?([^)\s>]+)/g);
    return [...found].map(([, alt = "", src = ""]) => ({ alt, src: decodeURI(src), line }));
  });
}
