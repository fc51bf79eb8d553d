import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { tokenFor } from "../../worker/tokens.ts";
import {
  anApp,
  everything,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";
import { ada, footIn, oneClick, post, subscribed } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const minute = 60_000;

const receipts = async () =>
  (await rowsOf("receipt")).map(({ purpose, granted, channel }) => `${purpose} ${granted} ${channel}`);

describe("the page of preferences", () => {
  it("shows whose it is, in what state, in which words, and changes nothing by being seen", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const page = footIn(app);
    const before = await everything();
    for (const method of ["GET", "HEAD", "GET", "GET"]) {
      const answer = await app.ask(page, { method });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; style-src 'nonce-/);
      expect(answer.headers.get("Referrer-Policy")).toBe("same-origin");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
    }
    const html = await (await app.ask(page)).text();
    expect(html).toContain("a•••@example.com");
    expect(html).not.toMatch(/ada@|Ada|<script/);
    expect(html).toContain(marketingWords);
    expect(html).toContain("Dato il 10 marzo 2027, ma non ancora confermato");
    expect(await everything()).toEqual(before);
    await press(app, linkIn(app));
    expect(await (await app.ask(page)).text()).toContain("Attivo dal 10 marzo 2027.");
  });

  it("turns a purpose off and on again, each once, in the words that were agreed to", async ({ expect }) => {
    const { app, page } = await subscribed();
    const shown: [string, string] = ["shown", "marketing"];
    const was: [string, string] = ["was", "marketing"];
    const on: [string, string] = ["on", "marketing"];
    const save: [string, string] = ["action", "save"];
    expect((await post(app, page, [save, shown, was])).headers.get("Location")).toBe(`${page}?done=save`);
    await post(app, page, [save, shown, was]);
    // A page made before says it was on: nothing comes on again by it.
    await post(app, page, [save, shown, was, on]);
    expect(await receipts()).toEqual(["marketing 1 form", "marketing 1 confirm", "marketing 0 preferences"]);
    await post(app, page, [save, shown, on]);
    await post(app, page, [save, shown, on]);
    // What no form asked and nobody saw cannot be agreed to.
    await post(app, page, [save, ["shown", "partners"], ["on", "partners"], ["on", "marketing"]]);
    const rows = await rowsOf("receipt");
    expect((await receipts()).slice(2)).toEqual(["marketing 0 preferences", "marketing 1 preferences"]);
    for (const row of rows.slice(1)) {
      for (const key of ["wording", "wording_hash", "form", "form_hash", "build", "page_url", "version"]) {
        expect(row[key], key).toEqual(rows[0]?.[key]);
      }
    }
    const state = await env.DB.prepare("SELECT state FROM consent_state").first("state");
    expect(state).toBe("confirmed");
  });

  it("lets a purpose begin that the form asks and was left empty", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    const page = footIn(app);
    expect(await (await app.ask(page)).text()).toContain("Non ci hai dato questo consenso.");
    await post(app, page, [
      ["action", "save"],
      ["shown", "marketing"],
      ["on", "marketing"],
    ]);
    expect(await rowsOf("receipt")).toMatchObject([
      {
        purpose: "marketing",
        granted: 1,
        channel: "preferences",
        wording: marketingWords,
        page_url: `${origin}/u/`,
      },
    ]);
    expect((await rowsOf("lead"))[0]?.confirmed_at).toBe(app.clock.now);
  });

  it("keeps out what comes from elsewhere, what is too large and what is none of its acts", async ({
    expect,
  }) => {
    const { app, page } = await subscribed();
    const before = await everything();
    const none: [string, string][] = [["action", "none"]];
    const statuses = [
      await post(app, page, none, { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }),
      await post(app, page, [["action", "drop"]]),
      await post(app, page, []),
      await post(app, page, [["List-Unsubscribe", "no"]]),
      await app.ask(page, {
        method: "POST",
        body: "x".repeat(9000),
        headers: { "Content-Type": "text/plain" },
      }),
      await app.ask(page, { method: "PUT" }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 400, 400, 400, 413, 405]);
    expect(await everything()).toEqual(before);
  });
});

describe("unsubscribing", () => {
  it("works in one click without page, cookie or origin, and 50 at once are one", async ({ expect }) => {
    const webhooks = [{ name: "crm", url: "https://crm.example/", events: ["unsubscribe" as const] }];
    const catalog = aCatalog((file) => void Object.assign(file.site, { webhooks }));
    const { app, page } = await subscribed({ catalog });
    const answers = await Promise.all(Array.from({ length: 50 }, () => oneClick(app, page)));
    for (const answer of answers) {
      expect([answer.status, answer.headers.get("Location"), answer.headers.get("Set-Cookie")]).toEqual([
        200,
        null,
        null,
      ]);
    }
    expect((await receipts()).slice(2)).toEqual(["marketing 0 one-click"]);
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed" }]);
    expect((await rowsOf("webhook_call")).map(({ event }) => event)).toEqual(["unsubscribe"]);
    expect(await (await app.ask(page)).text()).toContain("Non ti scriviamo più");
    // Granting from here lifts it.
    await post(app, page, [
      ["action", "save"],
      ["shown", "marketing"],
      ["on", "marketing"],
    ]);
    expect(await rowsOf("suppression")).toEqual([]);
  });

  it("takes all purposes in one press of the page, and never softens a bounce", async ({ expect }) => {
    const { app, page } = await subscribed();
    const inbox = (await rowsOf("message"))[0]?.inbox;
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'bounce', 1)")
      .bind(inbox)
      .run();
    const answer = await post(app, page, [["action", "none"]]);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `${page}?done=none`]);
    expect((await receipts()).slice(2)).toEqual(["marketing 0 preferences"]);
    expect(await rowsOf("suppression")).toMatchObject([{ inbox, reason: "bounce", at: 1 }]);
  });

  it("serves an inbox whose post is still in quarantine, and has nobody to tell of", async ({ expect }) => {
    const catalog = aCatalog((file) => void Object.assign(file.site, { challenge: "work" }));
    const app = anApp({ catalog });
    await submit(app, "guida", ada);
    expect(await rowsOf("lead")).toEqual([]);
    const page = footIn(app);
    const html = await (await app.ask(page)).text();
    expect(html).toContain("Disiscrivimi");
    expect(html).not.toContain("Voglio una copia");
    expect((await oneClick(app, page)).status).toBe(200);
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed" }]);
    expect(await rowsOf("receipt")).toEqual([]);
  });

  it("ends when the person asks anew and presses the button", async ({ expect }) => {
    const { app, page } = await subscribed();
    await oneClick(app, page);
    app.clock.now += 11 * minute;
    await submit(app, "sconto-mail", { email: ada.email, nome: ada.nome });
    expect(await rowsOf("suppression")).toHaveLength(1);
    await press(app, linkIn(app));
    expect(await rowsOf("suppression")).toEqual([]);
  });

  it("A16: 1,000 forged links and links for other purposes unsubscribe nobody", { timeout: 120_000 }, async ({
    expect,
  }) => {
    const { app } = await subscribed();
    const before = await everything();
    const { tokenSecret } = app.deps;
    const [submission] = await rowsOf("submission");
    const id = String(submission?.id);
    const foreign = await Promise.all(
      (["grant-page", "grant-mail", "confirm", "copy", "erasure", "prefill"] as const).map((purpose) =>
        tokenFor(tokenSecret, purpose, id),
      ),
    );
    const forged = await Promise.all(
      Array.from({ length: 994 }, (_, n) => tokenFor("another secret", "preferences", `${id}${n}`)),
    );
    const real = linkIn(app).slice(3);
    const answers = await Promise.all(
      [...foreign, real, ...forged].map((token) => oneClick(app, `/u/${token}`)),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses]).toEqual([404]);
    expect(await everything()).toEqual(before);
    const pages = await Promise.all(
      ["/u/x", `/u/${forged[0]}`, `/u/${real}`].map(async (path) => (await app.ask(path)).text()),
    );
    expect(new Set(pages.map((page) => page.replaceAll(/nonce="[^"]+"/g, ""))).size).toBe(1);
  });
});
