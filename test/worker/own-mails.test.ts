import { beforeEach, describe, it } from "vitest";
import { frameRoom, type MailBody } from "../../content/schema/mail-body.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { type App, anApp, freshDatabase, linkIn, origin, submit } from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";
import { fakeAsset } from "../support/worker-pages.ts";

beforeEach(freshDatabase);

const asset = "/_private/mails/delivery.0123456789abcdef.json";

const ours: MailBody = {
  subject: [{ field: "nome", otherwise: "Ecco" }, ": ", { own: "title" }],
  preheader: ["Fino al ", { own: "until" }],
  button: ["Apri, ", { field: "nome", otherwise: "su" }],
  html: [
    "<p>Ciao ",
    { field: "nome", otherwise: "a te" },
    "</p>",
    { slot: "button" },
    { when: { settore: "Bar" }, not: false, pieces: ["<p>Per il bar.</p>"] },
    { answered: "nome", not: true, pieces: ["<p>Come ti chiami?</p>"] },
    '<a href="',
    { own: "origin" },
    '/guida/" style="color:',
    { own: "primary" },
    '">La pagina</a>',
  ],
  text: ["Ciao ", { field: "nome", otherwise: "a te" }, "\n\n", { slot: "button" }, "\n\nFine"],
};

/** A Worker whose content has a mail of its own of each of `kinds`, with `body`. */
function withOwn(
  body: unknown,
  kinds: readonly ("delivery" | "confirmation" | "copy")[] = ["delivery"],
  landing?: string,
): App {
  return anApp({
    catalog: aCatalog((catalog) => {
      catalog.mails = Object.fromEntries(
        kinds.map((kind) => [
          kind,
          { kind, locale: "it", asset, ...(landing === undefined ? {} : { landing }) },
        ]),
      );
    }),
    fetchAsset: async (path) => (path === asset ? Response.json(body) : fakeAsset(path)),
  });
}

describe("a mail in the author's words", () => {
  it("stands in our frame: owner, reason, preferences, and the headers that unsubscribe", async ({
    expect,
  }) => {
    const app = withOwn(ours);
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", settore: "Bar" });
    const [mail] = app.mails;
    expect(mail?.subject).toBe("Ada: La guida");
    expect(mail?.html).toContain("<p>Ciao Ada</p>");
    expect(mail?.html).toContain("<p>Per il bar.</p>");
    expect(mail?.html).not.toContain("Come ti chiami?");
    expect(mail?.html).toContain(`<a href="${origin}/guida/" style="color:#0b6e4f">`);
    expect(mail?.text.startsWith("Ciao Ada\n\nApri, Ada: ")).toBe(true);
    for (const text of [mail?.html ?? "", mail?.text ?? ""]) {
      for (const words of [
        `${origin}${linkIn(app)}`,
        "via del Forno 1, 40100 Bologna",
        "P. IVA 12345670017",
        "il 10 marzo 2027 qualcuno ha chiesto «La guida» su forno.example",
        "fino al 17 marzo 2027, per 3 volte",
        `${origin}/u/`,
        `${origin}/privacy/`,
      ])
        expect(text).toContain(words);
    }
    expect(mail?.html.match(/class="button"/g)?.length).toBe(1);
    expect(mail?.headers).toMatchObject({
      "List-Unsubscribe": expect.stringMatching(/^<https:\/\/forno\.example\/u\/[\w-]+>$/),
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
  });

  it("says what the author wrote for those who told nothing", async ({ expect }) => {
    const app = withOwn(ours);
    await submit(app, "guida", { email: "ada@example.com" });
    expect(app.mails[0]?.subject).toBe("Ecco: La guida");
    expect(app.mails[0]?.html).toContain("<p>Ciao a te</p>");
    expect(app.mails[0]?.html).toContain("Come ti chiami?");
    expect(app.mails[0]?.html).not.toContain("Per il bar.");
  });

  it.for([
    "<b>Ada</b>",
    "Ada\r\nBcc: eva@example.com",
    "vinci su https://eva.example",
    "eva.example",
    "chiama 0511234567",
    '"><img src=x onerror=alert(1)>',
    "\u202egnp.exe",
    "A".repeat(60),
    "\uE0000\uE001",
    "constructor {nome|x}",
  ])("tells nothing that was typed and is no name: %j", async (nome, { expect }) => {
    const app = withOwn(ours);
    await submit(app, "guida", { email: "ada@example.com", nome });
    const [mail] = app.mails;
    // Where the form itself refuses it, there is no mail at all.
    if (mail === undefined) return;
    expect(mail.subject).toBe("Ecco: La guida");
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html).toContain("<p>Ciao a te</p>");
    expect(`${mail.html}${mail.text}`).not.toContain(nome);
  });

  it("keeps an author's own signs inert, too", async ({ expect }) => {
    const app = withOwn({ ...ours, html: [{ field: "nome", otherwise: "<script>" }], subject: ["A\nB"] });
    await submit(app, "guida", { email: "ada@example.com" });
    expect(app.mails[0]?.html).toContain("&lt;script&gt;");
    expect(app.mails[0]?.html).not.toContain("<script");
    expect(app.mails[0]?.subject).toBe("A B");
  });

  it("has its button, and the coupon's code, even where the author left them out", async ({ expect }) => {
    const app = withOwn({ subject: ["Ecco"], html: ["<p>Ecco.</p>"], text: ["Ecco."] });
    await submit(app, "guida", { email: "ada@example.com" });
    await submit(app, "sconto-mail", { email: "ada@example.com" });
    const [guide, coupon] = app.mails;
    expect(guide?.html.match(/class="button"/g)?.length).toBe(1);
    expect(guide?.text).toMatch(/^Ecco\.\n\n[^\n]+: https:\/\/forno\.example\/g\//);
    expect(coupon?.html).toContain("cid:qr");
    expect(coupon?.text).toMatch(/^Ecco\.\n\nCodice: \S+\n/);
    expect(coupon?.pictures?.length).toBe(1);
  });

  it("is for its landing alone, or for its language alone", async ({ expect }) => {
    const app = withOwn(ours, ["delivery"], "doppia");
    await submit(app, "guida", { email: "ada@example.com" });
    expect(app.mails[0]?.subject).toBe("«La guida»: il tuo link");
    const italian = withOwn(ours);
    await submit(italian, "en/guide", { email: "eva@example.com" });
    expect(italian.mails[0]?.subject).toBe("“La guida”: your link");
  });

  it("gives way to our own words where it cannot be had, and the gift arrives", async ({ expect }) => {
    for (const body of [{}, "nonsense", { ...ours, html: [{ own: "tokenSecret" }] }]) {
      await freshDatabase();
      const app = withOwn(body);
      await submit(app, "guida", { email: "ada@example.com" });
      expect(app.mails[0]?.subject).toBe("«La guida»: il tuo link");
      expect(app.lines.some(({ problem }) => problem === "a mail's own words cannot be read")).toBe(true);
    }
  });

  it("is the same to the byte when it is made again", async ({ expect }) => {
    const app = withOwn(ours);
    app.mailing.answer = { ok: false, reason: "HTTP 500", next: "retry" };
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    app.clock.now += 120_000;
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(2);
    expect(app.mails[1]).toEqual(app.mails[0]);
  });

  it("asks for a confirmation with the words that are agreed to right before its button", async ({
    expect,
  }) => {
    const app = withOwn({ ...ours, html: ["<p>Eri tu?</p>", { slot: "button" }] }, ["confirmation"]);
    const { contatto } = app.deps.catalog.landings;
    if (contatto === undefined) throw new Error("The fixture has lost its landing contatto.");
    app.deps.catalog.landings["novita"] = { ...contatto, form: "guida" };
    await submit(app, "novita", { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" });
    const html = app.mails[0]?.html ?? "";
    const places = ["<p>Eri tu?</p>", marketingWords, 'class="button"'].map((words) => html.indexOf(words));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
    expect(app.mails[0]?.text).toContain(marketingWords);
  });

  it("has a frame that takes no more than the check reckons with", async ({ expect }) => {
    const app = withOwn({ subject: ["A".repeat(120)], preheader: ["B".repeat(150)], html: [], text: [] });
    app.deps.catalog.site.name = "&".repeat(300);
    app.deps.catalog.site.owner.name = "&".repeat(300);
    await submit(app, "guida", { email: "ada@example.com" });
    expect(new TextEncoder().encode(app.mails[0]?.html).length).toBeLessThan(frameRoom);
  });
});
