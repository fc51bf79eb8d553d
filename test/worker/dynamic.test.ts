import { beforeEach, describe, it } from "vitest";
import { anApp, everything, freshDatabase, origin, submit } from "../support/worker-app.ts";
import { aCityCatalog, cityPage } from "../support/worker-city.ts";
import { pagePolicy } from "../support/worker-pages.ts";
import { controlsIn } from "../support/worker-steps.ts";

beforeEach(freshDatabase);

const catalog = aCityCatalog();

/** The landing at its address with `query`. */
async function open(query: string | Record<string, string> = "", init: RequestInit = {}) {
  const app = anApp({ catalog });
  const answer = await app.ask(`/citta/${query === "" ? "" : `?${new URLSearchParams(query)}`}`, init);
  return { status: answer.status, headers: answer.headers, page: await answer.text() };
}

describe("a landing whose words come with its address", () => {
  it("is as the build made it, to the byte, where the address names nothing", async ({ expect }) => {
    const { status, headers, page } = await open();
    expect([status, page]).toEqual([200, cityPage]);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=0, must-revalidate",
      "content-security-policy": pagePolicy,
      "permissions-policy": "camera=(), gyroscope=()",
      "referrer-policy": "strict-origin-when-cross-origin",
      "x-robots-tag": "all",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
    });
  });

  it("takes a listed word, however it is typed, and writes it as the list does", async ({ expect }) => {
    for (const typed of ["Roma", "roma", " ROMA "]) {
      const { page, headers } = await open({ citta: typed });
      expect(page).toContain('<h1 data-words="title">Il pane di Roma</h1>');
      expect(page).toContain('<span data-param="citta">Roma</span>');
      expect(page).toContain("Due infornate al giorno.");
      expect(headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
    }
    expect((await open({ citta: "l’aquila & dintorni" })).page).toContain(
      "Il pane di L’Aquila &amp; dintorni",
    );
  });

  it.for([
    "Napoli",
    "<script>alert(1)</script>",
    "Roma<b>",
    "{citta}",
    "__proto__",
    "constructor",
    "Roma\u0000",
    "Ro\u200bma",
    "%F0%28%8C%28",
    "Roma".repeat(5000),
    "",
  ])("never writes what is not listed: %j", async (word, { expect }) => {
    expect((await open({ citta: word })).page).toBe(cityPage);
  });

  it("knows no other names, however they sound", async ({ expect }) => {
    for (const query of [
      "CITTA=Roma",
      "citta[]=Roma",
      "__proto__=Roma",
      "constructor=Roma",
      "title=Roma",
      "citta=x&citta=Roma",
    ])
      expect((await open(query)).page, query).toBe(cityPage);
  });

  it("names what it says, so that a browser asks for it once", async ({ expect }) => {
    const first = await open({ citta: "Roma" });
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toBe(`W/"asset-${"b".repeat(16)}"`);
    const again = await open({ citta: "Roma" }, { headers: { "If-None-Match": tag } });
    expect([again.status, again.page]).toEqual([304, ""]);
  });

  it("answers HEAD as GET without the page, other methods not at all, and sends a missing slash on", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    const head = await app.ask("/citta/?citta=Roma", { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.get("X-Robots-Tag")]).toEqual([200, "", "all"]);
    const posted = await app.ask("/citta/", { method: "POST", body: "x" });
    expect([posted.status, posted.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
    for (const path of ["/citta", "/citta/index.html", "/citta/index", "/citta.html"]) {
      const { status, headers } = await app.ask(`${path}?citta=Roma`);
      expect([status, headers.get("Location")], path).toEqual([307, "/citta/?citta=Roma"]);
    }
  });

  it("keeps its words and its answers when the form comes back", async ({ expect }) => {
    const app = anApp({ catalog });
    const headers = { Referer: `${origin}/citta/?citta=Roma` };
    const page = await (await submit(app, "citta", { email: "nessuna" }, headers)).text();
    expect(page).toContain("Il pane di Roma");
    expect(controlsIn(page)).toMatchObject({ email: "nessuna", _page: `${origin}/citta/?citta=Roma` });
  });
});

describe("first answers in the page's address", () => {
  it("fill in the fields that declare them, and keep the page out of caches and searches", async ({
    expect,
  }) => {
    const query =
      "mail=Ada%40Example.com&tel=0039+051+5550142&pane=Farro&n=4&g=Lun&g=Mar&msg=uno%0Adue&citta=Roma";
    const { page, headers } = await open(query);
    expect(controlsIn(page)).toMatchObject({
      email: "Ada@example.com",
      telefono: "+39 051 555 0142",
      pane: "Farro",
      persone: "4",
    });
    expect(page.match(/name="giorni" value="\w+" checked/g)).toHaveLength(2);
    expect(page).toContain('<textarea name="messaggio">uno\ndue</textarea>');
    expect(page).toContain("Il pane di Roma");
    expect([headers.get("Cache-Control"), headers.get("X-Robots-Tag")]).toEqual(["no-store", "noindex"]);
  });

  it("are ignored where the field would refuse them, or does not ask for them", async ({ expect }) => {
    const wrong = {
      mail: "nessuna",
      tel: "123",
      pane: "Altro",
      n: "10",
      g: "Dom",
      msg: "x".repeat(2001),
      oggetto: "no",
      nome: "no",
      "consent-marketing": "yes",
      _website: "no",
      _page: "no",
      _reviewed: "yes",
    };
    const { page, headers } = await open(wrong);
    expect(page).toBe(cityPage);
    expect(headers.get("Cache-Control")).toContain("public");
  });

  it.for(['"><script>alert(1)</script>', "' onfocus='alert(1)", "</textarea><script>", "&quot;&lt;b&gt;"])(
    "stand in the page as the text that they are: %s",
    async (text, { expect }) => {
      const { page } = await open({ msg: text });
      const [, shown = ""] = /<textarea name="messaggio">(.*?)<\/textarea>/s.exec(page) ?? [];
      expect(shown).not.toMatch(/[<>]/);
      expect(shown).toBe(text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
      expect(page).not.toContain("<script>");
    },
  );

  it("change nothing, however the page is asked for", async ({ expect }) => {
    const before = await everything();
    await open({ mail: "ada@example.com", citta: "Roma" });
    await open({ p: "x".repeat(43) });
    expect(await everything()).toEqual(before);
  });
});

describe("what is nowhere", () => {
  it("is the site's own page, in the language that the address begins with, with a static page's headers", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    const ask = async (path: string, init: RequestInit = {}) => {
      const answer = await app.ask(path, init);
      return { answer, page: await answer.text() };
    };
    const italian = await ask("/nulla/");
    expect([italian.answer.status, italian.page]).toMatchObject([
      404,
      expect.stringContaining("Questa pagina non c’è"),
    ]);
    expect(italian.answer.headers.get("Content-Security-Policy")).toBe(pagePolicy);
    expect(italian.answer.headers.get("X-Robots-Tag")).toBe("noindex");
    expect((await ask("/en/nothing?x=1")).page).toContain("This page is not here");
    expect((await ask("/it/nulla/")).page).toContain("Questa pagina non c’è");
    expect((await ask("/english/")).page).toContain("Questa pagina non c’è");
    for (const path of [
      "/_private/citta/landing/",
      "/_private/citta/landing",
      "/citta/altro/",
      "/%63itta%2f",
      "//evil.example/",
    ]) {
      const { answer, page } = await ask(path);
      expect([answer.status, page.includes("Questa pagina non c’è")], path).toEqual([404, true]);
    }
    const head = await ask("/nulla/", { method: "HEAD" });
    expect([head.answer.status, head.page]).toEqual([404, ""]);
    const json = await app.ask("/nulla/", { headers: { Accept: "application/json" } });
    expect(await json.json()).toMatchObject({ code: "not_found", status: 404 });
  });

  it("is still said where the site has no such page", async ({ expect }) => {
    const app = anApp({ fetchAsset: async () => new Response(null, { status: 404 }) });
    const answer = await app.ask("/nulla/");
    expect([answer.status, (await answer.text()).includes("Questa pagina non c’è.")]).toEqual([404, true]);
  });
});
