import { beforeEach, describe, it } from "vitest";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { anApp, freshDatabase, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const minute = 60_000;

describe("the outbox", () => {
  it("keeps what could not leave, and tries again later each time, give or take a fifth", async ({
    expect,
  }) => {
    const app = anApp();
    app.mailing.answer = { ok: false, reason: "HTTP 503", next: "retry" };
    await submit(app, "guida", ada);
    for (const wait of [1, 4, 16, 64, 256]) {
      const [message] = await rowsOf("message");
      expect(message).toMatchObject({ status: "queued", failure: "HTTP 503", lease: null });
      const pause = (Number(message?.next_at) - app.clock.now) / minute;
      expect(pause).toBeGreaterThanOrEqual(wait * 0.8);
      expect(pause).toBeLessThanOrEqual(wait * 1.2);
      const before = app.mails.length;
      app.clock.now = Number(message?.next_at) - 1;
      await sweepOutbox(app.deps);
      expect(app.mails.length).toBe(before);
      app.clock.now += 1;
      await sweepOutbox(app.deps);
      expect(app.mails.length).toBe(before + 1);
    }
    app.mailing.answer = { ok: true, providerId: "p9" };
    app.clock.now += 1500 * minute;
    await sweepOutbox(app.deps);
    expect(await rowsOf("message")).toMatchObject([
      { status: "sent", attempts: 7, provider_id: "p9", failure: null, sent_at: app.clock.now },
    ]);
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(7);
  });

  it("gives up after ten tries or 75 hours, and keeps the message for a person to see", async ({
    expect,
  }) => {
    const app = anApp();
    app.mailing.answer = { ok: false, reason: "HTTP 500", next: "retry" };
    await submit(app, "guida", ada);
    for (let hour = 0; hour < 200; hour += 1) {
      app.clock.now += 60 * minute;
      await sweepOutbox(app.deps);
    }
    const [message] = await rowsOf("message");
    expect(message).toMatchObject({ status: "dead", failure: "HTTP 500" });
    expect(app.mails.length).toBeLessThanOrEqual(10);
    expect(await (await app.ask("/health")).json()).toMatchObject({ outbox: { waiting: 0, dead: 1 } });
  });

  it("waits as long as the provider asks", async ({ expect }) => {
    const app = anApp();
    app.mailing.answer = { ok: false, reason: "HTTP 429", next: "retry", retryAfter: 30 * minute };
    await submit(app, "guida", ada);
    expect(await rowsOf("message")).toMatchObject([{ next_at: app.clock.now + 30 * minute }]);
  });

  it("spends no tries while the key is revoked", async ({ expect }) => {
    const app = anApp();
    app.mailing.answer = { ok: false, reason: "HTTP 401", next: "stop" };
    await submit(app, "guida", ada);
    for (let round = 0; round < 20; round += 1) {
      app.clock.now += 15 * minute;
      await sweepOutbox(app.deps);
    }
    expect(await rowsOf("message")).toMatchObject([{ status: "queued", attempts: 0, failure: "HTTP 401" }]);
    expect(app.lines).toContainEqual(expect.objectContaining({ event: "mail", result: "held" }));
  });

  it("takes over from a sender that died, and sends once when two sweep at once", async ({ expect }) => {
    const app = anApp();
    const stuck = anApp({ mailer: { name: "dies", send: () => Promise.reject(new Error("killed")) } });
    await submit(stuck, "guida", ada);
    expect(await rowsOf("message")).toMatchObject([{ status: "leased" }]);
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(0);
    app.clock.now += 2 * minute;
    await Promise.all([sweepOutbox(app.deps), sweepOutbox(app.deps), sweepOutbox(app.deps)]);
    expect(app.mails.length).toBe(1);
    expect(await rowsOf("message")).toMatchObject([{ status: "sent", attempts: 2 }]);
  });

  it("waits without a mailer, and the submission does not mind", async ({ expect }) => {
    const app = anApp({ mailer: null });
    expect((await submit(app, "guida", ada)).status).toBe(303);
    await sweepOutbox(app.deps);
    expect(await rowsOf("message")).toMatchObject([{ status: "queued", attempts: 0 }]);
    const later = anApp();
    await sweepOutbox(later.deps);
    expect(later.mails.length).toBe(1);
  });

  it("gives up what the catalog no longer knows", async ({ expect }) => {
    const app = anApp({ mailer: null });
    await submit(app, "guida", ada);
    await sweepOutbox(anApp({ catalog: aCatalog((catalog) => void delete catalog.landings.guida) }).deps);
    expect(await rowsOf("message")).toMatchObject([{ status: "dead", failure: "no longer in the catalog" }]);
  });
});
