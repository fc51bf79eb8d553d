import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import type { Settled } from "../../content/schema/till.ts";
import { anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { readDesk } from "../support/worker-desk.ts";
import { aName, aShopCatalog, askTill, claim, enter, scans, settleOne } from "../support/worker-tills.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const aTill = () => anApp({ catalog: aShopCatalog() });

describe("what a till did without reception", () => {
  it("is settled as of the moment it was done, counted on that day, and told to webhooks", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aShopCatalog(({ site }) => {
        site.webhooks = [{ name: "gestionale", url: "https://gestionale.example/", events: ["redeem"] }];
      }),
    });
    const Cookie = await enter(app);
    const coupon = await claim(app);
    app.clock.now += day;
    expect(await settleOne(app, Cookie, { ...coupon, at: noon + hour })).toMatchObject({
      outcome: "redeemed",
    });
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: noon + hour, shop: "bottega" }]);
    expect(await scans()).toMatchObject([
      { at: noon + hour, outcome: "redeemed", offline: 1, code: coupon.code },
    ]);
    expect(await rowsOf("step_count")).toContainEqual(
      expect.objectContaining({ step: "redeem", day: "2027-03-10" }),
    );
    expect(await rowsOf("webhook_call")).toMatchObject([{ event: "redeem" }]);
  });

  it("brings what the till needs for the next time, and notes the contact once all is handed over", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    app.clock.now += hour;
    const { body } = await askTill<Settled>(app, Cookie, "/k/settle", { queue: [], rest: 3 });
    expect(await rowsOf("till")).toMatchObject([{ seen_at: noon }]);
    expect(body.kit).toMatchObject({
      device: { shop: "bottega", shopTitle: "La bottega" },
      host: "forno.example",
      timeZone: "Europe/Rome",
      now: noon + hour,
    });
    expect(body.kit.key).toMatch(/^[\w-]{43}$/);
    expect(body.kit.offers).toContainEqual(expect.objectContaining({ value: "5\u00a0€" }));
    await askTill<Settled>(app, Cookie, "/k/settle", { queue: [], rest: 0 });
    expect(await rowsOf("till")).toMatchObject([{ seen_at: noon + hour }]);
  });

  it("of two tills with the same code is one redemption and one conflict, told to both and to the desk", async ({
    expect,
  }) => {
    const app = aTill();
    const [one, two] = [await enter(app), await enter(app, "mercato")];
    const coupon = await claim(app);
    app.clock.now += hour;
    // At once, and whoever did it first by the clock: the one that settles first has it.
    const told = await Promise.all([
      settleOne(app, one, { ...coupon, at: noon + 20 * minute }),
      settleOne(app, two, { ...coupon, at: noon + 10 * minute }),
    ]);
    expect(told.map((answer) => answer?.outcome).sort()).toEqual(["redeemed", "used"]);
    const conflict = told.find((answer) => answer?.outcome === "used");
    expect(conflict?.facts?.usedAt).toBe((await rowsOf("coupon"))[0]?.redeemed_at);
    expect((await scans()).map(({ outcome, offline }) => [outcome, offline]).sort()).toEqual([
      ["redeemed", 1],
      ["used", 1],
    ]);
    const desk = await readDesk(app, "/admin/tills");
    expect(desk).toContain("Presentato quando era già usato");
    expect(desk).toContain(coupon.code);
  });

  it("is told the same however often it is handed over, whatever was lost on the way", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const [good, late] = [await claim(app), await claim(app)];
    await env.DB.prepare("UPDATE coupon SET valid_until = ?2 WHERE code = ?1")
      .bind(late.code, noon + minute)
      .run();
    app.clock.now += hour;
    const queue = [good, late].map((coupon) => ({
      ...coupon,
      id: aName(),
      at: noon + 30 * minute,
      amount: 990,
    }));
    const send = (db = env.DB) =>
      askTill<Settled>({ ...app, ...anApp({ ...app.deps, db }) }, Cookie, "/k/settle", { queue, rest: 0 });
    for (let k = 1; k <= 12; k += 1) {
      const db = brokenDatabase(env.DB, {
        before: () => {},
        after: (call) => {
          if (call === k) throw new Error("D1_ERROR: D1 DB is overloaded. Requests queued for too long.");
        },
      });
      expect([200, 503]).toContain((await send(db)).status);
    }
    for (let n = 0; n < 2; n += 1) {
      const { body } = await send();
      expect(body.results.map(({ answer }) => answer.outcome)).toEqual(["redeemed", "expired"]);
    }
    expect(await rowsOf("step_count")).toContainEqual(expect.objectContaining({ step: "redeem", n: 1 }));
    expect((await scans()).length).toBe(2);
  });

  it("and taken back before it was handed over again is not redeemed anew", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const coupon = { ...(await claim(app)), id: aName(), at: noon + minute };
    app.clock.now += minute;
    await settleOne(app, Cookie, coupon);
    await askTill(app, Cookie, `/k/${coupon.code}/undo`, { id: coupon.id });
    await settleOne(app, Cookie, coupon);
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: null }]);
  });

  it.for([
    ["nothing at all", null],
    ["no list", { queue: {}, rest: 0 }],
    [
      "too many",
      {
        queue: Array(9).fill({ id: "r".repeat(22), code: "X", payload: null, at: 1, amount: null }),
        rest: 0,
      },
    ],
    ["a name that is none", { queue: [{ id: "r", code: "X", payload: null, at: 1, amount: null }], rest: 0 }],
    [
      "an amount that is none",
      { queue: [{ id: "r".repeat(22), code: "X", payload: null, at: 1, amount: 1.5 }], rest: 0 },
    ],
    ["a key too many", { queue: [], rest: 0, shop: "mercato" }],
  ] as const)("is refused as %s", async ([, sent], { expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { status } = await askTill(app, Cookie, "/k/settle", { ...(sent ?? { x: 1 }) });
    expect(status).toBe(400);
  });
});

describe("a clock that is wrong on the phone", () => {
  it.for([
    ["a day ahead", day],
    ["two minutes ahead", 2 * minute],
    ["before the last contact", -2 * hour],
    ["a month back, within its coupon's time", -30 * day],
  ] as const)(
    "%s: an expired coupon stays expired, an open one is used up, and both are told",
    async ([, off], { expect }) => {
      const app = aTill();
      const Cookie = await enter(app);
      const [over, open] = [await claim(app), await claim(app)];
      await env.DB.prepare("UPDATE coupon SET valid_from = ?2, valid_until = ?3 WHERE code = ?1")
        .bind(over.code, noon - 60 * day, noon + minute)
        .run();
      app.clock.now += hour;
      const at = app.clock.now + off;
      expect((await settleOne(app, Cookie, { ...over, at, payload: null }))?.outcome).toBe("expired");
      // The first of them was a contact.
      await env.DB.prepare("UPDATE till SET seen_at = ?1").bind(noon).run();
      expect((await settleOne(app, Cookie, { ...open, at }))?.outcome).toBe("clock");
      const coupons = await rowsOf("coupon");
      expect(coupons.find(({ code }) => code === over.code)).toMatchObject({ redeemed_at: null });
      expect(coupons.find(({ code }) => code === open.code)).toMatchObject({ redeemed_at: app.clock.now });
      const noted = (await scans()).map((scan) => [scan.outcome, scan.offline, scan.at]);
      expect(noted.sort()).toEqual([
        ["clock", 1, app.clock.now],
        ["expired", 1, app.clock.now],
      ]);
      expect(await readDesk(app, "/admin/tills")).toContain("Orario del telefono impossibile");
    },
  );

  it("counts for no more than three days without contact", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const [old, recent] = [await claim(app), await claim(app)];
    app.clock.now += 10 * day;
    const seen = () => env.DB.prepare("UPDATE till SET seen_at = ?1").bind(noon).run();
    expect((await settleOne(app, Cookie, { ...recent, at: app.clock.now - 3 * day }))?.outcome).toBe(
      "redeemed",
    );
    await seen();
    expect((await settleOne(app, Cookie, { ...old, at: app.clock.now - 3 * day - 1 }))?.outcome).toBe(
      "clock",
    );
  });

  it("does not matter by the minute that a post is under way", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const [before, after] = [await claim(app), await claim(app)];
    app.clock.now += hour;
    await askTill(app, Cookie, "/k/settle", { queue: [], rest: 0 });
    expect((await settleOne(app, Cookie, { ...before, at: app.clock.now - 30_000 }))?.outcome).toBe(
      "redeemed",
    );
    expect((await settleOne(app, Cookie, { ...after, at: app.clock.now + 30_000 }))?.outcome).toBe(
      "redeemed",
    );
    expect((await rowsOf("coupon")).every(({ redeemed_at }) => Number(redeemed_at) <= app.clock.now)).toBe(
      true,
    );
  });
});

describe("what was given without reception for a code that is none", () => {
  it("is a conflict that the desk is told of: forged, foreign, unknown, void", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const [one, other, gone] = [await claim(app), await claim(app), await claim(app)];
    await env.DB.prepare("UPDATE coupon SET voided_at = ?2 WHERE code = ?1").bind(gone.code, noon).run();
    const at = noon;
    expect((await settleOne(app, Cookie, { code: one.code, payload: other.payload, at }))?.outcome).toBe(
      "forged",
    );
    expect((await settleOne(app, Cookie, { code: "PANE-22222-22222", payload: null, at }))?.outcome).toBe(
      "unknown",
    );
    expect((await settleOne(app, Cookie, { ...gone, at }))?.outcome).toBe("void");
    expect((await scans()).map(({ outcome, offline, code }) => [outcome, offline, code])).toEqual(
      expect.arrayContaining([
        ["forged", 1, one.code],
        ["unknown", 1, null],
        ["void", 1, gone.code],
      ]),
    );
    expect(await readDesk(app, "/admin")).toContain("3 buoni dati alla cassa senza rete non valevano");
  });
});
