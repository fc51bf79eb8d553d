import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { digest } from "../../worker/digest.ts";
import { hashOfPin, isPin, newPin } from "../../worker/till/keys.ts";
import { anApp, freshDatabase, noon, origin, rowsOf } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { aCoupon, post } from "../support/worker-coupons.ts";
import { readDesk } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const address = { street: "via del Forno 1", postalCode: "40100", city: "Bologna", country: "IT" };
const catalog = aCatalog(({ site }) => {
  site.shops = ["bottega", "mercato"].map((name) => ({ name, title: `La ${name}`, address }));
});

describe("a link that signs a device in", () => {
  it("stands on one page, as a QR code and in letters, and is kept as a hash for a quarter of an hour", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    const html = await (await post(app, "/admin/tills/invite", { shop: "mercato" })).text();
    const [url = "", token = ""] = /https:\/\/forno\.example\/k\/enter\/([\w-]{43})/.exec(html) ?? [];
    expect(url).toBe(`${origin}/k/enter/${token}`);
    expect(html).toContain('role="img" aria-label="QR che fa entrare un telefono alla cassa"');
    expect(html).toContain("fino alle 12:15");
    const quarter = 15 * 60_000;
    expect(await rowsOf("till_key")).toEqual([
      {
        hash: await digest(token),
        kind: "invite",
        shop: "mercato",
        created_at: noon,
        expires_at: noon + quarter,
      },
    ]);
    expect(await readDesk(app, "/admin/tills")).not.toContain("/k/enter/");
    // Those that have ended go when another is made.
    app.clock.now += quarter;
    await post(app, "/admin/tills/invite", { shop: "bottega" });
    expect((await rowsOf("till_key")).map(({ shop }) => shop)).toEqual(["bottega"]);
  });

  it("is for a shop of the site alone", async ({ expect }) => {
    const app = anApp({ catalog });
    expect((await post(app, "/admin/tills/invite", { shop: "toString" })).status).toBe(422);
    expect((await post(app, "/admin/tills/pin", { shop: "altrove", act: "make" })).status).toBe(422);
    expect(await rowsOf("till_key")).toEqual([]);
  });
});

describe("a shop's PIN", () => {
  it("is shown once, kept as a keyed hash, changed, and taken away", async ({ expect }) => {
    const app = anApp({ catalog });
    const made = await (await post(app, "/admin/tills/pin", { shop: "bottega", act: "make" })).text();
    const [, pin = ""] = /Il PIN di La bottega è (\d{6})\./.exec(made) ?? [];
    expect(isPin(pin)).toBe(true);
    const [key] = await rowsOf("till_key");
    expect(key).toMatchObject({
      kind: "pin",
      hash: await hashOfPin(app.deps.tokenSecret, "bottega", pin),
    });
    expect(await readDesk(app, "/admin/tills")).not.toContain(pin);
    await post(app, "/admin/tills/pin", { shop: "mercato", act: "set", pin });
    await post(app, "/admin/tills/pin", { shop: "bottega", act: "set", pin: "807311" });
    // The same figures in two shops are two keys, and a new PIN ends the one before.
    expect(new Set((await rowsOf("till_key")).map(({ hash }) => hash)).size).toBe(2);
    expect(await rowsOf("till_key")).not.toContainEqual(key);
    await post(app, "/admin/tills/pin", { shop: "bottega", act: "remove" });
    expect((await rowsOf("till_key")).map(({ shop }) => shop)).toEqual(["mercato"]);
  });

  it.for(["12345", "1234567", "000000", "123456", "987654", "١٢٣٤٥٦", "80 731"])(
    "is not %s",
    async (pin, { expect }) => {
      const app = anApp({ catalog });
      expect((await post(app, "/admin/tills/pin", { shop: "bottega", act: "set", pin })).status).toBe(422);
      expect(await rowsOf("till_key")).toEqual([]);
    },
  );

  it("is drawn from six figures, each as likely, and drawn again where it is too easy", ({ expect }) => {
    let byte = 0;
    const inRow = (length: number) => Uint8Array.from({ length }, () => byte++ % 256);
    // 0, 1, 2 … in a row would be 012345: the draw after it counts.
    expect(newPin(inRow)).not.toBe("012345");
    const high = new Uint8Array(16).fill(255);
    high.set([8, 10, 27, 33, 41, 52], 10);
    expect(newPin(() => high)).toBe("807312");
  });
});

describe("a device at a till", () => {
  it("gets another name, and is signed out for good", async ({ expect }) => {
    const app = anApp({ catalog });
    const id = "t".repeat(22);
    await env.DB.prepare(
      "INSERT INTO till (id, name, shop, secret, created_at, seen_at) VALUES (?1, 'Telefono', 'bottega', ?2, ?3, ?3)",
    )
      .bind(id, "s".repeat(43), noon)
      .run();
    await post(app, `/admin/tills/${id}/rename`, { name: " <b>Cassa</b>\n due " });
    expect(await readDesk(app, "/admin/tills")).toContain("&lt;b&gt;Cassa&lt;/b&gt; due");
    expect((await post(app, `/admin/tills/${id}/rename`, { name: " " })).status).toBe(422);
    expect((await post(app, `/admin/tills/${id}/rename`, { name: "x".repeat(41) })).status).toBe(422);
    await post(app, `/admin/tills/${id}/revoke`, {});
    app.clock.now += 1000;
    await post(app, `/admin/tills/${id}/revoke`, {});
    expect((await rowsOf("till"))[0]).toMatchObject({ name: "<b>Cassa</b> due", revoked_at: noon });
    expect((await post(app, `/admin/tills/${id}/rename`, { name: "Di nuovo" })).status).toBe(404);
    expect((await post(app, `/admin/tills/${"x".repeat(22)}/revoke`, {})).status).toBe(404);
  });
});

it("tells of what a till gave offline for nothing, until the owner has seen it", async ({ expect }) => {
  const app = anApp();
  const { code } = await aCoupon(app);
  const scan = "INSERT INTO scan (id, at, code, outcome, offline) VALUES (?1, ?2, ?3, ?4, 1)";
  await env.DB.batch([
    env.DB.prepare(scan).bind("a".repeat(22), noon, code, "used"),
    env.DB.prepare(scan).bind("b".repeat(22), noon, code, "redeemed"),
  ]);
  expect(await readDesk(app, "/admin")).toContain("Un buono dato alla cassa senza rete non valeva.");
  const html = await readDesk(app, "/admin/tills");
  expect(html).toContain("Presentato quando era già usato");
  expect(html).not.toContain("b".repeat(22));
  await post(app, `/admin/tills/conflicts/${"a".repeat(22)}/seen`, {});
  expect(await readDesk(app, "/admin")).not.toContain("senza rete");
});
