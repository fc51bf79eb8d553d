import { it } from "vitest";
import { focused, tabTo } from "./by-keyboard.ts";
import { arrive } from "./form-page.ts";
import { origin, query, someone, visit } from "./stage.ts";

it("takes a form filled in and sent with the keyboard alone", async ({ expect }) => {
  const email = someone();
  const { page } = await visit({ width: 1280 });
  await arrive(page, "lievito-madre");

  await tabTo(page, "[name=email]");
  await page.keyboard.type("ada@");
  await tabTo(page, "[name=nome]");
  await page.keyboard.type("Ada");
  await tabTo(page, "[name=esperienza]");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "[name=consent-marketing]");
  await page.keyboard.press("Space");
  await tabTo(page, "[data-submit]");
  await page.keyboard.press("Enter");

  expect(await focused(page, "[data-summary]"), "the errors come first").toBe(true);
  await tabTo(page, "[data-summary] a");
  await page.keyboard.press("Enter");
  expect(await focused(page, "[name=email]"), "the summary leads to the field").toBe(true);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");

  await page.waitForURL(`${origin}/lievito-madre/grazie/`);
  const [submission] = await query(
    "SELECT answers, consents FROM submission s JOIN lead l ON l.id = s.lead_id WHERE l.email = ?1",
    email,
  );
  expect(JSON.parse(String(submission?.answers))).toMatchObject({
    nome: "Ada",
    esperienza: "Ci ho provato e non è partito",
  });
  expect(submission?.consents).toBe('["marketing"]');
});
