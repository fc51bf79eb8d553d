import type { Page } from "playwright-core";
import { origin } from "./stage.ts";

/** What a visitor types and ticks, by the field's name; `true` ticks. */
export type Typed = Record<string, string | true>;

/** Opens a landing as an ad's link does. */
export async function arrive(page: Page, path: string, query = ""): Promise<void> {
  await page.goto(`${origin}/${path}/${query}`);
}

/** Fills in the form by hand: text into inputs, ticks and choices by their label. */
export async function fillIn(page: Page, typed: Typed): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const control = page.locator(`[name="${name}"]`);
    const kind = await control
      .first()
      .evaluate((element) => element.getAttribute("type") ?? element.localName);
    if (value === true) await pressLabel(page, `[name="${name}"]`);
    else if (kind === "radio" || kind === "checkbox")
      await pressLabel(page, `[name="${name}"][value="${value}"]`);
    else if (kind === "select") await control.selectOption(value);
    else await control.fill(value);
  }
}

/** Presses the form's button, as slowly as a person: nothing may move away under the pointer. */
export async function send(page: Page): Promise<void> {
  await page.locator("[data-submit]").click({ delay: 100 });
}

/** Lets the form go although the browser would refuse it, as an older browser or a bot does. */
export async function dropChecks(page: Page): Promise<void> {
  await page.locator("#form").evaluate((form) => form.setAttribute("novalidate", ""));
}

/** The errors that the page shows, by field. */
export async function errorsOn(page: Page): Promise<Record<string, string>> {
  const shown = await page
    .locator("[data-field]:has([data-error]:not([hidden]))")
    .evaluateAll((fields) =>
      fields.map((field) => [
        field.getAttribute("data-field") ?? "",
        field.querySelector("[data-error]")?.textContent ?? "",
      ]),
    );
  return Object.fromEntries(shown);
}

/** The value of each named control: what is typed, and which are ticked. */
export async function answersOn(page: Page): Promise<Record<string, string>> {
  return page.locator("#form").evaluate((form) => {
    if (!(form instanceof HTMLFormElement)) return {};
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    return Object.fromEntries(entries.filter(([name]) => !name?.startsWith("_")));
  });
}

async function pressLabel(page: Page, selector: string): Promise<void> {
  await page.locator(`label:has(${selector})`).click();
}
