import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, inject, it } from "vitest";
import { deskPages, type Things } from "../bench/desk-pages.ts";
import { faultsOn } from "./axe.ts";
import { focused, tabTo, walk } from "./by-keyboard.ts";
import { addThings } from "./desk-things.ts";
import { mailTo, openVisit, origin, query, someone, type Visit, visit } from "./stage.ts";

/** A folder for a picture of every page, in both widths and both lights; none are taken without it. */
const pictures = process.env.DESK_PICTURES;

/** Colours differ by the light, and names and order by the width: two walks see all of both. */
const walks = [
  [390, false],
  [1280, true],
  ...(pictures === undefined
    ? []
    : ([
        [390, true],
        [1280, false],
      ] as const)),
] as const;

let email: string;
let things: Things;
beforeAll(async () => {
  email = someone();
  for (const [landing, more] of [
    ["lievito-madre", { esperienza: "Parto da zero" }],
    ["primo-pane", { pane: "Bianco" }],
  ] as const) {
    const answer = await fetch(`${origin}/f/${landing}`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: origin, "CF-Connecting-IP": "203.0.113.77" },
      body: new URLSearchParams({
        nome: "Ada Neri",
        email,
        "consent-marketing": "yes",
        ...more,
        _website: "",
      }),
    });
    if (answer.status !== 303) throw new Error(`/f/${landing} answered ${answer.status}.`);
  }
  await mailTo(email);
  things = await addThings(email);
});

async function signIn({ page }: Visit): Promise<void> {
  await page.goto(`${origin}/admin/sign-in`);
  await page.locator("[name=token]").fill(inject("ownerToken"));
  await page.locator("main button[type=submit]").click();
  await page.waitForURL(`${origin}/admin`);
}

describe("every page of the desk", () => {
  for (const [width, dark] of walks) {
    it(`${width} px, ${dark ? "dark" : "light"}: fits, complains of nothing, and axe finds nothing`, async ({
      expect,
    }) => {
      const seen = await openVisit({ width, dark });
      const faults: string[] = [];
      await signIn(seen);
      for (const address of Object.values(deskPages(things)).flat()) {
        const answer = await seen.page.goto(origin + address);
        if (answer?.status() !== 200) faults.push(`${address} answered ${answer?.status()}`);
        const over = await seen.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) faults.push(`${address} is ${over} px too wide`);
        if (dark === (width === 1280))
          faults.push(...(await faultsOn(seen.page)).map((fault) => `${address} ${fault}`));
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true });
          const name = address
            .slice(1)
            .replaceAll(/[^a-z]+/gi, "-")
            .slice(0, 40);
          const path = join(pictures, `${name}-${width}-${dark ? "dark" : "light"}.png`);
          await seen.page.screenshot({ path, fullPage: true });
        }
      }
      faults.push(...seen.complaints);
      await seen.context.close();
      expect(faults).toEqual([]);
    }, 600_000);
  }
});

/** Whoever signs in by the keyboard, in a browser without script, on the way to the list of leads. */
async function atLeads(width: number): Promise<Visit> {
  const seen = await visit({ width, javaScript: false });
  await seen.page.goto(`${origin}/admin/leads`);
  await tabTo(seen.page, "[name=token]");
  await seen.page.keyboard.type(inject("ownerToken"));
  await press(seen, "Enter");
  await seen.page.locator("input[name=q]").waitFor();
  return seen;
}

/** Presses a key on what `selector` finds by Tab, or on what has the focus; it leads to another page. */
async function press({ page }: Visit, key: string, selector?: string): Promise<void> {
  if (selector !== undefined) await tabTo(page, selector);
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press(key)]);
}

/** Chooses an option by its first letters, as one does without a mouse. */
async function choose({ page }: Visit, selector: string, letters: string, value: string): Promise<void> {
  if (!(await focused(page, selector))) await tabTo(page, selector);
  await page.keyboard.type(letters);
  const chosen = await page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
  if (chosen !== value) throw new Error(`"${letters}" chose ${chosen} in ${selector}.`);
}

it("is worked by the keyboard alone, without script: in, to a lead, a note, a tag", async ({ expect }) => {
  const seen = await atLeads(1280);
  const { page } = seen;
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#content");
  await page.keyboard.press("Enter");
  await tabTo(page, "input[name=q]");
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  await tabTo(page, `a[href*="${things.lead}"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(things.lead));
  await tabTo(page, "textarea[name=text]");
  await page.keyboard.type("Scritta con la tastiera.");
  await tabTo(page, "form[action*=notes] button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/said=/);
  await tabTo(page, "input[name=tag]");
  await page.keyboard.type("tastiera");
  await page.keyboard.press("Enter");
  await page.waitForLoadState();
  expect(
    await query("SELECT text FROM note WHERE lead_id = ?1 AND text LIKE 'Scritta%'", things.lead),
  ).toHaveLength(1);
  expect(
    await query("SELECT tag FROM lead_tag WHERE lead_id = ?1 AND tag = 'tastiera'", things.lead),
  ).toHaveLength(1);
  expect(seen.complaints).toEqual([]);
});

it("finds, keeps, marks and takes leads by the keyboard alone, without script", async ({ expect }) => {
  const seen = await atLeads(1280);
  const { page } = seen;
  await tabTo(page, ".filters > summary");
  await page.keyboard.press("Enter");
  await choose(seen, "select[name=new]", "Etichetta", "tag");
  await press(seen, "Enter", "button[value=add]");
  expect(await focused(page, "select[name=o]"), "the new line has the focus").toBe(true);
  await choose(seen, "select[name=o]", "contiene", "contains");
  await tabTo(page, "input[name=v]");
  await press(seen, "Enter");
  expect(await focused(page, ".errors"), "what is wrong has the focus").toBe(true);
  await tabTo(page, ".errors a[href='#f-v0']");
  await page.keyboard.press("Enter");
  await page.keyboard.type("fier");
  await press(seen, "Enter");
  expect(new URL(page.url()).searchParams.get("where")).toBe("tag~contains~fier");
  expect(
    await page.locator("input[name=id]").evaluateAll((all) => all.map((one) => one.getAttribute("value"))),
  ).toEqual([things.lead]);

  await tabTo(page, ".filters > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, ".shape > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, "input[name=col][value=tags]");
  await page.keyboard.press("Space");
  await press(seen, "Enter", ".filter .more button");
  expect(await page.locator("table.leads td", { hasText: "fiera" }).count()).toBe(1);

  await tabTo(page, ".keep > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, ".keep [name=title]");
  await page.keyboard.type("Dalla tastiera");
  await press(seen, "Enter");
  expect(await page.locator("[role=status]").textContent()).not.toBe("");
  await press(seen, "Enter", "a[href*='segment=dalla-tastiera']");
  expect(await page.locator("table.leads td", { hasText: "fiera" }).count()).toBe(1);

  await tabTo(page, `input[name=id][value="${things.lead}"]`);
  await page.keyboard.press("Space");
  await tabTo(page, "input[name=act][value=tag]");
  await page.keyboard.press("Space");
  await tabTo(page, "#f-tag");
  await page.keyboard.type("a mano");
  await press(seen, "Enter", ".bulk button");
  expect(await query("SELECT lead_id FROM lead_tag WHERE tag = 'a mano'")).toEqual([
    { lead_id: things.lead },
  ]);

  await press(seen, "Enter", "a[href*='/admin/export?']");
  await choose(seen, "select[name=what]", "Contatti, una", "leads");
  // Letters alone come to the second CSV; the first is the one above it.
  await choose(seen, "select[name=format]", "CSV", "excel");
  await page.keyboard.press("ArrowUp");
  await tabTo(page, "input[name=token]");
  await page.keyboard.type(inject("ownerToken"));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const [heads, ...rows] = (await text(await download.createReadStream())).split("\r\n");
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  expect(heads).toMatch(/email/);
  expect(rows.filter((row) => row !== "")).toEqual([expect.stringContaining(email)]);
  expect(seen.complaints).toEqual([]);
});

it("comes to another room by the keyboard on a phone, where the rooms lie behind a button", async ({
  expect,
}) => {
  const seen = await atLeads(390);
  const { page } = seen;
  await tabTo(page, ".bar button.menu");
  expect(await page.locator("#rooms").isVisible()).toBe(false);
  await page.keyboard.press("Enter");
  expect(await page.locator("#rooms").isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.locator("#rooms").isVisible()).toBe(false);
  expect(await focused(page, ".bar button.menu"), "the focus is given back").toBe(true);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await focused(page, "#rooms a"), "the rooms come next").toBe(true);
  await press(seen, "Enter", "#rooms a[href='/admin/coupons']");
  expect(new URL(page.url()).pathname).toBe("/admin/coupons");
  expect(seen.complaints).toEqual([]);
});

for (const width of [390, 1280]) {
  it(`shows where the focus is at every stop of the list of leads, ${width} px wide`, async ({ expect }) => {
    const { page } = await atLeads(width);
    await page.goto(`${origin}/admin/leads?where=tag~contains~fier`);
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll("details")) folded.open = true;
    });
    const stops = await walk(page);
    expect(stops.filter(({ faults }) => faults.length > 0)).toEqual([]);
    // Bar, search, filters, what is kept, the leads, what is done with them.
    const order = ["#content", "input q", " f-v0", "input title", things.lead, " f-tag"];
    const places = order.map((part) => stops.findIndex(({ name }) => name.includes(part)));
    expect(places).toEqual([0, ...places.slice(1).toSorted((one, other) => one - other)]);
  });
}
