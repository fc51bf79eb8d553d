import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { TemplateLanding } from "../../templates/index.ts";
import type { ContentDocument } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";

/** A sheet goes with every visit to the page, whose parts may weigh 13,000 bytes in all after packing. */
const limit = 12_000;

const refused: readonly { found: RegExp; message: string; cure: string }[] = [
  {
    found: /@import\b/i,
    message: "A style sheet of a landing imports no other.",
    cure: "Write what it needs into this file.",
  },
  {
    found: /url\(\s*["']?\s*(?:https?:)?\/\//i,
    message: "A page loads nothing from elsewhere, and its style sheet neither.",
    cure: "Put the file beside the landing and name it as url(./file.webp).",
  },
  {
    found: /<\/?style\b|<!--/i,
    message: "This is HTML, not CSS.",
    cure: "Leave the tags out: the file holds rules alone.",
  },
];

/** The landing's own style sheet is CSS alone, loads nothing from elsewhere, and is small. */
export function checkOwnSheet(
  root: string,
  document: ContentDocument,
  { theme }: Pick<TemplateLanding, "theme">,
  files: ReadonlySet<string>,
  mistakes: ContentMistake[],
): void {
  if (theme.css === undefined) return;
  const file = posix.join(posix.dirname(document.file), theme.css);
  if (!file.endsWith(".css")) {
    const cure = "Name a file that ends in .css.";
    mistakes.push(mistakeAt(document, ["theme", "css"], `${file} is no style sheet.`, cure));
  }
  // A file that is not there has been told of already.
  if (!files.has(file)) return;
  const css = readFileSync(join(root, file), "utf8");
  if (css.length > limit) {
    const message = `The style sheet has ${css.length} characters; ${limit} is the most.`;
    mistakes.push({ file, key: "", message, cure: "Leave out what the template does already." });
  }
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  for (const { found, message, cure } of refused) {
    const index = plain.search(found);
    if (index === -1) continue;
    mistakes.push({ file, line: plain.slice(0, index).split("\n").length, key: "", message, cure });
  }
}
