import type { Page } from "playwright-core";

/** Presses Tab until the control that fits has the focus; it must be seen to have it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    if (!(await focused(page, selector))) continue;
    if (await isMarked(page)) return;
    throw new Error(`${selector} has the focus, and nothing shows it.`);
  }
  throw new Error(`Tab never came to ${selector}.`);
}

/** Whether the control that has the focus fits. */
export function focused(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
}

/** Whether the focused control, or the label around it, has an outline or a shadow. */
function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const control = document.activeElement;
    return [control, control?.closest("label")].some((element) => {
      if (element === null || element === undefined) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    });
  });
}
