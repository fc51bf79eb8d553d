import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds by all its rules, or by `rules`, as rule and element. */
export async function faultsOn(page: Page, rules?: string[]): Promise<string[]> {
  // The policy forbids scripts from elsewhere; an evaluated one is not the page's.
  await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations } = await Reflect.get(window, "axe").run(runOnly === undefined ? {} : { runOnly });
    return violations.flatMap(
      ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, rules);
}
