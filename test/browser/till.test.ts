import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { filmOf, filmSwitches } from "../support/camera.ts";
import { faultsOn } from "./axe.ts";
import { origin, query } from "./stage.ts";
import {
  aCoupon,
  again,
  aTill,
  type Coupon,
  couponRow,
  enter,
  newContext,
  stateIs,
  told,
  type,
} from "./till-page.ts";

let browser: Browser;
let folder: string;
let filmed: Coupon;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imbuto-till-"));
  const film = join(folder, "coupon.y4m");
  filmed = await aCoupon();
  await filmOf(filmed.address, film);
  browser = await openBrowser(filmSwitches(film));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("a till with a camera", () => {
  it("reads a coupon's QR code by a reader of ours, redeems it by one press, and takes it back", async ({
    expect,
  }) => {
    const { page, complaints } = await aTill(browser, { without: "BarcodeDetector" });
    expect(await page.evaluate(() => "BarcodeDetector" in window)).toBe(false);
    await page.locator("[data-camera]").click();
    await told(page, "valid");
    expect(await page.locator("[data-slot=code]").textContent()).toBe(filmed.code);
    expect(await page.locator("[data-slot=value]").textContent()).toBe("5\u00a0€");
    await page.locator("[name=amount]").fill("12,50");
    await page.locator(".press").click();
    await told(page, "redeemed");
    expect(await couponRow(filmed)).toMatchObject({ shop: "bottega", amount: 1250 });
    await page.locator("[data-act=undo] button").click();
    await told(page, "undone");
    expect(await couponRow(filmed)).toMatchObject({ redeemed_at: null, amount: null });
    // The camera goes on by itself for the next one.
    await page.locator("[data-next]").click();
    await told(page, "valid");
    expect(complaints).toEqual([]);
  });

  it("leaves it to the browser's own reader where there is one", async ({ expect }) => {
    const { page } = await aTill(browser);
    const { address, code } = await aCoupon();
    await page.addInitScript((rawValue) => {
      class Detector {
        static getSupportedFormats = async () => ["qr_code"];
        detect = async () => [{ rawValue }];
      }
      Reflect.set(window, "BarcodeDetector", Detector);
    }, address);
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(request.url()));
    await page.reload();
    await page.locator("[data-camera]:visible, [data-outcome]:visible").first().waitFor();
    if (await page.locator("[data-camera]").isVisible()) await page.locator("[data-camera]").click();
    await told(page, "valid");
    expect(await page.locator("[data-slot=code]").textContent()).toBe(code);
    expect(scripts.filter((url) => /jsQR/i.test(url))).toEqual([]);
  });
});

describe("a till without reception", () => {
  it("opens, believes what is signed, keeps what it did over a restart, and settles it once it is back", async ({
    expect,
  }) => {
    const { page, context } = await aTill(browser);
    const other = await aTill(browser);
    const [good, doubled, opened] = [await aCoupon(), await aCoupon(), await aCoupon()];
    await context.setOffline(true);
    await page.goto(`${origin}/k/`);
    await stateIs(page, "Senza rete");
    await type(page, good.address);
    await told(page, "valid");
    await page.locator(".press").click();
    await told(page, "redeemed");
    expect(await page.locator("[data-lines]").textContent()).toContain("Salvato su questo telefono");
    await stateIs(page, "Senza rete · 1 da registrare");
    await again(page, good.address, "used");
    await again(page, good.code, "used");
    await again(page, opened.code, "unproved");
    const forged = good.address.replace(/.$/, (last) => (last === "A" ? "I" : "A"));
    await again(
      page,
      `${forged.slice(0, -20)}AAAA${forged.slice(-16)}`.replace(good.code, opened.code),
      "forged",
    );
    await again(page, doubled.address, "valid");
    await page.locator(".press").click();
    await told(page, "redeemed");
    // As a phone's own camera opens it, in capitals.
    await page.goto(opened.address.replace(/^.*\/k\//i, `${origin}/K/`));
    await told(page, "valid");
    await page.locator(".press").click();
    await told(page, "redeemed");
    await page.locator("[data-act=undo] button").click();
    await told(page, "undone");
    expect(await couponRow(good)).toMatchObject({ redeemed_at: null });

    await type(other.page, doubled.address);
    await told(other.page, "valid");
    await other.page.locator(".press").click();
    await told(other.page, "redeemed");
    await page.goto(`${origin}/k/`);
    await stateIs(page, "Senza rete · 2 da registrare");
    await context.setOffline(false);
    await stateIs(page, "In rete");
    await page.locator("[data-conflicts]:visible").waitFor();
    expect(await page.locator("[data-conflicts] li").allTextContents()).toEqual([
      expect.stringContaining(`${doubled.code} · Già usato`),
    ]);
    expect(await couponRow(good)).toMatchObject({ shop: "bottega" });
    const scans = await query(
      "SELECT code, outcome FROM scan WHERE offline = 1 AND code IN (?1, ?2, ?3)",
      ...[good.code, doubled.code, opened.code],
    );
    expect(scans.map(({ code, outcome }) => `${code} ${outcome}`).sort()).toEqual(
      [`${good.code} redeemed`, `${doubled.code} used`].sort(),
    );
    await page.reload();
    await page.locator("[data-conflicts] button").click();
    await page.locator("[data-conflicts]").waitFor({ state: "hidden" });
  });

  it("proves a code without the browser's help, and one of another coupon is forged", async ({ expect }) => {
    const { page, context } = await aTill(browser, { without: "Ed25519" });
    const [one, other] = [await aCoupon(), await aCoupon()];
    await context.setOffline(true);
    await page.goto(`${origin}/k/`);
    await again(page, one.address, "valid");
    await again(page, one.address.replace(one.code, other.code), "forged");
    await again(page, "https://evil.example/menu", "foreign");
    expect(await page.evaluate(() => crypto.subtle.importKey.toString())).toContain("NotSupportedError");
  });

  it("is told when it was taken from the tills meanwhile, and what is lost with it", async ({ expect }) => {
    const { page, context, name } = await aTill(browser);
    const { address } = await aCoupon();
    await context.setOffline(true);
    await page.goto(`${origin}/k/`);
    await type(page, address);
    await told(page, "valid");
    await page.locator(".press").click();
    await told(page, "redeemed");
    await query("UPDATE till SET revoked_at = ?2 WHERE name = ?1", name, Date.now());
    await context.setOffline(false);
    await page.locator("[data-lost]:visible").waitFor();
    expect(await page.locator("[data-lost]").textContent()).toContain("non registrate: 1");
    expect(await page.locator("[data-notice]").textContent()).toContain("non è più tra le casse");
    await page.locator("[data-lost] button").click();
    await page.reload();
    expect(await page.locator("[data-lost]").isVisible()).toBe(false);
  });
});

describe("whoever stands at the till", () => {
  it.each([{ dark: false }, { dark: true }])(
    "finds no barrier on any screen, dark: $dark",
    async ({ dark }) => {
      const page = await (await newContext(browser, { dark })).newPage();
      const found: string[] = [];
      const look = async (name: string) =>
        void found.push(...(await faultsOn(page)).map((fault) => `${name}: ${fault}`));
      await page.goto(`${origin}/k/`);
      await look("sign-in");
      await enter(page);
      await look("scan");
      const { code, address } = await aCoupon();
      await again(page, address, "valid");
      await look("valid");
      await page.locator(".press").click();
      await told(page, "redeemed");
      await look("redeemed");
      await again(page, code, "used");
      await look("used");
      await again(page, `${code.slice(0, -1)}0`, "mistyped");
      await look("mistyped");
      if (found.length > 0) throw new Error(found.join("\n"));
    },
  );

  it("needs no pointer: types, presses Enter, and Enter again", async ({ expect }) => {
    const { page } = await aTill(browser);
    const { code } = await aCoupon();
    for (let n = 0; n < 20 && !(await page.evaluate(() => document.activeElement?.id === "code")); n += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.type(code.toLowerCase().replaceAll("-", " "));
    await page.keyboard.press("Enter");
    await told(page, "valid");
    await page.keyboard.press("Enter");
    await told(page, "redeemed");
    await page.keyboard.press("Enter");
    await page.locator("#code:visible").waitFor();
    expect(await couponRow({ code })).toMatchObject({ shop: "bottega" });
  });

  it("does the same without a script, but for the camera", async ({ expect }) => {
    const context = await newContext(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    await enter(page);
    const { code } = await aCoupon();
    expect(await page.locator("[data-camera]").isVisible()).toBe(false);
    await type(page, ` ${code.toLowerCase()} `);
    await told(page, "valid");
    await page.locator("[name=amount]").fill("dodici");
    await page.locator(".press").click();
    await page.locator("[data-notice]:visible").waitFor();
    await page.locator("[name=amount]").fill("12.5");
    await page.locator(".press").click();
    await told(page, "redeemed");
    expect(await couponRow({ code })).toMatchObject({ amount: 1250 });
    await page.locator("[data-act=undo] button").click();
    await told(page, "undone");
    await page.locator("[data-next]").click();
    await page.locator("#code:visible").waitFor();
    await page.locator(".leave summary").click();
    await page.locator(".leave button").click();
    expect(await page.locator("[data-notice]").textContent()).toContain("Sei fuori");
  });
});
