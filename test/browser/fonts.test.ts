import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { it } from "vitest";
import { type FontName, fontCss } from "../../templates/theme/fonts.ts";
import { root } from "../support/bundle.ts";
import { origin, visit } from "./stage.ts";

const names: FontName[] = ["newsreader", "instrument-sans"];

/** The landing's page in the typeface `name`, whose files arrive after `wait` milliseconds. */
async function openIn(page: Page, name: FontName, wait: number): Promise<void> {
  const address = `${origin}/lievito-madre/`;
  const files = { core: "/slow-core.woff2", latin: "/none.woff2", latinExt: "/none.woff2" };
  const css = `${fontCss(name, files)}:root{--text:var(--font);--display:var(--font)}`;
  const preload = `<link rel="preload" href="${files.core}" as="font" type="font/woff2" crossorigin>`;
  const html = (await (await fetch(address)).text()).replace(
    "</head>",
    `${preload}<style>${css}</style></head>`,
  );
  // Without the site's headers: their policy knows no such sheet.
  await page.route(address, (route) =>
    route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
  );
  await page.route("**/slow-core.woff2", async (route) => {
    await pause(wait);
    await route.fulfill({
      body: readFileSync(join(root, `templates/theme/fonts/${name}-core.woff2`)),
      contentType: "font/woff2",
    });
  });
  const arrived = page.waitForResponse("**/slow-core.woff2");
  await page.goto(address);
  await (await arrived).finished();
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
  });
}

/** How much of the page has moved since it was first seen. */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => {
          done(
            list
              .getEntries()
              .reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0),
          );
        }).observe({ type: "layout-shift", buffered: true });
        // Where nothing moved, the observer has nothing to say.
        setTimeout(() => done(0), 300);
      }),
  );
}

it.for(names)("moves nothing when %s comes late", async (name, { expect }) => {
  const { page } = await visit();
  await openIn(page, name, 1500);
  expect(await shiftOf(page)).toBe(0);
});

it("takes the room of the typeface before it is there", async ({ expect }) => {
  const { page } = await visit();
  await openIn(page, "newsreader", 0);
  const heights = await page.evaluate(() => {
    const intro = document.querySelector<HTMLElement>(".intro");
    if (intro === null) throw new Error("The page has no intro.");
    return ['"Newsreader"', '"Newsreader 1","Newsreader 2","Newsreader 3"'].map((font) => {
      intro.style.fontFamily = font;
      return { height: intro.offsetHeight, line: getComputedStyle(intro).lineHeight };
    });
  });
  expect(heights[1]).toEqual(heights[0]);
});
