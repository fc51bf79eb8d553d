import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErrorPayload } from "vite";
import { type ContentMistake, tell } from "../content/mistake.ts";
import { escaped } from "../markup.ts";

/** What the browser lays over the page: the first mistake with its lines and its cure, and the list of all. */
export async function overlayOf(root: string, mistakes: readonly ContentMistake[]): Promise<ErrorPayload> {
  const [first] = mistakes;
  if (first === undefined) throw new Error("There is no overlay for content without mistakes.");
  const file = join(root, first.file);
  const line = first.line ?? 1;
  const text = await readFile(file, "utf8").catch(() => "");
  const key = first.key === "" ? "" : `<code>${escaped(first.key)}</code>: `;
  const shown = {
    name: mistakes.length === 1 ? "A mistake in content" : `${mistakes.length} mistakes in content`,
    title: first.line === undefined ? first.file : `${first.file}:${first.line}`,
    message: key + escaped(first.message),
    hint: escaped(first.cure),
    stack: mistakes.map(tell).join("\n\n"),
    id: file,
    loc: { file, line, column: 1 },
    highlightedCode: framed(text, line),
  };
  // Astro's overlay takes HTML, and passes a payload with this mark through as it is.
  return { type: "error", err: shown, __isEnhancedAstroErrorPayload: true } as ErrorPayload;
}

/** The lines around `line`, in the markup that Astro's overlay has styles for. */
function framed(text: string, line: number): string {
  const first = Math.max(1, line - 4);
  const lines = text.split(/\r?\n/).slice(first - 1, line + 4);
  const marked = lines.map((content, place) => {
    const here = first + place === line;
    return `<span class="line${here ? " error-line" : ""}">${escaped(content)}</span>`;
  });
  return `<pre class="astro-code"><code>${marked.join("\n")}</code></pre>`;
}
