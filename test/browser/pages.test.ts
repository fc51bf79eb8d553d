import type { Page } from "playwright-core";
import { describe, inject, it } from "vitest";
import { builtCatalog } from "../support/answers.ts";
import { faultsOn } from "./axe.ts";
import { arrive, dropChecks, fillIn, send } from "./form-page.ts";
import { linksIn, mailTo, origin, query, someone, type Visit, visit } from "./stage.ts";

const landings = Object.values(builtCatalog().landings);
const publicPages = [
  "/",
  ...landings.flatMap(({ pages }) => [pages.landing, pages.thanks]),
  "/privacy/",
  "/en/privacy/",
  "/no-such-page/",
];

/** Ways to the pages that only a submission leads to; each ends on its page. */
const laterPages: Record<string, (visit: Visit) => Promise<void>> = {
  "a landing with errors": async ({ page }) => {
    await arrive(page, "lievito-madre");
    await send(page);
    await page.locator("[data-summary]:not([hidden])").waitFor();
  },
  "a landing with the Worker's errors": async ({ page }) => {
    await arrive(page, "primo-pane");
    await submitWithoutScript(page);
    await page.locator("[data-summary]:not([hidden])").waitFor();
  },
  "a file that is ready": async ({ page }) => {
    await page.goto(await mailedLink(page, "lievito-madre"));
    await page.locator("h1[data-state=ready]").waitFor();
  },
  "a file that is open": async ({ page }) => {
    await page.goto(await mailedLink(page, "lievito-madre"));
    await Promise.all([page.waitForEvent("download"), page.locator("[data-form=open] button").click()]);
    await page.reload();
    await page.locator("h1[data-state=open]").waitFor();
  },
  "a link that is used up": async ({ page }) => {
    const email = someone();
    const link = await mailedLink(page, "lievito-madre", email);
    await query(
      `UPDATE "grant" SET uses_left = 0 WHERE lead_id = (SELECT id FROM lead WHERE email = ?1) RETURNING id`,
      email,
    );
    await page.goto(link);
    await page.locator("h1[data-state=spent]").waitFor();
  },
  "a coupon on its lead's page": async ({ page }) => {
    await mailedLink(page, "primo-pane");
    await page.locator("[data-state=coupon]").waitFor();
  },
  "a coupon's own page": async ({ page }) => {
    await mailedLink(page, "en/first-loaf");
    const code = await page.locator("[data-slot=code]").textContent();
    await page.goto(`${origin}/k/${code?.trim()}`);
    await page.locator("[data-state=coupon]").waitFor();
  },
  "a link that nobody was sent": async ({ page }) => {
    await page.goto(`${origin}/g/${"A".repeat(43)}`);
  },
  "a coupon that does not exist": async ({ page }) => {
    await page.goto(`${origin}/k/PANE-AAAAA-AAAAA`);
  },
  "the desk's door": async ({ page }) => {
    await page.goto(`${origin}/admin/`);
  },
  "the desk": async ({ page }) => openDesk(page),
  "the desk's leads": async ({ page }) => {
    await mailedLink(page, "primo-pane");
    await openDesk(page);
    await page.goto(`${origin}/admin/leads`);
  },
  "one lead": async ({ page }) => {
    await mailedLink(page, "primo-pane");
    await openDesk(page);
    await page.goto(`${origin}/admin/leads`);
    await page.locator('a[href*="/admin/leads/"]').first().click();
    await page.waitForURL(/leads\/./);
  },
  "the desk's steps": async ({ page }) => {
    await openDesk(page);
    await page.goto(`${origin}/admin/steps?campaign=primo-pane`);
  },
  "the desk's coupons": async ({ page }) => {
    await mailedLink(page, "primo-pane");
    await openDesk(page);
    await page.goto(`${origin}/admin/coupons`);
  },
  "one coupon at the desk": async ({ page }) => {
    await mailedLink(page, "primo-pane");
    await openDesk(page);
    await page.goto(`${origin}/admin/coupons?list=open`);
    await page.locator("tbody a").first().click();
    await page.waitForURL(/coupons\/./);
    for (const act of await page.locator("summary").all()) await act.click();
  },
  "codes to print": async ({ page }) => {
    await openDesk(page);
    await page.goto(`${origin}/admin/coupons/batches`);
    await page.getByLabel("Per chi o per che cosa").fill("Mercato");
    await page.getByLabel("Provenienza").fill("mercato");
    await page.getByLabel("Quanti").fill("120");
    await page.getByRole("button", { name: "Prepara i codici" }).click();
    await page.waitForURL(/said=made/);
  },
  "the desk's tills, with a link for another one": async ({ page }) => {
    await openDesk(page);
    await page.goto(`${origin}/admin/tills`);
    await page.getByRole("button", { name: "Mostra il QR" }).click();
    await page.getByRole("img").waitFor();
  },
};
const ways = {
  ...Object.fromEntries(
    publicPages.map((path) => [path, async ({ page }: Visit) => void (await page.goto(origin + path))]),
  ),
  ...laterPages,
};

describe.each(Object.entries(ways))("%s", (_name, go) => {
  it("has no fault that axe finds, by day and by night, and never scrolls sideways", async ({ expect }) => {
    const visited = await visit();
    await go(visited);
    const { page, complaints } = visited;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // At night only the colours are others.
      expect(
        await faultsOn(page, colorScheme === "dark" ? ["color-contrast"] : undefined),
        colorScheme,
      ).toEqual([]);
    }
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `at ${width} px`,
      ).toBeLessThanOrEqual(width);
    }
    expect(complaints).toEqual([]);
  });
});

/** Submits a landing's form, and returns the link in the mail; the browser stays on the page that came. */
async function mailedLink(page: Page, landing: string, email = someone()): Promise<string> {
  await arrive(page, landing);
  const name = landing === "en/first-loaf" ? "given-name" : "nome";
  await fillIn(page, { email, [name]: "Ada" });
  await send(page);
  await page.waitForURL(/\/(?:g\/[^/]+|grazie\/|thanks\/)$/);
  return linksIn(await mailTo(email)).find((address) => address.startsWith(`${origin}/g/`)) ?? "";
}

/** Posts an empty form as a browser without script does. */
async function submitWithoutScript(page: Page): Promise<void> {
  await dropChecks(page);
  await page.locator("#form").evaluate((form) => form instanceof HTMLFormElement && form.submit());
}

async function openDesk(page: Page): Promise<void> {
  await page.goto(`${origin}/admin/`);
  await page.locator("input[type=password]").fill(inject("ownerToken"));
  await page.locator("main button[type=submit], form button").first().click();
  await page.locator("header.bar").waitFor();
}
