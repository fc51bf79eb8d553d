import { afterEach, beforeEach, describe, it, vi } from "vitest";
import {
  type App,
  anApp,
  everything,
  freshDatabase,
  linkIn,
  noon,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog, guide, usualLimits } from "../support/worker-catalog.ts";
import { ours, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);
afterEach(() => vi.unstubAllGlobals());

const ada = { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" };
const minute = 60_000;
const turnstile = { secret: "a-secret", url: "https://verify.example/" };

const asking = (challenge: "work" | "turnstile") =>
  anApp({
    turnstile,
    catalog: aCatalog((catalog) => {
      Object.assign(catalog.site.limits, usualLimits);
      catalog.site.challenge = challenge;
      catalog.site.turnstileKey = "0x4AAAAAAA-key";
    }),
  });

/** Proofs for the landing `guida` at noon, found once: the search takes a second. */
const proof = `${noon / minute}.${"a".repeat(32)}.45641`;
const another = `${noon / minute}.${"b".repeat(32)}.556855`;
const third = `${noon / minute}.${"c".repeat(32)}.304116`;

const suspicions = async () => (await rowsOf("submission")).map(({ suspicion }) => suspicion);

describe("a proof of work", () => {
  it("lets a post in, once, for its landing, of about now", async ({ expect }) => {
    const app = asking("work");
    await submit(app, "guida", { ...ada, _work: proof });
    expect(await suspicions()).toEqual([null]);
    // A repetition of the same post is the same post.
    await submit(app, "guida", { ...ada, _work: proof });
    expect(await suspicions()).toEqual([null]);
    await submit(app, "guida", { ...ada, nome: "Bea", _work: proof });
    await submit(app, "en/guide", { ...ada, nome: "Cleo", _work: proof });
    await submit(app, "guida", { ...ada, nome: "Dina", _work: `${proof}0` });
    await submit(app, "guida", { ...ada, nome: "Elsa", _work: "nonsense" });
    expect(await suspicions()).toEqual([null, ...Array(4).fill("challenge")]);
    app.clock.now += 121 * minute;
    await submit(app, "guida", { ...ada, nome: "Fina", _work: another });
    expect((await suspicions()).at(-1)).toBe("unproved");
  });

  it("is not asked of answers that are refused, and is still good after them", async ({ expect }) => {
    const app = asking("work");
    expect((await submit(app, "guida", { email: "x", _work: third })).status).toBe(422);
    await submit(app, "guida", { ...ada, _work: third });
    expect(await suspicions()).toEqual([null]);
  });
});

describe("a post without a script", () => {
  it("waits for the press of a button in a mail, which leads straight to what was asked for", async ({
    expect,
  }) => {
    const app = asking("work");
    const answer = await submit(app, "guida", ada);
    expect(answer.headers.get("Location")).toBe("/guida/grazie/");
    expect(await rowsOf("lead")).toEqual([]);
    expect(await rowsOf("receipt")).toEqual([]);
    expect(app.mails).toMatchObject([
      { to: "ada@example.com", subject: "Eri tu? Conferma il tuo indirizzo" },
    ]);
    expect(app.mails[0]?.text).toContain("«La guida»");

    const link = linkIn(app);
    const before = await everything();
    expect(await (await app.ask(link)).text()).toContain("Eri tu?");
    expect(await everything()).toEqual(before);
    app.clock.now += 5 * minute;
    const pressed = await press(app, link);
    const next = pressed.headers.get("Location") ?? "";
    expect(next).toMatch(/^\/g\/[\w-]{43}\/La%20guida/);
    expect(new Uint8Array(await (await app.ask(next)).arrayBuffer())).toEqual(guide);
    expect(app.mails).toHaveLength(1);
    expect(await rowsOf("lead")).toMatchObject([{ email: "ada@example.com", confirmed_at: app.clock.now }]);
    const [message] = await rowsOf("message");
    expect(await rowsOf("receipt")).toMatchObject([
      { channel: "form", at: noon, granted: 1 },
      { channel: "confirm", at: app.clock.now, message_id: message?.id },
    ]);
    expect(await rowsOf("submission")).toMatchObject([
      { status: "accepted", suspicion: null, held: null, at: noon },
    ]);
    // The mail's link leads on, and a second press makes nothing new.
    expect((await app.ask(link)).headers.get("Location")).toBe(next.replace(/\/[^/]*$/, ""));
    await Promise.all(Array.from({ length: 10 }, () => press(app, link)));
    expect(await rowsOf("receipt")).toHaveLength(2);
    expect(await rowsOf("grant")).toMatchObject([{ uses_left: 2 }]);
  });

  it("reads, where its gift is shown on the page, that a mail is on its way", async ({ expect }) => {
    const app = asking("work");
    const answer = await submit(app, "sconto", { email: "ada@example.com", nome: "Ada" });
    const next = answer.headers.get("Location") ?? "";
    expect(await (await app.ask(next)).text()).toContain("Guarda nella posta");
    // That page has no button: it proves nothing.
    expect((await press(app, next)).status).toBe(404);
    expect(await rowsOf("coupon")).toEqual([]);
    const pressed = await press(app, linkIn(app));
    expect(await (await app.ask(pressed.headers.get("Location") ?? "")).text()).toContain("Buono");
    expect(await rowsOf("coupon")).toHaveLength(1);
    // As long as the coupon is good, so is the mail.
    app.clock.now += 20 * 86_400_000;
    expect((await app.ask(linkIn(app))).status).toBe(303);
  });

  it("is mailed no more when it is one of a crowd", async ({ expect }) => {
    const app = asking("work");
    for (let n = 0; n < 8; n += 1)
      await submit(
        app,
        "guida",
        { ...ada, email: `p${n}@example.com` },
        { "CF-Connecting-IP": "203.0.113.9" },
      );
    expect(await suspicions()).toEqual([...Array(5).fill("unproved"), ...Array(3).fill("network")]);
    expect(app.mails).toHaveLength(5);
  });
});

describe("Turnstile", () => {
  /** Cloudflare, as far as it matters here. */
  function answering(answer: () => Response | Promise<Response>) {
    const asked: URLSearchParams[] = [];
    vi.stubGlobal("fetch", async (_: string, init: { body: URLSearchParams }) => {
      asked.push(init.body);
      return answer();
    });
    return asked;
  }
  const said = (more: object) => () =>
    Response.json({ success: true, hostname: new URL(origin).hostname, action: "imbuto", ...more });
  const send = (app: App, nome: string, token = `token-${nome}`) =>
    submit(app, "guida", { ...ada, nome, _turnstile: token });

  it("is asked once for each post, with the secret, and believed for our pages only", async ({ expect }) => {
    const app = asking("turnstile");
    const asked = answering(said({}));
    await send(app, "Ada");
    expect(asked.map((body) => Object.fromEntries(body))).toEqual([
      { secret: "a-secret", response: "token-Ada" },
    ]);
    await send(app, "Bea", "token-Ada");
    answering(said({ hostname: "evil.example" }));
    await send(app, "Cleo");
    answering(said({ action: "login" }));
    await send(app, "Dina");
    answering(said({ success: false, "error-codes": ["invalid-input-response"] }));
    await send(app, "Elsa");
    expect(await suspicions()).toEqual([null, ...Array(4).fill("challenge")]);
    await submit(app, "guida", { ...ada, nome: "Fina" });
    expect((await suspicions()).at(-1)).toBe("unproved");
    expect(app.mails.map(({ subject }) => subject)).toEqual(["«La guida»: il tuo link"]);
  });

  it("F14 keeps every post, and mails nobody, while it is down", async ({ expect }) => {
    const app = asking("turnstile");
    const downs: [string, () => Response | Promise<Response>][] = [
      ["Ada", () => new Response("oops", { status: 503 })],
      ["Bea", () => Promise.reject(new DOMException("too slow", "TimeoutError"))],
      ["Cleo", () => new Response("<html>")],
      ["Dina", said({ success: false, "error-codes": ["invalid-input-secret"] })],
    ];
    for (const [nome, down] of downs) {
      answering(down);
      expect((await send(app, nome)).status).toBe(303);
    }
    expect(await suspicions()).toEqual(Array(4).fill("check-down"));
    expect(app.mails).toEqual([]);
  });
});

describe("the quarantine", () => {
  const act = async (app: App, path: string, body: Record<string, string> = {}) =>
    app.ask(`/admin/quarantine/${path}`, {
      method: "POST",
      headers: { ...ours, Cookie: await signIn(app) },
      body: new URLSearchParams(body),
    });

  it("lets a post in with all that follows, at the time when it came", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, _website: "x" }, { Referer: `${origin}/guida/?utm_source=meta` });
    expect(await readDesk(app, "/admin/quarantine")).toContain("ha riempito il campo nascosto");
    const [post] = await rowsOf("submission");
    app.clock.now += 60 * minute;
    expect(await (await act(app, `${post?.id}/release`)).text()).toContain("adesso è tra i contatti");
    expect(app.mails).toMatchObject([{ to: "ada@example.com", subject: "«La guida»: il tuo link" }]);
    expect(await rowsOf("receipt")).toMatchObject([{ at: noon, channel: "form", form: "guida" }]);
    expect(await rowsOf("lead")).toMatchObject([{ email: "ada@example.com", given_name: "Ada" }]);
    expect(JSON.parse(String((await rowsOf("lead"))[0]?.first_source))).toMatchObject({ utm_source: "meta" });
    await press(app, linkIn(app));
    const before = await everything();
    expect(await (await act(app, `${post?.id}/release`)).text()).toContain("non è più in quarantena");
    expect(await everything()).toEqual(before);
  });

  it("lets a post in that was asked about, and both its mails still lead on", async ({ expect }) => {
    const app = asking("work");
    await submit(app, "guida", ada);
    const asked = linkIn(app);
    const [post] = await rowsOf("submission");
    app.clock.now += 20 * minute;
    await act(app, `${post?.id}/release`);
    expect(app.mails).toHaveLength(2);
    expect((await press(app, asked)).headers.get("Location")).toContain("/La%20guida");
    expect((await app.ask(linkIn(app))).status).toBe(200);
  });

  it("forgets spam whole, and lets several in at one press", async ({ expect }) => {
    const app = asking("work");
    await submit(app, "guida", ada);
    const link = linkIn(app);
    const [spam] = await rowsOf("submission");
    await act(app, `${spam?.id}/delete`);
    for (const table of ["submission", "token", "message"]) expect(await rowsOf(table), table).toEqual([]);
    expect((await app.ask(link)).status).toBe(404);
    for (const nome of ["Ada", "Bea"]) await submit(app, "guida", { ...ada, nome, _website: "x" });
    const ids = (await rowsOf("submission")).map(({ id }) => String(id));
    const answer = await app.ask("/admin/quarantine/release", {
      method: "POST",
      headers: { ...ours, Cookie: await signIn(app) },
      body: new URLSearchParams(ids.map((id) => ["id", id])),
    });
    expect(await answer.text()).toContain("2 invii adesso sono tra i contatti");
    expect(await suspicions()).toEqual([null, null]);
  });

  it("says why a post cannot be let in, and keeps it", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, _website: "x" });
    const gone = anApp({ catalog: aCatalog((catalog) => void delete catalog.landings.guida) });
    const [post] = await rowsOf("submission");
    expect(await (await act(gone, `${post?.id}/release`)).text()).toContain("La sua pagina non c’è più");
    for (const id of ["x".repeat(22), "..", "%00"]) {
      const answer = await act(app, `${id}/release`);
      expect([200, 404]).toContain(answer.status);
    }
    expect(await suspicions()).toEqual(["honeypot"]);
  });
});
