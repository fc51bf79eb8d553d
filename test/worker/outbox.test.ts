import { beforeEach, describe, it } from "vitest";
import type { Delivery } from "../../worker/mail/mailer.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { takeJobs } from "../../worker/queue.ts";
import { anApp, faultyDatabase, freshDatabase, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const minute = 60_000;
const hour = 60 * minute;
const withLastingGrants = aCatalog((catalog) => {
  for (const magnet of Object.values(catalog.magnets)) magnet.expires = 365 * 86_400;
});
const answerOk: Delivery = { ok: true, providerId: "p1" };

/** A database that is gone after so many batches. */
function dyingDatabase(after: number) {
  return faultyDatabase((call) => {
    if (call > after) throw new Error("killed");
  });
}

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

  it("gives up after ten tries in 75 hours, give or take a fifth, and keeps the message for a person to see", async ({
    expect,
  }) => {
    const app = anApp({ catalog: withLastingGrants });
    app.mailing.answer = { ok: false, reason: "HTTP 500", next: "retry" };
    await submit(app, "guida", ada);
    const begun = app.clock.now;
    for (let round = 0; round < 9; round += 1) {
      app.clock.now = Number((await rowsOf("message"))[0]?.next_at);
      await sweepOutbox(app.deps);
    }
    const [message] = await rowsOf("message");
    expect(message).toMatchObject({ status: "dead", failure: "HTTP 500", attempts: 10 });
    expect(app.mails.length).toBe(10);
    expect((app.clock.now - begun) / hour).toBeGreaterThan(75 * 0.8);
    expect((app.clock.now - begun) / hour).toBeLessThan(75 * 1.2);
    expect(await rowsOf("alarm")).toMatchObject([{ name: "dead-letters", detail: "HTTP 500" }]);
    app.clock.now += 1000 * hour;
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(10);
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
    // Nobody else asks the provider now: those who come next wait.
    for (const email of ["b@example.com", "c@example.com"]) await submit(app, "guida", { email });
    expect(app.mails.length).toBe(1);
    for (let round = 0; round < 60; round += 1) {
      app.clock.now += minute;
      await sweepOutbox(app.deps);
    }
    // One probe a quarter of an hour, however often the clock comes by.
    expect(app.mails.length).toBe(1 + 4);
    expect((await rowsOf("message")).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["queued", 0],
      ["queued", 0],
      ["queued", 0],
    ]);
    expect(await rowsOf("alarm")).toMatchObject([{ name: "mailer-stopped", detail: "HTTP 401" }]);
    expect(app.lines).toContainEqual(expect.objectContaining({ event: "mail", result: "held" }));
    app.mailing.answer = answerOk;
    app.clock.now += 15 * minute;
    await sweepOutbox(app.deps);
    expect((await rowsOf("message")).map(({ status }) => status)).toEqual(["sent", "sent", "sent"]);
    expect(await rowsOf("alarm")).toEqual([]);
    expect(app.mails.length).toBe(5 + 3);
  });

  it("sends no more a day than the cap, and the rest the next day", async ({ expect }) => {
    const catalog = aCatalog(({ site }) => {
      site.limits = { ...site.limits, mails: 2 };
    });
    const app = anApp({ catalog });
    for (const n of [1, 2, 3, 4, 5]) await submit(app, "guida", { email: `l${n}@example.com` });
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(2);
    expect((await rowsOf("message")).filter(({ failure }) => failure === "mail-cap").length).toBe(3);
    app.clock.now += 24 * hour;
    await sweepOutbox(app.deps);
    await sweepOutbox(app.deps);
    expect(app.mails.length).toBe(4);
    expect(await rowsOf("mail_count")).toMatchObject([{ n: 2 }, { n: 2 }]);
  });

  it("writes down what left even when one mail of the round is beyond making", async ({ expect }) => {
    const app = anApp({ mailer: null });
    for (const n of [1, 2, 3]) await submit(app, "guida", { email: `l${n}@example.com` });
    const sending = anApp();
    const { mailer } = sending.deps;
    sending.deps.mailer = {
      name: "breaks",
      knowsRepeats: true,
      send: (mail) => {
        if (mail.to === "l2@example.com") throw new TypeError("a fault of ours");
        return mailer === null ? Promise.reject(new Error("none")) : mailer.send(mail);
      },
    };
    await sweepOutbox(sending.deps);
    expect((await rowsOf("message")).map(({ status, failure }) => [status, failure])).toEqual([
      ["sent", null],
      ["queued", "TypeError"],
      ["sent", null],
    ]);
  });

  it("hands mails one by one to a provider that knows no repeats, and gives back what its lease is too short for", async ({
    expect,
  }) => {
    const app = anApp({ mailer: null });
    for (const n of [1, 2, 3, 4]) await submit(app, "guida", { email: `l${n}@example.com` });
    const sending = anApp();
    const seen: number[] = [];
    sending.deps.mailer = {
      name: "forgetful",
      knowsRepeats: false,
      send: async () => {
        const written = await rowsOf("message");
        seen.push(written.filter(({ status }) => status === "sent").length);
        sending.clock.now += minute;
        return answerOk;
      },
    };
    await sweepOutbox(sending.deps);
    // Each is written down before the next one leaves: whoever dies here repeats one mail at most.
    expect(seen).toEqual([0, 1]);
    expect(await rowsOf("message")).toMatchObject([
      { status: "sent" },
      { status: "sent" },
      { status: "queued", attempts: 0, failure: "slow" },
      { status: "queued", attempts: 0, failure: "slow" },
    ]);
    await sweepOutbox(sending.deps);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it("hands over by a queue that repeats and shuffles, and each mail leaves once", async ({ expect }) => {
    const jobs: unknown[] = [];
    const queue = {
      sendBatch: async (batch: Iterable<{ body: unknown }>) => {
        for (const { body } of batch) jobs.push(body);
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
      },
    };
    const app = anApp({ queue });
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => submit(app, "guida", { email: `l${n}@example.com` })),
    );
    expect(app.mails.length).toBe(0);
    expect(jobs.length).toBe(40);
    const often = jobs.flatMap((job, n) => Array.from({ length: 1 + (n % 5) }, () => job));
    const shuffled = often.sort((one, other) => orderOf(one) - orderOf(other));
    const batches = Array.from({ length: Math.ceil(shuffled.length / 10) }, (_, n) =>
      shuffled.slice(n * 10, n * 10 + 10),
    );
    await Promise.all(batches.map((batch) => takeJobs(app.deps, batch)));
    expect(new Set(app.mails.map(({ to }) => to)).size).toBe(40);
    expect(app.mails.length).toBe(40);
    expect(await rowsOf("mail_count")).toMatchObject([{ n: 40 }]);
  });

  it("takes over from a sender that died, and sends once when two sweep at once", async ({ expect }) => {
    const app = anApp();
    // The first batch keeps the submission, and the second would write down what became of its mail.
    const stuck = anApp({ db: dyingDatabase(1) });
    await submit(stuck, "guida", ada);
    expect(stuck.mails.length).toBe(1);
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

/** An order that has nothing to do with the one in which jobs were made. */
function orderOf(job: unknown): number {
  return [...JSON.stringify(job)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
}
