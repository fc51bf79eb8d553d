import type { SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, describe, it, onTestFinished } from "vitest";
import { aMail, aPicture, type Mailing, startMailing } from "../support/mailing.ts";
import { password, refusal, startScripted, startSmtp } from "../support/smtp.ts";

let mailing: Mailing;
beforeAll(async () => {
  mailing = await startMailing();
}, 60_000);
afterAll(() => mailing?.stop());

const mail = aMail();
const user = `user:${encodeURIComponent(password)}@`;

/** Sends by the address that `address` makes of the port of a server with `options`. */
async function through(options: SMTPServerOptions, address: (port: number) => string, sent = mail) {
  const server = await startSmtp(options);
  onTestFinished(server.stop);
  const env = { MAILER: "smtp", SMTP_URL: address(server.port) };
  return { delivery: await mailing.send(env, sent), arrived: server.arrived };
}

/** Nobody signs in, nothing is encrypted. */
const plain: SMTPServerOptions = { disabledCommands: ["AUTH", "STARTTLS"] };
const onLoopback = (port: number) => `smtp://127.0.0.1:${port}`;

describe("a mail over SMTP", () => {
  it("arrives whole, under its own id, readable by every program", async ({ expect }) => {
    const { delivery, arrived } = await through(plain, onLoopback);
    expect(delivery).toEqual({ ok: true, providerId: "Q1" });
    const [one] = arrived;
    expect(arrived.length).toBe(1);
    expect(one?.mail).toMatchObject({
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@forno.example>`,
      from: { value: [{ name: mail.from.name, address: mail.from.email }] },
      replyTo: { value: [{ address: mail.replyTo }] },
      to: { value: [{ address: mail.to }] },
    });
    for (const [name, value] of Object.entries(mail.headers))
      expect(one?.raw).toContain(`${name}: ${value}\r\n`);
    expect(Math.abs(Date.now() - Number(one?.mail.date))).toBeLessThan(60_000);
    // ASCII alone, lines ended by CRLF, none longer than a mail server must take.
    expect(one?.raw).toMatch(/^[\t\r\n -~]*$/);
    expect(one?.raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...(one?.raw.split("\r\n") ?? []).map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(one).toMatchObject({ from: mail.from.email, to: [mail.to] });
  });

  it("brings its picture along, shown by the HTML and by no list of attachments", async ({ expect }) => {
    const html = `<p>${"Perché «sì» ".repeat(30)}</p><img src="cid:qr" alt="Codice QR">`;
    const { arrived } = await through(plain, onLoopback, aMail({ html, pictures: [aPicture] }));
    const [one] = arrived;
    expect(one?.mail.text).toBe(mail.text);
    expect(one?.mail.html).toContain(`<img src="data:image/png;base64,${aPicture.base64}" alt="Codice QR">`);
    expect(one?.mail.attachments).toMatchObject([
      {
        cid: "qr",
        related: true,
        contentType: "image/png",
        contentDisposition: "inline",
        filename: aPicture.file,
      },
    ]);
    expect(one?.mail.attachments[0]?.content.toString("base64")).toBe(aPicture.base64);
    expect(Math.max(...(one?.raw.split("\r\n") ?? []).map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it("carries plain names as they are, and what looks encoded as text", async ({ expect }) => {
    for (const name of [
      "Marta",
      'Marta "la" \\Zanotti, e figli',
      "=?UTF-8?B?RXZpbA==?=",
      "日本".repeat(40),
    ]) {
      const sent = aMail({ from: { name, email: "marta@forno.example" }, subject: name });
      const { arrived } = await through(plain, onLoopback, sent);
      expect(arrived[0]?.mail.from?.value).toEqual([{ name, address: "marta@forno.example" }]);
      expect(arrived[0]?.mail.subject).toBe(name);
    }
  });

  it("goes to an international domain in its ASCII form, to an international name only where it can", async ({
    expect,
  }) => {
    const { arrived } = await through(plain, onLoopback, aMail({ to: "info@società.it" }));
    expect(arrived[0]?.raw).toContain("To: info@xn--societ-nta.it\r\n");
    const { delivery } = await through(
      { ...plain, hideSMTPUTF8: true },
      onLoopback,
      aMail({ to: "niccolò@a.it" }),
    );
    expect(delivery).toEqual({ ok: false, reason: "SMTP without SMTPUTF8", next: "give_up" });
  });
});

describe("an SMTP connection", () => {
  it("goes over to TLS before it says the password", async ({ expect }) => {
    const { delivery, arrived } = await through({}, (port) => `smtp://${user}localhost:${port}`);
    expect(delivery).toMatchObject({ ok: true });
    expect(arrived[0]?.session).toMatchObject({ secure: true, user: "user" });
  });

  it("speaks TLS from the first byte, and signs in by LOGIN where that is all", async ({ expect }) => {
    const options: SMTPServerOptions = { secure: true, authMethods: ["LOGIN"] };
    const { delivery, arrived } = await through(options, (port) => `smtps://${user}localhost:${port}`);
    expect(delivery).toMatchObject({ ok: true });
    expect(arrived[0]?.session).toMatchObject({ secure: true, user: "user" });
  });

  it("stops all mail when the password is wrong", async ({ expect }) => {
    for (const authMethods of [["PLAIN"], ["LOGIN"]]) {
      const wrong = (port: number) => `smtp://user:wrong@localhost:${port}`;
      const { delivery, arrived } = await through({ authMethods }, wrong);
      expect(delivery).toEqual({ ok: false, reason: "SMTP 535 auth", next: "stop" });
      expect(arrived).toEqual([]);
    }
  });

  it("says no password where the encryption was taken away, or is somebody else's", async ({ expect }) => {
    const said: string[] = [];
    const options: SMTPServerOptions = {
      onAuth(auth, _session, done) {
        said.push(auth.username ?? "");
        done(null, { user: "user" });
      },
    };
    const stripped = { ...options, hideSTARTTLS: true, allowInsecureAuth: true };
    const elsewhere = await through(stripped, (port) => `smtp://${user}0.0.0.0:${port}`);
    expect(elsewhere.delivery).toEqual({ ok: false, reason: "SMTP without STARTTLS", next: "stop" });
    // The certificate is for localhost and 127.0.0.1.
    const wrongName = await through({ ...options, secure: true }, (port) => `smtps://${user}0.0.0.0:${port}`);
    expect(wrongName.delivery).toMatchObject({ ok: false, next: "retry" });
    expect(said).toEqual([]);
  });
});

/** What a server says at which moment, and what it means. */
const refusals: [keyof SMTPServerOptions & `on${string}`, number, string, Record<string, unknown>][] = [
  ["onConnect", 421, "4.3.2 busy", { next: "retry" }],
  ["onConnect", 554, "no service here", { next: "retry" }],
  ["onMailFrom", 451, "4.3.0 later", { next: "retry" }],
  ["onMailFrom", 553, "5.7.1 not your address", { next: "stop" }],
  ["onMailFrom", 552, "5.3.4 too large", { next: "give_up" }],
  ["onRcptTo", 450, "4.2.0 greylisted", { next: "retry" }],
  ["onRcptTo", 550, "5.1.1 no such user", { next: "give_up", bounced: true }],
  ["onRcptTo", 550, "ada@example.com unknown", { next: "give_up", bounced: true, reason: "SMTP 550 to" }],
  ["onRcptTo", 552, "5.2.2 mailbox full", { next: "retry" }],
  ["onRcptTo", 554, "5.7.1 relay access denied", { next: "stop" }],
  ["onRcptTo", 550, "5.7.1 policy", { next: "give_up", reason: "SMTP 550 5.7.1 to" }],
  ["onData", 451, "4.7.0 later", { next: "retry" }],
  ["onData", 554, "5.7.1 spam", { next: "give_up", reason: "SMTP 554 5.7.1 body" }],
  ["onData", 550, "5.1.1 no such user", { next: "give_up", bounced: true }],
];

/** A conversation up to the mail itself. */
const sane = ["220 hello\r\n", "250 hello\r\n", "250 ok\r\n", "250 ok\r\n"];

/** Servers that misbehave: what they say, one after the other, and what we make of it. */
const strange: [string, string[], Record<string, unknown>][] = [
  ["says nothing", [], { reason: "TimeoutError" }],
  ["falls silent", ["220 hello\r\n", "250-a\r\n"], { reason: "TimeoutError" }],
  ["hangs up", ["220 hello\r\n", "hang up"], { next: "retry" }],
  ["hangs up after the last dot", [...sane, "354 go\r\n", "hang up"], { next: "retry" }],
  ["is none", ["HTTP/1.1 400 Bad Request\r\n\r\n"], { reason: "SMTP connection" }],
  ["never ends its reply", [`220-${"x".repeat(70_000)}\r\n220-x\r\n`], { reason: "SMTP connection" }],
  [
    "speaks before TLS",
    ["220 a\r\n", "250 STARTTLS\r\n", "220 go\r\n250 AUTH PLAIN\r\n"],
    { reason: "SMTP connection" },
  ],
];

describe("a refusal", () => {
  it.for(refusals)("%s %i %s", async ([moment, code, text, meaning], { expect }) => {
    const refuse = (...args: unknown[]) => {
      const done = args.at(-1);
      const [stream] = args;
      if (moment === "onData" && stream instanceof Object && "resume" in stream) Object(stream).resume();
      if (typeof done === "function") done(refusal(code, text));
    };
    const { delivery, arrived } = await through({ ...plain, [moment]: refuse }, onLoopback);
    expect(delivery).toMatchObject({ ok: false, ...meaning });
    if (meaning.bounced === undefined) expect(delivery).not.toHaveProperty("bounced");
    expect(JSON.stringify(delivery)).not.toContain("@");
    expect(arrived).toEqual([]);
  });

  it.for(strange)("of a server that %s", async ([, replies, meaning], { expect }) => {
    const server = await startScripted(replies);
    onTestFinished(() => void server.stop());
    const env = { MAILER: "smtp", SMTP_URL: onLoopback(server.port) };
    expect(await mailing.send(env, mail, 300)).toMatchObject({ ok: false, next: "retry", ...meaning });
    expect(server.heard.join("")).not.toContain("AUTH");
  });

  it("of a port where nobody listens", async ({ expect }) => {
    const delivery = await mailing.send({ MAILER: "smtp", SMTP_URL: "smtp://127.0.0.1:9" });
    expect(delivery).toMatchObject({ ok: false, next: "retry" });
  });
});
