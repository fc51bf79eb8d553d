import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const require = createRequire(import.meta.url);

/** The half as long file: a page takes as long to read the program as to be examined by it. */
const program = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds by all its rules, or by `rules`, as rule and element. */
export async function faultsOn(page: Page, rules?: string[]): Promise<string[]> {
  // The policy forbids scripts from elsewhere; an evaluated one is not the page's.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(program);
  return page.evaluate(async (runOnly) => {
    // Of what is well, axe would describe each element too.
    const all = { resultTypes: ["violations"] };
    const { violations } = await Reflect.get(window, "axe").run(
      runOnly === undefined ? all : { ...all, runOnly },
    );
    return violations.flatMap(
      ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, rules);
}
