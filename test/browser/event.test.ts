import { it } from "vitest";
import { arrive, fillIn, send } from "./form-page.ts";
import { origin, someone, visit } from "./stage.ts";

it("an event: who takes a seat is offered the date for the calendar", async ({ expect }) => {
  const { page, context, complaints } = await visit();
  await arrive(page, "notte-del-forno");
  await fillIn(page, { nome: "Ada", email: someone(), posti: "Vengo da solo" });
  await send(page);
  await page.waitForURL(`${origin}/notte-del-forno/grazie/`);

  const [file, google] = await page
    .locator(".calendar a")
    .evaluateAll((links) => links.map((link) => (link instanceof HTMLAnchorElement ? link.href : "")));
  const answer = await context.request.get(file ?? "");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toMatch(/^text\/calendar/);
  expect(await answer.text()).toContain("\r\nDTSTART:20270312T193000Z\r\n");
  expect(new URL(google ?? "").host).toBe("calendar.google.com");
  expect(complaints).toEqual([]);
});
