import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { everything, freshDatabase, noon } from "../support/worker-app.ts";
import { aListeningApp, report } from "../support/worker-hooks.ts";
import { storePast } from "../support/worker-reports.ts";

beforeEach(freshDatabase);

const events = ["delivered", "soft_bounce", "hard_bounce", "spam", "deferred"] as const;
const columns = ["delivered_at", "soft_at", "hard_at", "complained_at", "deferred_at"] as const;

/** What Brevo tells of the mail `place`, in full; an hour ago, so that nobody waits for a mail that is not ours. */
const told = (place: number, at = noon - 3_600_000) => ({
  event: events[place % events.length],
  email: `reader-${place}@example.com`,
  id: 26_224,
  date: "2027-03-10 12:00:00",
  ts: at / 1000,
  "message-id": `<2027031011.${place}@smtp-relay.example>`,
  ts_event: at / 1000,
  ts_epoch: at,
  subject: "Il pane di primavera, e che cosa se ne fa il giorno dopo",
  "X-Mailin-custom": "imbuto",
  sending_ip: "203.0.113.9",
  template_id: 0,
  tags: ["campaigns"],
  reason: "The recipient's server said: 452 4.2.2 the mailbox is over its quota",
});

/** Stores `n` mails of a campaign that Brevo took. */
async function storeSent(n: number): Promise<void> {
  await storePast(
    Array.from({ length: n }, () => ({ kind: "campaign", sentAt: noon - 7_200_000 }) as const),
    "brevo",
  );
  await env.DB.prepare(
    "UPDATE message SET provider_id = '<2027031011.' || (rowid - 1) || '@smtp-relay.example>'",
  ).run();
}

const counts = () =>
  env.DB.prepare(
    `SELECT ${columns.map((column) => `count(${column}) AS ${column}`).join(", ")} FROM message`,
  ).first<Record<string, number>>();

describe("a thousand reports in one call", () => {
  it("are taken whole, each for its mail, and once; those of mails that are none of ours are let go", async ({
    expect,
  }) => {
    const { app } = aListeningApp();
    await storeSent(1000);
    const batch = Array.from({ length: 1500 }, (_, place) => told(place));
    expect(JSON.stringify(batch).length).toBeGreaterThan(512 * 1024);
    expect((await report(app, "brevo", batch)).status).toBe(200);
    expect(await counts()).toEqual(Object.fromEntries(columns.map((column) => [column, 200])));
    const before = await everything();
    expect((await report(app, "brevo", batch.toReversed())).status).toBe(200);
    expect(await everything()).toEqual(before);
  });

  it("are told again where one of them came sooner than we know of its mail; the others are kept at once", async ({
    expect,
  }) => {
    const { app } = aListeningApp();
    await storeSent(2);
    const batch = [told(0), told(1), told(2, noon - 1000)];
    expect((await report(app, "brevo", batch)).status).toBe(503);
    expect(await counts()).toMatchObject({ delivered_at: 1, soft_at: 1, hard_at: 0 });
    await env.DB.prepare("UPDATE message SET provider_id = ?1 WHERE provider_id = ?2")
      .bind(told(2)["message-id"], told(1)["message-id"])
      .run();
    expect((await report(app, "brevo", batch)).status).toBe(200);
    expect(await counts()).toMatchObject({ delivered_at: 1, soft_at: 1, hard_at: 1 });
  });

  it("with nonsense among them lose only that", async ({ expect }) => {
    const { app } = aListeningApp();
    await storeSent(1);
    const nonsense = [null, 7, "delivered", [], { event: "delivered" }, { ...told(0), event: "constructor" }];
    expect((await report(app, "brevo", [...nonsense, told(0)])).status).toBe(200);
    expect(await counts()).toMatchObject({ delivered_at: 1 });
  });
});
