import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { newCouponCode } from "../../content/schema/coupon-code.ts";
import { digest } from "../../worker/digest.ts";
import { purgeDue } from "../../worker/retention/purge.ts";
import { anApp, freshDatabase, noon, press, rowsOf } from "../support/worker-app.ts";
import { ours } from "../support/worker-desk.ts";
import {
  aName,
  aShopCatalog,
  askTill,
  claim,
  cookieIn,
  enter,
  pin,
  scans,
  setShopPin,
  tryPin,
} from "../support/worker-tills.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const aTill = () => anApp({ catalog: aShopCatalog() });

describe("a device signs in", () => {
  it("by a link of the desk: looking at it spends nothing, pressing it does, once", async ({ expect }) => {
    const app = aTill();
    const token = "i".repeat(43);
    await env.DB.prepare(
      "INSERT INTO till_key (hash, kind, shop, created_at, expires_at) VALUES (?1, 'invite', 'mercato', ?2, ?3)",
    )
      .bind(await digest(token), noon, noon + 15 * minute)
      .run();
    for (const method of ["GET", "HEAD", "GET"]) await app.ask(`/k/enter/${token}`, { method });
    const shown = await (await app.ask(`/k/enter/${token}`)).text();
    expect(shown).toContain("Questo telefono accetterà i buoni per La mercato");
    expect(shown).toContain(`action="/k/enter/${token}"`);
    const push = (name: string) =>
      app.ask(`/k/enter/${token}`, { method: "POST", headers: ours, body: new URLSearchParams({ name }) });
    expect((await push(" ")).status).toBe(422);
    const answers = await Promise.all([push(" Banco\n uno "), push("Banco due"), push("Banco tre")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    const cookie = answers.map(cookieIn).find(Boolean) ?? "";
    expect(answers.find(({ status }) => status === 303)?.headers.get("Set-Cookie")).toMatch(
      /^__Host-till=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await rowsOf("till_key")).toEqual([]);
    const [till, ...others] = await rowsOf("till");
    expect([till?.shop, others]).toEqual(["mercato", []]);
    expect(JSON.stringify(till)).not.toContain(cookie.split("=")[1]);
    const page = await (await app.ask("/k/", { headers: { Cookie: cookie } })).text();
    expect(page).toContain('data-at="scan"');
    expect(page).toContain(`${till?.name}, La mercato`);
    expect(page).not.toContain("data-entry");
  });

  it("by no link that ended, and by none that is another thing", async ({ expect }) => {
    const app = aTill();
    await env.DB.prepare("INSERT INTO till_key VALUES (?1, 'invite', 'mercato', ?2, ?3)")
      .bind(await digest("i".repeat(43)), noon, noon + minute)
      .run();
    app.clock.now += minute;
    for (const token of ["i".repeat(43), "x".repeat(43), "short"]) {
      expect((await press(app, `/k/enter/${token}`)).status).toBe(404);
      expect(await (await app.ask(`/k/enter/${token}`)).text()).toContain("Questo QR non vale più");
    }
    expect(await rowsOf("till")).toEqual([]);
  });

  it("by the PIN of a shop, and the answer to a wrong one tells nothing of which shops have one", async ({
    expect,
  }) => {
    const app = aTill();
    await setShopPin(app, "bottega");
    const wrong = await Promise.all(
      [
        ["bottega", "111112"],
        ["mercato", pin],
        ["altrove", pin],
      ].map(async ([shop = "", given = ""]) => {
        const answer = await tryPin(app, shop, given, { "CF-Connecting-IP": `198.51.100.${shop.length}` });
        return `${answer.status} ${await answer.text()}`;
      }),
    );
    expect(new Set(wrong).size).toBe(1);
    expect(wrong[0]).toContain("401");
    expect((await tryPin(app, "bottega", "802 614")).status).toBe(303);
    // The right one counts as no try.
    const noted = (await scans()).map(({ outcome, shop }) => `${outcome} ${shop}`);
    expect(noted.sort()).toEqual(["pin altrove", "pin bottega", "pin mercato"]);
  });

  it("tries five PINs in a quarter of an hour, from one network or for one shop, however fast it tries", async ({
    expect,
  }) => {
    const app = aTill();
    await setShopPin(app, "bottega");
    await setShopPin(app, "mercato");
    const from = (address: string) => ({ "CF-Connecting-IP": address });
    const burst = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        tryPin(app, "bottega", String(200_000 + n), from(`203.0.113.${n}`)),
      ),
    );
    expect(burst.filter(({ status }) => status === 401).length, "of one shop").toBe(5);
    const locked = await tryPin(app, "bottega", pin, from("203.0.113.99"));
    expect([locked.status, locked.headers.get("Retry-After")]).toEqual([429, "900"]);
    for (let n = 0; n < 5; n += 1) await tryPin(app, `nowhere-${n}`, pin, from("192.0.2.1"));
    expect((await tryPin(app, "mercato", pin, from("192.0.2.1"))).status, "of one network").toBe(429);
    expect((await tryPin(app, "mercato", pin, from("192.0.2.2"))).status).toBe(303);
    app.clock.now += 15 * minute;
    expect((await tryPin(app, "bottega", pin, from("192.0.2.1"))).status).toBe(303);
    expect(JSON.stringify(await scans())).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });

  it("and out, by its own button or the owner's, and learns so", async ({ expect }) => {
    const app = aTill();
    const one = await enter(app);
    const other = await enter(app, "mercato");
    const left = await press(app, "/k/leave", { Cookie: one });
    expect(left.headers.get("Set-Cookie")).toContain("__Host-till=; Max-Age=0");
    expect(await (await app.ask("/k/?left")).text()).toContain("Sei fuori");
    await env.DB.prepare("UPDATE till SET revoked_at = ?1").bind(noon).run();
    for (const Cookie of [one, other]) {
      const page = await app.ask("/k/", { headers: { Cookie } });
      expect(await page.text()).toContain("Questo telefono non è più tra le casse");
      expect((await askTill(app, Cookie, "/k/settle", { queue: [], rest: 0 })).status).toBe(401);
    }
    const { code } = await claim(app);
    expect((await press(app, `/k/${code}`, { Cookie: other })).status).toBe(403);
  });
});

describe("whoever guesses codes", () => {
  const guess = () => newCouponCode("PANE", (n) => crypto.getRandomValues(new Uint8Array(n)));

  it("gets ten answers a quarter of an hour from one network, and then none, right or wrong", async ({
    expect,
  }) => {
    const app = aTill();
    const { code } = await claim(app);
    const from = (address: string) => ({ headers: { "CF-Connecting-IP": address } });
    const many = await Promise.all(
      Array.from({ length: 60 }, () => app.ask(`/k/${guess()}`, from("192.0.2.9"))),
    );
    expect(many.filter(({ status }) => status === 404).length).toBe(10);
    expect(many.filter(({ status }) => status === 429).length).toBe(50);
    const refused = await Promise.all(
      [`/k/${code}`, `/K/${code}/AAAA`, `/k/${guess()}`, `/k/${code}/coupon/calendar`].map(async (path) => {
        const answer = await app.ask(path, from("192.0.2.9"));
        return `${answer.status} ${answer.headers.get("Retry-After")} ${(await answer.text()).replace(/nonce="[^"]+"/g, "")}`;
      }),
    );
    expect(new Set(refused).size).toBe(1);
    expect(refused[0]).toMatch(/^429 900 /);
    expect((await app.ask(`/k/${code}`, from("192.0.2.10"))).status, "another network").toBe(200);
    app.clock.now += 15 * minute;
    expect((await app.ask(`/k/${code}`, from("192.0.2.9"))).status).toBe(200);
    expect(JSON.stringify(await scans())).not.toContain("192.0.2");
  });

  it("gets thirty on a signed-in device, which looks and redeems no more then", async ({ expect }) => {
    const app = aTill();
    const Cookie = await enter(app);
    const { code } = await claim(app);
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await askTill(app, Cookie, `/k/${guess()}`)).status);
    expect([statuses.filter((each) => each === 200).length, statuses.at(-1)]).toEqual([30, 429]);
    expect((await askTill(app, Cookie, `/k/${code}`)).status).toBe(429);
    expect((await askTill(app, Cookie, `/k/${code}`, { id: aName() })).status).toBe(429);
    expect((await askTill(app, await enter(app, "mercato"), `/k/${code}`)).status).toBe(200);
  });

  it("is forgotten after the time that networks are kept", async ({ expect }) => {
    const app = aTill();
    const { code } = await claim(app);
    await askTill(app, await enter(app), `/k/${code}`, { id: aName() });
    await env.DB.prepare("UPDATE scan SET network = ?1").bind("n".repeat(43)).run();
    await app.ask(`/k/${guess()}`, { headers: { "CF-Connecting-IP": "192.0.2.9" } });
    app.clock.now += 91 * 86_400_000;
    await purgeDue(app.deps);
    expect(await scans()).toMatchObject([{ outcome: "redeemed", network: null }]);
  });
});
