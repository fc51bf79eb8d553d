import jsQR from "jsqr";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, it } from "vitest";
import { startStack, type TestStack } from "../support/stack.ts";
import { fillIn, send } from "./form-page.ts";
import { visit } from "./stage.ts";

// A stack of its own: what the desk counts here is one person's way, and nobody else's.
let stack: TestStack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const email = "ada@example.com";
const agent =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

it("follows one lead from the ad's link to the coupon at the till, and the report tells each step and its cost", {
  timeout: 120_000,
}, async ({ expect }) => {
  const { page, complaints } = await visit({ agent });
  await page.goto(`${stack.url}/primo-pane/?utm_source=instagram&utm_medium=paid&utm_campaign=novembre`);
  await fillIn(page, { email, nome: "Ada" });
  await send(page);
  await page.waitForURL(`${stack.url}/g/*`);
  expect(await textOf(page, "h1:visible")).toContain("Il buono è tuo");

  const mail = await stack.mailTo(email);
  const [link = ""] = new RegExp(`${stack.url}/g/[\\w-]+`).exec(mail.text) ?? [];
  await page.goto(link);
  await page.locator("[data-form=open]:visible button").click();
  await page.locator("[data-state=coupon]").waitFor();
  const code = await textOf(page, "[data-slot=code]");
  const address = await scanned(page, "[data-slot=qr]");
  expect(address).toBe(`${stack.url.toUpperCase()}/K/${code}/${address.split("/").at(-1)}`);

  const desk = await openDesk();
  await desk.goto(`${stack.url}/admin/tills`);
  await desk.getByRole("button", { name: "Mostra il QR" }).click();
  const { page: till, complaints: tillComplaints } = await visit();
  await till.goto(await scanned(desk, ".qr svg"));
  await till.getByLabel("telefono").fill("Telefono di Marta");
  await till.getByRole("button", { name: "Entra" }).click();
  await till.getByLabel("Oppure scrivi il codice").fill(code.toLowerCase());
  await till.getByRole("button", { name: "Controlla" }).click();
  await till.getByText("Vale", { exact: true }).waitFor();
  await till.getByLabel("Scontrino").fill("12,50");
  await till.getByRole("button", { name: "Accetta il buono" }).click();
  await till.getByText("Accettato", { exact: true }).waitFor();

  await page.reload();
  expect(await textOf(page, "main")).toMatch(/usato/i);

  // Views and starts are written down a few at a time, seconds later.
  await expect
    .poll(async () => (await stack.query("SELECT 1 FROM step_count")).length, { timeout: 20_000 })
    .toBe(6);
  await desk.goto(`${stack.url}/admin/steps?campaign=primo-pane`);
  const one = {
    ...{ Visite: "1", Iniziati: "1", Invii: "1", Conferme: "1", Download: "1", Riscossi: "1" },
    "Invii, rispetto a prima": "prima 0",
  };
  expect(await rowOf(desk, "Il primo pane lo paghiamo insieme")).toEqual(one);
  expect(await rowOf(desk, "instagram")).toEqual(one);
  expect(await textOf(desk, ".figures")).toBe(
    "Spesa180 €Costo per contatto180 €su 1Costo per conferma180 €su 1Costo per buono usato180 €su 1" +
      "Scontrini segnati12,50 €0,1 volte la spesa",
  );
  await desk.goto(`${stack.url}/admin/coupons/${code}`);
  expect(await textOf(desk, ".line")).toMatch(
    /Usato: Telefono di Marta \(Forno Aurelia\), scontrino di 12,50 €/,
  );
  expect([...complaints, ...tillComplaints]).toEqual([]);
});

async function openDesk(): Promise<Page> {
  const { page } = await visit({ width: 1280 });
  await page.goto(`${stack.url}/admin/`);
  await page.locator("input[type=password]").fill(stack.ownerToken);
  await page.locator("form button").first().click();
  await page.waitForURL(`${stack.url}/admin`);
  return page;
}

/** What people read there, with plain spaces. */
async function textOf(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? "").replace(/\s+/g, " ").trim();
}

/** What a camera reads there. */
async function scanned(page: Page, selector: string): Promise<string> {
  const picture = PNG.sync.read(await page.locator(selector).screenshot());
  return jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data ?? "unreadable";
}

/** The numbers in the row of the report that is called `name`, by the heads of their columns. */
async function rowOf(page: Page, name: string): Promise<Record<string, string>> {
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  const cells = await row
    .getByRole("cell")
    .evaluateAll((found) =>
      found.map((cell) => [cell.getAttribute("data-label") ?? "", cell.firstChild?.textContent ?? ""]),
    );
  return Object.fromEntries(cells);
}
