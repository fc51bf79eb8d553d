import { beforeEach, describe, it } from "vitest";
import { watchAlarms } from "../../worker/alarms.ts";
import { anApp, freshDatabase, noon, origin, rowsOf, submit, submitJson } from "../support/worker-app.ts";
import { manyLeads, ours, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;

describe("a page of the desk", () => {
  it("stays out of caches, frames and search engines, and runs no script", async ({ expect }) => {
    const app = anApp();
    const answer = await app.ask("/admin/", { headers: { Cookie: await signIn(app) } });
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-robots-tag": "noindex, nofollow",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
    const html = await answer.text();
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    const named = `style-src 'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`;
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; ${named}; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(html).toMatch(/^<!doctype html><html lang="it">/);
    expect(html).not.toMatch(/<script| style=| on\w+=/);
  });

  it("tells the day: how many, who, from where, and what waits", async ({ expect }) => {
    const app = anApp({ mailer: null });
    app.clock.now = noon - 24 * hour;
    await submit(app, "guida", { email: "ieri@example.com", nome: "Ieri" });
    app.clock.now = noon;
    await submit(
      app,
      "guida",
      { email: "ada@example.com", nome: "Ada" },
      { Referer: `${origin}/guida/?utm_source=meta` },
    );
    await submit(app, "guida", { email: "bot@example.com", _website: "https://spam.example" });
    app.clock.now = noon + 3 * minute;
    await watchAlarms(app.deps);
    const html = await readDesk(app, "/admin");
    expect(html).toContain("Un contatto oggi. L’ultimo: Ada, 3 min fa.");
    expect(html).toContain("<dt>Oggi</dt><dd>1</dd><dd>1 ieri</dd>");
    expect(html).toContain("<dt>7 giorni</dt><dd>2</dd>");
    expect(html).toContain("Nessun servizio di posta è configurato");
    expect(html).toContain('<a href="/admin/mail">Le mail non partono</a>');
    expect(html).toContain("Un invio sospetto è in quarantena.");
    expect(html).toContain("meta");
    expect(await readDesk(app, "/admin/quarantine")).toContain("bot@example.com");
    expect(await readDesk(app, "/admin/leads")).not.toContain("bot@example.com");
  });

  it("speaks the other language when asked, and its links go on in it", async ({ expect }) => {
    const html = await readDesk(anApp(), "/admin?lang=en");
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("No leads today.");
    expect(html).toContain('href="/admin/leads?lang=en"');
  });

  it("counts steps by landing and by source, and leaves out what is older", async ({ expect }) => {
    const app = anApp();
    const step = (step: string) =>
      app.ask("/e", { method: "POST", headers: ours, body: JSON.stringify({ landing: "guida", step }) });
    for (const name of ["view", "view", "view", "view", "start"]) await step(name);
    await submit(app, "guida", { email: "ada@example.com" });
    expect(await readDesk(app, "/admin/steps")).toMatch(/data-label="Invii">1<small>25% \(5–70%\)<\/small>/);
    app.clock.now += 8 * 24 * hour;
    expect(await readDesk(app, "/admin/steps?days=7")).toContain("Nessun passo contato in questo periodo.");
    expect(await readDesk(app, "/admin/steps?days=nonsense")).toContain("25%");
  });

  it("has a row for every landing, also for one that nobody has visited", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com" });
    const titles = (await readDesk(app, "/admin/steps")).match(/rowheader"[^>]*>Una pagina/g) ?? [];
    expect(titles).toHaveLength(Object.keys(app.deps.catalog.landings).length);
  });

  it("shows one lead's answers under their labels, receipts word by word, mails and gifts", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", {
      email: "ada@example.com",
      nome: "Ada",
      settore: "Bar",
      "consent-marketing": "yes",
    });
    const [lead] = await rowsOf("lead");
    const html = await readDesk(app, `/admin/leads/${lead?.id}`);
    expect(html).toContain("<dt>Settore</dt><dd>Bar</dd>");
    expect(html).toContain("<blockquote>Voglio ricevere ricette e offerte «due volte al mese».</blockquote>");
    expect(html).toContain("La guida");
    expect(html).toContain("È partita la mail di consegna");
  });

  it.for(["x", "x".repeat(22), "%2e%2e%2f", "'; DROP TABLE lead"])(
    "knows no lead %s",
    async (id, { expect }) => {
      const app = anApp();
      const answer = await app.ask(`/admin/leads/${encodeURIComponent(id)}`, {
        headers: { Cookie: await signIn(app) },
      });
      expect(answer.status).toBe(404);
    },
  );

  it("shows a visitor's markup as text", async ({ expect }) => {
    const app = anApp();
    const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}</style>`;
    await submitJson(app, "contatto", {
      answers: { telefono: "+39 051 555", email: "x@example.com", oggetto: attack, messaggio: attack },
      consents: ["regolamento"],
    });
    await submit(app, "guida", { email: "a@example.com", nome: attack.slice(0, 90), _website: attack });
    await submit(app, "guida", { email: "b@example.com", nome: attack.slice(0, 90) });
    const ids = (await rowsOf("lead")).map((lead) => `/admin/leads/${lead.id}`);
    const search = `/admin/leads?q=${encodeURIComponent(attack)}`;
    for (const path of ["/admin", "/admin/leads", search, "/admin/quarantine", "/admin/steps", ...ids]) {
      const html = await readDesk(app, path);
      expect(html, path).not.toMatch(/<script|<img|<\/style>[\s\S]*<\/style>/);
    }
    expect(await readDesk(app, ids[0] ?? "")).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });
});

describe("the list of leads", () => {
  it("shows 120 leads of one moment over three pages: none lost, none twice", async ({ expect }) => {
    const app = anApp();
    await manyLeads(120);
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let path: string | undefined = "/admin/leads"; path !== undefined; ) {
      const html = await readDesk(app, path);
      const names = [...html.matchAll(/>(Lead \d+)<\/a>/g)].map(([, name = ""]) => name);
      seen.push(...names);
      sizes.push(names.length);
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(new Set(seen).size).toBe(120);
  });

  it("pages through what a search found", async ({ expect }) => {
    const app = anApp();
    await manyLeads(120);
    const html = await readDesk(app, "/admin/leads?q=lead");
    expect(html).toContain("Più di 50 contatti per «lead»");
    expect(html).toMatch(/href="\/admin\/leads\?q=lead&amp;before=\d+\.\d+" rel="next"/);
  });

  it.for<[string, string, boolean]>([
    ["a name in capitals", "ADA", true],
    ["an apostrophe", "o'br", true],
    ["part of an address", "ada@exa", true],
    ["part of a number", "051 555", true],
    ["a number typed otherwise", "0039 (051) 555-01", true],
    ["another number", "051 556", false],
    ["words of an answer", "torta «ricca»", true],
    ["a line break's neighbour", 'dice "ciao"', true],
    ["one of several choices", "dolci", true],
    ["the name of a field", "messaggio", false],
    ["a wildcard", "%", false],
    ["another wildcard", "_da", false],
    ["a quote that ends nothing", "' OR 1=1 --", false],
    ["more bytes than LIKE takes", "torta".repeat(40), false],
    ["a brace of the JSON it is kept in", '{"', false],
  ])("is searched for %s", async ([, query, found], { expect }) => {
    const app = anApp();
    const answers = { telefono: "+39 051 555 0142", email: "ada@example.com", interessi: ["Pane", "Dolci"] };
    const messaggio = 'Una torta «ricca»\ne dice "ciao" a O\'Brien';
    await submitJson(app, "contatto", { answers: { ...answers, messaggio }, consents: ["regolamento"] });
    const html = await readDesk(app, `/admin/leads?q=${encodeURIComponent(query)}`);
    expect(html.includes("mailto:ada@example.com")).toBe(found);
  });
});
