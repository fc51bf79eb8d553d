import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { newCouponCode } from "../../content/schema/coupon-code.ts";
import { couponLink } from "../../worker/coupon/link.ts";
import { anApp, freshDatabase, noon, origin, press, rowsOf } from "../support/worker-app.ts";
import { ours, signIn } from "../support/worker-desk.ts";
import { aName, aShopCatalog, askTill, claim, enter, scans } from "../support/worker-tills.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const day = 86_400_000;
const aTill = () => anApp({ catalog: aShopCatalog() });

describe("a till answers", () => {
  it("with what the coupon is worth and until when, to a scanned and to a typed code", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code, payload } = await claim(app);
    for (const path of [
      `/k/${code}`,
      `/K/${code}/${payload}`,
      `/k/${code.toLowerCase()}/${payload.toLowerCase()}`,
    ]) {
      const { body } = await askTill(app, Cookie, path);
      expect(body, path).toMatchObject({ outcome: "valid", code, offer: { value: "5\u00a0€" }, undo: null });
    }
    const html = await (await app.ask(`/K/${code}/${payload}`, { headers: { Cookie } })).text();
    expect(html).toMatch(/<h1 data-slot="title">Vale<\/h1><b data-slot="value">5\s€<\/b>/);
    expect(html).toContain("<li>Fino al 9 aprile 2027</li>");
    expect(html).toContain(`data-act="redeem" method="post" action="/k/${code}"`);
    expect(html).toContain('data-tone="good"');
    // Looking changes nothing and notes nothing.
    expect(await scans()).toEqual([]);
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: null }]);
  });

  it("forgives how a code is typed, leads to it without a script, and suggests what was meant", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code } = await claim(app);
    const typed = await app.ask(
      `/k/?code=${encodeURIComponent(` ${code.toLowerCase().replaceAll("-", " ")} `)}`,
      {
        headers: { Cookie },
      },
    );
    expect([typed.status, typed.headers.get("Location")]).toEqual([303, `/k/${code}`]);
    // The first two letters that differ and stand side by side change places.
    const letters = [...code];
    const place = letters.findIndex(
      (letter, n) => n > 4 && letter !== "-" && letters[n + 1] !== "-" && letter !== letters[n + 1],
    );
    const swapped = letters
      .with(place, letters[place + 1] ?? "")
      .with(place + 1, letters[place] ?? "")
      .join("");
    const answer = await app.ask(`/k/${swapped}`, { headers: { Cookie } });
    expect(answer.status).toBe(404);
    const html = await answer.text();
    expect(html).toContain('data-outcome="mistyped"');
    expect(html).toContain(`<a href="/k/${code}">${code}</a>`);
    // What is no code asks nothing of the database, and is no guess.
    expect(await scans()).toEqual([]);
    const empty = await app.ask("/k/?code=https%3A%2F%2Fevil.example%2F", { headers: { Cookie } });
    expect(empty.status).toBe(422);
  });

  it("why not: used, expired, early, hours, shop, void, unknown, forged; and notes each without an address", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aShopCatalog(({ magnets }) => {
        Object.assign(magnets.sconto ?? {}, { shops: ["bottega"], hours: { from: "08:00", to: "13:00" } });
      }),
    });
    const bottega = await enter(app);
    const mercato = await enter(app, "mercato");
    const outcome = async (Cookie: string, code: string, payload = "") =>
      (await askTill(app, Cookie, `/k/${code}${payload && `/${payload}`}`)).body.outcome;
    const { code, payload } = await claim(app);
    const other = await claim(app);
    const change = (sql: string) =>
      env.DB.prepare(`UPDATE coupon SET ${sql} WHERE code = ?1`).bind(code).run();
    expect(await outcome(mercato, code, payload)).toBe("shop");
    app.clock.now += 2 * 3_600_000;
    expect(await outcome(bottega, code, payload)).toBe("hours");
    app.clock.now -= 2 * 3_600_000;
    await change(`valid_from = ${noon + day}`);
    expect(await outcome(bottega, code, payload)).toBe("early");
    await change(`valid_from = ${noon - 9 * day}, valid_until = ${noon}`);
    expect(await outcome(bottega, code, payload)).toBe("expired");
    await change(`voided_at = ${noon}`);
    expect(await outcome(bottega, code, payload)).toBe("void");
    await change(
      `voided_at = NULL, redeemed_at = ${noon - day}, redemption = 'x', redeemed_by = 'owner', shop = 'bottega'`,
    );
    expect(await outcome(bottega, code, payload)).toBe("used");
    expect(
      await outcome(
        bottega,
        newCouponCode("PANE", (n) => crypto.getRandomValues(new Uint8Array(n))),
      ),
    ).toBe("unknown");
    const flipped = `${payload.slice(0, 30)}${payload[30] === "A" ? "B" : "A"}${payload.slice(31)}`;
    const coupon = { code, magnet: "sconto", validFrom: noon - 9 * day, validUntil: noon + day };
    const foreign = (await couponLink({ ...app.deps, publicUrl: "https://altrove.example" }, coupon))
      .split("/")
      .at(-1);
    const stolen = (await couponLink({ ...app.deps, tokenSecret: "another secret" }, coupon))
      .split("/")
      .at(-1);
    for (const forged of [
      payload.slice(0, -3),
      flipped,
      other.payload,
      foreign ?? "",
      stolen ?? "",
      "A",
      "0",
    ])
      expect(await outcome(bottega, code, forged), forged).toBe("forged");
    const noted = await scans();
    expect(noted.map(({ outcome: each }) => each).sort()).toEqual(
      ["shop", "hours", "early", "expired", "void", "used", "unknown", ...Array(7).fill("forged")].sort(),
    );
    expect(noted.every((row) => row.till_id !== null && row.network === null)).toBe(true);
    const html = await (await app.ask(`/k/${code}`, { headers: { Cookie: bottega } })).text();
    expect(html).toContain("<li>9 marzo 2027 alle ore 12:00, La bottega</li>");
  });
});

describe("a redemption at a till", () => {
  it("is one of a hundred presses at once, from two tills and the desk, and says where", async ({
    expect,
  }) => {
    const app = aTill();
    const cookies = [await enter(app), await enter(app, "mercato"), await signIn(app)];
    const { code } = await claim(app);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => press(app, `/k/${code}`, { Cookie: cookies[n % 3] ?? "" })),
    );
    expect(answers.filter(({ status }) => status === 303).length).toBe(1);
    expect(answers.filter(({ status }) => status === 409).length).toBe(99);
    const outcomes = (await scans()).map(({ outcome }) => outcome);
    expect(outcomes.filter((each) => each === "redeemed").length).toBe(1);
    expect(outcomes.filter((each) => each === "used").length).toBe(99);
    expect(await rowsOf("step_count")).toContainEqual(expect.objectContaining({ step: "redeem", n: 1 }));
  }, 20_000);

  it("keeps the shop, the till and the receipt, and does nothing while that cannot be read", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code } = await claim(app);
    const send = (amount: string) =>
      app.ask(`/k/${code}`, {
        method: "POST",
        headers: { ...ours, Cookie },
        body: new URLSearchParams({ id: aName(), amount }),
      });
    for (const wrong of ["dodici", "-5", "1,234", "12,5,0", "99999999999"]) {
      const answer = await send(wrong);
      expect([answer.status, (await answer.text()).includes("L’importo non si legge")], wrong).toEqual([
        422,
        true,
      ]);
    }
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: null }]);
    expect((await send("€ 1.234,50")).status).toBe(303);
    const [till] = await rowsOf("till");
    expect(await rowsOf("coupon")).toMatchObject([
      { redeemed_at: noon, redeemed_by: till?.id, shop: "bottega", amount: 123_450 },
    ]);
    expect((await askTill(app, Cookie, `/k/${code}`, { id: aName(), amount: -1 })).status).toBe(409);
  });

  it("sent again under its name is told the same, and never redeems what was taken back meanwhile", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code } = await claim(app);
    const id = aName();
    const send = () => askTill(app, Cookie, `/k/${code}`, { id });
    expect((await send()).body).toMatchObject({ outcome: "redeemed", undo: { redemption: id } });
    expect((await send()).body).toMatchObject({ outcome: "redeemed" });
    expect((await askTill(app, Cookie, `/k/${code}/undo`, { id })).body.outcome).toBe("undone");
    expect((await send()).body).toMatchObject({ outcome: "undone", undo: null });
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: null, redemption: null }]);
  });

  it("is taken back for two minutes by the same till or the owner, with what was counted of it", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const stranger = await enter(app, "mercato");
    const [one, two] = [await claim(app), await claim(app)];
    const redeem = async ({ code }: { code: string }) => {
      const id = aName();
      await askTill(app, Cookie, `/k/${code}`, { id, amount: 500 });
      return id;
    };
    const undo = async (cookie: string, { code }: { code: string }, id: string) =>
      (await askTill(app, cookie, `/k/${code}/undo`, { id })).status;
    const counted = async () => (await rowsOf("step_count")).find(({ step }) => step === "redeem")?.n;
    const [first, second] = [await redeem(one), await redeem(two)];
    expect(await counted()).toBe(2);
    expect(await undo(stranger, one, first), "another till").toBe(409);
    expect(await undo(Cookie, one, second), "another's name").toBe(409);
    app.clock.now += 2 * minute - 1;
    expect(await undo(Cookie, one, first)).toBe(200);
    expect(await counted()).toBe(1);
    expect((await rowsOf("coupon")).find(({ code }) => code === one.code)).toMatchObject({
      ...{ redeemed_at: null, redemption: null, redeemed_by: null, shop: null, amount: null },
    });
    app.clock.now += 1;
    expect(await undo(Cookie, two, second), "too late").toBe(409);
    expect(await counted()).toBe(1);
    const third = await redeem(one);
    expect(await undo(await signIn(app), one, third), "the owner").toBe(200);
    expect(await counted()).toBe(1);
    expect((await scans()).map(({ outcome }) => outcome).sort()).toEqual(
      ["redeemed", "redeemed", "redeemed", "undone", "undone"].sort(),
    );
  });

  it("shows the way back without a script on the page it leads to, and to nobody who scans it again", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code, payload } = await claim(app);
    const done = (await press(app, `/k/${code}`, { Cookie })).headers.get("Location") ?? "";
    const page = await (await app.ask(done, { headers: { Cookie } })).text();
    expect(page).toContain("Accettato");
    expect(page).toContain(`action="/k/${code}/undo"`);
    const [, id = ""] = /data-act="undo"[^>]*><input[^>]* value="([\w-]+)"/.exec(page) ?? [];
    const again = await (await app.ask(`/K/${code}/${payload}`, { headers: { Cookie } })).text();
    expect(again).toContain("Già usato");
    expect(again).not.toContain("/undo");
    const undone = await app.ask(`/k/${code}/undo`, {
      method: "POST",
      headers: { ...ours, Cookie },
      body: new URLSearchParams({ id }),
    });
    expect(undone.headers.get("Location")).toBe(`/k/${code}?undone`);
    expect(await (await app.ask(`/k/${code}?undone`, { headers: { Cookie } })).text()).toContain("Ritirato");
  });
});

describe("a post from another site", () => {
  it("redeems nothing with a device's cookie, takes nothing back, and signs nothing in", async ({
    expect,
  }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code } = await claim(app);
    for (const path of [`/k/${code}`, `/K/${code}`, `/k/${code}/undo`, "/k/enter", "/k/leave", "/k/settle"])
      for (const headers of [
        { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
        { "Sec-Fetch-Site": "same-site", Origin: `https://x.${new URL(origin).host}` },
        { Origin: "null" },
      ])
        expect((await app.ask(path, { method: "POST", headers: { ...headers, Cookie } })).status, path).toBe(
          403,
        );
    expect(await rowsOf("coupon")).toMatchObject([{ redeemed_at: null }]);
    expect(await rowsOf("till")).toMatchObject([{ revoked_at: null }]);
  });
});
