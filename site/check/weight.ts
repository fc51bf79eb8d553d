import { weightBudget } from "./built.ts";
import type { Rule } from "./rule.ts";

export const weightRules: Rule[] = [
  {
    id: "page-weight",
    severity: "warning",
    reason: "What does not fit the first flight of a connection waits for another round trip.",
    source: `DESIGN section 7: ${weightBudget} bytes of HTML, CSS and JS after brotli; RFC 6928`,
    cure: "Shorten the text, or use fewer blocks of different kinds.",
    check: ({ landings, built }) => {
      if (built === null) {
        const message =
          "The pages were not weighed: dist/ was not built from this content. npm run build first.";
        return [{ file: "content/site.yaml", at: 1, message, severity: "note" }];
      }
      return landings.flatMap(({ entry, file }) => {
        const weight = built.get(entry.path)?.weight ?? 0;
        if (weight <= weightBudget) return [];
        return [{ file, at: entry.bodyLine, message: `The page weighs ${weight} of ${weightBudget} bytes.` }];
      });
    },
  },
];
