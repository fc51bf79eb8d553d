import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import * as z from "zod";
import { weightsOf } from "../bench/weights.ts";
import { faultsOn } from "./axe.ts";
import { errorsOn, fillIn, send, type Typed } from "./form-page.ts";
import { fixtureRows, fixtures, someone, type Visit, visit } from "./stage.ts";

const submissionSchema = z.object({ answers: z.string().transform((text) => JSON.parse(text)) });

// The first to ask has them built.
beforeAll(async () => void (await fixtures()));

/** What a restaurant answers, screen by screen. */
function restaurant(email: string): Typed[] {
  return [
    { occasione: "Ristorante", coperti: "40", prodotti: "Pane", spesa: "Oltre 200 euro" },
    { incontro: "2027-03-10T10:00", negozio: "Navile", urgenza: "4", racconto: "Prima riga\nSeconda riga" },
    {
      nome: "Ada",
      cognome: "D’Amico",
      email,
      telefono: "333 123 4567",
      azienda: "Trattoria Ada",
      ruolo: "Titolare",
      indirizzo: "via Zamboni 1",
      citta: "Bologna",
      provincia: "BO",
      cap: "40126",
      paese: "IT",
      nascita: "1985-12-10",
      iva: "09876540379",
      codice: "RSSMRA85T10A562S",
      sito: "https://example.com",
    },
  ];
}

/** What is kept of it. */
function kept(email: string) {
  return {
    ...Object.assign({}, ...restaurant(email)),
    prodotti: ["Pane"],
    telefono: "+393331234567",
    fonte: "instagram",
    canale: "modulo",
  };
}

describe.for([true, false])("a form with all that an Instant Form has, with JavaScript: %s", (javaScript) => {
  it("leads through welcome, steps, conditions and review to the ending that fits", async ({ expect }) => {
    const { page, complaints } = await visit({ javaScript });
    const email = someone();
    await arriveAtFixture(page);
    expect(await shown(page)).toEqual({ step: "0", heading: "Bastano due minuti" });
    await press(page);
    for (const answers of restaurant(email)) {
      await fillIn(page, answers);
      await press(page);
    }
    expect(await shown(page)).toEqual({ step: "5", heading: "Passo 5 di 5 Rileggi prima di mandare" });
    const read = await reviewed(page);
    expect(read).toMatchObject({
      "Per che cosa ti serve il pane?": "Ristorante",
      "Quanti coperti fai?": "40",
      "In quale negozio?": "Navile",
      Provincia: "Bologna",
      Telefono: "+39 333 123 4567",
    });
    // A party was not asked about, and neither was anything else.
    expect(Object.keys(read)).not.toContain("Che giorno è la festa?");
    expect(Object.keys(read)).not.toContain("Di che cosa si tratta?");
    await fillIn(page, { "consent-allergeni": true });
    await send(page);
    await page.waitForURL(/\/parita\/grazie\/ristorante\/\?utm_source=instagram$/);
    expect(await endingOf(page)).toEqual({
      title: "Parliamone con calma",
      buttons: [
        "tel:+390515550142",
        "https://wa.me/393331234567?text=Ciao%2C%20scrivo%20per%20il%20pane%20del%20ristorante.",
        "https://agenda.example.com/forno",
        "/parita/listino.pdf",
      ],
    });
    expect(await answersOf(email)).toEqual([kept(email)]);
    expect(complaints).toEqual([]);
  });

  it("stops at a screen for what is missing there, and keeps what was answered on the way back", async ({
    expect,
  }) => {
    const { page } = await visit({ javaScript });
    await arriveAtFixture(page);
    await press(page);
    await press(page);
    expect((await shown(page)).step).toBe("1");
    expect(Object.keys(await errorsOn(page))).toEqual(["occasione", "prodotti", "spesa"]);
    await fillIn(page, { occasione: "Altro", prodotti: "Dolci", spesa: "Oltre 200 euro" });
    await press(page);
    // What the choice has just brought up is asked as well.
    expect(Object.keys(await errorsOn(page))).toEqual(["altro"]);
    await fillIn(page, { altro: "Una sagra" });
    await press(page);
    expect((await shown(page)).step, "the party's screen is passed over").toBe("3");
    await page.locator('[data-step="3"] [name="_back"]').click();
    expect((await shown(page)).step).toBe("1");
    expect(await page.locator('[name="altro"]').inputValue()).toBe("Una sagra");
    await fillIn(page, { occasione: "Festa" });
    await press(page);
    expect((await shown(page)).step).toBe("2");
  });

  it("ends kindly, and without a lead, for whom the offer does not fit", async ({ expect }) => {
    const { page } = await visit({ javaScript });
    const email = someone();
    await arriveAtFixture(page);
    await press(page);
    const [first = {}, ...others] = restaurant(email);
    for (const answers of [{ ...first, spesa: "Niente" }, ...others]) {
      if (/\/esito\/(?:\?|$)/.test(page.url())) break;
      await fillIn(page, answers);
      await press(page);
    }
    if (!/\/esito\/(?:\?|$)/.test(page.url())) {
      await fillIn(page, { "consent-allergeni": true });
      await send(page);
    }
    await page.waitForURL(/\/parita\/esito\/\?utm_source=instagram$/);
    expect(await endingOf(page)).toEqual({
      title: "Ti aspettiamo al banco",
      buttons: ["/", "tel:+390515550142"],
    });
    expect(await answersOf(email)).toEqual([]);
  });
});

describe("each screen of such a form", () => {
  it("has no fault that axe finds, takes the focus, and can be left with Enter alone", async ({ expect }) => {
    const { page } = await visit();
    await arriveAtFixture(page);
    for (const answers of [{}, ...restaurant(someone())]) {
      await fillIn(page, answers);
      expect(await faultsOn(page), (await shown(page)).heading).toEqual([]);
      await press(page);
    }
    expect(await faultsOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-step"))).toBe("5");
    await page.locator('[data-step="5"] [name="_back"]').press("Enter");
    await page.locator('[name="azienda"]').press("Enter");
    expect((await shown(page)).step).toBe("5");
  });
});

describe("what such a form leaves behind", () => {
  it("lies beside the landing: a page for each ending, and the file that one of them gives out", async ({
    expect,
  }) => {
    const { url, root } = await fixtures();
    expect(existsSync(join(root, "dist/site/parita/grazie/ristorante/index.html"))).toBe(true);
    const file = await fetch(`${url}/parita/listino.pdf`);
    expect([file.status, await file.text()]).toEqual([200, "%PDF-1.4\n%%EOF\n"]);
    for (const path of ["grazie/", "grazie/ristorante/", "esito/"]) {
      const page = await fetch(`${url}/parita/${path}`);
      expect(page.status, path).toBe(200);
      expect(page.headers.get("X-Robots-Tag"), path).toBe("noindex");
      expect(await page.text(), path).toContain('<meta name="robots" content="noindex">');
    }
  });
});

describe("the scripts of such a form", () => {
  it("have two kilobytes in all, and a form in one step needs fewer", async ({ expect }) => {
    const { root } = await fixtures();
    const scripts = new Map(weightsOf(join(root, "dist/site")).map(({ page, script }) => [page, script]));
    const whole = scripts.get("_private/parita/landing/index.html") ?? Number.NaN;
    expect(whole).toBeLessThanOrEqual(2048);
    expect(scripts.get("tutte/index.html")).toBeLessThan(whole - 300);
  });
});

describe("the telephone number", () => {
  it("is shown back as it is read, and not where it cannot be one", async ({ expect }) => {
    const { page } = await visit();
    await arriveAtFixture(page);
    await press(page);
    for (const answers of restaurant(someone()).slice(0, 2)) {
      await fillIn(page, answers);
      await press(page);
    }
    const told = page.locator('[data-field="telefono"] output');
    for (const [typed, read] of [
      ["333 1234567", "+39 333 123 4567"],
      ["051/5550142", "+39 051 555 0142"],
      ["0044 20 7946 0958", "+442079460958"],
    ] as const) {
      await fillIn(page, { telefono: typed });
      await page.locator('[name="azienda"]').focus();
      expect(await told.innerText()).toContain(read);
    }
    await fillIn(page, { telefono: "12" });
    await page.locator('[name="azienda"]').focus();
    expect(await told.isVisible()).toBe(false);
  });
});

async function arriveAtFixture(page: Visit["page"]): Promise<void> {
  const { url } = await fixtures();
  await page.goto(`${url}/parita/?utm_source=instagram`);
}

/** Presses the button that leads on, and waits for the page that the Worker may make of it. */
async function press(page: Page): Promise<void> {
  await page.locator('[data-step]:not([hidden]) [name="_step"]').click({ delay: 50 });
  await page.waitForLoadState();
}

async function shown(page: Page): Promise<{ step: string | null; heading: string }> {
  const screen = page.locator("[data-step]:not([hidden])");
  const heading = await screen.locator("h2").innerText();
  return { step: await screen.getAttribute("data-step"), heading: heading.replace(/\s+/g, " ") };
}

/** The answers that the visitor reads back, by their label. */
async function reviewed(page: Page): Promise<Record<string, string>> {
  const rows = await page
    .locator("[data-review-list] div:not([hidden])")
    .evaluateAll((all) =>
      all.map((row) => [
        row.querySelector("dt")?.textContent ?? "",
        row.querySelector("dd")?.textContent ?? "",
      ]),
    );
  return Object.fromEntries(rows);
}

async function endingOf(page: Page): Promise<{ title: string; buttons: (string | null)[] }> {
  const links = page.locator(".told a.button");
  return {
    title: await page.locator("h1").innerText(),
    buttons: await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))),
  };
}

async function answersOf(email: string): Promise<unknown[]> {
  const rows = await fixtureRows(submissionSchema, "SELECT answers FROM submission");
  return rows.map(({ answers }) => answers).filter((answers) => answers.email === email);
}
