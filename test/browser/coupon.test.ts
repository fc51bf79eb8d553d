import { getInstance, scanImageData } from "@undecaf/zbar-wasm";
import jsQR from "jsqr";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { describe, type ExpectStatic, it } from "vitest";
import * as z from "zod";
import { arrive, dropChecks, errorsOn, fillIn, send } from "./form-page.ts";
import { linksIn, mailTo, origin, rows, someone, visit } from "./stage.ts";

const couponSchema = z.object({
  code: z.string(),
  magnet: z.string(),
  redeemed_at: z.number().nullable(),
  source: z.string(),
});

describe.each([{ javaScript: true }, { javaScript: false }])(
  "promise 5: a coupon, with JavaScript: $javaScript",
  ({ javaScript }) => {
    it("goes from the ad to a QR code that opens its page", async ({ expect }) => {
      const email = someone();
      // One telephone is one person, who has one coupon.
      const telefono = `+39 051 555 01${javaScript ? 42 : 43}`;
      const { page } = await visit({ javaScript, dark: javaScript });

      await arrive(page, "primo-pane", "?utm_source=volantino&fbclid=Xyz");
      if (!javaScript) await dropChecks(page);
      await fillIn(page, { email, telefono: "ciao", pane: "Integrale o di segale" });
      await send(page);
      await page.locator("[data-summary]:not([hidden])").waitFor();
      expect(Object.keys(await errorsOn(page)).sort()).toEqual(["nome", "telefono"]);

      await fillIn(page, { nome: "Niccolò", telefono });
      await send(page);
      await page.waitForURL(`${origin}/g/*`);
      const code = await codeOn(page);
      const [coupon] = await couponOf(email);
      expect(coupon).toMatchObject({ code, magnet: "primo-pane", redeemed_at: null });
      expect(JSON.parse(coupon?.source ?? "")).toEqual({ utm_source: "volantino", fbclid: "Xyz" });
      const link = await qrOn(page);
      expect(link, "signed, and on a light ground in the dark, too").toMatch(
        new RegExp(`^${origin.toUpperCase()}/K/${code}/[A-Z2-7]{124}$`),
      );

      await page.goto(link);
      expect(await codeOn(page), "its page, which anybody may read").toBe(code);
      await takesAlong(page, expect);
      expect(await page.locator("[data-form=redeem]").count(), "only staff may redeem").toBe(0);
    });

    it("shows itself to the mail's reader once the button was pressed", async ({ expect }) => {
      const email = someone();
      const { page } = await visit({ javaScript });
      await arrive(page, "en/first-loaf");
      await fillIn(page, { email, "given-name": "Ada" });
      await send(page);
      await page.waitForURL(`${origin}/g/*`);
      const code = await codeOn(page);

      const mail = await mailTo(email);
      const [picture] = mail.pictures ?? [];
      const png = PNG.sync.read(Buffer.from(picture?.base64 ?? "", "base64"));
      expect(await zbar(png), "the code in the mail").toMatch(new RegExp(`/K/${code}/[A-Z2-7]{124}$`));
      await page.goto(linksIn(mail).find((address) => address.startsWith(`${origin}/g/`)) ?? "");
      expect(await page.locator("[data-slot=code]").count(), "a link scanner sees no code").toBe(0);
      await page.locator("[data-form=open] button").click();
      await page.locator("[data-state=coupon]").waitFor();
      expect(await codeOn(page), "the same coupon").toBe(code);
    });
  },
);

async function codeOn(page: Page): Promise<string> {
  return ((await page.locator("[data-slot=code]").textContent()) ?? "").trim();
}

/** The PDF and the day in the calendar that the page leads to. */
async function takesAlong(page: Page, expect: ExpectStatic): Promise<void> {
  for (const [way, start] of [
    ["pdf", "%PDF-1.7"],
    ["calendar", "BEGIN:VCALENDAR"],
  ] as const) {
    const address = (await page.locator(`[data-link=${way}]`).getAttribute("href")) ?? "";
    const answer = await page.request.get(new URL(address, origin).href);
    expect([answer.status(), (await answer.text()).slice(0, start.length)]).toEqual([200, start]);
  }
}

/** What a camera reads on the page, among all else that it sees there. */
async function qrOn(page: Page): Promise<string> {
  await page.locator("[data-slot=qr]").scrollIntoViewIfNeeded();
  const picture = PNG.sync.read(await page.screenshot());
  const read = await zbar(picture);
  const other = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
  return read === other ? read : `zbar: ${read}, jsQR: ${other}`;
}

async function zbar({ data, width, height }: PNG): Promise<string> {
  await getInstance();
  const found = await scanImageData({ data: new Uint8ClampedArray(data), width, height, colorSpace: "srgb" });
  return found.map((symbol) => symbol.decode()).join(" and ");
}

function couponOf(email: string) {
  return rows(
    couponSchema,
    `SELECT c.code, c.magnet, c.redeemed_at, s.source FROM coupon c
       JOIN submission s ON s.id = c.submission_id JOIN lead l ON l.id = c.lead_id WHERE l.email = ?1`,
    email,
  );
}
