import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { beforeAll, describe, it, onTestFinished } from "vitest";
import * as z from "zod";
import { builtCatalog } from "../support/answers.ts";
import { root } from "../support/bundle.ts";
import { sizes } from "../support/gift-content.ts";
import { isClean, seenPdf } from "../support/pdf.ts";
import { faultsOn } from "./axe.ts";
import { answersOn, arrive, dropChecks, errorsOn, fillIn, send } from "./form-page.ts";
import { fixtureRows, fixtures, linksIn, mailTo, origin, rows, someone, visit } from "./stage.ts";

const ad = "?utm_source=meta&utm_medium=paid&utm_campaign=primavera-2027&gclid=Abc-123&unrelated=1";
const source = { utm_source: "meta", utm_medium: "paid", utm_campaign: "primavera-2027", gclid: "Abc-123" };

const leadSchema = z.object({
  id: z.string(),
  email: z.string(),
  given_name: z.string().nullable(),
  first_source: z.string().transform((text) => JSON.parse(text)),
  confirmed_at: z.number().nullable(),
});
const receiptSchema = z.object({
  purpose: z.string(),
  granted: z.number(),
  wording: z.string(),
  channel: z.string(),
});

describe.each([{ javaScript: true }, { javaScript: false }])(
  "promise 5: an e-book, with JavaScript: $javaScript",
  ({ javaScript }) => {
    it("goes from the ad to the file, byte for byte", async ({ expect }) => {
      const email = someone();
      const { page, complaints } = await visit({ javaScript });

      await arrive(page, "lievito-madre", ad);
      if (!javaScript) await dropChecks(page);
      await fillIn(page, {
        nome: "Ada",
        esperienza: "Parto da zero",
        "consent-marketing": true,
        email: "ada@",
      });
      await send(page);
      await page.locator("[data-summary]:not([hidden])").waitFor();

      expect(Object.keys(await errorsOn(page)), "only the e-mail is wrong").toEqual(["email"]);
      expect(await answersOn(page), "all else is kept").toEqual({
        ...{ nome: "Ada", esperienza: "Parto da zero", "consent-marketing": "yes", email: "ada@" },
      });

      await fillIn(page, { email });
      await send(page);
      await page.waitForURL(`${origin}/lievito-madre/grazie/*`);
      expect(Object.fromEntries(new URL(page.url()).searchParams), "the source goes along").toEqual(source);
      expect(await page.locator("h1").count()).toBe(1);
      expect(await leadOf(email), "known, and not yet confirmed").toMatchObject([
        { email, given_name: "Ada", first_source: source, confirmed_at: null },
      ]);

      const mail = await mailTo(email);
      const link = linksIn(mail).find((address) => address.startsWith(`${origin}/g/`));
      await page.goto(link ?? "");
      expect((await leadOf(email))[0]?.confirmed_at, "to look is not to confirm").toBeNull();

      const file = await downloaded(page);
      const made = readFileSync(join(root, "content/magnets/lievito-madre/lievito-madre.pdf"));
      expect(file.equals(made), "the file as its author made it").toBe(true);
      const [lead] = await leadOf(email);
      expect(lead?.confirmed_at, "pressing the mail's button confirms the address").toBeGreaterThan(0);
      expect(await receiptsOf(lead?.id ?? "")).toEqual([
        { purpose: "marketing", granted: 1, wording: wordingOf("lievito-madre"), channel: "form" },
        { purpose: "marketing", granted: 1, wording: wordingOf("lievito-madre"), channel: "confirm" },
      ]);
      expect(complaints).toEqual([]);
    });
  },
);

describe("files as they come, large ones and copies of one's own", () => {
  // They are built for the first that asks.
  beforeAll(async () => void (await fixtures()), 240_000);

  it("resume where they broke off, from the bucket and from among the assets", async ({ expect }) => {
    const { link, root } = await giftsOpened();
    for (const [magnet, name, size] of [
      ["film", "la prima piega.webm", sizes.film],
      ["archivio", "schede.zip", sizes.archive],
    ] as const) {
      const address = `${link}/${encodeURIComponent(name)}`;
      const made = readFileSync(join(root, "content/magnets", magnet, name));
      const file = temporary();
      // As a download that broke off at its middle, and a program that goes on with it.
      writeFileSync(file, made.subarray(0, size / 2));
      expect(curl("-C", "-", "-o", file, address)).toBe(`206 ${size / 2}`);
      expect(readFileSync(file).equals(made), "whole again").toBe(true);
      expect(curl("-o", file, "--range", `${size - 9}-`, address)).toBe("206 9");
      expect(readFileSync(file).equals(made.subarray(size - 9))).toBe(true);
      expect(curl("-o", file, "--range", "0-1,4-5", address), "several stretches: the whole").toBe(
        `200 ${size}`,
      );
      expect(curl("-o", file, "--range", `${size}-`, address)).toMatch(/^416 /);
      expect(curl("-o", file, "-I", address)).toBe("200 0");
      const etag = (await fetch(address, { method: "HEAD" })).headers.get("ETag") ?? "";
      expect(curl("-o", file, "-H", `If-None-Match: ${etag}`, address)).toBe("304 0");
      expect(curl("-o", file, "-H", 'If-Range: "older"', "--range", "0-9", address)).toBe(`200 ${size}`);
    }
    expect(await fixtureRows(usesSchema, uses("film")), "all this was one press").toEqual([{ uses_left: 4 }]);
  });

  it("bear the name and a code that the desk finds, the same bytes at every request", async ({ expect }) => {
    const { link, root } = await giftsOpened();
    const address = `${link}/libro.pdf`;
    const whole = await fetch(address);
    const copy = new Uint8Array(await whole.arrayBuffer());
    const made = readFileSync(join(root, "content/magnets/libro/libro.pdf"));
    const seen = await seenPdf(copy);
    const [, code = ""] = /Copia di Łukasz Ćosić · ([2-9A-Z-]{17})/.exec(seen.pages[0]?.text ?? "") ?? [];
    for (const { text } of seen.pages) expect(text).toContain(`Copia di Łukasz Ćosić · ${code}`);
    expect([seen.isTagged, await isClean(copy)]).toEqual([(await seenPdf(made)).isTagged, true]);
    const etag = whole.headers.get("ETag") ?? "";
    const cut = copy.length - 1500;
    const rest = await fetch(address, { headers: { Range: `bytes=${cut}-`, "If-Range": etag } });
    expect([rest.status, rest.headers.get("ETag")]).toEqual([206, etag]);
    expect(Buffer.compare(new Uint8Array(await rest.arrayBuffer()), copy.subarray(cut))).toBe(0);
    const another = await giftsOpened();
    const theirs = await fetch(`${another.link}/libro.pdf`, { headers: { "If-None-Match": etag } });
    expect(theirs.status, "another person's is another file").toBe(200);
    expect(theirs.headers.get("ETag")).not.toBe(etag);
    const epub = unzipSync(new Uint8Array(await (await fetch(`${link}/libro.epub`)).arrayBuffer()));
    expect(strFromU8(epub["OEBPS/colophon.xhtml"] ?? new Uint8Array())).toContain(
      `Copia di Łukasz Ćosić · ${code}`,
    );
  });
});

describe("the private page of several gifts", () => {
  beforeAll(async () => void (await fixtures()), 240_000);

  it("plays a film to its end, is whole by keyboard and without script, and has no fault that axe finds", async ({
    expect,
  }) => {
    const { page, complaints } = await visit();
    const { link } = await giftsAsked();
    await page.goto(link);
    const buttons = page.locator("[data-gift] button[name=magnet]");
    expect(await buttons.allInnerTexts()).toEqual([
      ...["Apri il libro", "Guarda il video", "Ascolta", "Scarica il file", "Vai alla pagina"],
    ]);
    await page.locator("[data-gift=assaggio] [data-slot=code]").waitFor();
    await page.getByText("Si apre fino a").first().waitFor();
    await buttons.nth(1).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#gift-1$/);
    expect(await page.evaluate(playToTheEnd), "its last picture is red").toMatchObject({
      ...{ duration: 50, ended: true, colour: "red" },
    });
    await page.getByRole("button", { name: "Ascolta" }).click();
    await page.waitForURL(/#gift-2$/);
    await page.getByRole("button", { name: "Apri il libro" }).click();
    await page.waitForURL(/#gift-0$/);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await faultsOn(page), colorScheme).toEqual([]);
    }
    expect(complaints).toEqual([]);

    const plain = await visit({ javaScript: false });
    await plain.page.goto(link);
    for (const format of ["PDF", "EPUB"]) await plain.page.getByText(format, { exact: true }).waitFor();
    await plain.page.getByText("Kindle", { exact: true }).click();
    await plain.page.getByText("Send to Kindle").or(plain.page.getByText("sendtokindle")).first().waitFor();
    await plain.page.getByRole("button", { name: "Rimandami l’e-mail" }).click();
    await plain.page.getByText("il link è in arrivo").waitFor();
  });
});

/** Asks for the gifts of the fixtures' landing; its private page. */
async function giftsAsked(): Promise<{ link: string; root: string }> {
  const { url, root } = await fixtures();
  const answer = await fetch(`${url}/f/regali`, {
    method: "POST",
    headers: { Origin: url, Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify({ email: someone(), nome: "Łukasz Ćosić" }),
  });
  const { next } = nextSchema.parse(await answer.json());
  return { link: new URL(next, url).href, root };
}

/** The same, with its files opened. */
async function giftsOpened(): Promise<{ link: string; root: string }> {
  const asked = await giftsAsked();
  for (const magnet of ["libro", "film", "archivio"])
    await fetch(asked.link, {
      method: "POST",
      headers: { Origin: new URL(asked.link).origin },
      body: new URLSearchParams({ magnet }),
      redirect: "manual",
    });
  return asked;
}

const nextSchema = z.object({ next: z.string() });
const usesSchema = z.object({ uses_left: z.number() });

function uses(magnet: string): string {
  return `SELECT DISTINCT uses_left FROM "grant" WHERE magnet = '${magnet}' AND open_until IS NOT NULL`;
}

/** What curl says of a transfer: its status, and how many bytes came. */
function curl(...args: string[]): string {
  const { stdout } = spawnSync("curl", ["-sS", "-w", "%{http_code} %{size_download}", ...args]);
  return stdout.toString().split("\n").at(-1) ?? "";
}

/** In the page: seeks near the end of its film and plays on; what it shows then. */
async function playToTheEnd() {
  const film = document.querySelector("video");
  if (film === null) return null;
  const once = (name: string) => new Promise((done) => film.addEventListener(name, done, { once: true }));
  film.muted = true;
  if (film.readyState < 1) await once("loadedmetadata");
  film.currentTime = film.duration - 1.5;
  await once("seeked");
  const end = once("ended");
  await film.play();
  await end;
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pencil = canvas.getContext("2d");
  pencil?.drawImage(film, 0, 0, 1, 1);
  const [red = 0, green = 0] = pencil?.getImageData(0, 0, 1, 1).data ?? [];
  return { duration: film.duration, ended: film.ended, colour: red > 2 * green ? "red" : "another" };
}

function temporary(): string {
  const path = join(tmpdir(), `imbuto-download-${randomUUID()}`);
  onTestFinished(() => rm(path, { force: true }));
  return path;
}

/** Presses the page's button and takes what the browser downloads. */
async function downloaded(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("[data-form=open] button").click(),
  ]);
  const path = temporary();
  await download.saveAs(path);
  return readFileSync(path);
}

function leadOf(email: string) {
  return rows(
    leadSchema,
    "SELECT id, email, given_name, first_source, confirmed_at FROM lead WHERE email = ?1",
    email,
  );
}

function receiptsOf(lead: string) {
  return rows(
    receiptSchema,
    "SELECT purpose, granted, wording, channel FROM receipt WHERE lead_id = ?1 ORDER BY id",
    lead,
  );
}

/** The words beside the tick, as the author wrote them. */
function wordingOf(landing: string): string {
  const catalog = builtCatalog();
  return catalog.forms[catalog.landings[landing]?.form ?? ""]?.consents[0]?.text ?? "";
}
