import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, it, onTestFinished } from "vitest";
import * as z from "zod";
import { builtCatalog } from "../support/answers.ts";
import { root } from "../support/bundle.ts";
import { answersOn, arrive, dropChecks, errorsOn, fillIn, send } from "./form-page.ts";
import { linksIn, mailTo, origin, rows, someone, visit } from "./stage.ts";

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

/** Presses the page's button and takes what the browser downloads. */
async function downloaded(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("[data-form=open] button").click(),
  ]);
  const path = join(tmpdir(), `imbuto-download-${randomUUID()}`);
  onTestFinished(() => rm(path, { force: true }));
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
