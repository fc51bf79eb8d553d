import type { Page } from "playwright-core";

/** Presses Tab until the control that fits has the focus; it must be seen to have it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 240; presses++) {
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

/** One stop of a walk by Tab: what has the focus, and what is wrong with how that is seen. */
interface Stop {
  /** Its tag, with what tells it from others. */
  name: string;
  faults: string[];
}

interface Place {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Walks a page that has just been opened by Tab, from its top to its end. */
export async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  let before: Place | null = null;
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press("Tab");
    const found = await stopHere(page);
    if (found === null) return stops;
    const { name, place } = found;
    const isBack = before !== null && place.bottom <= before.top && place.left < before.right;
    const more = [...((await isMarked(page)) ? [] : ["unmarked"]), ...(isBack ? ["goes back up"] : [])];
    stops.push({ name, faults: [...found.faults, ...more] });
    before = place;
  }
  throw new Error("Tab never came to the end of the page.");
}

/** What has the focus now, and where on the page; null where nothing has, or what had it before. */
function stopHere(page: Page): Promise<(Stop & { place: Place }) | null> {
  return page.evaluate(() => {
    const control = document.activeElement;
    if (control === null || control === document.body || control.hasAttribute("data-walked")) return null;
    control.setAttribute("data-walked", "");
    const box = control.getBoundingClientRect();
    // Pages scroll by whole pixels.
    const isIn = box.left > -1 && box.top > -1 && box.right < innerWidth + 1 && box.bottom < innerHeight + 1;
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const isOnTop = hit !== null && (control.contains(hit) || hit.contains(control));
    const own = ["name", "value", "href", "id"].map((name) => control.getAttribute(name) ?? "");
    return {
      name: [control.localName, ...own].filter((part) => part !== "").join(" "),
      faults: [
        ...(box.width < 4 || box.height < 4 ? ["too small"] : []),
        ...(isIn ? [] : ["out of sight"]),
        ...(isOnTop ? [] : [`covered by ${hit?.localName} ${hit?.className}`]),
      ],
      place: {
        left: box.left + scrollX,
        right: box.right + scrollX,
        top: box.top + scrollY,
        bottom: box.bottom + scrollY,
      },
    };
  });
}
