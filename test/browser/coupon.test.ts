import jsQR from "jsqr";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { describe, it } from "vitest";
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
      const { page } = await visit({ javaScript });

      await arrive(page, "primo-pane", "?utm_source=volantino&fbclid=Xyz");
      if (!javaScript) await dropChecks(page);
      await fillIn(page, { email, telefono: "ciao", pane: "Integrale o di segale" });
      await send(page);
      await page.locator("[data-summary]:not([hidden])").waitFor();
      expect(Object.keys(await errorsOn(page)).sort()).toEqual(["nome", "telefono"]);

      await fillIn(page, { nome: "Niccolò", telefono: "+39 051 555 0142" });
      await send(page);
      await page.waitForURL(`${origin}/g/*`);
      const code = await codeOn(page);
      const [coupon] = await couponOf(email);
      expect(coupon).toMatchObject({ code, magnet: "primo-pane", redeemed_at: null });
      expect(JSON.parse(coupon?.source ?? "")).toEqual({ utm_source: "volantino", fbclid: "Xyz" });
      expect(await qrOn(page)).toBe(`${origin}/k/${code}`);

      await page.goto(await qrOn(page));
      expect(await codeOn(page), "its page, which anybody may read").toBe(code);
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

/** What a camera reads on the page. */
async function qrOn(page: Page): Promise<string> {
  const picture = PNG.sync.read(await page.locator("[data-slot=qr]").screenshot());
  return jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data ?? "unreadable";
}

function couponOf(email: string) {
  return rows(
    couponSchema,
    `SELECT c.code, c.magnet, c.redeemed_at, s.source FROM coupon c
       JOIN submission s ON s.id = c.submission_id JOIN lead l ON l.id = c.lead_id WHERE l.email = ?1`,
    email,
  );
}
