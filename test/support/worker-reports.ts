import { env } from "cloudflare:workers";
import { newRowId } from "../../worker/tokens.ts";
import { noon } from "./worker-app.ts";

const at = new Date(noon).toISOString();

/** Reports in the shapes that the providers document, about the mail `m1` to Ada. */
export const documented = {
  resend: (type: string, data = {}) => ({
    type,
    created_at: at,
    data: {
      broadcast_id: "8b146471-e88e-4322-86af-016cd36fd216",
      created_at: at,
      email_id: "m1",
      from: "Marta <marta@forno.example>",
      to: ["ada@example.com"],
      subject: "La guida",
      tags: { category: "confirm_email" },
      ...data,
    },
  }),
  brevo: (event: string, more = {}) => ({
    event,
    email: "ada@example.com",
    id: 26224,
    date: "2027-03-10 12:00:00",
    ts: noon / 1000,
    "message-id": "m1",
    ts_event: noon / 1000,
    subject: "La guida",
    "X-Mailin-custom": "some_custom_header",
    sending_ip: "185.41.28.109",
    template_id: 22,
    tags: ["transac_messages"],
    ts_epoch: noon,
    ...more,
  }),
  postmark: (RecordType: string, more = {}) => ({
    RecordType,
    MessageStream: "outbound",
    MessageID: "m1",
    Email: "ada@example.com",
    From: "marta@forno.example",
    ServerID: 23,
    Tag: "Test",
    Metadata: {},
    ...more,
  }),
  ses: (eventType: string, more = {}) => ({
    eventType,
    mail: {
      timestamp: at,
      source: "Marta <marta@forno.example>",
      sendingAccountId: "123456789012",
      messageId: "m1",
      destination: ["ada@example.com"],
      headersTruncated: false,
      headers: [{ name: "To", value: "ada@example.com" }],
      tags: { "ses:configuration-set": ["imbuto"] },
    },
    ...more,
  }),
  cloudflare: (name: string, payload = {}) => ({
    type: `cf.email.sending.message.${name}`,
    source: { type: "email.sending", zoneId: "z1", domain: "forno.example" },
    payload: {
      eventId: "0190d0c4-7ea1-7af2-8b88-c1d2e3f4a5b6",
      messageId: "<m1>",
      sender: "marta@forno.example",
      recipient: "ada@example.com",
      subject: "La guida",
      terminal: name !== "deferred",
      ...payload,
    },
    metadata: { accountId: "a1", eventSubscriptionId: "s1", eventSchemaVersion: 1, eventTimestamp: at },
  }),
};

/** What became of a mail that is stored as having left. */
export interface Past {
  kind: "delivery" | "reminder" | "confirmation" | "campaign" | "sequence" | "notice";
  sentAt: number;
  is?: readonly ("delivered" | "hard" | "soft" | "complained")[];
}

/** Stores mails that leave and of which things are told, as statements of our own would write them. */
export async function storePast(pasts: readonly Past[], provider = "resend"): Promise<void> {
  const rows = pasts.map(({ kind, sentAt, is = [] }, place) => ({
    id: newRowId((length) => crypto.getRandomValues(new Uint8Array(length)), noon + place),
    kind: kind === "reminder" || kind === "delivery" ? "copy" : kind,
    about: kind === "reminder" ? '{"reminder":"unopened"}' : null,
    sentAt,
    ...Object.fromEntries(is.map((name) => [name, sentAt + 1000])),
  }));
  const at = (name: string) => `made.value ->> '${name}'`;
  for (let place = 0; place < rows.length; place += 2000) {
    const made = JSON.stringify(rows.slice(place, place + 2000));
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO message (id, kind, about, recipient, first_at, next_at, created_at)
         SELECT ${at("id")}, ${at("kind")}, ${at("about")}, iif(${at("kind")} = 'notice', 'marta@forno.example', NULL),
           ${at("sentAt")}, ${at("sentAt")}, ${at("sentAt")} FROM json_each(?1) AS made`,
      ).bind(made),
      env.DB.prepare(
        `UPDATE message SET status = 'sent', sent_at = ${at("sentAt")}, provider = ?2
           FROM json_each(?1) AS made WHERE message.id = ${at("id")}`,
      ).bind(made, provider),
      env.DB.prepare(
        `UPDATE message SET delivered_at = ${at("delivered")}, hard_at = ${at("hard")}, soft_at = ${at("soft")},
           complained_at = ${at("complained")}
           FROM json_each(?1) AS made WHERE message.id = ${at("id")}`,
      ).bind(made),
    ]);
  }
}
