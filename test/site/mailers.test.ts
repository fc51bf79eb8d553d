import { afterAll, beforeAll, describe, it } from "vitest";
import { type Answer, type Received, signatureOf, startProvider } from "../support/mail-provider.ts";
import { aMail, aPicture, type Mailing, startMailing } from "../support/mailing.ts";

let mailing: Mailing;
let provider: Awaited<ReturnType<typeof startProvider>>;
beforeAll(async () => {
  [mailing, provider] = await Promise.all([startMailing(), startProvider()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([mailing?.stop(), provider?.stop()]);
});

const mail = aMail();
const headerList = Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value }));
const quoted = `"Niccolò Forno d'Amico" <marta@forno.example>`;
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/;

const { file, base64 } = aPicture;
const withPicture = `<p>Ecco: <img src="cid:qr" alt="Codice &quot;QR&quot; &gt; 7K3QX"></p>`;

/** Each provider: what chooses it, how it knows us, what it should get, and how it says yes and no. */
const providers = {
  resend: {
    env: { RESEND_API_KEY: "re_key" },
    knows: ({ headers }: Received) =>
      headers.authorization === "Bearer re_key" && headers["idempotency-key"] === mail.id,
    body: {
      from: quoted,
      to: [mail.to],
      reply_to: mail.replyTo,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: mail.headers,
    },
    picture: {
      html: withPicture,
      attachments: [{ filename: file, content: base64, content_type: "image/png", content_id: "qr" }],
    },
    yes: { id: "p1" },
    no: [
      [{ status: 422, body: { name: "invalid_parameter" } }, { next: "give_up" }],
      [{ status: 422, body: { name: "validation_error" } }, { next: "retry" }],
      [{ status: 422, body: { name: "invalid_from_address" } }, { next: "stop" }],
      [{ status: 429, body: { name: "monthly_quota_exceeded" } }, { next: "stop" }],
      [{ status: 409, body: { name: "concurrent_idempotent_requests" } }, { next: "retry" }],
      [
        { status: 409, body: { name: "invalid_idempotent_request" } },
        { ok: true, providerId: null },
      ],
    ],
  },
  brevo: {
    env: { BREVO_API_KEY: "xkeysib" },
    knows: ({ headers }: Received) => headers["api-key"] === "xkeysib",
    body: {
      sender: mail.from,
      to: [{ email: mail.to }],
      replyTo: { email: mail.replyTo },
      subject: mail.subject,
      htmlContent: mail.html,
      textContent: mail.text,
    },
    picture: { htmlContent: "<p>Ecco: </p>", attachment: [{ name: file, content: base64 }] },
    yes: { messageId: "p1" },
    no: [
      [{ status: 400, body: { code: "invalid_parameter" } }, { next: "give_up" }],
      [{ status: 400, body: { code: "not_enough_credits" } }, { next: "stop" }],
      [{ status: 402, body: { code: "not_enough_credits" } }, { next: "stop" }],
      [
        { status: 400, body: { code: "duplicate_request" } },
        { ok: true, providerId: null },
      ],
      [
        { status: 400, body: { code: "duplicate_parameter", message: "Duplicate idempotencyKey" } },
        { ok: true },
      ],
    ],
  },
  postmark: {
    env: { POSTMARK_TOKEN: "pm-token", POSTMARK_STREAM: "mails" },
    knows: ({ headers }: Received) => headers["x-postmark-server-token"] === "pm-token",
    body: {
      From: quoted,
      To: mail.to,
      ReplyTo: mail.replyTo,
      Subject: mail.subject,
      HtmlBody: mail.html,
      TextBody: mail.text,
      MessageStream: "mails",
      TrackOpens: false,
      TrackLinks: "None",
      Headers: [
        ...headerList,
        { Name: "Message-ID", Value: `<${mail.id}@forno.example>` },
        { Name: "X-PM-KeepID", Value: "true" },
      ],
    },
    picture: {
      HtmlBody: withPicture,
      Attachments: [{ Name: file, Content: base64, ContentType: "image/png", ContentID: "cid:qr" }],
    },
    yes: { MessageID: "p1", ErrorCode: 0 },
    no: [
      [
        { status: 422, body: { ErrorCode: 300 } },
        { next: "give_up", reason: "HTTP 422 300" },
      ],
      [{ status: 422, body: { ErrorCode: 406, Message: "ada@example.com" } }, { bounced: true }],
      [{ status: 422, body: { ErrorCode: 10 } }, { next: "stop" }],
      [{ status: 422, body: { ErrorCode: 405 } }, { next: "stop" }],
      [{ status: 422, body: { ErrorCode: 100 } }, { next: "retry" }],
    ],
  },
  ses: {
    env: { SES_ACCESS_KEY: "AKIDEXAMPLE", SES_SECRET_KEY: "wJalr/secret+key", SES_REGION: "eu-south-1" },
    knows: (request: Received) =>
      request.headers.authorization?.includes("/eu-south-1/ses/aws4_request") === true &&
      request.headers.authorization.endsWith(`Signature=${signatureOf(request, "wJalr/secret+key")}`),
    body: {
      FromEmailAddress: `=?UTF-8?B?${Buffer.from(mail.from.name).toString("base64")}?= <marta@forno.example>`,
      Destination: { ToAddresses: [mail.to] },
      ReplyToAddresses: [mail.replyTo],
      Content: {
        Simple: {
          Subject: { Data: mail.subject, Charset: "UTF-8" },
          Body: {
            Text: { Data: mail.text, Charset: "UTF-8" },
            Html: { Data: mail.html, Charset: "UTF-8" },
          },
          Headers: headerList,
        },
      },
    },
    picture: {
      Content: {
        Simple: {
          Body: { Html: { Data: withPicture, Charset: "UTF-8" } },
          Attachments: [
            {
              FileName: file,
              RawContent: base64,
              ContentType: "image/png",
              ContentDisposition: "INLINE",
              ContentId: "qr",
              ContentTransferEncoding: "BASE64",
            },
          ],
        },
      },
    },
    yes: { MessageId: "p1" },
    no: [
      [amazon(400, "BadRequestException"), { next: "give_up" }],
      [amazon(400, "MessageRejected", "content"), { next: "give_up" }],
      [amazon(400, "MessageRejected", "Email address is not verified."), { next: "stop" }],
      [amazon(400, "SendingPausedException"), { next: "stop" }],
      [amazon(400, "LimitExceededException"), { next: "retry" }],
      [amazon(429, "TooManyRequestsException"), { next: "retry" }],
      [amazon(403, "InvalidSignatureException"), { next: "stop" }],
    ],
  },
} satisfies Record<string, Provider>;

interface Provider {
  env: Record<string, string>;
  knows: (request: Received) => boolean;
  body: Record<string, unknown>;
  /** What becomes of a picture. */
  picture: Record<string, unknown>;
  yes: Record<string, unknown>;
  no: [Answer, Record<string, unknown>][];
}

function amazon(status: number, type: string, message = ""): Answer {
  return {
    status,
    headers: { "x-amzn-errortype": `${type}:http://internal.amazon.com/` },
    body: { message },
  };
}

const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();

/** What every provider may answer, and what it means. */
const common: [string, Answer, Record<string, unknown>][] = [
  ["garbage with 200", { status: 200, body: "<html>{" }, { ok: true, providerId: null }],
  ["an acceptance whose body never ends", { status: 200, body: "{}", flow: "drip" }, { ok: true }],
  ["429 with seconds", busy("7"), { next: "retry", retryAfter: 7000 }],
  ["429 with nonsense", busy("soon"), { ok: false, reason: "HTTP 429", next: "retry" }],
  ["429 with eternity", busy("99999999999"), { retryAfter: 86_400_000 }],
  ["500", { status: 500, body: "<html>" }, { ok: false, reason: "HTTP 500", next: "retry" }],
  ["a key revoked", { status: 401 }, { ok: false, reason: "HTTP 401", next: "stop" }],
  ["an account closed", { status: 403 }, { next: "stop" }],
  ["a wrong address", { status: 404 }, { next: "stop" }],
  ["a redirect", { status: 302, headers: { Location: "/elsewhere" } }, { next: "retry" }],
  ["silence", { status: 200, flow: "hang" }, { ok: false, reason: "TimeoutError", next: "retry" }],
];

function busy(retryAfter: string): Answer {
  return { status: 429, headers: { "Retry-After": retryAfter } };
}

describe.each(Object.entries<Provider>(providers))("%s", (name, { env, knows, body, picture, yes, no }) => {
  const chosen = () => ({ MAILER: name, MAILER_URL: provider.url, ...env });

  /** The delivery when the provider answers so. */
  function ask(answer: Answer, patience?: number) {
    provider.told.answer = () => answer;
    return mailing.send(chosen(), mail, patience);
  }

  it("gets the whole mail once, knows who sends it, and names it", async ({ expect }) => {
    provider.received.length = 0;
    provider.told.answer = (request) => (knows(request) ? { status: 200, body: yes } : { status: 401 });
    expect(await mailing.send(chosen())).toEqual({ ok: true, providerId: "p1" });
    expect(provider.received.length).toBe(1);
    expect(provider.received[0]?.body).toMatchObject(body);
    for (const header of ["List-Unsubscribe", "List-Unsubscribe-Post"])
      expect(provider.received[0]?.text).toContain(JSON.stringify(mail.headers[header]));
  });

  it("gets a picture that the HTML shows, in the way that it knows", async ({ expect }) => {
    provider.received.length = 0;
    provider.told.answer = () => ({ status: 200, body: yes });
    await mailing.send(chosen(), aMail({ html: withPicture, pictures: [aPicture] }));
    expect(provider.received[0]?.body).toMatchObject(picture);
  });

  it.for(common)("understands %s", async ([, answer, meaning], { expect }) => {
    const isSlow = answer.flow !== undefined;
    expect(await ask(answer, isSlow ? 300 : undefined)).toMatchObject(meaning);
  });

  it("understands its own refusals, and repeats no word of them", async ({ expect }) => {
    for (const [answer, meaning] of no) {
      const delivery = await ask(answer);
      expect(delivery, JSON.stringify(answer)).toMatchObject(meaning);
      expect(JSON.stringify(delivery)).not.toContain("@");
    }
  });

  it("waits until the date that it is told, and comes back when nobody is there", async ({ expect }) => {
    const { retryAfter } = await ask(busy(inAnHour));
    expect(Number(retryAfter)).toBeGreaterThan(3_000_000);
    expect(Number(retryAfter)).toBeLessThanOrEqual(3_600_000);
    for (const MAILER_URL of ["http://127.0.0.1:9/", "http://no-such-name.invalid/"]) {
      expect(await mailing.send({ ...chosen(), MAILER_URL })).toMatchObject({ ok: false, next: "retry" });
    }
  });
});

describe("a repetition", () => {
  /** How many mails leave when a provider that goes by `keyOf` gets one mail three times and another once. */
  async function sent(name: "resend" | "brevo", keyOf: (request: Received) => unknown) {
    const keys = new Set<unknown>();
    provider.told.answer = (request) => {
      keys.add(keyOf(request));
      return { status: 200 };
    };
    const env = { MAILER: name, MAILER_URL: provider.url, ...providers[name].env };
    for (const each of [mail, mail, mail, aMail({ id: "another" })]) await mailing.send(env, each);
    return [...keys];
  }

  it("bears the same key, where the provider takes one", async ({ expect }) => {
    expect(await sent("resend", ({ headers }) => headers["idempotency-key"])).toEqual([mail.id, "another"]);
    const keys = await sent(
      "brevo",
      ({ body }) => /"idempotencyKey":"([^"]+)"/.exec(JSON.stringify(body))?.[1],
    );
    expect(keys).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)]);
  });
});
