import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, it } from "vitest";
import { judgeWork } from "../../worker/challenge/work.ts";
import { arrive, fillIn, send } from "./form-page.ts";
import { linksIn, mailTo, origin, query, someone, visit } from "./stage.ts";

const answers = { nome: "Ada", esperienza: "Parto da zero" };

/** Asks for the guide without a browser; the link in the mail that brings it. */
async function linkFor(email: string): Promise<string> {
  await fetch(`${origin}/f/lievito-madre`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin },
    body: new URLSearchParams({ ...answers, email, "consent-marketing": "yes" }),
  });
  const link = linksIn(await mailTo(email)).find((address) => address.includes("/g/"));
  if (link === undefined) throw new Error("The mail has no link to the private page.");
  return link;
}

/** What a press would change. */
async function traces(email: string) {
  return query(
    `SELECT lead.confirmed_at, "grant".uses_left, "grant".open_until, count(receipt.id) AS receipts
       FROM lead JOIN "grant" ON "grant".lead_id = lead.id JOIN receipt ON receipt.lead_id = lead.id
      WHERE lead.email = ?1 GROUP BY lead.id`,
    email,
  );
}

describe("A3 scanners of links", () => {
  it("of eight kinds confirm nothing, open nothing and use nothing up", async ({ expect }) => {
    const email = someone();
    const link = await linkFor(email);
    const before = await traces(email);
    expect(before).toMatchObject([{ confirmed_at: null, open_until: null, receipts: 1 }]);
    const get = (headers: Record<string, string> = {}, method = "GET") =>
      fetch(link, { method, headers, redirect: "manual" }).then(({ status }) => status);
    const { page } = await visit();
    const scanners: Record<string, () => Promise<unknown>> = {
      "a GET": () => get(),
      "a HEAD": () => get({}, "HEAD"),
      "seven GETs in a row": async () => {
        for (let n = 0; n < 7; n += 1) await get();
      },
      "a preview in a messenger": () =>
        get({ "User-Agent": "facebookexternalhit/1.1", Range: "bytes=0-524287" }),
      "a prefetch": () => get({ "Sec-Purpose": "prefetch;prerender", Purpose: "prefetch" }),
      "an OPTIONS": () => get({}, "OPTIONS"),
      "a POST from another site": () =>
        get({ Origin: "https://scanner.example", "Sec-Fetch-Site": "cross-site" }, "POST"),
      "a headless browser that runs scripts, and scrolls": async () => {
        await page.goto(link);
        await page.mouse.wheel(0, 4000);
        await pause(1500);
      },
    };
    expect(Object.keys(scanners)).toHaveLength(8);
    for (const [name, scan] of Object.entries(scanners)) {
      await scan();
      expect(await traces(email), name).toEqual(before);
    }
    await page.locator("[data-form=open] button").click();
    await pause(500);
    expect(await traces(email)).toMatchObject([{ receipts: 2 }]);
  });
});

describe("the proof of work", () => {
  it("is found by the page's own script, which lets nobody send before", async ({ expect }) => {
    const { page, complaints } = await visit();
    // As a site has it that asks for one: the shared site of these tests does not.
    await page.route(`${origin}/lievito-madre/`, async (route) => {
      const answer = await route.fetch();
      const html = (await answer.text()).replace(
        "</form>",
        '<script type="module" src="/work.js"></script></form>',
      );
      const { "content-security-policy": _, ...headers } = answer.headers();
      await route.fulfill({ status: answer.status(), headers, body: html });
    });
    const script = readFileSync(new URL("../../templates/parts/work-script.js", import.meta.url), "utf8");
    await page.route(`${origin}/work.js`, (route) =>
      route.fulfill({ contentType: "text/javascript", body: script }),
    );
    const proofs: (string | undefined)[] = [];
    page.on("request", (request) => {
      if (!request.url().includes("/f/")) return;
      const body = request.postDataBuffer()?.toString() ?? "";
      proofs.push(/name="_work"\r\n\r\n([^\r]*)/.exec(body)?.[1]);
      expect(body).toMatch(/name="_took"\r\n\r\n\d+/);
    });
    await arrive(page, "lievito-madre");
    await fillIn(page, { ...answers, email: someone() });
    await send(page);
    await page.waitForURL(`${origin}/lievito-madre/grazie/`);
    expect(proofs).toHaveLength(1);
    expect(await judgeWork("lievito-madre", proofs[0] ?? null, Date.now())).toBe("proved");
    expect(complaints).toEqual([]);
  });
});
