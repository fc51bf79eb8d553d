import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import { reasonIn } from "../../worker/hooks/event.ts";
import { takeReports } from "../../worker/queue.ts";
import { keepEvents } from "../../worker/store/provider-events.ts";
import { anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { readDesk } from "../support/worker-desk.ts";
import { aListeningApp, report, sent } from "../support/worker-hooks.ts";
import { documented } from "../support/worker-reports.ts";

beforeEach(freshDatabase);

const { resend, brevo, postmark, ses, cloudflare } = documented;
const at = new Date(noon).toISOString();
const unknownUser = "550 5.1.1 <ada@example.com> user unknown";
const inert = "550 5.1.1 <…> user unknown";

describe("what providers document", () => {
  const bounce = (bounceType: string, more = {}) => ({
    bounce: {
      bounceType,
      bounceSubType: "General",
      bouncedRecipients: [
        {
          emailAddress: "ada@example.com",
          action: "failed",
          status: "5.1.1",
          diagnosticCode: `smtp; ${unknownUser}`,
        },
      ],
      timestamp: at,
      feedbackId: "f1",
      reportingMTA: "dsn; mta.example.com",
      ...more,
    },
  });
  const delay = {
    deliveryDelay: {
      timestamp: at,
      delayType: "TransientCommunicationFailure",
      expirationTime: at,
      delayedRecipients: [
        { emailAddress: "ada@example.com", status: "4.4.1", diagnosticCode: "smtp; 421 4.4.1 busy" },
      ],
    },
  };
  const complaint = (more = {}) => ({
    complaint: {
      complainedRecipients: [{ emailAddress: "ada@example.com" }],
      timestamp: at,
      feedbackId: "f2",
      ...more,
    },
  });
  const told = { Description: "The server was unable to deliver your message.", Details: unknownUser };
  type Told = ["resend" | "brevo" | "postmark" | "ses", unknown, Record<string, unknown> | null];
  const reports: Told[] = [
    ["resend", resend("email.delivered"), { delivered_at: noon, bounce: null }],
    ["resend", resend("email.delivery_delayed"), { deferred_at: noon, bounce: null }],
    [
      "resend",
      resend("email.bounced", { bounce: { message: unknownUser, subType: "General", type: "Permanent" } }),
      { hard_at: noon, bounce: "hard", reason: inert },
    ],
    [
      "resend",
      resend("email.bounced", { bounce: { message: "Mailbox full", subType: "x", type: "Transient" } }),
      { soft_at: noon, bounce: "soft", reason: "Mailbox full" },
    ],
    [
      "resend",
      resend("email.suppressed", {
        suppressed: { message: "On the list", type: "OnAccountSuppressionList" },
      }),
      { hard_at: noon, bounce: "hard", reason: "On the list" },
    ],
    ["resend", resend("email.complained"), { complained_at: noon, bounce: "complaint" }],
    ["resend", resend("email.opened"), null],
    ["brevo", brevo("delivered"), { delivered_at: noon }],
    ["brevo", brevo("deferred", { reason: "451 later" }), { deferred_at: noon, bounce: null, reason: null }],
    ["brevo", brevo("soft_bounce", { reason: "mailbox full" }), { soft_at: noon, reason: "mailbox full" }],
    ["brevo", brevo("hard_bounce", { reason: unknownUser }), { hard_at: noon, reason: inert }],
    ["brevo", brevo("spam"), { complained_at: noon, bounce: "complaint" }],
    ["brevo", brevo("unique_opened"), null],
    ["brevo", brevo("constructor"), null],
    ["postmark", postmark("Delivery", { DeliveredAt: at, Details: "250 OK" }), { delivered_at: noon }],
    [
      "postmark",
      postmark("Bounce", { ID: 42, Type: "HardBounce", TypeCode: 1, BouncedAt: at, ...told }),
      { hard_at: noon, reason: inert },
    ],
    [
      "postmark",
      postmark("Bounce", { ID: 43, Type: "Transient", TypeCode: 2, BouncedAt: at, ...told }),
      { deferred_at: noon, bounce: null },
    ],
    [
      "postmark",
      postmark("Bounce", { ID: 44, Type: "SoftBounce", BouncedAt: at, Description: "Full" }),
      { soft_at: noon, reason: "Full" },
    ],
    [
      "postmark",
      postmark("SpamComplaint", { ID: 45, Type: "SpamComplaint", BouncedAt: at, Details: "" }),
      { complained_at: noon, bounce: "complaint" },
    ],
    ["postmark", postmark("Open", { ReceivedAt: at }), null],
    [
      "ses",
      ses("Delivery", {
        delivery: { timestamp: at, smtpResponse: "250 ok", recipients: ["ada@example.com"] },
      }),
      { delivered_at: noon },
    ],
    ["ses", ses("DeliveryDelay", delay), { deferred_at: noon, bounce: null }],
    ["ses", ses("Bounce", bounce("Permanent")), { hard_at: noon, reason: `smtp; ${inert}` }],
    ["ses", ses("Bounce", bounce("Transient")), { soft_at: noon, reason: `smtp; ${inert}` }],
    [
      "ses",
      ses("Complaint", complaint({ complaintFeedbackType: "abuse" })),
      { complained_at: noon, reason: "abuse" },
    ],
    ["ses", ses("Complaint", complaint({ complaintFeedbackType: "not-spam" })), null],
    [
      "ses",
      ses("Complaint", complaint({ complaintSubType: "OnAccountSuppressionList" })),
      { complained_at: null, hard_at: noon },
    ],
    ["ses", ses("Send", { send: {} }), null],
  ];

  it("is written down, each thing with its moment and its reason, and what else they tell is let go", async ({
    expect,
  }) => {
    for (const [place, [provider, body, becomes]] of reports.entries()) {
      await freshDatabase();
      const { app } = aListeningApp();
      await sent(app, "ada@example.com", "m1");
      const name = `${provider} ${place}`;
      for (const again of [1, 2]) expect((await report(app, provider, body)).status, name + again).toBe(200);
      expect(await rowsOf("provider_event"), name).toHaveLength(becomes === null ? 0 : 1);
      const none = {
        delivered_at: null,
        deferred_at: null,
        soft_at: null,
        hard_at: null,
        complained_at: null,
      };
      expect((await rowsOf("message"))[0], name).toMatchObject({ ...none, ...becomes });
    }
  }, 120_000);

  const handed: [string, object, Record<string, unknown> | null][] = [
    [
      "delivered",
      { delivery: { status: "delivered", smtpStatusCode: "250", smtpResponse: "250 2.0.0 OK" } },
      { delivered_at: noon },
    ],
    ["deferred", { delivery: { status: "deferred", smtpResponse: "421 later" } }, { deferred_at: noon }],
    ["bounced", { bounce: { type: "hard", reason: unknownUser } }, { hard_at: noon, reason: inert }],
    ["bounced", { bounce: { type: "soft", reason: "full" } }, { soft_at: noon, reason: "full" }],
    ["rejected", { rejection: { party: "recipient", detail: "suppressed: hard bounce" } }, { hard_at: noon }],
    ["failed", { failure: { reason: "internal" } }, { soft_at: noon, reason: "internal" }],
    ["complained", { complaint: { type: "abuse" } }, { complained_at: noon }],
    ["opened", {}, null],
  ];

  it("comes from Cloudflare through a queue, and once more when it comes too soon", async ({ expect }) => {
    for (const [name, payload, becomes] of handed) {
      await freshDatabase();
      const app = anApp();
      const body = cloudflare(name, payload);
      expect(await takeReports(app.deps, [body])).toBe(becomes !== null);
      await sent(app, "ada@example.com", "<m1>");
      const bodies = [body, { message: "m".repeat(22) }, { type: "cf.other" }, body, null];
      expect(await takeReports(app.deps, bodies), name).toBe(false);
      expect((await rowsOf("message"))[0], name).toMatchObject({ delivered_at: null, ...becomes });
    }
  });
});

describe("a provider's reason", () => {
  it("is one line without addresses, cut, and turns no letters round", async ({ expect }) => {
    expect(reasonIn("550 <ada@example.com>\r\nX: \u202Enow\u0000 ada@x")).toBe("550 <…> X: now …");
    expect(reasonIn(null, " \n", "", "x")).toBe("x");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (text) => {
        const reason = reasonIn(text) ?? "";
        return (
          [...reason].length <= 200 &&
          !/@|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(reason) &&
          reason === reason.trim()
        );
      }),
      { numRuns: 2000 },
    );
    const { app } = aListeningApp();
    const { lead_id: lead } = await sent(app, "ada@example.com", "m1");
    const evil = `<img src=x onerror=alert(1)> ${"ì".repeat(300)}`;
    await report(app, "brevo", brevo("hard_bounce", { reason: evil }));
    for (const page of ["/admin/mail", `/admin/leads/${lead}`]) {
      const html = await readDesk(app, page);
      expect(html).toContain("&lt;img src=x onerror=alert(1)&gt; ììì");
      expect(html).not.toContain("<img src=x");
    }
  });
});

describe("reports in any order, told any number of times, in calls of any size", () => {
  const kinds = ["delivered", "deferred", "hard", "soft", "complaint"] as const;
  const columns = {
    delivered: "delivered_at",
    deferred: "deferred_at",
    hard: "hard_at",
    soft: "soft_at",
    complaint: "complained_at",
  };
  const story = fc.uniqueArray(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(10_000) }), {
    selector: ({ at: moment }) => moment,
    maxLength: 7,
  });

  it("come to the same as a plain model has it", async ({ expect }) => {
    const app = anApp();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(story, fc.infiniteStream(fc.nat()), async (told, dice) => {
        run += 1;
        const mail = `run-${run}`;
        const next = () => dice.next().value as number;
        await sent(app, `ada-${run}@example.com`, mail);
        const events = told.map(({ kind, at: moment }, place) => ({
          ...{ id: `${mail} ${place}`, kind, at: noon - 20_000 + moment, mail, message: null },
          reason: `${kind} ${moment}`,
        }));
        const order = [...events, ...events.filter(() => next() % 2 === 0)].sort(() => (next() % 2) - 0.5);
        for (let place = 0; place < order.length; ) {
          const size = 1 + (next() % 3);
          app.clock.now += 1;
          await keepEvents(app.deps.db, {
            provider: "resend",
            events: order.slice(place, place + size),
            now: app.clock.now,
          });
          place += size;
        }
        const first = (kind: string) => {
          const moments = events.filter((event) => event.kind === kind).map((event) => event.at);
          return moments.length === 0 ? null : Math.min(...moments);
        };
        const worst = (["complaint", "hard", "soft"] as const).find((kind) => first(kind) !== null);
        const cause = events.find((event) => event.kind === worst && event.at === first(event.kind));
        const row = (await rowsOf("message")).find(({ provider_id: id }) => id === mail);
        expect(row).toMatchObject({
          ...Object.fromEntries(kinds.map((kind) => [columns[kind], first(kind)])),
          bounce: worst ?? null,
          bounced_at: cause?.at ?? null,
          reason: cause?.reason ?? null,
        });
        const held = (await rowsOf("suppression")).find(({ inbox }) => inbox === row?.inbox);
        const reason = worst === "complaint" ? "complaint" : worst === "hard" ? "bounce" : undefined;
        expect(held?.reason).toBe(reason);
        const counts = await rowsOf("mail_report");
        const sum = (name: string) => counts.reduce((n, count) => n + Number(count[name]), 0);
        const messages = await rowsOf("message");
        const having = (name: string) => messages.filter((message) => message[name] !== null).length;
        expect([sum("sent"), sum("delivered"), sum("hard"), sum("soft"), sum("complained")]).toEqual(
          ["sent_at", "delivered_at", "hard_at", "soft_at", "complained_at"].map(having),
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("ask the database once however many a call brings", async ({ expect }) => {
    const { app } = aListeningApp();
    await sent(app, "ada@example.com", "m1");
    const events = Array.from({ length: 1000 }, (_, place) => brevo("soft_bounce", { ts_event: place + 1 }));
    const asked = { batches: 0 };
    const { db } = app.deps;
    const batch = db.batch.bind(db);
    app.deps.db.batch = (statements) => {
      asked.batches += 1;
      return batch(statements);
    };
    const slim = events.map(({ event, ts_event, ...rest }) => ({
      event,
      ts_event,
      "message-id": rest["message-id"],
    }));
    expect((await report(app, "brevo", slim)).status).toBe(200);
    app.deps.db.batch = batch;
    expect(asked.batches).toBe(1);
    expect(await rowsOf("provider_event")).toHaveLength(1000);
    expect(await rowsOf("suppression"), "one mail that came back often is one").toEqual([]);
  });
});
