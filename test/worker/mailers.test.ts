import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import { isMailerName, mailerVariables } from "../../content/schema/mailers.ts";
import type { Env } from "../../worker/env.ts";
import { carefulMailer } from "../../worker/mail/careful.ts";
import type { Mail } from "../../worker/mail/mailer.ts";
import { alarmMailerOf, mailerOf, mailerProblem } from "../../worker/mail/mailer-of.ts";
import { mimeMessage } from "../../worker/mail/mime.ts";
import { cloudflareMailer } from "../../worker/mail/providers/cloudflare-mailer.ts";
import { anApp, freshDatabase } from "../support/worker-app.ts";

const mail: Mail = {
  id: "m".repeat(22),
  from: { name: "Marta", email: "marta@forno.example" },
  to: "ada@example.com",
  replyTo: "bottega@forno.example",
  subject: "«La guida»",
  html: "<p>Ciao</p>",
  text: "Ciao",
  headers: { "List-Unsubscribe": "<https://forno.example/u/abc>", "Message-ID": "<m@forno.example>" },
};

/** A mailer that lets through whatever it is not kept from. */
function aMailer() {
  const sent: Mail[] = [];
  const mailer = carefulMailer("recording", async (each) => {
    sent.push(each);
    return { ok: true, providerId: null };
  });
  return { mailer, sent };
}

const breaks = ["\r\n", "\n", "\r", "\r\n ", "\n\n", "\0", "\u000b", "\u000c", "\u2028", "\u2029"];

describe("no header comes out of what was typed", () => {
  it.for(breaks.map((each) => [JSON.stringify(each), each] as const))(
    "with %s",
    async ([, gap], { expect }) => {
      const { mailer, sent } = aMailer();
      const evil = `a${gap}Bcc: victim@example.com`;
      const mails: Mail[] = [
        { ...mail, id: evil },
        { ...mail, from: { ...mail.from, name: evil } },
        { ...mail, from: { ...mail.from, email: evil } },
        { ...mail, to: `ada@example.com${gap}` },
        { ...mail, replyTo: `${evil}@b.it` },
        { ...mail, subject: evil },
        { ...mail, headers: { [evil]: "x" } },
        { ...mail, headers: { "X-A": evil } },
      ];
      for (const each of mails) expect(await mailer.send(each)).toMatchObject({ ok: false, next: "give_up" });
      expect(sent).toEqual([]);
    },
  );

  it("nor a second address out of one", async ({ expect }) => {
    const { mailer, sent } = aMailer();
    const to = [
      "a@b.it,c@d.it",
      "a@b.it; c@d.it",
      "A <a@b.it>",
      "a@b.it c@d.it",
      "a@b@c.it",
      "a",
      "@b.it",
      "a@",
      "a@[b",
    ];
    for (const each of to)
      expect(await mailer.send({ ...mail, to: each }), each).toMatchObject({ next: "give_up" });
    expect(sent).toEqual([]);
    await mailer.send({ ...mail, to: "d'amico+x@società.it" });
    expect(sent[0]?.to).toBe("d'amico+x@xn--societ-nta.it");
  });

  it("whatever it is made of: a message has the headers that we gave it, in ASCII", ({ expect }) => {
    const text = fc
      .string({ unit: "binary", maxLength: 200 })
      .filter((each) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(each));
    fc.assert(
      fc.property(text, text, text, (name, subject, value) => {
        const made = mimeMessage(
          { ...mail, from: { name, email: "marta@forno.example" }, subject, headers: { "X-A": value } },
          0,
        );
        expect(made).toMatch(/^[\t\r\n -~]*$/);
        const names = made
          .split("\r\n\r\n")[0]
          ?.split(/\r\n(?! )/)
          .map((line) => line.split(":")[0]);
        expect(names?.join()).toBe("From,To,Reply-To,Subject,Date,Message-ID,X-A,MIME-Version,Content-Type");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Cloudflare's binding", () => {
  /** A binding that answers as `answer` does, and what it was given. */
  function aBinding(answer: () => Promise<EmailSendResult>) {
    const given: unknown[] = [];
    const send = (builder: unknown) => {
      given.push(builder);
      return answer();
    };
    return { given, mailer: cloudflareMailer({ send }, { patience: 50 }) };
  }

  it("gets the mail, but for the headers that it writes itself", async ({ expect }) => {
    const { given, mailer } = aBinding(async () => ({ messageId: "cf1" }));
    expect(await mailer.send(mail)).toEqual({ ok: true, providerId: "cf1" });
    const { id: _id, ...rest } = mail;
    expect(given).toEqual([{ ...rest, headers: { "List-Unsubscribe": "<https://forno.example/u/abc>" } }]);
  });

  it("gets a picture as one that the HTML shows", async ({ expect }) => {
    const { given, mailer } = aBinding(async () => ({ messageId: "cf1" }));
    const picture = { id: "qr", file: "buono.png", type: "image/png", base64: btoa("PNG") } as const;
    await mailer.send({ ...mail, pictures: [picture] });
    const content = new TextEncoder().encode("PNG");
    const { id: contentId, file: filename, type } = picture;
    expect(given).toMatchObject([
      { attachments: [{ disposition: "inline", contentId, filename, type, content }] },
    ]);
  });

  it.for([
    ["E_RATE_LIMIT_EXCEEDED", { next: "retry" }],
    ["E_DAILY_LIMIT_EXCEEDED", { next: "retry" }],
    ["E_INTERNAL_SERVER_ERROR", { next: "retry" }],
    ["E_DELIVERY_FAILED", { next: "retry" }],
    ["E_SENDER_NOT_VERIFIED", { next: "stop", reason: "E_SENDER_NOT_VERIFIED" }],
    ["E_SENDER_DOMAIN_NOT_AVAILABLE", { next: "stop" }],
    ["E_RECIPIENT_NOT_ALLOWED", { next: "stop" }],
    ["E_RECIPIENT_SUPPRESSED", { next: "give_up", bounced: true }],
    ["E_VALIDATION_ERROR", { next: "give_up" }],
    ["E_HEADER_NOT_ALLOWED", { next: "give_up" }],
    ["", { next: "retry", reason: "error" }],
  ] as const)("refuses with %s", async ([code, meaning], { expect }) => {
    const { mailer } = aBinding(() => Promise.reject(Object.assign(new Error("ada@example.com"), { code })));
    const delivery = await mailer.send(mail);
    expect(delivery).toMatchObject({ ok: false, ...meaning });
    expect(JSON.stringify(delivery)).not.toContain("@");
  });

  it("refuses in the older words, or says nothing", async ({ expect }) => {
    const older = aBinding(() => Promise.reject(new Error("destination address is not a verified address")));
    expect(await older.mailer.send(mail)).toMatchObject({ next: "stop", reason: "unverified" });
    const silent = aBinding(() => new Promise(() => {}));
    expect(await silent.mailer.send(mail)).toEqual({ ok: false, reason: "TimeoutError", next: "retry" });
  });
});

describe("the choice of a mailer", () => {
  beforeEach(freshDatabase);

  /** An environment with `variables`; nothing else of it is read here. */
  function anEnv(variables: Partial<Env>): Env {
    const { db, fetchAsset } = anApp().deps;
    return {
      DB: db,
      ASSETS: {
        fetch: () => fetchAsset("/"),
        connect: () => {
          throw new Error("unused");
        },
      },
      ...variables,
    };
  }

  const whole: Partial<Env> = {
    EMAIL: { send: async () => ({ messageId: "x" }) },
    RESEND_API_KEY: "k",
    BREVO_API_KEY: "k",
    POSTMARK_TOKEN: "k",
    SES_ACCESS_KEY: "k",
    SES_SECRET_KEY: "k",
    SES_REGION: "eu-south-1",
    SMTP_URL: "smtps://user:p%40ss@mail.example",
    OUTBOX_URL: "http://localhost/outbox",
  };

  it("makes each provider by its name, and names what is missing", ({ expect }) => {
    for (const [name, variables] of Object.entries(mailerVariables)) {
      const env = anEnv({ ...whole, MAILER: name, ALARM_MAILER: name });
      expect([mailerOf(env)?.name, alarmMailerOf(env)?.name, mailerProblem(env)]).toEqual([name, name, null]);
      for (const missing of variables) {
        const { [missing]: _missing, ...rest } = whole;
        expect(mailerOf(anEnv({ ...rest, MAILER: name }))).toBeNull();
        expect(mailerProblem(anEnv({ ...rest, MAILER: name }))).toBe(`MAILER=${name} needs ${missing}`);
      }
    }
    expect(mailerProblem(anEnv({ MAILER: "outbox", OUTBOX_URL: "x", ALARM_MAILER: "cloudflare" }))).toBe(
      "ALARM_MAILER=cloudflare needs EMAIL",
    );
  });

  it("cannot use a name or a value that makes no sense, and needs none at all", ({ expect }) => {
    for (const MAILER of ["pigeon", "toString", "__proto__"]) {
      expect(isMailerName(MAILER)).toBe(false);
      expect(mailerOf(anEnv({ ...whole, MAILER }))).toBeNull();
      expect(mailerProblem(anEnv({ ...whole, MAILER }))).toBe("MAILER names no provider that there is");
    }
    for (const SMTP_URL of [
      "mail.example",
      "https://mail.example",
      "smtp://",
      "smtp://u:100%@mail.example",
    ]) {
      expect(mailerProblem(anEnv({ MAILER: "smtp", SMTP_URL })), SMTP_URL).toBe(
        "MAILER=smtp cannot read SMTP_URL",
      );
    }
    const ses = anEnv({ ...whole, MAILER: "ses", SES_REGION: "evil.example/" });
    expect([mailerOf(ses), mailerProblem(ses)]).toEqual([null, "MAILER=ses cannot read SES_REGION"]);
    expect([mailerOf(anEnv({ MAILER: "" })), mailerProblem(anEnv({}))]).toEqual([null, null]);
  });

  it("stands in /health when it is half made, with the missing name and no value", async ({ expect }) => {
    const app = anApp({ mailer: null, mailerProblem: "MAILER=postmark needs POSTMARK_TOKEN" });
    const answer = await app.ask("/health");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      problems: expect.arrayContaining(["mailer", "MAILER=postmark needs POSTMARK_TOKEN"]),
    });
  });
});
