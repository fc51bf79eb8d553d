import { it } from "vitest";
import { origin, visit } from "./stage.ts";

it("closes a form after its last day, with its buttons, and leaves it open until then", async ({
  expect,
}) => {
  const shownAt = async (day: string) => {
    const { page, complaints } = await visit();
    await page.clock.setFixedTime(new Date(`${day}T12:00:00Z`));
    await page.goto(`${origin}/notte-del-forno/`);
    const isOpen = await page.locator("[data-fields]").isVisible();
    const notice = (await page.locator("[data-notice]").textContent()) ?? "";
    const buttons = await page.locator(".button[href='#form']").count();
    expect(complaints).toEqual([]);
    return { isOpen, isTold: notice !== "", buttons };
  };
  const before = await shownAt("2026-11-20");
  expect(before).toMatchObject({ isOpen: true, isTold: false });
  expect(before.buttons).toBeGreaterThan(0);
  expect(await shownAt("2099-01-01")).toEqual({ isOpen: false, isTold: true, buttons: 0 });
});
