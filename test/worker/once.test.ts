import { beforeEach, describe, it } from "vitest";
import {
  anApp,
  countRows,
  everything,
  faultyDatabase,
  freshDatabase,
  linkIn,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };

describe("promise 1: acknowledged is durable", () => {
  it("acknowledges nothing, keeps nothing and asks to come back when the database is down", async ({
    expect,
  }) => {
    const db = faultyDatabase(() => {
      throw new Error("D1_ERROR: D1 DB is overloaded. Requests queued for too long.");
    });
    const app = anApp({ db });
    const { status, answer, body } = await submitJson(app, "guida", ada);
    expect([status, body.code, answer.headers.get("Retry-After")]).toEqual([503, "unavailable", "60"]);
    const page = await submit(app, "guida", ada);
    expect([page.status, page.headers.get("Location")]).toEqual([503, null]);
    expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
    expect(app.mails).toEqual([]);
  });

  for (const fault of [
    "D1_ERROR: Network connection lost.",
    "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
    "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
  ]) {
    it(`tries again, up to five times, after "${fault}"`, async ({ expect }) => {
      const failing = (failures: number) =>
        anApp({
          db: faultyDatabase((call) => {
            if (call <= failures) throw new Error(fault);
          }),
        });
      expect(
        (await submit(failing(4), "contatto", { telefono: "051555", "consent-regolamento": "yes" })).status,
      ).toBe(303);
      expect((await submit(failing(5), "guida", ada)).status).toBe(503);
      expect(await countRows()).toMatchObject({ lead: 1, submission: 1 });
    });
  }

  it("adds nothing when the batch had succeeded and only its answer was lost", async ({ expect }) => {
    const db = faultyDatabase(
      () => {},
      (call) => {
        if (call === 1) throw new Error("D1_ERROR: Network connection lost.");
      },
    );
    const app = anApp({ db });
    const { status, body } = await submitJson(app, "sconto", { email: "ada@example.com" });
    expect(status).toBe(201);
    expect(await countRows()).toMatchObject({ lead: 1, submission: 1, grant: 1, coupon: 1, token: 1 });
    expect(await rowsOf("step_count")).toMatchObject([{ step: "submit", n: 1 }]);
    expect((await app.ask(String(body.next))).status).toBe(200);
  });

  it("leaves all of a submission or none of it, whichever statement of the batch fails", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const before = await everything();
    for (const table of ["lead", "receipt", "coupon", "stock", "grant", "token", "message", "step_count"]) {
      const trigger = `CREATE TRIGGER fault BEFORE INSERT ON "${table}" BEGIN SELECT RAISE(ABORT, 'injected'); END`;
      await app.deps.db.prepare(trigger).run();
      const landing = table === "coupon" || table === "stock" ? "sconto" : "guida";
      const answers =
        landing === "guida"
          ? { ...ada, nome: "Altra", "consent-marketing": "yes" }
          : { email: "b@example.com" };
      expect((await submit(app, landing, answers)).status, table).toBe(503);
      await app.deps.db.prepare("DROP TRIGGER fault").run();
      expect(await everything(), table).toEqual(before);
    }
  });
});

describe("promise 2: once", () => {
  it("makes one submission of 100 posts at once, with one mail", async ({ expect }) => {
    const app = anApp();
    const answers = await Promise.all(Array.from({ length: 100 }, () => submitJson(app, "en/guide", ada)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.submission} ${body.next}`)).size).toBe(
      1,
    );
    expect(await countRows()).toMatchObject({ lead: 1, submission: 1, grant: 1, message: 1, token: 3 });
    expect(app.mails.length).toBe(1);
    expect(await rowsOf("step_count")).toMatchObject([{ step: "submit", n: 1 }]);
  });

  it("makes one lead of 100 different posts of one person at once", async ({ expect }) => {
    const app = anApp();
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        submit(app, "guida", {
          email: n % 2 ? "ADA@example.com" : "ada@EXAMPLE.com",
          nome: `A${"a".repeat(n)}`.slice(0, 90),
        }),
      ),
    );
    expect(await countRows()).toMatchObject({ lead: 1, submission: 90 });
  });

  it("knows the same answers for ten minutes, in any order and spelling of the address", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    app.clock.now += 599_000;
    await submit(app, "guida", { "consent-marketing": "on", nome: " Ada ", email: "ADA@Example.COM" });
    expect(await countRows()).toMatchObject({ submission: 1, receipt: 1 });
    app.clock.now += 2_000;
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    expect(await countRows()).toMatchObject({ lead: 1, submission: 2, receipt: 2 });
  });

  it("takes other answers, another landing or another tick for another submission", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await submit(app, "guida", { ...ada, settore: "Bar" });
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    await submit(app, "en/guide", ada);
    expect(await countRows()).toMatchObject({ lead: 1, submission: 4 });
  });

  it("repeats its answer to a key, for as long as anyone asks", async ({ expect }) => {
    const app = anApp();
    const key = { "Idempotency-Key": '"3f0c2e1a-key"' };
    const first = await submitJson(app, "en/guide", ada, key);
    app.clock.now += 90_000_000;
    const again = await submitJson(app, "en/guide", { answers: ada, idempotencyKey: "3f0c2e1a-key" });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await countRows()).toMatchObject({ submission: 1 });
  });

  it("refuses a key that stands for other answers, and keeps nothing of them", async ({ expect }) => {
    const app = anApp();
    const key = { "Idempotency-Key": "3f0c2e1a-key" };
    await submitJson(app, "guida", ada, key);
    const before = await everything();
    const { status, body } = await submitJson(app, "guida", { ...ada, nome: "Bea" }, key);
    expect([status, body.code]).toEqual([422, "reused_key"]);
    expect(await everything()).toEqual(before);
  });

  it("gives the last coupon of a quota to one of twenty, and keeps nothing of the others", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited(1) });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => submitJson(app, "sconto", { email: `a${n}@example.com` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 19 }, () => 409),
    ]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("sold_out");
    expect(await countRows()).toMatchObject({ lead: 1, submission: 1, coupon: 1, grant: 1 });
    expect(await rowsOf("stock")).toEqual([{ magnet: "sconto", issued: 1 }]);
  });

  it("gives a person the same coupon again, on another landing and after the last is gone", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited(1) });
    await submit(app, "sconto", { email: "ada@example.com" });
    app.clock.now += 700_000;
    await submit(app, "sconto", { email: "ada@example.com", nome: "Ada" });
    await submit(app, "sconto-mail", { email: "Ada@example.com" });
    const grants = await rowsOf("grant");
    expect(grants.length).toBe(3);
    expect(new Set(grants.map((grant) => grant.coupon_code)).size).toBe(1);
    expect(await countRows()).toMatchObject({ lead: 1, coupon: 1 });
  });

  it("gives one person as many coupons as one may have", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => void Object.assign(catalog.magnets.sconto ?? {}, { perPerson: 2 })),
    });
    for (const nome of ["Ada", "Adele", "Alda"])
      await submit(app, "sconto", { email: "ada@example.com", nome });
    expect(await countRows()).toMatchObject({ submission: 3, coupon: 2 });
  });

  it("confirms once when the button is pressed a hundred times at once", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    const link = linkIn(app);
    const answers = await Promise.all(Array.from({ length: 100 }, () => press(app, link)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]));
    expect((await rowsOf("receipt")).map((receipt) => receipt.channel)).toEqual(["form", "confirm"]);
    expect(await rowsOf("grant")).toMatchObject([{ uses_left: 2 }]);
    const steps = (await rowsOf("step_count")).map(({ step, n }) => `${step} ${n}`);
    expect(steps.sort()).toEqual(["confirm 1", "download 1", "submit 1"]);
  });
});

describe("promise 9: nothing is created on failure, and a suspected bot is set apart", () => {
  it("answers a bot as it answers a person, keeps its post apart, and mails nothing", async ({ expect }) => {
    const app = anApp();
    for (const landing of ["guida", "en/guide"]) {
      const person = await submit(app, landing, ada);
      const bot = await submit(app, landing, {
        ...ada,
        email: "bot@example.com",
        _website: "https://spam.example",
      });
      expect(bot.status).toBe(person.status);
      const shape = (answer: Response) => answer.headers.get("Location")?.replace(/[\w-]{43}/, "token");
      expect(shape(bot)).toBe(shape(person));
      const names = (answer: Response) => [...answer.headers.keys()].sort();
      expect(names(bot)).toEqual(names(person));
    }
    const kept = (await rowsOf("submission")).filter((submission) => submission.status === "quarantined");
    expect(kept).toMatchObject([{ lead_id: null, suspicion: "honeypot" }, { lead_id: null }]);
    expect(await rowsOf("lead")).toMatchObject([{ email: "ada@example.com" }]);
    expect(app.mails.map((mail) => mail.to)).toEqual(["ada@example.com", "ada@example.com"]);
    expect(await rowsOf("step_count")).toMatchObject([{ n: 1 }, { n: 1 }]);
  });

  it("repeats that answer to the same bot", async ({ expect }) => {
    const app = anApp();
    const post = () => submitJson(app, "en/guide", { ...ada, _website: "x" });
    expect((await post()).body).toEqual((await post()).body);
    expect(await countRows()).toMatchObject({ submission: 1 });
  });
});

function limited(quota: number) {
  return aCatalog((catalog) => void Object.assign(catalog.magnets.sconto ?? {}, { quota }));
}
