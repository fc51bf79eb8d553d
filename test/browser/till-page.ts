import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";
import { origin, query } from "./stage.ts";

/** A coupon, and the address in its QR code. */
export interface Coupon {
  code: string;
  address: string;
}

interface Surroundings {
  dark?: boolean;
  javaScriptEnabled?: boolean;
}

/** A phone of its own. */
export async function newContext(
  browser: Browser,
  { dark = false, javaScriptEnabled = true }: Surroundings = {},
) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled,
    hasTouch: true,
    locale: "it-IT",
    timezoneId: "Europe/Rome",
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(30_000);
  return context;
}

/** A phone that is signed in and ready to work without reception, in a browser that lacks something. */
export async function aTill(browser: Browser, { without }: { without?: "BarcodeDetector" | "Ed25519" } = {}) {
  const context = await newContext(browser);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  if (without === "BarcodeDetector") await page.addInitScript("delete window.BarcodeDetector");
  if (without === "Ed25519")
    await page.addInitScript(`const own = crypto.subtle.importKey;
      crypto.subtle.importKey = function (form, key, algorithm, ...more) {
        if (algorithm === "Ed25519") return Promise.reject(new DOMException("", "NotSupportedError"));
        return own.call(this, form, key, algorithm, ...more);
      };`);
  const name = await enter(page);
  await stateIs(page, "In rete");
  await page.evaluate(async () => {
    for (;;) {
      const found = ["/k/", "/K/"].map((scope) => navigator.serviceWorker.getRegistration(scope));
      const areReady = (await Promise.all(found)).every((each) => each?.active?.state === "activated");
      if (areReady && (await caches.match("/k/")) !== undefined) return;
      await new Promise((resume) => setTimeout(resume, 50));
    }
  });
  return { page, context, complaints, name };
}

let devices = 0;

/** Signs the page's device in by a link of the desk; the name that it gives itself. */
export async function enter(page: Page): Promise<string> {
  devices += 1;
  const name = `Telefono ${devices}`;
  await page.goto(await anInvite());
  await page.locator("#invited-name").fill(name);
  await page.locator('form[data-entry="invite"] button').click();
  await page.waitForURL(`${origin}/k/`);
  return name;
}

/** Types a code, and has it checked. */
export async function type(page: Page, text: string): Promise<void> {
  await page.locator("#code").fill(text);
  await page.locator("[data-typed] button").click();
}

/** Goes on to the next code, and waits for its answer. */
export async function again(page: Page, text: string, outcome: string): Promise<void> {
  const next = page.locator("[data-next]:visible");
  if ((await next.count()) > 0) await next.click();
  await page.locator("#code:visible").waitFor();
  await type(page, text);
  await told(page, outcome);
}

/** Waits until this is the answer. */
export function told(page: Page, outcome: string): Promise<void> {
  return page.locator(`[data-screen=answer][data-outcome=${outcome}]:visible`).waitFor();
}

/** Waits until the corner says this. */
export function stateIs(page: Page, text: string): Promise<void> {
  return page.locator("[data-state]", { hasText: new RegExp(`^${text}$`) }).waitFor();
}

const ours = { Origin: origin, "Sec-Fetch-Site": "same-origin" };

async function anInvite(): Promise<string> {
  const Cookie = await owner();
  const body = new URLSearchParams({ shop: "bottega" });
  const answer = await fetch(`${origin}/admin/tills/invite`, {
    method: "POST",
    headers: { ...ours, Cookie },
    body,
  });
  return /http[^"<]*\/k\/enter\/[\w-]{43}/.exec(await answer.text())?.[0] ?? "";
}

let signedIn: Promise<string> | undefined;

/** The desk's cookie, asked for once. */
function owner(): Promise<string> {
  signedIn ??= fetch(`${origin}/admin/sign-in`, {
    method: "POST",
    headers: ours,
    body: new URLSearchParams({ token: inject("ownerToken") }),
    redirect: "manual",
  }).then((answer) => (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "");
  return signedIn;
}

let printed: Promise<Coupon[]> | undefined;

/** A printed coupon that no other test has. */
export async function aCoupon(): Promise<Coupon> {
  printed ??= print();
  const coupon = (await printed).pop();
  if (coupon === undefined) throw new Error("All printed coupons are taken.");
  return coupon;
}

/** Thirty codes, as the owner hands them to a printer. */
async function print(): Promise<Coupon[]> {
  const Cookie = await owner();
  const id = randomBytes(16).toString("base64url");
  const made = await fetch(`${origin}/admin/coupons/batches`, {
    method: "POST",
    headers: { ...ours, Cookie },
    body: new URLSearchParams({ id, magnet: "primo-pane", title: "Cassa", source: "cassa", count: "30" }),
    redirect: "manual",
  });
  if (made.status !== 303) throw new Error(await made.text());
  const file = await fetch(`${origin}/admin/coupons/batches/${id}/codes.csv`, { headers: { Cookie } });
  const lines = (await file.text()).split("\r\n").slice(1).filter(Boolean);
  return lines.map((line) => {
    const [code = "", , address = ""] = line.split(",").map((cell) => cell.replace(/^"|"$/g, ""));
    return { code, address };
  });
}

/** How the coupon stands. */
export async function couponRow({ code }: { code: string }) {
  const [row] = await query("SELECT redeemed_at, shop, amount FROM coupon WHERE code = ?1", code);
  return row;
}
