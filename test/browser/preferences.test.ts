import { describe, it } from "vitest";
import { faultsOn } from "./axe.ts";
import { mailTo, origin, query, someone, visit } from "./stage.ts";

const landing = "lievito-madre";

/** Somebody who asked for the guide and agreed to marketing; the link at the foot of the mail. */
async function subscriber(): Promise<{ email: string; page: string }> {
  const email = someone();
  const answer = await fetch(`${origin}/f/${landing}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin },
    body: new URLSearchParams({ email, "consent-marketing": "yes" }),
  });
  if (answer.status !== 303) throw new Error(`The form answered ${answer.status}.`);
  return { email, page: linkIn((await mailTo(email)).text, "disiscrizione") };
}

/** The address after `word` in a mail. */
function linkIn(text: string, word: string): string {
  const [, link] = new RegExp(`${word}: \\S+(/u/[\\w-]{43})`).exec(text) ?? [];
  if (link === undefined) throw new Error("The mail has no such link.");
  return `${origin}${link}`;
}

async function receiptsOf(email: string) {
  const rows = await query(
    `SELECT purpose, granted, channel FROM receipt JOIN lead ON lead.id = receipt.lead_id
      WHERE lead.email = ?1 ORDER BY receipt.id`,
    email,
  );
  return rows.map(({ purpose, granted, channel }) => `${purpose} ${granted} ${channel}`);
}

describe("promise 5: preferences without JavaScript", () => {
  it("are changed by keyboard alone, and withdrawing is as easy as giving", async ({ expect }) => {
    const { email, page: address } = await subscriber();
    const { page, complaints, requests } = await visit({ javaScript: false });
    await page.goto(address);
    // The first stop of the keyboard is the first switch; the last before the button is the button itself.
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("value"))).toBe("marketing");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${address}?done=save`);
    expect(await page.getByRole("status").innerText()).toContain("salvate");
    expect(await receiptsOf(email)).toEqual(["marketing 1 form", "marketing 0 preferences"]);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Salva" }).click();
    await page.getByText("Attivo dal").waitFor();
    await page.getByRole("button", { name: "Disiscrivimi" }).click();
    await page.waitForURL(`${address}?done=none`);
    expect((await receiptsOf(email)).slice(2)).toEqual([
      "marketing 1 preferences",
      "marketing 0 preferences",
    ]);
    expect(complaints).toEqual([]);
    expect(requests.filter((request) => !request.startsWith(origin) && !request.startsWith("data:"))).toEqual(
      [],
    );
  });
});

describe("promise 3: a scanner with JavaScript that opens every link", () => {
  it("withdraws nothing and erases nobody", async ({ expect }) => {
    const { email, page: address } = await subscriber();
    const { page } = await visit();
    await page.goto(address);
    await page.getByRole("button", { name: "cancellare" }).click();
    await page.getByRole("status").waitFor();
    const link = linkIn((await mailAbout(email, "Cancellare")).text, "cancellazione");
    for (const opened of [address, link, `${link}?action=erase`, address]) await page.goto(opened);
    expect(await receiptsOf(email)).toEqual(["marketing 1 form"]);
    // The press of a person does.
    await page.goto(link);
    await page.getByRole("button", { name: "Cancella tutto" }).click();
    await page.getByText("I tuoi dati sono cancellati").waitFor();
    expect(await query("SELECT id FROM lead WHERE email = ?1", email)).toEqual([]);
  });
});

describe("the pages about a person's data", () => {
  it("read well for everyone, at both widths, by day and by night", async ({ expect }) => {
    const { page: address } = await subscriber();
    for (const dark of [false, true]) {
      for (const width of [390, 1280]) {
        const { page } = await visit({ width, dark });
        await page.goto(address);
        expect(await faultsOn(page), `${width} ${dark}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      }
    }
  });
});

/** The mail to `email` whose subject begins so; it leaves after the answer. */
async function mailAbout(email: string, subject: string) {
  for (let tries = 0; tries < 50; tries += 1) {
    const mail = await mailTo(email);
    if (mail.subject.startsWith(subject)) return mail;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`No mail with “${subject}” has come.`);
}
