import { applyD1Migrations, createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeEach, describe, it, vi } from "vitest";
import { type CatalogFileContents, catalogSchema } from "../../content/schema/catalog.ts";
import { type Client, clientFor, clientsOf, noClient } from "../../worker/clients.ts";
import { tick } from "../../worker/clock.ts";
import type { Env } from "../../worker/env.ts";
import { hashOfToken, tokenFor, tokenPurposes } from "../../worker/tokens.ts";
import contents from "../fixtures/catalog.json";
import { freshDatabase } from "../support/worker-app.ts";
import { fakeAsset } from "../support/worker-pages.ts";
import { at, isOpen, type Route, routesOf } from "../support/worker-routes.ts";

const one = "forno.example";
const other = "bar.example";
const database = "DB_2028";

const lines = vi.spyOn(console, "log");
afterAll(() => lines.mockRestore());

beforeEach(async () => {
  lines.mockReset().mockImplementation(() => {});
  await freshDatabase();
  await applyD1Migrations(env.DB_2028, env.TEST_MIGRATIONS);
});

/** The small catalog, for another host and another database. */
function catalogFor(host: string, database: string): CatalogFileContents {
  const catalog: CatalogFileContents = catalogSchema.parse(contents);
  return { ...catalog, site: { ...catalog.site, name: host, url: `https://${host}`, database } };
}

const asked: string[] = [];
const store = new Proxy(env.ASSETS, {
  get: () => (input: RequestInfo | URL) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    asked.push(path);
    const [, page = path] = /^\/_private\/clients\/[^/]+(\/.*)$/.exec(path) ?? [];
    return fakeAsset(page);
  },
});

const bindings: Env = {
  DB: env.DB,
  DB_2028: env.DB_2028,
  ASSETS: store,
  TOKEN_SECRET: "the secret of an agency",
  OWNER_TOKEN: "the owner token of an agency with one client",
  OWNER_TOKEN_DB: "the owner token of the first client",
  OWNER_TOKEN_DB_2028: "the owner token of the second client",
  AGENCY_TOKEN: "the token of the agency",
} satisfies Record<string, unknown>;

function anAgency(): readonly Client[] {
  return clientsOf(bindings, {
    clients: { [one]: catalogFor(one, "DB"), [other]: catalogFor(other, database) },
  });
}

/** Asks the Worker of all clients for an address at `host`. */
async function ask(clients: readonly Client[], host: string, path: string, init: RequestInit = {}) {
  const request = new Request(`https://${host}${path}`, { redirect: "manual", ...init });
  const context = createExecutionContext();
  const answer = await (clientFor(clients, request)?.fetch(request, bindings, context) ?? noClient());
  await waitOnExecutionContext(context);
  return answer;
}

function post(
  clients: readonly Client[],
  host: string,
  path: string,
  fields: Record<string, string>,
  cookie = "",
) {
  return ask(clients, host, path, {
    method: "POST",
    headers: { Origin: `https://${host}`, "Sec-Fetch-Site": "same-origin", Cookie: cookie },
    body: new URLSearchParams(fields),
  });
}

async function signIn(clients: readonly Client[], host: string, token = ""): Promise<string> {
  const answer = await post(clients, host, "/admin/sign-in", { token });
  return (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
}

async function tablesOf(db: D1Database): Promise<Record<string, unknown[]>> {
  const found = await db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'",
    )
    .all<{ name: string }>();
  const names = found.results
    .map(({ name }) => name)
    .filter(
      (name) =>
        !["d1_migrations", "session", "sign_in_attempt", "owner_network", "export", "scan"].includes(name),
    );
  const rows = await db.batch(names.map((name) => db.prepare(`SELECT * FROM "${name}"`)));
  return Object.fromEntries(names.map((name, place) => [name, rows[place]?.results ?? []]));
}

/** Every identifier and token that stands for something of the client whose database `db` is. */
async function idsIn(db: D1Database, secret: string): Promise<string[]> {
  const tables = await tablesOf(db);
  const subjects = new Set<string>();
  for (const name of ["lead", "submission", "grant", "message"])
    for (const row of tables[name] ?? [])
      if (typeof row === "object" && row !== null && "id" in row) subjects.add(String(row.id));
  const known = new Set(
    (tables.token ?? []).map((row) => JSON.stringify(row).match(/"hash":"([^"]+)"/)?.[1]),
  );
  const tokens: string[] = [];
  for (const subject of subjects)
    for (const purpose of tokenPurposes) {
      const token = await tokenFor(secret, purpose, subject);
      if (known.has(await hashOfToken(token))) tokens.push(token);
    }
  const codes = (tables.coupon ?? []).map((row) => JSON.stringify(row).match(/"code":"([^"]+)"/)?.[1] ?? "");
  return [...subjects, ...tokens, ...codes];
}

describe("two clients of one agency in two databases", () => {
  it("no route shows one the other's rows", async ({ expect }) => {
    const clients = anAgency();
    const [first] = clients;
    await post(clients, one, "/f/guida", {
      email: "ermenegilda@example.com",
      nome: "Ermenegilda",
      "consent-marketing": "yes",
    });
    await post(clients, one, "/f/sconto", { email: "ermenegilda@example.com" });
    await post(clients, one, "/f/en/guide", { email: "ermenegilda@example.com" });
    await post(clients, one, "/f/guida", { email: "trapped@example.com", nome: "Bot", _website: "x" });
    const ids = await idsIn(env.DB, first?.deps?.tokenSecret ?? "");
    expect(ids.length).toBeGreaterThan(12);
    const owner = await signIn(clients, other, bindings.OWNER_TOKEN_DB_2028);
    const intruder = await signIn(clients, one, bindings.OWNER_TOKEN_DB);
    const before = await tablesOf(env.DB);
    const empty = await tablesOf(env.DB_2028);
    const deps = clients[1]?.deps;
    if (!deps) throw new Error("The second client has no database.");
    const routes = routesOf(deps).filter(({ path }) => path !== "/admin/sign-out");
    let count = 0;
    const look = async ({ method, path }: Route, id: string, cookie: string) => {
      const name = method === "ALL" ? "PUT" : method;
      const answer =
        name === "POST"
          ? await post(clients, other, at(path, id), { email: "nobody@example.com" }, cookie)
          : await ask(clients, other, at(path, id), { method: name, headers: { Cookie: cookie } });
      count += 1;
      const said = `${[...answer.headers].join("\n")}\n${await answer.text()}`;
      expect(said.replaceAll(id === "" ? "\0" : id, ""), `${name} ${path}`).not.toMatch(
        /ermenegilda|trapped@/i,
      );
      // The desk's buttons lead back to their list; what counts is that it is empty.
      if (isOpen(path) && !(name === "POST" && path.startsWith("/admin")))
        expect(answer.status, `${name} ${path}`).toBeGreaterThan(299);
    };
    // Its own owner sees nothing of the other's, and the other's owner is nobody here.
    for (const route of routes) {
      const cookies = /^\/(admin|k)/.test(route.path) ? [owner, intruder] : [owner];
      const tried = isOpen(route.path) ? ids : [""];
      await Promise.all(tried.flatMap((id) => cookies.map((cookie) => look(route, id, cookie))));
    }
    expect(count).toBeGreaterThan(routes.length * 10);
    expect(await tablesOf(env.DB)).toEqual(before);
    expect(await tablesOf(env.DB_2028)).toEqual(empty);
  }, 240_000);

  it("each has its own pages, desk and clock", async ({ expect }) => {
    const clients = anAgency();
    asked.length = 0;
    for (const host of [one, other]) expect((await ask(clients, host, "/guida/")).status).toBe(200);
    expect(asked).toEqual([`/_private/clients/${one}/guida/`, `/_private/clients/${other}/guida/`]);
    expect((await ask(clients, one, `/_private/clients/${other}/guida/`)).status).toBe(404);
    expect(await signIn(clients, one, bindings.OWNER_TOKEN_DB_2028)).toBe("");
    expect(await signIn(clients, one, bindings.OWNER_TOKEN)).toBe("");
    const cookie = await signIn(clients, one, bindings.OWNER_TOKEN_DB);
    const statuses = [one, other].map(
      async (host) => (await ask(clients, host, "/admin", { headers: { Cookie: cookie } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 401]);
    for (const { deps } of clients) if (deps !== null) await tick(deps);
    expect((await ask(clients, "elsewhere.example", "/guida/")).status).toBe(404);
  });
});

describe("the agency of two clients", () => {
  it("opens both desks with its token and sees them side by side, which no client does", async ({
    expect,
  }) => {
    const clients = anAgency();
    await post(clients, one, "/f/guida", { email: "ermenegilda@example.com", nome: "Ermenegilda" });
    await post(clients, other, "/f/guida", { email: "ugo@example.com", nome: "Ugo" });
    await post(clients, other, "/f/guida", { email: "ida@example.com", nome: "Ida" });
    const read = async (host: string, cookie: string, path: string) => {
      const answer = await ask(clients, host, path, { headers: { Cookie: cookie } });
      return { status: answer.status, page: await answer.text() };
    };
    const agency = await signIn(clients, one, bindings.AGENCY_TOKEN);
    const side = await read(one, agency, "/admin/clients");
    expect(side.status).toBe(200);
    for (const host of [one, other]) expect(side.page).toContain(`href="https://${host}/admin"`);
    const counts = [...side.page.matchAll(/data-label="Contatti">(\d+)/g)].map(([, n]) => n);
    // By host: bar.example before forno.example.
    expect(counts).toEqual(["2", "1"]);
    expect(side.page).not.toMatch(/ermenegilda|ugo@|ida@/i);
    const inBar = await read(one, agency, "/admin/leads");
    expect(inBar.page).toContain(`href="https://${other}/admin"`);
    expect(inBar.page).toContain("Ermenegilda");
    expect(inBar.page).not.toMatch(/ugo@|ida@/i);
    // Its session here is none there: the token opens each.
    expect((await read(other, agency, "/admin/leads")).status).toBe(401);
    const there = await signIn(clients, other, bindings.AGENCY_TOKEN);
    expect((await read(other, there, "/admin/leads")).page).toMatch(/ugo@example/);
    const noted = await env.DB_2028.prepare("SELECT member_id, way, act FROM audit").all();
    expect(noted.results).toEqual([{ member_id: null, way: "agency", act: "session.open" }]);
    for (const [host, token] of [
      [one, bindings.OWNER_TOKEN_DB],
      [other, bindings.OWNER_TOKEN_DB_2028],
    ] as const) {
      const owner = await signIn(clients, host, token);
      const beside = host === one ? other : one;
      expect((await read(host, owner, "/admin/clients")).status).toBe(404);
      for (const path of ["/admin", "/admin/leads", "/admin/people", "/admin/clients"])
        expect((await read(host, owner, path)).page, path).not.toContain(beside);
    }
    // What an agency could open, it opens no longer once its token is gone.
    const without = clientsOf(
      { ...bindings, AGENCY_TOKEN: "" },
      {
        clients: { [one]: catalogFor(one, "DB"), [other]: catalogFor(other, database) },
      },
    );
    const closed = await ask(without, one, "/admin/leads", { headers: { Cookie: agency } });
    expect(closed.status).toBe(401);
    expect(await signIn(clientsOf(bindings, catalogFor(one, "DB")), one, bindings.AGENCY_TOKEN)).toBe("");
  });

  it("asks one client's database alone for all that its desk shows", async ({ expect }) => {
    const asked: string[] = [];
    const watched = (name: string, db: D1Database) =>
      new Proxy(db, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key, target);
          if (typeof member !== "function") return member;
          return (...args: unknown[]) => {
            asked.push(name);
            return member.apply(target, args);
          };
        },
      });
    const clients = clientsOf(
      { ...bindings, DB: watched("one", env.DB), DB_2028: watched("other", env.DB_2028) },
      { clients: { [one]: catalogFor(one, "DB"), [other]: catalogFor(other, database) } },
    );
    const [client] = clients;
    if (!client?.deps) throw new Error("The first client has no database.");
    // The API knows keys alone, and asks nothing before it has one.
    const isDesks = (path: string) =>
      path.startsWith("/admin") && !path.startsWith("/admin/api/") && !isOpen(path);
    const paths = routesOf(client.deps)
      .filter(({ method, path }) => method === "GET" && isDesks(path))
      .map(({ path }) => path);
    for (const token of [bindings.OWNER_TOKEN_DB, bindings.AGENCY_TOKEN]) {
      const cookie = await signIn(clients, one, token);
      for (const path of paths) {
        asked.length = 0;
        const answer = await ask(clients, one, path, { headers: { Cookie: cookie } });
        await answer.text();
        const isAgencys = path === "/admin/clients" && token === bindings.AGENCY_TOKEN;
        expect(new Set(asked), path).toEqual(new Set(isAgencys ? ["one", "other"] : ["one"]));
      }
    }
  });
});

describe("the database of a site", () => {
  it("is the binding that its configuration names", async ({ expect }) => {
    const clients = clientsOf({ ...bindings, PUBLIC_URL: "" }, catalogFor(one, database));
    const answer = await post(clients, one, "/f/guida", { email: "ermenegilda@example.com" });
    expect(answer.status).toBe(303);
    expect((await tablesOf(env.DB)).lead).toEqual([]);
    expect((await tablesOf(env.DB_2028)).lead?.length).toBe(1);
  });

  it("is missed by name, and nothing is taken without it", async ({ expect }) => {
    const clients = clientsOf(bindings, catalogFor(one, "DB_2029"));
    const refused = await post(clients, one, "/f/guida", { email: "ermenegilda@example.com" });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "60"]);
    const health = await ask(clients, one, "/health");
    expect(await health.json()).toEqual({ ok: false, problems: ["database DB_2029"] });
    expect(lines.mock.calls.flat().join("\n")).toContain("DB_2029");
    expect((await tablesOf(env.DB)).lead).toEqual([]);
  });
});
