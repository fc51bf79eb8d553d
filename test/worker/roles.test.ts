import { env } from "cloudflare:workers";
import { beforeAll, describe, it } from "vitest";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { actsIt } from "../../content/schema/locales/it-acts.ts";
import { digest } from "../../worker/digest.ts";
import { mayDo, roleFor } from "../../worker/people/roles.ts";
import { deskPages } from "../bench/desk-pages.ts";
import { formOf } from "../support/worker-act-form.ts";
import { aBusyWorld, type BusyWorld } from "../support/worker-acts.ts";
import { type App, anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { aBusyCatalog, keyOf, people } from "../support/worker-busy.ts";
import { ours } from "../support/worker-desk.ts";
import { at, type Route, routesOf } from "../support/worker-routes.ts";
import { rememberDatabase } from "../support/worker-snapshot.ts";

const whos = ["owner", "editor", "staff", "nobody"] as const;
type Who = (typeof whos)[number];

/** Whoever holds an invitation, or wants to sign in, is nobody yet. */
const open = /^\/admin\/(sign-in|join\/:token)$/;
/** What is read by other programs, before anybody is signed in, or by an agency alone; a slash more is the same page. */
const noPages =
  /\/api\/|\.(csv|json|pdf|html|xlsx)|\/(key|private-key|prefill|invite|join|sign-in|clients)\b|\/$/;
/** What opens to keys of its own, and to no role. */
const isApi = (path: string) => path.startsWith("/admin/api/");
const isDesk = ({ path }: Route) => path.startsWith("/admin") && !open.test(path) && !isApi(path);
const isTill = ({ method, path }: Route) => method === "POST" && /^\/[kK]\/:code(\/undo)?$/.test(path);
const all = routesOf(anApp({ catalog: aBusyCatalog() }).deps);
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

let app: App;
let world: BusyWorld;
let putBack: () => Promise<void>;
let codes: string[];

beforeAll(async () => {
  await freshDatabase();
  app = anApp({ catalog: aBusyCatalog() });
  world = await aBusyWorld(app);
  codes = (await rowsOf("coupon")).flatMap(({ code }) => readCouponCode(String(code)) ?? []);
  putBack = await rememberDatabase();
});

/** The cookie of a session of its own for `who`, whatever became of those before. */
async function cookieOf(who: Who): Promise<string> {
  if (who === "nobody") return "";
  const secret = crypto.randomUUID().replaceAll("-", "").padEnd(43, "x");
  await env.DB.prepare(
    "INSERT INTO session (hash, created_at, seen_at, ends_at, last_at, member_id) VALUES (?1, ?2, ?2, ?3, ?3, ?4)",
  )
    .bind(await digest(secret), app.deps.now(), app.deps.now() + 1e7, who === "owner" ? null : people[who])
    .run();
  return `__Host-imbuto=${secret}`;
}

/** The key that `who` would type where the desk asks for it once more. */
function tokenOf(who: Who): string {
  return who === "editor" || who === "staff" ? keyOf(who) : (app.deps.ownerToken ?? "");
}

/** Asks for `route` as `who`, with what makes sense there. */
async function ask({ method, path }: Route, who: Who): Promise<Response> {
  const act = world.acts.find(({ route }) => route === path);
  const id = path.includes("/coupons/:code") ? (codes[0] ?? "") : "x".repeat(22);
  const address = method === "GET" || act === undefined ? at(path, id) : act.address;
  const body = (act?.body ?? []).map(([name, value]): [string, string] => [
    name,
    value === app.deps.ownerToken ? tokenOf(who) : value,
  ]);
  if (method === "POST" && act?.first !== undefined) await env.DB.exec(act.first);
  return app.ask(address, {
    method: method === "ALL" ? "PUT" : method,
    headers: { ...ours, Cookie: await cookieOf(who) },
    ...(method === "POST" && { body: formOf({ ...act, body }) }),
  });
}

describe("every route of the desk, for every role", () => {
  it("has more than a handful of routes to tell of", ({ expect }) => {
    expect(all.filter(isDesk).length).toBeGreaterThan(40);
    expect(all.filter(isTill)).toHaveLength(4);
  });

  it("has no page that the browser's walk over the desk leaves out", ({ expect }) => {
    const walked = Object.keys(deskPages({ lead: "x" }));
    const pages = all.filter(
      ({ method, path }) => method === "GET" && path.startsWith("/admin") && !noPages.test(path),
    );
    const missing = pages
      .map(({ path }) => path.replace(/\{.*\}/, ""))
      .filter((path) => !walked.includes(path));
    expect(missing).toEqual([]);
  });

  for (const route of all.filter(isDesk)) {
    it(`${nameOf(route)}: opens to those who may, and to nobody else`, async ({ expect }) => {
      const id = route.path.includes("/coupons/:code") ? (codes[0] ?? "") : "x".repeat(22);
      const address = at(route.path, id);
      const method = route.method === "ALL" ? "PUT" : route.method;
      for (const who of whos) {
        await putBack();
        const { status, headers } = await ask(route, who);
        const cell = `${nameOf(route)}, ${who}: ${status}`;
        if (route.path === "/admin/sign-out") expect(status, cell).toBe(303);
        else if (who === "nobody") expect(status, cell).toBe(401);
        else if (mayDo(who, method, address)) expect([401, 403], cell).not.toContain(status);
        // Whoever signs in arrives at the first page, and is led to one of their own.
        else if (address === "/admin" && method === "GET")
          expect([status, headers.get("Location")], cell).toEqual([303, "/admin/counter"]);
        else expect(status, cell).toBe(403);
      }
    });
  }

  for (const route of all.filter(isTill)) {
    it(`${nameOf(route)}: all three redeem, nobody else`, async ({ expect }) => {
      for (const who of whos) {
        await putBack();
        const { status } = await ask(route, who);
        if (who === "nobody") expect(status, who).toBe(403);
        else expect([401, 403], `${who}: ${status}`).not.toContain(status);
      }
    });
  }

  it("leaves to staff their own shop's coupons and their own sessions, and nothing else", ({ expect }) => {
    const code = codes[0] ?? "";
    const open = all
      .filter(isDesk)
      .filter(({ method, path }) => mayDo("staff", method === "ALL" ? "PUT" : method, at(path, code)));
    expect(open.map(nameOf).sort()).toEqual([
      "GET /admin/counter",
      "GET /admin/coupons/:code",
      "GET /admin/sessions",
      "POST /admin/counter/:code/redeem",
      "POST /admin/counter/:code/undo",
      "POST /admin/sessions/:hash/end",
      "POST /admin/sessions/others/end",
      "POST /admin/sessions/renew",
      "POST /admin/sign-out",
    ]);
  });

  it("keeps people, the audit, clients and files of all leads from editors, and whatever no rule names", async ({
    expect,
  }) => {
    for (const path of [
      "people",
      "people/x",
      "audit",
      "clients",
      "leads.csv",
      "nothing-told",
      "leadsx",
      "x/y",
    ]) {
      expect(roleFor("GET", `/admin/${path}`), path).toBe("owner");
      const answers = { owner: 0, editor: 0, staff: 0 };
      for (const who of ["owner", "editor", "staff"] as const)
        answers[who] = (await app.ask(`/admin/${path}`, { headers: { Cookie: await cookieOf(who) } })).status;
      expect([answers.editor, answers.staff], path).toEqual([403, 403]);
      expect([401, 403], path).not.toContain(answers.owner);
    }
  });

  it("shows in the bar only what opens", async ({ expect }) => {
    for (const who of ["owner", "editor", "staff"] as const) {
      await putBack();
      const Cookie = await cookieOf(who);
      const page = await (await app.ask("/admin/sessions", { headers: { Cookie } })).text();
      const links = [...page.matchAll(/href="(\/admin[^"?]*)/g)].map(([, path = ""]) => path);
      expect(links.length).toBeGreaterThan(1);
      for (const path of new Set(links)) {
        const { status } = await app.ask(path, { headers: { Cookie } });
        // The name of the site leads home, wherever that is.
        expect(path === "/admin" ? 200 : status, `${who} ${path}`).toBe(200);
      }
    }
  });
});

describe("whatever acts at the desk", () => {
  for (const route of all.filter((each) => each.method === "POST" && (isDesk(each) || isTill(each)))) {
    it(`${nameOf(route)}: is noted once, with who did it`, async ({ expect }) => {
      await putBack();
      // A key of one's own is a member's.
      const who = route.path.endsWith("/renew") ? "editor" : "owner";
      const before = (await rowsOf("audit")).length;
      const { status } = await ask(route, who);
      expect(status).toBeLessThan(400);
      const noted = (await rowsOf("audit")).slice(before);
      expect(noted).toHaveLength(1);
      expect(Object.keys(actsIt), "the audit has words for it").toContain(noted[0]?.act);
      expect(noted[0]).toMatchObject({ member_id: who === "owner" ? null : people.editor, way: "token" });
      expect(String(noted[0]?.session)).toHaveLength(43);
      // Neither names nor addresses.
      expect(JSON.stringify(noted)).not.toMatch(/@|Quinto|Edi"/);
    });
  }

  it("leaves no note where it did nothing", async ({ expect }) => {
    await putBack();
    const before = (await rowsOf("audit")).length;
    for (const { route, body } of world.acts.filter((each) => /^\/admin\/.*:/.test(each.route))) {
      const Cookie = await cookieOf("owner");
      const nowhere = at(route, "z".repeat(22));
      await app.ask(nowhere, {
        method: "POST",
        headers: { ...ours, Cookie },
        body: new URLSearchParams(body),
      });
    }
    expect((await rowsOf("audit")).slice(before)).toEqual([]);
  });
});
