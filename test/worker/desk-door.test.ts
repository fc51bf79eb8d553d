import { beforeEach, describe, it } from "vitest";
import { createDesk } from "../../worker/desk/app.ts";
import { formOf } from "../support/worker-act-form.ts";
import { aBusyWorld } from "../support/worker-acts.ts";
import { anApp, everything, freshDatabase, noon, rowsOf, submit } from "../support/worker-app.ts";
import { aBusyCatalog } from "../support/worker-busy.ts";
import { ours, signIn, tryToken } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;

describe("the desk's door", () => {
  it("opens with the owner's token and sets a cookie that only this host can read", async ({ expect }) => {
    const app = anApp();
    const answer = await tryToken(app, app.deps.ownerToken ?? "");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/admin");
    const [cookie, ...flags] = (answer.headers.get("Set-Cookie") ?? "").split("; ");
    expect(cookie).toMatch(/^__Host-imbuto=[\w-]{43}$/);
    expect(flags.sort()).toEqual(["HttpOnly", "Max-Age=604800", "Path=/", "SameSite=Strict", "Secure"]);
  });

  it("keeps no secret in the database: only hashes", async ({ expect }) => {
    const app = anApp();
    const secret = (await signIn(app)).split("=")[1] ?? "";
    await tryToken(app, "wrong", { "CF-Connecting-IP": "203.0.113.7" });
    const kept = JSON.stringify([await rowsOf("session"), await rowsOf("sign_in_attempt")]);
    for (const text of [secret, app.deps.ownerToken ?? "", "203.0.113.7"]) expect(kept).not.toContain(text);
  });

  it.for([
    ["nothing", ""],
    ["another token", "b".repeat(43)],
    ["its beginning", "owner-token-for-tests-0123456789abcde"],
    ["it with more behind", "owner-token-for-tests-0123456789abcdefg"],
    ["it in capitals", "OWNER-TOKEN-FOR-TESTS-0123456789ABCDEF"],
  ] as const)("answers %s with the one refusal", async ([, token], { expect }) => {
    const answer = await tryToken(anApp(), token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(await answer.text()).toContain("La chiave non è quella giusta.");
  });

  it("stays shut where no token is set, even to the empty one", async ({ expect }) => {
    const app = anApp({ ownerToken: null });
    expect((await tryToken(app, "")).status).toBe(401);
    expect(await rowsOf("session")).toEqual([]);
  });

  it("does not open by an address", async ({ expect }) => {
    const app = anApp();
    const answer = await app.ask(`/admin/?token=${app.deps.ownerToken}`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(await answer.text()).not.toContain(app.deps.ownerToken ?? "");
  });

  it("judges five wrong tries of a network in a quarter of an hour, and not the sixth", async ({
    expect,
  }) => {
    const app = anApp();
    const from = { "CF-Connecting-IP": "2001:db8:1:2:3::4" };
    const ours = { "CF-Connecting-IP": "198.51.100.1" };
    expect((await tryToken(app, app.deps.ownerToken ?? "", ours)).status).toBe(303);
    for (let n = 0; n < 5; n += 1) expect((await tryToken(app, "wrong", from)).status).toBe(401);
    const sixth = await tryToken(app, app.deps.ownerToken ?? "", {
      "CF-Connecting-IP": "2001:db8:1:2:ffff::1",
    });
    expect([sixth.status, sixth.headers.get("Retry-After")]).toEqual([429, "900"]);
    // The owner came from here before: what strangers do elsewhere keeps nobody out.
    expect((await tryToken(app, app.deps.ownerToken ?? "", ours)).status).toBe(303);
    app.clock.now += 15 * minute;
    expect((await tryToken(app, app.deps.ownerToken ?? "", from)).status).toBe(303);
  });

  it("does not forget wrong tries because a right one came between", async ({ expect }) => {
    const app = anApp();
    for (let n = 0; n < 4; n += 1) await tryToken(app, "wrong");
    for (let n = 0; n < 6; n += 1) expect((await tryToken(app, app.deps.ownerToken ?? "")).status).toBe(303);
    expect((await tryToken(app, "wrong")).status).toBe(401);
    expect((await tryToken(app, app.deps.ownerToken ?? "")).status).toBe(429);
  });

  it("judges five of twenty tries that come at once", async ({ expect }) => {
    const app = anApp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryToken(app, "wrong")));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
  });

  it("A10 judges five of 1,000 wrong tries, each from a network of its own", async ({ expect }) => {
    const app = anApp();
    const statuses = new Map<number, number>();
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          tryToken(app, "wrong", { "CF-Connecting-IP": `10.0.${round}.${n}` }),
        ),
      );
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 5, 429: 995 });
    expect(await rowsOf("sign_in_attempt")).toHaveLength(5);
  }, 120_000);

  it("leads back to where the owner was going, and nowhere else", async ({ expect }) => {
    const app = anApp();
    const page = await (await app.ask("/admin/leads/abc?q=ada")).text();
    expect(page).toContain('<input type="hidden" name="to" value="/admin/leads/abc"/>');
    for (const to of [
      "//evil.example",
      "https://evil.example",
      "/\\evil.example",
      "/guida/",
      "/admin/../f",
      "",
    ]) {
      const body = new URLSearchParams({ token: app.deps.ownerToken ?? "", to });
      const answer = await app.ask("/admin/sign-in", { method: "POST", headers: ours, body });
      expect(answer.headers.get("Location"), to).toBe("/admin");
    }
  });
});

describe("a session", () => {
  it("ends after twelve hours unused, and after seven days whatever its use", async ({ expect }) => {
    const app = anApp();
    const open = async (Cookie: string) => (await app.ask("/admin", { headers: { Cookie } })).status;
    const idle = await signIn(app);
    app.clock.now += 12 * hour;
    expect(await open(idle)).toBe(401);
    const busy = await signIn(app);
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      app.clock.now += 11 * hour;
      expect(await open(busy), `${hours} h`).toBe(200);
    }
    app.clock.now = noon + 12 * hour + 7 * 24 * hour;
    expect(await open(busy)).toBe(401);
  });

  it("ends when the owner closes the desk, for every copy of its cookie", async ({ expect }) => {
    const app = anApp();
    const Cookie = await signIn(app);
    const answer = await app.ask("/admin/sign-out", { method: "POST", headers: { ...ours, Cookie } });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/admin/sign-in"]);
    expect(answer.headers.get("Set-Cookie")).toContain("__Host-imbuto=; Max-Age=0");
    expect(answer.headers.get("Clear-Site-Data")).toBe('"cookies"');
    expect(await rowsOf("session")).toEqual([]);
    expect((await app.ask("/admin", { headers: { Cookie } })).status).toBe(401);
  });

  it("is asked for by every route of the desk but the door", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    const paths = new Set(
      createDesk(app.deps)
        .routes.map((route) => route.path)
        .filter((path) => path.startsWith("/admin")),
    );
    const guarded = [...paths].filter((path) => !/\/sign-(in|out)$|\/join\//.test(path));
    expect(guarded).toContain("/admin/leads.csv");
    for (const path of guarded) {
      const address = path.replace("*", "anything").replace(":id", "x".repeat(22));
      for (const method of ["GET", "HEAD", "POST", "PUT", "DELETE"]) {
        for (const Cookie of ["", "__Host-imbuto=", `__Host-imbuto=${"A".repeat(43)}`, "imbuto=x"]) {
          const answer = await app.ask(address, { method, headers: { ...ours, Cookie } });
          expect(answer.status, `${method} ${address} ${Cookie}`).toBe(401);
          expect(await answer.text()).not.toContain("ada@example.com");
        }
      }
    }
  });
});

/** What browsers say of a post that a page of another site has them send; the last ones no browser says, whoever does. */
const crossSite: [string, Record<string, string>][] = [
  ["another site", { Origin: "https://evil.example" }],
  ["another site, as browsers say it", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }],
  ["a neighbouring subdomain", { Origin: "https://shop.forno.example", "Sec-Fetch-Site": "same-site" }],
  ["a subdomain whose pages may post to forms", { Origin: "https://partner.forno.example" }],
  ["a page that may post to forms", { Origin: "https://partner.example", "Sec-Fetch-Site": "cross-site" }],
  ["an opaque origin", { Origin: "null" }],
  ["an opaque origin, across sites", { Origin: "null", "Sec-Fetch-Site": "cross-site" }],
  ["an opaque origin on the same site", { Origin: "null", "Sec-Fetch-Site": "same-origin" }],
  ["the same host without TLS", { Origin: "http://forno.example" }],
  ["another port", { Origin: "https://forno.example:8443" }],
  ["a name that begins alike", { Origin: "https://forno.example.evil.example" }],
  ["a name that ends alike", { Origin: "https://evil-forno.example" }],
  ["no origin, across sites", { "Sec-Fetch-Site": "cross-site" }],
  ["no origin, on the same site", { "Sec-Fetch-Site": "same-site" }],
  ["no origin, by the reader's own hand", { "Sec-Fetch-Site": "none" }],
  ["another site, by the reader's own hand", { Origin: "https://evil.example", "Sec-Fetch-Site": "none" }],
  ["no header at all", {}],
  ["a page of ours, though the browser says otherwise", { ...ours, "Sec-Fetch-Site": "cross-site" }],
  ["a lie about the site", { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" }],
];

/** The ways in which a page can have a browser post without asking first, and JSON, which it would have to ask for. */
const shapes: Record<string, (fields: [string, string][]) => RequestInit> = {
  urlencoded: (fields) => ({ body: new URLSearchParams(fields) }),
  multipart: (fields) => {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    return { body };
  },
  "text/plain": (fields) => plain("text/plain", JSON.stringify(Object.fromEntries(fields))),
  JSON: (fields) => plain("application/json", JSON.stringify(Object.fromEntries(fields))),
  nothing: () => ({}),
};
const plain = (type: string, body: string): RequestInit => ({ headers: { "Content-Type": type }, body });

describe("A11: every route that the owner's cookie opens", () => {
  it("refuses each post of another site with 403, in every shape, and changes nothing", async ({
    expect,
  }) => {
    const allowedOrigins = ["https://partner.example", "https://partner.forno.example"];
    const app = anApp({ catalog: aBusyCatalog(), allowedOrigins });
    const { acts, cookie: Cookie } = await aBusyWorld(app);
    const owners = acts.filter(({ route }) => /^\/(admin|k)\//.test(route));
    expect(owners.length).toBeGreaterThan(15);
    const world = async () => [await everything(), await rowsOf("session"), await rowsOf("webhook_call")];
    const before = await world();
    const sent = { posts: 0, refused: 0, mails: app.mails.length };
    for (const { address, body } of owners) {
      for (const [name, says] of crossSite) {
        for (const [shape, write] of Object.entries(shapes)) {
          const { headers = {}, ...init } = write(body);
          const given = { ...Object.fromEntries(new Headers(headers)), ...says, Cookie };
          const { status } = await app.ask(address, { method: "POST", ...init, headers: given });
          sent.posts += 1;
          if (status === 403) sent.refused += 1;
          expect(status, `${address} from ${name}, ${shape}`).toBe(403);
        }
      }
    }
    expect(sent).toEqual({
      posts: owners.length * crossSite.length * 5,
      refused: sent.posts,
      mails: app.mails.length,
    });
    expect(await world()).toEqual(before);
    // The very same posts from a page of ours are let in; that of a till's queue is a till's alone, and a member's own key a member's.
    for (const act of owners.filter(({ route }) => !/sign-out$|settle$|renew$/.test(route))) {
      if (act.first !== undefined) await app.deps.db.prepare(act.first).run();
      const init = { method: "POST", headers: { ...ours, Cookie }, body: formOf(act) };
      expect((await app.ask(act.address, init)).status, act.address).toBeLessThan(400);
    }
    expect(await world()).not.toEqual(before);
  });
});
