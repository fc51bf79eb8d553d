import { beforeAll, describe, it } from "vitest";
import { hashOfToken, tokenFor, tokenPurposes } from "../../worker/tokens.ts";
import { type App, anApp, freshDatabase, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCityCatalog } from "../support/worker-city.ts";
import { signIn } from "../support/worker-desk.ts";
import { pagePolicy } from "../support/worker-pages.ts";
import { at, isOpen, type Route, routesOf } from "../support/worker-routes.ts";

/** What a route answers, as far as headers go. */
type Kind = "page" | "private page" | "api" | "file" | "desk" | "letter";

/** Which kind each route is of, those of the desk apart; a new one must find its place here. */
const kinds: Record<string, Kind> = {
  "/f/:landing{.+}": "page",
  "/g": "page",
  "/g/:token": "private page",
  "/g/:token/coupon/:form": "file",
  "/g/:token/:file": "file",
  "/k": "page",
  "/k/": "private page",
  "/k/:code/coupon/:form": "file",
  "/K/:code/coupon/:form": "file",
  "/k/enter": "private page",
  "/k/enter/:token": "private page",
  "/k/leave": "private page",
  "/k/settle": "api",
  ...Object.fromEntries(
    ["/k", "/K"].flatMap((base) =>
      ["/:code", "/:code/:payload", "/:code/undo"].map((path) => [base + path, "private page" as const]),
    ),
  ),
  "/s/:network/:landing{.+}": "private page",
  "/e": "api",
  "/e/left/:magnet{.+}": "api",
  "/hooks/:provider": "api",
  "/hooks/meta": "api",
  "/health": "api",
  "/u/:token": "private page",
  "/l/:path{.+}": "private page",
  "/u/:token/:file{copy\\.(?:json|csv)}": "file",
};

/** A letter is shown in a frame of the desk: its styles stand on its elements, and nothing in it runs. */
const isLetter = ({ path }: Route) => path.endsWith("/letter.html");
const kindOf = (route: Route): Kind | undefined =>
  isLetter(route) ? "letter" : route.path.startsWith("/admin") ? "desk" : kinds[route.path];
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

interface World {
  app: App;
  cookie: string;
  /** What may stand in an address: landings, providers, identifiers, tokens and codes, good ones and one that is none. */
  ids: string[];
  secrets: string[];
}
let world: World;

beforeAll(async () => {
  await freshDatabase();
  const app = anApp({
    catalog: aCityCatalog(),
    hooks: { secrets: { brevo: "hook-secret" }, fetch: () => Promise.reject(new Error("no network")) },
  });
  await submit(app, "guida", { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" });
  await submit(app, "sconto", { email: "ada@example.com" });
  await submit(app, "guida", { email: "bot@example.com", _website: "x" });
  const rows = async (table: string, key: string) => (await rowsOf(table)).map((row) => String(row[key]));
  const subjects = await Promise.all(["lead", "submission", "grant"].map((table) => rows(table, "id")));
  const hashes = new Set(await rows("token", "hash"));
  const tokens: string[] = [];
  for (const subject of subjects.flat())
    for (const purpose of tokenPurposes) {
      const token = await tokenFor(app.deps.tokenSecret, purpose, subject);
      if (hashes.has(await hashOfToken(token))) tokens.push(token);
    }
  const codes = await rows("coupon", "code");
  const words = ["guida", "brevo", "nothing-of-the-kind"];
  world = {
    app,
    cookie: await signIn(app),
    ids: [...words, ...subjects.map(([first = ""]) => first), ...tokens, ...codes],
    secrets: [...tokens, ...codes, "hook-secret", app.deps.ownerToken ?? "", app.deps.tokenSecret],
  };
});

/** The ways in which each address is asked. */
function waysOf({ method }: Route, cookie: string): RequestInit[] {
  const names = method === "ALL" ? ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"] : [method];
  const ours = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  return names.flatMap((name): RequestInit[] => {
    if (name !== "POST")
      return [
        { method: name },
        { method: name, headers: { Cookie: cookie } },
        { method: name, headers: { Accept: "application/json" } },
      ];
    const json = { ...ours, "Content-Type": "application/json", Accept: "application/json" };
    return [
      { method: name, headers: { Origin: "https://evil.example" }, body: "x" },
      { method: name, headers: ours, body: new URLSearchParams({ email: "ada@" }) },
      {
        method: name,
        headers: { ...ours, Cookie: cookie },
        body: new URLSearchParams({ email: "cleo@example.com" }),
      },
      { method: name, headers: json, body: '{"email":"ada@"}' },
      { method: name, headers: json, body: "{" },
      { method: name, headers: json, body: "x".repeat(300_000) },
      { method: name, headers: { ...json, "Content-Type": "image/png" }, body: "x" },
    ];
  });
}

/** What stands in the address of `route`: where the method decides, anything will do. */
function idsFor({ method, path }: Route, ids: string[]): string[] {
  if (!isOpen(path)) return [""];
  // A token opens nothing at the desk: a lead, a post, what is given, a code and what is none do.
  if (path.startsWith("/admin")) return [...ids.slice(2, 5), ids.at(-1) ?? ""];
  return method === "ALL" ? ids.slice(0, 1) : ids;
}

const unsafe = /'unsafe-inline'|'unsafe-eval'|\*/;
const quiet = ["no-referrer", "same-origin", "strict-origin-when-cross-origin"];

/** What is wrong with the headers of `answer`. */
function faultsOf(answer: Response, kind: Kind): string[] {
  const { headers, status } = answer;
  const says = (name: string) => headers.get(name) ?? "";
  const type = says("Content-Type");
  const isPage = type.startsWith("text/html");
  const isShown = kind === "letter" && status === 200;
  const rules: Record<string, boolean> = {
    STS: says("Strict-Transport-Security") === "max-age=63072000; includeSubDomains",
    nosniff: says("X-Content-Type-Options") === "nosniff",
    permissions: /camera=\(\)/.test(says("Permissions-Policy")),
    COOP: says("Cross-Origin-Opener-Policy") === "same-origin",
    // Pictures in mails are read on other sites' pages.
    CORP: says("Cross-Origin-Resource-Policy") === (type === "image/gif" ? "cross-origin" : "same-origin"),
    referrer: quiet.includes(says("Referrer-Policy")),
    "request id": /^[\w-]{22}$/.test(says("X-Request-Id")),
    silence: !headers.has("Server") && !headers.has("X-Powered-By"),
    charset: !/^text\//.test(type) || /charset=utf-8/i.test(type),
    policy:
      (isShown || !unsafe.test(says("Content-Security-Policy"))) &&
      says("Content-Security-Policy").includes("default-src 'none'"),
    framing:
      !isPage ||
      says("Content-Security-Policy") === pagePolicy ||
      (isShown && /frame-ancestors 'self'; .*sandbox/.test(says("Content-Security-Policy"))) ||
      /frame-ancestors 'none'/.test(says("Content-Security-Policy")),
    "no store": /no-store/.test(says("Cache-Control")),
    CORS: says("Access-Control-Allow-Origin") === "",
    allow: status !== 405 || says("Allow") !== "",
    robots: /noindex/.test(says("X-Robots-Tag")),
    "retry after": ![429, 503].includes(status) || says("Retry-After") !== "",
    "no stack": status !== 500,
  };
  if (kind === "private page")
    rules["private referrer"] = ["no-referrer", "same-origin"].includes(says("Referrer-Policy"));
  if (kind === "desk" || kind === "letter")
    rules.frame = says("X-Frame-Options") === (isShown ? "SAMEORIGIN" : "DENY");
  if (kind === "file" && says("Content-Disposition") !== "") {
    rules.attachment = /^attachment; filename=.*filename\*=UTF-8''|^attachment; filename="[\w.-]+"$/.test(
      says("Content-Disposition"),
    );
    rules.sandbox = /sandbox/.test(says("Content-Security-Policy"));
  }
  for (const cookie of headers.getSetCookie())
    rules.cookie =
      /^__Host-\w+=[^;]*;/.test(cookie) &&
      /Secure/.test(cookie) &&
      ((/HttpOnly/.test(cookie) && /SameSite=Strict/.test(cookie)) || /Max-Age=0/.test(cookie));
  return Object.entries(rules).flatMap(([name, holds]) => (holds ? [] : [name]));
}

describe("the headers of every answer", () => {
  it("every route has its place in this test", ({ expect }) => {
    expect(
      routesOf(anApp().deps)
        .filter((route) => kindOf(route) === undefined)
        .map(nameOf),
    ).toEqual([]);
    expect(routesOf(anApp().deps).length).toBeGreaterThan(30);
  });

  // The desk has more routes than all else together: each half has a time of its own.
  it.for([
    [
      "visitors",
      [
        ...["page 303", "page 403", "page 405", "page 413", "page 415", "page 422"],
        ...["private page 200", "private page 404", "file 200", "api 401", "api 404", "api 405"],
      ],
    ],
    ["the desk", ["desk 200", "desk 401", "desk 403", "desk 404"]],
  ] as const)(
    "are careful, on every route of %s, in every state",
    { timeout: 120_000 },
    async ([half, states], { expect }) => {
      const { app, cookie, ids } = world;
      const seen = new Set<string>();
      const faults: string[] = [];
      let count = 0;
      // The one that ends the session comes last.
      const routes = routesOf(app.deps)
        .filter(({ path }) => path.startsWith("/admin") === (half === "the desk"))
        .sort((one, two) => Number(one.path.endsWith("sign-out")) - Number(two.path.endsWith("sign-out")));
      for (const route of routes)
        for (const id of idsFor(route, ids))
          for (const way of waysOf(route, cookie)) {
            const answer = await app.ask(at(route.path, id), way);
            await answer.body?.cancel();
            count += 1;
            seen.add(`${kindOf(route)} ${answer.status}`);
            for (const fault of faultsOf(answer, kindOf(route) ?? "page"))
              faults.push(`${way.method} ${route.path} ${answer.status}: ${fault}`);
          }
      expect([...new Set(faults)]).toEqual([]);
      expect(count).toBeGreaterThan(500);
      for (const state of states) expect(seen, state).toContain(state);
    },
  );

  it("let pages that are for everyone be kept and found, and end the desk's session in the browser, too", async ({
    expect,
  }) => {
    const { app } = world;
    const page = await app.ask("/citta/?citta=Roma");
    expect([page.status, page.headers.get("Content-Security-Policy")]).toEqual([200, pagePolicy]);
    expect(page.headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
    expect(page.headers.get("X-Robots-Tag")).toBe("all");
    const missing = await app.ask("/nessuna-pagina/");
    expect([missing.status, missing.headers.get("X-Robots-Tag")]).toEqual([404, "noindex"]);
    const headers = { Cookie: await signIn(app), Origin: origin, "Sec-Fetch-Site": "same-origin" };
    const left = await app.ask("/admin/sign-out", { method: "POST", headers });
    expect(left.headers.get("Clear-Site-Data")).toBe('"cookies"');
  });
});

describe("A18: the log", () => {
  it("holds one line for each request, and no address, no token, no code", ({ expect }) => {
    const { app, secrets } = world;
    const requests = app.lines.filter(({ event }) => event === "request");
    expect(requests.length).toBeGreaterThan(500);
    for (const line of requests)
      expect(Object.keys(line)).toEqual(["event", "id", "method", "route", "status", "ms"]);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(requests.length);
    const text = app.lines.map((line) => JSON.stringify(line)).join("\n");
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text.match(/[^\s"]+@[^\s"]+/g)).toBeNull();
    expect(text.match(/[\w-]{43}/g)).toBeNull();
    expect(text).not.toContain("evil.example");
  });
});
