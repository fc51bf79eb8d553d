import { beforeEach, describe, it } from "vitest";
import type { Catalog, CatalogFileContents } from "../../content/schema/catalog.ts";
import {
  type App,
  anApp,
  countRows,
  everything,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aCatalog, marketingWords, usualLimits } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const yes = { ...ada, "consent-marketing": "yes" };
const minute = 60_000;
const day = 86_400_000;

/** The small catalog with a page that gives nothing away and asks for marketing. */
function withNews(change: (catalog: CatalogFileContents) => void = () => {}): Catalog {
  return aCatalog((catalog) => {
    const { contatto } = catalog.landings;
    if (contatto === undefined) throw new Error("The fixture has lost its landing contatto.");
    catalog.landings.novita = { ...contatto, form: "guida" };
    change(catalog);
  });
}

/** The state of each purpose, as everybody reads it. */
async function states(app: App) {
  const { results } = await app.deps.db
    .prepare("SELECT purpose, state, version, wording FROM consent_state ORDER BY purpose")
    .all();
  return results;
}

describe("a landing that gives nothing away", () => {
  it("asks by mail whether the consent was the sender's, once, and is confirmed by one press", async ({
    expect,
  }) => {
    const app = anApp({ catalog: withNews() });
    await submit(app, "novita", yes);
    expect(app.mails).toHaveLength(1);
    const [mail] = app.mails;
    expect(mail).toMatchObject({ to: "ada@example.com", subject: "Eri tu? Conferma il tuo indirizzo" });
    for (const text of [mail?.text ?? "", (mail?.html ?? "").replaceAll("&#39;", "'")])
      for (const words of [
        "Ciao Ada,",
        "10 marzo 2027",
        "«Una pagina»",
        marketingWords,
        "17 marzo 2027",
        origin,
      ])
        expect(text).toContain(words);
    expect(await states(app)).toMatchObject([{ purpose: "marketing", state: "given" }]);
    expect(await rowsOf("unproved")).toMatchObject([{ landing: "novita", n: 1 }]);

    const link = linkIn(app);
    const before = await everything();
    const page = await app.ask(link);
    const html = await page.text();
    expect([page.status, page.headers.get("Cache-Control"), page.headers.get("Referrer-Policy")]).toEqual([
      200,
      "no-store",
      "no-referrer",
    ]);
    expect(html).toContain("Eri tu?");
    expect(html).not.toMatch(/Pronto|Aperto|Buono|Finito|Confermato/);
    expect(html).toContain(`<li>${marketingWords}</li>`);
    expect(html).toContain(`<form method="post" data-form="confirm" action="${link}">`);
    await app.ask(link, { method: "HEAD" });
    expect(await everything()).toEqual(before);

    app.clock.now += minute;
    const pressed = await press(app, link);
    expect([pressed.status, pressed.headers.get("Location")]).toEqual([303, link]);
    await Promise.all(Array.from({ length: 20 }, () => press(app, link)));
    expect(await (await app.ask(link)).text()).toContain("Confermato");
    const [message] = await rowsOf("message");
    const [given, confirmed, ...more] = await rowsOf("receipt");
    expect(more).toEqual([]);
    expect(confirmed).toMatchObject({
      channel: "confirm",
      granted: 1,
      at: app.clock.now,
      message_id: message?.id,
      form_hash: given?.form_hash,
      wording: marketingWords,
      version: given?.version,
    });
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: app.clock.now }]);
    expect(await rowsOf("unproved")).toMatchObject([{ n: 0 }]);
    expect(await rowsOf("step_count")).toContainEqual(expect.objectContaining({ step: "confirm", n: 1 }));
    expect(await states(app)).toMatchObject([
      { purpose: "marketing", state: "confirmed", wording: marketingWords },
    ]);
  });

  it("asks nobody who ticked nothing, and forgets its question after seven days", async ({ expect }) => {
    const app = anApp({ catalog: withNews() });
    await submit(app, "novita", ada);
    expect(app.mails).toEqual([]);
    await submit(app, "novita", yes);
    app.clock.now += 7 * day;
    const link = linkIn(app);
    expect((await app.ask(link)).status).toBe(404);
    expect((await press(app, link)).status).toBe(404);
    expect(await rowsOf("receipt")).toHaveLength(1);
  });
});

describe("the state of a consent", () => {
  it("is confirmed by the mail that brings the gift, too, with the mail's id in the receipt", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", yes);
    expect(await states(app)).toMatchObject([{ state: "given" }]);
    await press(app, linkIn(app));
    expect(await states(app)).toMatchObject([{ state: "confirmed" }]);
    const [message] = await rowsOf("message");
    expect((await rowsOf("receipt"))[1]).toMatchObject({ channel: "confirm", message_id: message?.id });
    expect(await rowsOf("unproved")).toMatchObject([{ n: 0 }]);
  });

  it("stays confirmed when it is ticked again, and withdrawn when an older mail is pressed", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", yes);
    const first = linkIn(app);
    await press(app, first);
    app.clock.now += 20 * minute;
    await submit(app, "guida", yes);
    expect(await states(app)).toMatchObject([{ state: "confirmed" }]);
    const second = linkIn(app);
    await app.deps.db
      .prepare(
        `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
         SELECT lead_id, purpose, 0, wording, wording_hash, form, build, locale, page_url, 'preferences', at
           FROM receipt WHERE id = 1`,
      )
      .run();
    expect(await states(app)).toMatchObject([{ state: "withdrawn" }]);
    await press(app, second);
    expect(await states(app)).toMatchObject([{ state: "withdrawn" }]);
    app.clock.now += 20 * minute;
    await submit(app, "guida", yes);
    expect(await states(app)).toMatchObject([{ state: "given" }]);
    await press(app, linkIn(app));
    expect(await states(app)).toMatchObject([{ state: "confirmed" }]);
  });
});

describe("a new link on request", () => {
  const ask = (app: App, email: string) =>
    app.ask("/g", {
      method: "POST",
      headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams({ email }),
    });

  it("is offered where a link opens nothing, and gives an ended grant its time and uses anew", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const link = linkIn(app);
    app.clock.now += 8 * day;
    const page = await app.ask(link);
    const html = await page.text();
    expect(page.status).toBe(404);
    expect(html).toContain('<form method="post" action="/g">');
    expect(page.headers.get("Content-Security-Policy")).toContain("form-action 'self'");
    expect((await ask(app, " ADA@Example.com ")).status).toBe(202);
    expect(app.mails).toHaveLength(2);
    expect(linkIn(app)).toBe(link);
    expect(await (await app.ask(link)).text()).toContain("Pronto");
    expect(await rowsOf("grant")).toMatchObject([{ uses_left: 3, expires_at: app.clock.now + 7 * day }]);
    await press(app, link);
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: app.clock.now }]);
  });

  it("gives up after three mails a day, ten minutes apart, whoever asks, and brings no coupon that was used", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: withNews((catalog) => void Object.assign(catalog.site.limits, usualLimits)),
    });
    await submit(app, "guida", ada);
    await submit(app, "sconto", { email: "bea@example.com" });
    const [coupon] = await rowsOf("coupon");
    await app.deps.db
      .prepare(
        "UPDATE coupon SET redeemed_at = valid_from, redemption = 'x', redeemed_by = 'owner' WHERE code = ?1",
      )
      .bind(coupon?.code)
      .run();
    const sent: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      app.clock.now += 5 * minute;
      const before = app.mails.length;
      await Promise.all([
        ask(app, "ada@example.com"),
        ask(app, "bea@example.com"),
        ask(app, "nobody@example.com"),
      ]);
      if (app.mails.length > before) sent.push(n);
    }
    expect(app.mails.map(({ to }) => to)).toEqual(Array(3).fill("ada@example.com"));
    expect(sent[1]).toBeGreaterThan((sent[0] ?? 0) + 1);
  });

  it("A6 says the same of an address that is known, unknown, erased, or none", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const answers = new Set<string>();
    for (const email of ["ada@example.com", "nobody@example.com", "none", "", "a@b@c", "x".repeat(300)]) {
      const answer = await ask(app, email);
      const {
        "x-request-id": _,
        "content-security-policy": policy = "",
        ...headers
      } = Object.fromEntries(answer.headers);
      const nonce = /nonce-([\w-]+)/.exec(policy)?.[1] ?? "";
      answers.add(JSON.stringify([answer.status, headers, (await answer.text()).replace(nonce, "")]));
    }
    expect(answers.size).toBe(1);
  });

  it("is refused from elsewhere, and in a body too large", async ({ expect }) => {
    const app = anApp();
    const body = new URLSearchParams({ email: "ada@example.com" });
    const evil = await app.ask("/g", { method: "POST", headers: { Origin: "https://evil.example" }, body });
    const large = await app.ask("/g", {
      method: "POST",
      headers: { Origin: origin },
      body: "a".repeat(5000),
    });
    expect([evil.status, large.status, (await app.ask("/g")).status]).toEqual([403, 413, 405]);
  });
});

describe("A5 tokens", () => {
  it("open what they were made for and nothing else", async ({ expect }) => {
    const app = anApp({ catalog: withNews() });
    await submit(app, "novita", yes);
    const { body } = await submitJson(app, "en/guide", yes);
    const before = await countRows();
    // The page's own link shows the guide; it proves no address.
    await press(app, String(body.next));
    expect((await rowsOf("receipt")).filter(({ channel }) => channel === "confirm")).toEqual([]);
    const [confirm] = app.mails.map(({ text }) => /\/g\/[\w-]+/.exec(text)?.[0] ?? "");
    for (const path of [
      `${confirm}/guida.pdf`,
      confirm?.replace("/g/", "/k/"),
      confirm?.replace("/g/", "/u/"),
    ])
      expect((await app.ask(path ?? "")).status, path).toBe(404);
    expect((await countRows()).receipt).toBe(before.receipt);
  });
});
