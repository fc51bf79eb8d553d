import { beforeEach, describe, it } from "vitest";
import { suppressBounced } from "../../worker/store/provider-events.ts";
import { everything, freshDatabase, noon, rowsOf, submit } from "../support/worker-app.ts";
import {
  aListeningApp,
  asSns,
  certificateUrl,
  headersOf,
  postHook,
  report,
  secrets,
  sent,
  signedBySvix,
} from "../support/worker-hooks.ts";

beforeEach(freshDatabase);

type Provider = keyof typeof secrets;
const at = new Date(noon).toISOString();
const resend = (type: string, data = {}) => ({
  type,
  created_at: at,
  data: {
    email_id: "m1",
    to: ["ada@example.com"],
    from: "Marta <marta@forno.example>",
    subject: "La guida",
    ...data,
  },
});
const brevo = (event: string, id = "<m1>") => ({
  event,
  email: "ada@example.com",
  id: 26224,
  date: "2027-03-10 12:00:00",
  ts: noon / 1000,
  "message-id": id,
  ts_event: noon / 1000,
  subject: "La guida",
});
const postmark = (RecordType: string, more = {}) => ({
  RecordType,
  MessageID: "m1",
  Email: "ada@example.com",
  ServerID: 23,
  MessageStream: "outbound",
  ...more,
});
const ses = (eventType: string, more = {}) => ({
  eventType,
  mail: { timestamp: at, messageId: "m1", destination: ["ada@example.com"] },
  ...more,
});

describe("what a provider reports", () => {
  const reports: [string, Provider, unknown, string][] = [
    ["Resend: delivered", "resend", resend("email.delivered"), "delivered"],
    [
      "Resend: bounced for good",
      "resend",
      resend("email.bounced", { bounce: { type: "Permanent", subType: "General" } }),
      "hard",
    ],
    ["Resend: bounced for now", "resend", resend("email.bounced", { bounce: { type: "Transient" } }), "soft"],
    ["Resend: complained", "resend", resend("email.complained"), "complaint"],
    ["Resend: suppressed", "resend", resend("email.suppressed"), "hard"],
    ["Brevo: delivered", "brevo", brevo("delivered"), "delivered"],
    ["Brevo: hard bounce", "brevo", brevo("hard_bounce"), "hard"],
    ["Brevo: invalid", "brevo", brevo("invalid_email"), "hard"],
    ["Brevo: soft bounce", "brevo", brevo("soft_bounce", "m1"), "soft"],
    ["Brevo: spam", "brevo", brevo("spam"), "complaint"],
    ["Brevo: unsubscribed", "brevo", [brevo("opened"), brevo("unsubscribed")], "unsubscribed"],
    ["Postmark: delivered", "postmark", postmark("Delivery", { DeliveredAt: at }), "delivered"],
    [
      "Postmark: hard bounce",
      "postmark",
      postmark("Bounce", { ID: 42, Type: "HardBounce", TypeCode: 1, BouncedAt: at }),
      "hard",
    ],
    [
      "Postmark: soft bounce",
      "postmark",
      postmark("Bounce", { ID: 43, Type: "SoftBounce", BouncedAt: at }),
      "soft",
    ],
    [
      "Postmark: complaint",
      "postmark",
      postmark("SpamComplaint", { ID: 44, Type: "SpamComplaint", BouncedAt: at }),
      "complaint",
    ],
    [
      "Postmark: unsubscribed",
      "postmark",
      postmark("SubscriptionChange", {
        ChangedAt: at,
        SuppressSending: true,
        SuppressionReason: "ManualSuppression",
      }),
      "unsubscribed",
    ],
    ["SES: delivered", "ses", ses("Delivery", { delivery: { timestamp: at } }), "delivered"],
    [
      "SES: hard bounce",
      "ses",
      ses("Bounce", { bounce: { bounceType: "Permanent", timestamp: at } }),
      "hard",
    ],
    [
      "SES: soft bounce",
      "ses",
      ses("Bounce", { bounce: { bounceType: "Transient", timestamp: at } }),
      "soft",
    ],
    [
      "SES: complaint",
      "ses",
      { ...ses("Complaint"), eventType: undefined, notificationType: "Complaint" },
      "complaint",
    ],
  ];
  const reasons: Record<string, string> = {
    hard: "bounce",
    complaint: "complaint",
    unsubscribed: "unsubscribed",
  };

  it.for(reports)("%s", async ([, provider, body, kind], { expect }) => {
    const { app } = aListeningApp();
    const message = await sent(app, "ada@example.com", provider === "brevo" ? "<m1>" : "m1");
    const tries = await Promise.all([report(app, provider, body), report(app, provider, body)]);
    for (const answer of [...tries, await report(app, provider, body)]) expect(answer.status).toBe(200);
    expect(await rowsOf("provider_event")).toMatchObject([{ provider, kind, message_id: message.id }]);
    const bounce = ["hard", "soft", "complaint"].includes(kind) ? kind : null;
    const [after] = await rowsOf("message");
    expect(after).toMatchObject({
      bounce,
      bounced_at: bounce && noon,
      delivered_at: kind === "delivered" ? noon : null,
    });
    const reason = reasons[kind];
    expect(await rowsOf("suppression")).toMatchObject(
      reason === undefined ? [] : [{ inbox: message.inbox, reason, at: noon }],
    );
    const withdrawn = (await rowsOf("receipt")).filter(({ granted }) => granted === 0);
    expect(withdrawn.map(({ purpose, channel, message_id }) => [purpose, channel, message_id])).toEqual(
      kind === "unsubscribed" ? [["marketing", "hook", message.id]] : [],
    );
  });

  it("keeps every further mail from an inbox that bounced, in whatever order it is told", async ({
    expect,
  }) => {
    const { app } = aListeningApp();
    await sent(app, "ada@example.com", "m1");
    await report(app, "resend", resend("email.bounced", { bounce: { type: "Permanent" } }), "e1");
    await report(app, "resend", resend("email.delivered"), "e2");
    await report(app, "resend", resend("email.bounced", { bounce: { type: "Transient" } }), "e3");
    expect(await rowsOf("message")).toMatchObject([{ bounce: "hard", delivered_at: noon }]);
    const before = app.mails.length;
    await submit(app, "doppia", { email: "Ada+pane@example.com", nome: "Ada" });
    await submit(app, "en/guide", { email: "ADA@example.com" });
    expect(app.mails.length).toBe(before);
    expect((await rowsOf("message")).slice(1).every(({ status }) => status === "withheld")).toBe(true);
    await report(app, "resend", resend("email.complained"), "e4");
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "complaint" }]);
    await report(app, "resend", resend("email.bounced", { bounce: { type: "Permanent" } }), "e5");
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "complaint" }]);
  });

  it("takes the third mail in thirty days that came back for now as one too many", async ({ expect }) => {
    const { app } = aListeningApp();
    const soft = (email_id: string) => resend("email.bounced", { email_id, bounce: { type: "Transient" } });
    for (const [place, landing] of ["m1", "m2", "m3"].entries()) {
      app.clock.now = noon + place * 86_400_000;
      await sent(app, "ada@example.com", landing);
      expect(await rowsOf("suppression")).toEqual([]);
      const body = { ...soft(landing), created_at: new Date(app.clock.now).toISOString() };
      await report(app, "resend", body, `${landing}a`);
      await report(app, "resend", body, `${landing}b`);
    }
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "bounce" }]);
  });

  it("holds back what still waits for an inbox that is no good", async ({ expect }) => {
    const { app } = aListeningApp();
    const message = await sent(app, "ada@example.com", "m1");
    app.mailing.answer = { ok: false, next: "retry", reason: "HTTP 503" };
    await submit(app, "en/guide", { email: "ada@example.com" });
    await suppressBounced(app.deps.db, [String(message.id)], noon);
    expect((await rowsOf("message")).map(({ status, failure }) => [status, failure]).sort()).toEqual([
      ["sent", null],
      ["withheld", "suppressed"],
    ]);
    expect(await rowsOf("suppression")).toMatchObject([{ inbox: message.inbox, reason: "bounce" }]);
  });

  it("is told once more when it comes sooner than we know of the mail, and forgotten when it is none of ours", async ({
    expect,
  }) => {
    const { app } = aListeningApp();
    expect((await report(app, "resend", resend("email.delivered"))).status).toBe(503);
    app.clock.now += 61_000;
    expect((await report(app, "resend", resend("email.delivered"))).status).toBe(200);
    expect(await rowsOf("provider_event")).toEqual([]);
  });
});

describe("what only looks like a provider's report", () => {
  it("changes nothing", async ({ expect }) => {
    const { app, fetched } = aListeningApp();
    await sent(app, "ada@example.com", "m1");
    const text = JSON.stringify(resend("email.complained"));
    const good = await headersOf("resend", text, "e1");
    const seconds = noon / 1000;
    const flipped = good && "svix-signature" in good ? good["svix-signature"].replace(/.{3}=$/, "AAA=") : "";
    const sns = async (change: Record<string, string>, after: Record<string, string> = {}) =>
      JSON.stringify({
        ...(await asSns({ Message: JSON.stringify(ses("Complaint")), ...change })),
        ...after,
      });
    const elsewhere = (host: string) => `https://${host}/SimpleNotificationService-1.pem`;
    const lies: [string, string, string, Record<string, string>?][] = [
      ["no signature", "resend", text],
      ["a signature over another text", "resend", `${text} `, good],
      ["a flipped signature", "resend", text, { ...good, "svix-signature": flipped }],
      ["another id", "resend", text, { ...good, "svix-id": "e2" }],
      ["an old one", "resend", text, await signedBySvix(text, "e1", seconds - 301)],
      ["one of tomorrow", "resend", text, await signedBySvix(text, "e1", seconds + 301)],
      ["another secret", "resend", text, await signedBySvix(text, "e1", seconds, `whsec_${btoa("another")}`)],
      ["no secret", "brevo", text],
      ["half a secret", "brevo", text, { Authorization: `Bearer ${secrets.brevo.slice(0, 9)}` }],
      ["another's secret", "postmark", text, { Authorization: `Bearer ${secrets.brevo}` }],
      ["no base64", "postmark", text, { Authorization: "Basic %%%" }],
      ["a changed message", "ses", await sns({}, { Message: JSON.stringify(ses("Bounce")) })],
      ["another topic", "ses", await sns({ TopicArn: "arn:aws:sns:eu-south-1:999999999999:imbuto" })],
      ["yesterday's", "ses", await sns({ Timestamp: new Date(noon - 86_400_001).toISOString() })],
      ["no time", "ses", await sns({ Timestamp: "now" })],
      ["a certificate elsewhere", "ses", await sns({ SigningCertURL: elsewhere("sns.evil.example") })],
      [
        "a certificate nearby",
        "ses",
        await sns({ SigningCertURL: elsewhere("sns.eu-south-1.amazonaws.com.evil.example") }),
      ],
      ["a certificate of a bucket", "ses", await sns({ SigningCertURL: elsewhere("sns.s3.amazonaws.com") })],
      [
        "a certificate in the clear",
        "ses",
        await sns({ SigningCertURL: certificateUrl.replace("https", "http") }),
      ],
      [
        "a certificate behind a name",
        "ses",
        await sns({ SigningCertURL: certificateUrl.replace("://", "://a@") }),
      ],
      ["version 3", "ses", (await sns({})).replace('"SignatureVersion":"2"', '"SignatureVersion":"3"')],
      ["no JSON", "ses", "{"],
    ];
    const before = await everything();
    for (const [name, provider, body, headers] of lies) {
      const answer = await postHook(app, provider, body, headers);
      expect([answer.status, await answer.text()], name).toEqual([
        401,
        '{"code":"unauthorized","status":401,"title":"Unauthorized"}',
      ]);
    }
    expect(fetched.filter((url) => url !== certificateUrl)).toEqual([]);
    expect((await postHook(app, "mailgun", "{}")).status).toBe(404);
    expect((await postHook(app, "constructor", "{}")).status).toBe(404);
    expect((await postHook(app, "brevo", "x".repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await app.ask("/hooks/brevo")).headers.get("Allow")).toBe("POST");
    expect(await everything()).toEqual(before);
    expect(await rowsOf("provider_event")).toEqual([]);
  });

  it("says yes to Amazon's question for our own topic alone, under either version of its signature", async ({
    expect,
  }) => {
    const { app, fetched } = aListeningApp();
    const SubscribeURL = "https://sns.eu-south-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
    const asked = { Type: "SubscriptionConfirmation", Token: "t", SubscribeURL, SignatureVersion: "1" };
    const ask = async (change: Record<string, string>) =>
      (await postHook(app, "ses", JSON.stringify(await asSns({ ...asked, ...change })))).status;
    expect(await ask({})).toBe(200);
    expect(await ask({ TopicArn: "arn:aws:sns:eu-south-1:1:other" })).toBe(401);
    expect(await ask({ SubscribeURL: "https://evil.example/?Action=ConfirmSubscription" })).toBe(200);
    expect(fetched.filter((url) => !url.endsWith(".pem"))).toEqual([SubscribeURL]);
  });
});
