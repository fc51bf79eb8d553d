import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { type App, anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { ours, signIn, takeLeads, tryToken } from "../support/worker-desk.ts";
import { aShopCatalog, claim, cookieIn } from "../support/worker-tills.ts";

beforeEach(freshDatabase);

const day = 86_400_000;

function post(app: App, Cookie: string, path: string, body: Record<string, string> = {}) {
  return app.ask(path, { method: "POST", headers: { ...ours, Cookie }, body: new URLSearchParams(body) });
}

const read = async (app: App, Cookie: string, path: string) =>
  (await app.ask(path, { headers: { Cookie } })).text();

/** The one line of letters that a page shows as a key, or at the end of a link. */
const hashIn = (page: string) => /class="hash"[^>]*>\s*(?:\S*\/)?([\w-]{43})\s*</.exec(page)?.[1] ?? "";

/** Invites somebody; the token of their link. */
async function invite(app: App, owner: string, body: Record<string, string> = {}): Promise<string> {
  const answer = await post(app, owner, "/admin/people", {
    name: "Edi",
    email: "",
    role: "editor",
    shop: "",
    ...body,
  });
  return hashIn(await answer.text());
}

/** Invites somebody who comes; their key, their cookie and their id. */
async function aMember(app: App, owner: string, body: Record<string, string> = {}) {
  const token = await invite(app, owner, body);
  const answer = await post(app, "", `/admin/join/${token}`);
  const id = String((await rowsOf("member")).find(({ name }) => name === (body.name ?? "Edi"))?.id);
  return { key: hashIn(await answer.text()), cookie: cookieIn(answer), id };
}

describe("an invitation", () => {
  it("is a link that a look changes nothing of, and one press takes up", async ({ expect }) => {
    const app = anApp();
    const owner = await signIn(app);
    const token = await invite(app, owner);
    expect(token).toHaveLength(43);
    const before = [await rowsOf("member"), await rowsOf("invitation"), await rowsOf("audit")];
    for (let n = 0; n < 3; n += 1) {
      const page = await app.ask(`/admin/join/${token}`);
      expect([page.status, page.headers.get("Set-Cookie")]).toEqual([200, null]);
    }
    expect([await rowsOf("member"), await rowsOf("invitation"), await rowsOf("audit")]).toEqual(before);
    const answers = await Promise.all([1, 2, 3].map(() => post(app, "", `/admin/join/${token}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const taken = answers.find(({ status }) => status === 200);
    const key = hashIn((await taken?.text()) ?? "");
    expect(key).toHaveLength(43);
    if (taken === undefined) return;
    expect(await read(app, cookieIn(taken), "/admin/leads")).toContain("Edi");
    expect((await tryToken(app, key)).status).toBe(303);
    const kept = JSON.stringify([
      await rowsOf("member"),
      await rowsOf("invitation"),
      await rowsOf("session"),
    ]);
    for (const secret of [key, token]) expect(kept).not.toContain(secret);
    expect((await rowsOf("audit")).map(({ act }) => act)).toEqual([
      ...["session.open", "member.invite", "member.join", "session.open"],
    ]);
  });

  it("ends after seven days, with the next one, and when its member is let go", async ({ expect }) => {
    const app = anApp();
    const owner = await signIn(app);
    const first = await invite(app, owner);
    const [member] = await rowsOf("member");
    const second = hashIn(await (await post(app, owner, `/admin/people/${member?.id}/invite`)).text());
    expect((await app.ask(`/admin/join/${first}`)).status).toBe(404);
    expect((await app.ask(`/admin/join/${second}`)).status).toBe(200);
    app.clock.now += 7 * day;
    expect((await post(app, "", `/admin/join/${second}`)).status).toBe(404);
    const again = await signIn(app);
    const third = hashIn(await (await post(app, again, `/admin/people/${member?.id}/invite`)).text());
    expect((await post(app, again, `/admin/people/${member?.id}/revoke`)).status).toBe(303);
    expect((await post(app, "", `/admin/join/${third}`)).status).toBe(404);
    expect((await rowsOf("session")).every(({ member_id }) => member_id === null)).toBe(true);
  });

  it.for([
    ["no name", { name: " " }, "f-name"],
    ["a long name", { name: "n".repeat(81) }, "f-name"],
    ["no address", { email: "edi@" }, "f-email"],
    ["an address that somebody has", { email: "Ada@Forno.example" }, "f-email"],
    ["another role", { role: "admin" }, "f-role"],
    ["staff without a shop", { role: "staff" }, "f-shop"],
    ["staff of a shop that is none", { role: "staff", shop: "toString" }, "f-shop"],
  ] as const)(
    "is refused for %s, with what was typed and where to mend it",
    async ([, body, field], { expect }) => {
      const app = anApp({ catalog: aShopCatalog() });
      const owner = await signIn(app);
      await invite(app, owner, { name: "Ada", email: "ada@forno.example" });
      const answer = await post(app, owner, "/admin/people", {
        name: "Edi",
        email: "edi@x.it",
        role: "editor",
        ...body,
      });
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain(`href="#${field}"`);
      expect(page).toContain(`id="${field}-error"`);
      expect(await rowsOf("member")).toHaveLength(1);
    },
  );
});

describe("a member", () => {
  it("is out at once when they are let go, and in again when they are invited again", async ({ expect }) => {
    const app = anApp();
    const owner = await signIn(app);
    const { key, cookie, id } = await aMember(app, owner, { email: "edi@forno.example" });
    expect(await read(app, cookie, "/admin/leads")).toContain("Edi");
    await env.DB.prepare(
      "INSERT INTO api_token (id, name, hash, scopes, member_id, created_at) VALUES (?1, 'x', ?2, '[]', ?3, 1)",
    )
      .bind("a".repeat(22), "a".repeat(43), id)
      .run();
    await post(app, owner, `/admin/people/${id}/revoke`);
    expect((await app.ask("/admin/leads", { headers: { Cookie: cookie } })).status).toBe(401);
    expect((await tryToken(app, key)).status).toBe(401);
    expect((await rowsOf("api_token"))[0]?.revoked_at).toBe(app.clock.now);
    const link = hashIn(await (await post(app, owner, `/admin/people/${id}/invite`)).text());
    const answer = await post(app, "", `/admin/join/${link}`);
    expect(await read(app, cookieIn(answer), "/admin/leads")).toContain("Edi");
    expect((await tryToken(app, key)).status).toBe(401);
  });

  it("is changed by another owner, with effect at once, and never by themselves", async ({ expect }) => {
    const app = anApp({ catalog: aShopCatalog() });
    const owner = await signIn(app);
    const { cookie, id } = await aMember(app, owner, { role: "owner" });
    expect((await app.ask("/admin/people", { headers: { Cookie: cookie } })).status).toBe(200);
    const self = { name: "Edi", email: "", role: "editor", shop: "" };
    expect((await post(app, cookie, `/admin/people/${id}`, self)).status).toBe(422);
    expect((await post(app, cookie, `/admin/people/${id}/revoke`)).status).toBe(422);
    const staff = { name: "Edi B.", email: "", role: "staff", shop: "mercato" };
    expect((await post(app, owner, `/admin/people/${id}`, staff)).status).toBe(303);
    expect((await app.ask("/admin/people", { headers: { Cookie: cookie } })).status).toBe(403);
    expect(await read(app, cookie, "/admin/counter")).toContain("La mercato");
  });

  it("is asked for their own key where the desk asks again, and may change it", async ({ expect }) => {
    const app = anApp();
    const owner = await signIn(app);
    const { key, cookie } = await aMember(app, owner, { role: "owner" });
    expect((await takeLeads(app, { cookie, token: app.deps.ownerToken ?? "" })).status).toBe(401);
    expect((await takeLeads(app, { cookie, token: key })).status).toBe(200);
    expect((await takeLeads(app, { cookie: owner, token: key })).status).toBe(401);
    const other = cookieIn(await tryToken(app, key));
    expect((await post(app, cookie, "/admin/sessions/renew", { token: "wrong" })).status).toBe(422);
    const renewed = hashIn(await (await post(app, cookie, "/admin/sessions/renew", { token: key })).text());
    expect((await app.ask("/admin", { headers: { Cookie: other } })).status).toBe(401);
    expect((await app.ask("/admin", { headers: { Cookie: cookie } })).status).toBe(200);
    expect((await tryToken(app, key)).status).toBe(401);
    expect((await tryToken(app, renewed)).status).toBe(303);
  });

  it("has five wrong tries like everybody else", async ({ expect }) => {
    const app = anApp();
    const { key } = await aMember(app, await signIn(app));
    const from = { "CF-Connecting-IP": "203.0.113.7" };
    for (let n = 0; n < 5; n += 1) expect((await tryToken(app, "k".repeat(43), from)).status).toBe(401);
    expect((await tryToken(app, key, from)).status).toBe(429);
  });

  it("of a shop redeems there alone, sees no names, and takes back only what was used there", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aShopCatalog(({ magnets }) => {
        if (magnets.sconto?.kind === "coupon") magnets.sconto.shops = ["mercato"];
      }),
    });
    const owner = await signIn(app);
    const staff = { role: "staff", shop: "bottega" };
    const { cookie } = await aMember(app, owner, staff);
    const { code } = await claim(app);
    const page = await read(app, cookie, `/admin/coupons/${code}`);
    expect(page).toContain(code);
    expect(page).not.toMatch(/@example|\/admin\/leads|\/void"/);
    expect((await post(app, cookie, `/admin/counter/${code}/redeem`, { amount: "x" })).status).toBe(422);
    const refused = await post(app, cookie, `/admin/counter/${code}/redeem`);
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining("negozio sbagliato"),
    ]);
    const there = await aMember(app, owner, { name: "Sara", role: "staff", shop: "mercato" });
    expect((await post(app, there.cookie, `/admin/counter/${code}/redeem`, { amount: "12,50" })).status).toBe(
      303,
    );
    expect((await rowsOf("coupon"))[0]).toMatchObject({ shop: "mercato", amount: 1250 });
    expect(await read(app, there.cookie, "/admin/counter")).toContain(code);
    expect(await read(app, cookie, "/admin/counter")).not.toContain(code);
    const taken = String((await rowsOf("coupon"))[0]?.redemption);
    expect((await post(app, cookie, `/admin/counter/${code}/undo`)).status).toBe(409);
    expect((await post(app, cookie, `/k/${code}/undo`, { id: taken })).headers.get("Location")).toBe(
      `/k/${code}`,
    );
    expect((await rowsOf("coupon"))[0]?.redeemed_at).not.toBeNull();
    expect((await post(app, there.cookie, `/k/${code}/undo`, { id: taken })).status).toBe(303);
    expect((await rowsOf("coupon"))[0]?.redeemed_at).toBeNull();
    expect((await rowsOf("audit")).slice(-2)).toMatchObject([
      { act: "coupon.redeem", subject: code, member_id: there.id },
      { act: "coupon.undo", subject: code, member_id: there.id },
    ]);
  });
});

describe("sessions", () => {
  it("are listed and ended: everybody's by an owner, their own by all others", async ({ expect }) => {
    const app = anApp();
    const agent = { "User-Agent": "Mozilla/5.0 (iPhone) AppleWebKit Safari/604.1" };
    const owner = cookieIn(await tryToken(app, app.deps.ownerToken ?? "", agent));
    const { key, cookie } = await aMember(app, owner);
    const second = cookieIn(await tryToken(app, key, agent));
    const all = await read(app, owner, "/admin/sessions");
    expect(all.match(/\/admin\/sessions\/[\w-]{43}\/end/g)).toHaveLength(3);
    expect(all).toContain("Safari, iOS");
    const mine = await read(app, cookie, "/admin/sessions");
    expect(mine.match(/\/admin\/sessions\/[\w-]{43}\/end/g)).toHaveLength(2);
    const owners = String((await rowsOf("session")).find(({ member_id }) => member_id === null)?.hash);
    await post(app, cookie, `/admin/sessions/${owners}/end`);
    expect((await app.ask("/admin", { headers: { Cookie: owner } })).status).toBe(200);
    await post(app, cookie, "/admin/sessions/others/end");
    const open = async (Cookie: string) => (await app.ask("/admin/sessions", { headers: { Cookie } })).status;
    expect(await Promise.all([owner, cookie, second].map(open))).toEqual([200, 200, 401]);
    await post(app, owner, "/admin/sessions/others/end");
    expect(await Promise.all([owner, cookie].map(open))).toEqual([200, 401]);
  });
});

describe("the audit", () => {
  it("tells the latest first, page by page, by person and by act, and cannot be changed", async ({
    expect,
  }) => {
    const app = anApp();
    const owner = await signIn(app);
    const { cookie, id } = await aMember(app, owner);
    await post(app, cookie, "/admin/sign-out");
    const row = env.DB.prepare("INSERT INTO audit (at, act, subject) VALUES (?1, 'lead.dance', ?2)");
    await env.DB.batch(Array.from({ length: 60 }, (_, n) => row.bind(app.clock.now, `s${n}.`)));
    const first = await read(app, owner, "/admin/audit");
    // An act without words is told by its name.
    expect(first).toContain("lead.dance");
    expect([first.includes("s59."), first.includes("s10."), first.includes("s9.")]).toEqual([
      true,
      true,
      false,
    ]);
    const [, next = ""] = /href="(\/admin\/audit\?[^"]*before=[^"]*)"/.exec(first) ?? [];
    const older = await read(app, owner, next.replaceAll("&amp;", "&"));
    expect([older.includes("s9."), older.includes("s10.")]).toEqual([true, false]);
    expect(older).toContain("Ha accettato l’invito");
    const hers = await read(app, owner, `/admin/audit?member=${id}&act=session.close`);
    expect(hers.match(/<time/g)).toHaveLength(1);
    expect((await read(app, owner, "/admin/audit?member=none&act=lead.dance")).match(/<time/g)).toHaveLength(
      50,
    );
    for (const sql of ["UPDATE audit SET act = 'x'", "DELETE FROM audit"])
      await expect(env.DB.prepare(sql).run()).rejects.toThrow("append-only");
  });
});
