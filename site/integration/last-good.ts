import { join } from "node:path";
import type { Plugin } from "vite";
import { isPlain } from "../content/body.ts";
import { allArticles, type Content } from "../content/content.ts";

/** Texts in MDX as they stood when all of the content was last without a mistake. */
export interface LastGood {
  /** Takes over the texts of `content`; answers with the files whose text has changed. */
  keep(content: Content): string[];
  /** Serves these texts in place of the files. */
  plugin(root: string): Plugin;
}

/** Keeps pages standing while a file is being written: Vite compiles the last good text instead of the file's. */
export function lastGood(): LastGood {
  let texts = new Map<string, string>();
  return {
    keep(content) {
      const before = texts;
      texts = new Map(
        [...content.landings, ...allArticles(content)]
          .filter(({ body }) => !isPlain(body))
          .map((entry) => [entry.file, textOf(entry)]),
      );
      return [...texts]
        .filter(([file, text]) => before.get(file) !== text)
        .map(([file]) => join(content.root, file));
    },
    plugin(root) {
      return {
        name: "imbuto-last-good",
        enforce: "pre",
        load: {
          filter: { id: /\/content\/(?:landings|articles|magnets|campaigns)\/.*\.mdx$/ },
          handler: (id) => texts.get(id.slice(root.length + 1)) ?? null,
        },
      };
    },
  };
}

/** The text alone, on the lines where it stands in its file. */
function textOf({ body, bodyLine }: { body: string; bodyLine: number }): string {
  return "\n".repeat(bodyLine - 1) + body;
}
