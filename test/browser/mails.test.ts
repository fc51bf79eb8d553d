import { simpleParser } from "mailparser";
import { describe, it } from "vitest";
import { mimeMessage } from "../../worker/mail/mime.ts";
import { unsupportedIn } from "../support/mail-support.ts";
import { faultsOn } from "./axe.ts";
import { type Mail, mailTo, origin, someone, visit } from "./stage.ts";

/** The delivery of the sample's book, in its author's words, to somebody who answered like this. */
async function delivery(answers: Record<string, string> = {}): Promise<Mail> {
  const email = someone();
  const answer = await fetch(`${origin}/f/vetrina-di-notte`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin },
    body: new URLSearchParams({ email, ...answers }),
  });
  if (answer.status !== 303) throw new Error(`The form answered ${answer.status}.`);
  return mailTo(email);
}

describe("the sample's delivery, written in MDX", () => {
  it("speaks to its reader, and says on the thank-you page what it is called", async ({ expect }) => {
    const mail = await delivery({ nome: "Ada", attivita: "Un bar o un ristorante" });
    expect(mail.subject).toBe("Il tuo libro, e da dove cominciare");
    for (const text of [mail.html, mail.text]) {
      expect(text).toContain("Ciao Ada,");
      expect(text).toContain("Mandi avanti un locale");
      expect(text).not.toContain("Hai uno studio");
    }
    const thanks = await fetch(`${origin}/vetrina-di-notte/grazie/`);
    const page = await thanks.text();
    expect(page).toContain(mail.subject);
    expect(page).toContain("Apri il libro");
  });

  it("holds what mail programs show alike, and pictures that are there", async ({ expect }) => {
    const { html } = await delivery();
    expect(unsupportedIn(html)).toEqual([]);
    const [, picture = ""] = /<img[^>]* src="([^"]+)"/.exec(html) ?? [];
    const answer = await fetch(picture);
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    // What is asked for again and again has one name for all readers: nobody is told apart by it.
    expect(picture).toMatch(new RegExp(`^${origin}/_astro/mail-[\\da-f]{16}\\.jpg$`));
  });

  for (const dark of [false, true]) {
    it(`has no fault that axe finds, and fits a telephone, ${dark ? "dark" : "light"}`, async ({
      expect,
    }) => {
      const { html } = await delivery({ nome: "Ada" });
      const { page } = await visit({ dark });
      await page.setContent(html);
      expect(await faultsOn(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    });
  }

  it("is one message of two readings, from its own domain, with both headers that unsubscribe", async ({
    expect,
  }) => {
    const sent = await delivery({ nome: "Ada\r\nBcc: eva@example.com" });
    const from = { name: "Marta del Forno Aurelia", email: "marta@fornoaurelia.example" };
    const { pictures: _, ...mail } = sent;
    const parsed = await simpleParser(mimeMessage({ ...mail, from }, Date.parse("2027-03-01T08:00:00Z")));
    expect(parsed.subject).toBe(sent.subject);
    expect(parsed.messageId).toBe(`<${sent.id}@fornoaurelia.example>`);
    expect(parsed.from?.value).toEqual([{ name: from.name, address: from.email }]);
    expect([parsed.to].flat()[0]?.text).toBe(sent.to);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.headers.get("list")).toMatchObject({
      unsubscribe: { url: expect.stringMatching(/\/u\/[\w-]{43}$/) },
    });
    expect(sent.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(parsed.text?.trim()).toBe(sent.text.trim());
    expect(parsed.html).toBe(sent.html);
    expect(sent.text).toContain("Ciao a te,");
  });
});
