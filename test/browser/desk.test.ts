import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, inject, it } from "vitest";
import { deskPages, type Things } from "../bench/desk-pages.ts";
import { faultsOn } from "./axe.ts";
import { tabTo } from "./by-keyboard.ts";
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
  things = await addThings();
});

/** What single pages are about: a lead with its coupon and its receipts, a colleague, a request, printed codes. */
async function addThings(): Promise<Things> {
  const [row] = await query(
    `SELECT lead.id AS lead, (SELECT code FROM coupon WHERE lead_id = lead.id) AS coupon,
            (SELECT min(id) FROM receipt WHERE lead_id = lead.id) AS receipt FROM lead WHERE email = ?1`,
    email,
  );
  const id = (letter: string) => `${letter}${crypto.randomUUID().replaceAll("-", "")}`.slice(0, 22);
  const [member, batch, request, cost] = [id("p"), id("b"), id("q"), id("c")];
  const lead = String(row?.lead);
  const now = Date.now();
  await query(
    "INSERT INTO member (id, name, email, role, token_hash, created_at, joined_at) VALUES (?1, 'Giulio Conti', ?2, 'editor', ?3, ?4, ?4)",
    ...[member, someone(), id("h").padEnd(43, "x"), now],
  );
  await query(
    "INSERT INTO batch (id, magnet, title, source, size, created_at) VALUES (?1, 'primo-pane', 'Fiera di marzo', 'fiera', 1, ?2)",
    ...[batch, now],
  );
  await query(
    "INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, note) VALUES (?1, 'access', ?2, 'mail', ?3, ?3 + 2592000000, 'Per e-mail')",
    ...[request, lead, now],
  );
  await query(
    `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, source, created_at)
     VALUES (?1, 'primo-pane', '2026-11-01', '2026-11-28', 12000, 'EUR', 'facebook', ?2)`,
    ...[cost, now],
  );
  await query("INSERT INTO lead_tag (lead_id, tag, at) VALUES (?1, 'fiera', ?2)", lead, now);
  await query(
    "INSERT INTO note (id, lead_id, member_id, text, at) VALUES (?1, ?2, ?3, 'Richiamare martedì, dopo le cinque.', ?4)",
    ...[id("n"), lead, member, now],
  );
  return { lead, coupon: String(row?.coupon), receipt: String(row?.receipt), member, batch, request, cost };
}

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

it("is worked by the keyboard alone, without script: in, to a lead, a note, a tag", async ({ expect }) => {
  const seen = await visit({ width: 1280, javaScript: false });
  const { page } = seen;
  await page.goto(`${origin}/admin/leads`);
  await tabTo(page, "[name=token]");
  await page.keyboard.type(inject("ownerToken"));
  await page.keyboard.press("Enter");
  await page.locator("input[name=q]").waitFor();
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
