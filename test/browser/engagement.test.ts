import { describe, it } from "vitest";
import { origin, visit } from "./stage.ts";

/** What the pages of a visit told of being left. */
async function leavings(
  path: string,
  act: (page: Awaited<ReturnType<typeof visit>>["page"]) => Promise<void>,
) {
  const { page } = await visit();
  const told: Record<string, unknown>[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname !== "/e") return;
    const body = JSON.parse(request.postData() ?? "{}");
    if (body.step === "leave") told.push(body);
  });
  await page.goto(`${origin}${path}`);
  await act(page);
  // A page opened behind another one comes into sight: nobody left.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.waitForTimeout(200);
  if (told.length > 0) throw new Error("It was told before the page was left.");
  await page.evaluate(() => Object.defineProperty(document, "hidden", { value: true }));
  // What a browser says when another page or another program comes to the front; twice, for people come back.
  for (let time = 0; time < 2; time += 1)
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.waitForTimeout(200);
  return told;
}

describe("a landing that is left", () => {
  it("tells once how long it was open and how much of it was in sight, in bands", async ({ expect }) => {
    const [short, ...more] = await leavings("/vetrina-di-notte/", async () => {});
    expect(more).toEqual([]);
    expect(Object.keys(short ?? {}).sort()).toEqual(["landing", "read", "referrer", "step", "time"]);
    expect(short?.["landing"]).toBe("vetrina-di-notte");
    expect(Number.isInteger(short?.["time"])).toBe(true);
    expect(short?.["read"]).toBeLessThan(4);
    const [whole] = await leavings("/vetrina-di-notte/", async (page) => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(200);
      await page.evaluate(() => scrollTo(0, 0));
    });
    expect(whole?.["read"]).toBe(4);
  });

  it("is shared by links that work without a script", async ({ expect }) => {
    const page = await (await fetch(`${origin}/vetrina-di-notte/grazie/`)).text();
    const [, link = ""] = /href="(\/s\/telegram\/[^"]+)"/.exec(page) ?? [];
    const answer = await fetch(`${origin}${link}`, { redirect: "manual" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toMatch(/^https:\/\/t\.me\/share\/url\?url=http/);
  });
});
