import { afterEach, beforeEach, describe, it, vi } from "vitest";
import type { Mail } from "../../worker/mail/mailer.ts";
import { outboxMailer } from "../../worker/mail/providers/outbox-mailer.ts";
import { resendMailer } from "../../worker/mail/providers/resend-mailer.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { anApp, faultyDatabase, freshDatabase, linkIn, origin, submit } from "../support/worker-app.ts";

beforeEach(freshDatabase);
afterEach(() => vi.unstubAllGlobals());

const ada = { email: "ada@example.com", nome: "Ada" };
const minute = 60_000;

describe("the delivery mail", () => {
  it("says what, whose, until when and why, with one button and the owner's particulars", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const [mail] = app.mails;
    const link = `${origin}${linkIn(app)}`;
    expect(mail).toMatchObject({
      from: { name: "Marta", email: "marta@forno.example" },
      to: "ada@example.com",
      replyTo: "bottega@forno.example",
      subject: "«La guida»: il tuo link",
      headers: { "Auto-Submitted": "auto-generated" },
    });
    for (const text of [mail?.text ?? "", mail?.html ?? ""]) {
      for (const words of [
        "Ciao Ada,",
        link,
        "fino al 17 marzo 2027, per 3 volte",
        "via del Forno 1, 40100 Bologna",
        "P. IVA 12345670017",
        "forno.example con questo indirizzo",
        `${origin}/privacy/`,
      ]) {
        expect(text).toContain(words);
      }
    }
    expect(mail?.html.match(/class="button"/g)?.length).toBe(1);
    expect(mail?.html).toContain('<html lang="it">');
    expect(mail?.html).not.toMatch(/<script|<img|<link|undefined|\[object/);
  });

  it("speaks the landing's language, and of a coupon's worth and last day", async ({ expect }) => {
    const app = anApp();
    await submit(app, "en/guide", ada);
    expect(app.mails[0]).toMatchObject({ subject: "“La guida”: your link" });
    await submit(app, "sconto-mail", ada);
    expect(app.mails[1]?.subject).toBe("Il tuo buono: 5\u00a0€");
    expect(app.mails[1]?.text).toContain("Vale fino al 9 aprile 2027.");
  });

  it("is the same to the byte when it is made again", async ({ expect }) => {
    const app = anApp();
    app.mailing.answer = { ok: false, reason: "HTTP 500", next: "retry" };
    await submit(app, "guida", ada);
    app.clock.now += 2 * minute;
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(2);
    expect(app.mails[1]).toEqual(app.mails[0]);
  });
});

describe("promise 11: a visitor's text is inert", () => {
  it("greets by a name only, never by an address, a sentence or markup", async ({ expect }) => {
    const app = anApp();
    const names = [
      "<b>Ada</b>",
      "https://evil.example",
      "evil.example",
      "a@b.it",
      "x".repeat(41),
      "Ada! Vinci 100",
      "Ada\r\nBcc: b@example.com",
      "{name}",
    ];
    for (const [n, nome] of names.entries()) {
      await submit(app, "guida", { email: `a${n}@example.com`, nome });
      const mail = app.mails.at(-1);
      expect(mail?.text, nome).toContain("Ciao,");
      expect(JSON.stringify(mail), nome).not.toMatch(/evil|Vinci|Bcc|<b>/);
    }
  });

  it("leaves addresses, names and tokens out of the logs", async ({ expect }) => {
    const app = anApp();
    await submit(
      app,
      "en/guide",
      { ...ada, _referrer: "https://a.example/ada@example.com" },
      { Referer: `${origin}/en/guide/?utm_source=ada@example.com` },
    );
    await app.ask(linkIn(app));
    await submit(app, "guida", { email: "ada@example.con@", nome: "Ada" });
    const broken = anApp({
      db: faultyDatabase(() => {
        throw new Error("D1_ERROR: no such table: lead: SQLITE_ERROR");
      }),
    });
    await submit(broken, "guida", ada);
    expect(app.lines.length).toBe(3);
    expect(app.lines[0]).toMatchObject({
      event: "request",
      method: "POST",
      route: "/f/:landing{.+}",
      status: 303,
    });
    const text = JSON.stringify([...app.lines, ...broken.lines]);
    expect(text).not.toMatch(/@|Ada|utm|example/);
    expect(text).not.toContain(linkIn(app).slice(3));
  });
});

describe("a mailer over HTTP", () => {
  const mail: Mail = {
    id: "m".repeat(22),
    from: { name: 'Marta "del Forno"', email: "marta@forno.example" },
    to: "ada@example.com",
    subject: "«La guida»",
    html: "<p>Ciao</p>",
    text: "Ciao",
    headers: { "X-Entity-Ref-ID": "m" },
  };

  function answering(answer: () => Response | Promise<Response>) {
    const requests: Request[] = [];
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      requests.push(new Request(url, init));
      return answer();
    });
    return requests;
  }

  it("hands Resend the mail with its own id as idempotency key", async ({ expect }) => {
    const requests = answering(() => Response.json({ id: "re_1" }));
    expect(await resendMailer("key", { url: "https://mail.example/emails" }).send(mail)).toEqual({
      ok: true,
      providerId: "re_1",
    });
    expect(requests[0]?.headers.get("Idempotency-Key")).toBe(mail.id);
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer key");
    expect(await requests[0]?.json()).toEqual({
      from: '"Marta del Forno" <marta@forno.example>',
      to: ["ada@example.com"],
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: mail.headers,
    });
  });

  it("hands the local outbox the whole mail", async ({ expect }) => {
    const requests = answering(() => new Response("stored"));
    expect(await outboxMailer("http://localhost:1/outbox").send(mail)).toEqual({
      ok: true,
      providerId: null,
    });
    expect(await requests[0]?.json()).toEqual(mail);
  });

  it("tells apart what may be tried again, what is hopeless, and what stops everything", async ({
    expect,
  }) => {
    const { send } = resendMailer("key");
    const answers: [Response, object][] = [
      [
        new Response("", { status: 429, headers: { "Retry-After": "7" } }),
        { reason: "HTTP 429", next: "retry", retryAfter: 7000 },
      ],
      [new Response("<html>", { status: 500 }), { reason: "HTTP 500", next: "retry" }],
      [
        new Response(null, { status: 302, headers: { Location: "https://evil.example" } }),
        { reason: "HTTP 302", next: "retry" },
      ],
      [new Response("", { status: 401 }), { reason: "HTTP 401", next: "stop" }],
      [
        Response.json({ name: "invalid_parameter" }, { status: 400 }),
        { reason: "HTTP 400 invalid_parameter", next: "give_up" },
      ],
      [
        Response.json({ name: "validation_error" }, { status: 422 }),
        { reason: "HTTP 422 validation_error", next: "retry" },
      ],
      [Response.json({ name: "concurrent_idempotent_requests" }, { status: 409 }), { next: "retry" }],
      [new Response("garbage", { status: 200 }), { ok: true, providerId: null }],
      [Response.json({ name: "invalid_idempotent_request" }, { status: 409 }), { ok: true }],
    ];
    for (const [answer, meaning] of answers) {
      answering(() => answer);
      expect(await send(mail)).toMatchObject(meaning);
    }
    answering(() => Promise.reject(new TypeError("refused")));
    expect(await send(mail)).toEqual({ ok: false, reason: "TypeError", next: "retry" });
  });
});
