import type { BrowserContext, Page } from "playwright-core";
import { describe, inject, it } from "vitest";
import { arrive, fillIn } from "./form-page.ts";
import { origin, query, someone, visit } from "./stage.ts";

const path = "al-banco";

describe("promise 7: a kiosk that nobody opened is a page like any other", () => {
  it("stores nothing, and takes a submission by itself", async ({ expect }) => {
    const email = someone();
    const { page } = await visit();
    await arrive(page, path);
    await answer(page, email);
    await page.waitForURL(`${origin}/${path}/grazie/`);
    expect(await kept(page)).toEqual([]);
    expect(await stored(email)).toBe(1);
  });
});

describe("promise 5: a kiosk without JavaScript", () => {
  it("asks one question at a time, and takes the answers", async ({ expect }) => {
    const email = someone();
    const { page } = await visit({ javaScript: false });
    await arrive(page, path);
    expect(await page.locator("[data-field]:visible").count()).toBe(0);
    await answer(page, email);
    await page.waitForURL(`${origin}/${path}/grazie/`);
    expect(await stored(email)).toBe(1);
  });
});

describe("a kiosk without a network", () => {
  it("takes 20 submissions, outlives a reload, and sends each of them once, whatever tabs are open", async ({
    expect,
  }) => {
    const visitors = Array.from({ length: 20 }, someone);
    const { page, context } = await openStand();
    await context.setOffline(true);
    for (const [place, email] of visitors.entries()) {
      if (place === 10) await page.reload();
      // The others as fast as the page itself is.
      if (place % 10 === 0) await answer(page, email);
      else await answerAtOnce(page, email);
      await page.locator("[data-thanks=later]:visible").waitFor();
      await page.locator("[data-again]").dispatchEvent("click");
    }
    await said(page, "20 da inviare");
    const other = await context.newPage();
    await other.goto(`${origin}/${path}/`);
    await said(other, "20 da inviare");
    expect(await storage(page), "nothing that anybody can read").not.toMatch(/@example\.com|Ada/);
    expect(await stored(...visitors)).toBe(0);

    await context.setOffline(false);
    for (const tab of [page, other]) await said(tab, "Pronta");
    const [counted] = await query(
      `SELECT count(*) AS submissions, count(DISTINCT l.email) AS leads FROM submission s JOIN lead l ON l.id = s.lead_id
        WHERE l.email IN (${visitors.map((email) => `'${email}'`)})`,
    );
    expect(counted).toEqual({ submissions: 20, leads: 20 });
    expect(await storage(page), "deleted once sent").toBe("[]");
  });

  it("seals what waits for the owner, and sends it only from a signed-in session", async ({ expect }) => {
    const email = someone();
    const { page, context } = await openStand({ signedIn: true });
    await context.setOffline(true);
    await page.reload();
    await answer(page, email);
    await page.locator("[data-thanks=later]:visible").waitFor();
    expect(await storage(page)).toContain('"from"');
    expect(await storage(page)).not.toContain(email);
    await context.clearCookies();
    await context.setOffline(false);
    await said(page, "1 da inviare. Accedi al banco per inviare");
    expect(await stored(email)).toBe(0);

    await signIn(page);
    await page.goto(`${origin}/${path}/`);
    await said(page, "Pronta");
    expect(await stored(email)).toBe(1);
  });

  it("keeps aside what the Worker refuses, and shows it to the owner alone", async ({ expect }) => {
    const email = someone();
    const { page, context } = await openStand();
    await context.setOffline(true);
    await answer(page, email);
    await page.locator("[data-thanks=later]:visible").waitFor();
    await context.route(`**/f/${path}`, (route) =>
      route.fulfill({ status: 410, json: { code: "closed", status: 410, title: "L’offerta è terminata." } }),
    );
    await context.setOffline(false);
    await said(page, "1 da controllare");
    await page.locator("[data-again]").click();
    await page.locator("button[data-state]").click();
    await page.locator("[data-owner-only]:visible").waitFor();
    expect(await page.locator("[data-refused] li").count()).toBe(0);

    await context.unroute(`**/f/${path}`);
    await signIn(page);
    await page.goto(`${origin}/${path}/`);
    await said(page, "1 da controllare");
    await page.locator("button[data-state]").click();
    const refused = page.locator("[data-refused] li");
    await refused.waitFor();
    expect(await refused.textContent()).toContain(email);
    expect(await refused.textContent()).toContain("L’offerta è terminata.");
    await refused.locator("button").first().click();
    await said(page, "Pronta");
    expect(await stored(email)).toBe(1);
  });
});

describe("a kiosk that is left alone", () => {
  it("asks whether anybody is there, goes on at a touch, and then starts anew with nothing left", async ({
    expect,
  }) => {
    const { page } = await openStand();
    await page.clock.install();
    await page.reload();
    await page.locator("button[data-state]:visible").waitFor();
    await next(page);
    await fillIn(page, { nome: "Ada" });
    await page.clock.runFor(46_000);
    await page.locator("#idle[open]").waitFor();
    await page.locator("[data-stay]").click();
    expect(await page.locator("#idle[open]").count()).toBe(0);
    expect(await page.locator("[name=nome]").inputValue()).toBe("Ada");

    await page.clock.runFor(46_000);
    await page.locator("#idle[open]").waitFor();
    await page.clock.runFor(21_000);
    await page.locator("[data-step='0']:visible").waitFor();
    expect(await page.locator("[name=nome]").inputValue()).toBe("");
  });

  it("thanks, counts down and starts anew; the privacy notice opens inside", async ({ expect }) => {
    const email = someone();
    const { page } = await openStand();
    await page.clock.install();
    await page.reload();
    await page.locator("button[data-state]:visible").waitFor();
    await answer(page, email, async () => {
      await page.locator(".legal a").first().click();
      await page.locator("#reader h1").waitFor();
      await page.locator("#reader [data-close]").click();
      expect(await page.locator("[type=checkbox]:checked").count()).toBe(0);
    });
    await page.locator("[data-thanks=kept]:visible").waitFor();
    await page.clock.runFor(7000);
    await page.locator("[data-step='0']:visible").waitFor();
    expect(page.url()).toBe(`${origin}/${path}/`);
    expect(await page.locator("[name=email]").inputValue()).toBe("");
    expect(
      await page.locator("input:not([autocomplete=off]):not([type=radio], [type=checkbox])").count(),
    ).toBe(0);
  });
});

/** A tablet on which the stand was opened and is ready to work without a network. */
async function openStand({ signedIn = false } = {}): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await visit({ width: 1024 });
  if (signedIn) await signIn(page);
  await arrive(page, path);
  await page.locator("[data-open]").click();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await said(page, "Pronta");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return { page, context };
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/admin/kiosk`);
  await page.locator("input[type=password]").fill(inject("ownerToken"));
  await page.locator("main button[type=submit]").click();
  await page.locator(`a[href="/${path}/"]`).waitFor();
}

/** Goes through all screens as one visitor; `atTheEnd` does what one may do before sending. */
async function answer(page: Page, email: string, atTheEnd?: () => Promise<void>): Promise<void> {
  await next(page);
  await fillIn(page, { nome: "Ada" });
  await next(page);
  await fillIn(page, { email });
  await next(page);
  await next(page);
  await page.locator("[data-submit]:visible").waitFor();
  await atTheEnd?.();
  await page.locator("[data-submit]").click();
}

/** The same without a pointer: what twenty visitors do, in the time of one. */
function answerAtOnce(page: Page, email: string): Promise<void> {
  return page.evaluate((typed) => {
    const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
    for (const name of ["nome", "email"]) {
      const input = document.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (input) input.value = name === "email" ? typed : "Ada";
    }
    for (const place of [0, 1, 2, 3]) press(`[data-step="${place}"] > [name=_step]`);
    press("[data-submit]");
  }, email);
}

async function next(page: Page): Promise<void> {
  const button = page.locator("[data-step] > [name=_step]:visible");
  const place = await button.getAttribute("value");
  await button.click();
  await page.locator(`[data-step="${place}"]:visible`).waitFor();
}

/** Waits until the state in the corner says this. */
function said(page: Page, text: string): Promise<void> {
  return page.locator("[data-said]", { hasText: new RegExp(`(^|· )${text}$`) }).waitFor();
}

/** How many submissions of these people the database holds. */
async function stored(...emails: string[]): Promise<unknown> {
  const [row] = await query(
    `SELECT count(*) AS n FROM submission s JOIN lead l ON l.id = s.lead_id
      WHERE l.email IN (${emails.map((email) => `'${email}'`)})`,
  );
  return row?.n;
}

/** What the browser keeps, by name. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name = "" }) => name),
    ...(await caches.keys()),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    ...Object.keys(localStorage),
  ]);
}

/** All that waits, as whoever takes the tablet could read it: bytes as text. */
function storage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("imbuto-kiosk");
      request.onsuccess = () => resolve(request.result);
    });
    const all = await new Promise<unknown[]>((resolve) => {
      const request = database.transaction("waiting").objectStore("waiting").getAll();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    const text = (_: string, value: unknown) =>
      value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : value;
    return JSON.stringify(all, text);
  });
}
