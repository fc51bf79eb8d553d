import { it } from "vitest";
import { verdictsOn } from "../bench/lighthouse.ts";
import { builtCatalog, oneOfEachTemplate } from "../support/answers.ts";
import { origin } from "./stage.ts";

// Performance depends on the machine's load: `npm run bench` measures it.
const steady = ["accessibility", "best-practices", "seo"];

// Six seconds a page: the bench takes all seven, and axe looks at each of them in every state.
const chosen = oneOfEachTemplate(builtCatalog()).filter((_, place) => place % 2 === 0);

it("gives every other template 100 points for accessibility, best practices and SEO", async ({ expect }) => {
  const verdicts = await verdictsOn(origin, chosen, steady);
  for (const { page, scores, faults } of verdicts) {
    expect(faults, page).toEqual([]);
    expect(scores, page).toEqual({ accessibility: 100, "best-practices": 100, seo: 100 });
  }
});
