import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { Hono } from "hono";
import { beforeEach, describe, it } from "vitest";
import { createApp } from "../../worker/app.ts";
import { allowedReturn } from "../../worker/guards/returns.ts";
import { hostileReturns } from "../fixtures/redirects.ts";
import { anApp, countRows, freshDatabase, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const partner = "https://partner.example";
const back = "https://partner.example/grazie.html";
const listed = { allowedOrigins: [partner] };

/** A Worker whose forms other people's pages may post to. */
function anOpenApp() {
  return anApp({
    ...listed,
    catalog: aCatalog((catalog) => {
      catalog.site.returns = [back];
    }),
  });
}

describe("a static page elsewhere", () => {
  const fromThere = { Origin: partner, "Sec-Fetch-Site": "cross-site", Referer: `${partner}/` };

  it("posts its form and leads on to the listed address it asks for", async ({ expect }) => {
    const app = anOpenApp();
    const answers = {
      email: "ada@example.com",
      _next: back,
      _page: `${partner}/pane.html?utm_source=insegna`,
    };
    const answer = await submit(app, "guida", answers, fromThere);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, back]);
    expect(await rowsOf("submission")).toMatchObject([
      { page_url: `${partner}/pane.html`, source_label: "insegna", answers: '{"email":"ada@example.com"}' },
    ]);
  });

  it("gets our own page with its answers when one is wrong, and nothing is stored", async ({ expect }) => {
    const app = anOpenApp();
    const answer = await submit(app, "guida", { email: "ada@", nome: "Ada", _next: back }, fromThere);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('value="ada@"');
    expect(page).toContain('value="Ada"');
    expect(await countRows()).toMatchObject({ submission: 0 });
  });

  it("is refused when nobody listed it", async ({ expect }) => {
    const app = anOpenApp();
    const answer = await submit(
      app,
      "guida",
      { email: "ada@example.com" },
      { ...fromThere, Origin: "https://evil.example" },
    );
    expect(answer.status).toBe(403);
    expect(await countRows()).toMatchObject({ submission: 0 });
  });

  it("leads to nothing that was not listed to the letter; it is our thank-you page then, and the log says so", async ({
    expect,
  }) => {
    const app = anOpenApp();
    const near = [
      `${back}?x`,
      `${back}#x`,
      `${back}/`,
      back.toUpperCase(),
      ` ${back}`,
      `${back}\n`,
      "/grazie",
      ...hostileReturns(origin),
    ];
    for (const [place, given] of near.entries()) {
      const answer = await submit(app, "guida", { email: `a${place}@example.com`, _next: given }, fromThere);
      expect([given, answer.status, answer.headers.get("Location")]).toEqual([given, 303, "/guida/grazie/"]);
      expect(allowedReturn([back], given)).toBeNull();
    }
    const refused = app.lines.filter(({ event }) => event === "return-refused");
    expect(refused.length).toBe(near.filter((given) => given !== "").length);
    expect(JSON.stringify(app.lines)).not.toContain("partner.example");
  });
});

describe("a script of another origin", () => {
  const ask = (app: ReturnType<typeof anApp>, path: string, origin: string) =>
    app.ask(path, {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
      },
    });

  it("may ask and post when its origin is listed, without cookies, and is answered to alone", async ({
    expect,
  }) => {
    const app = anOpenApp();
    const asked = await ask(app, "/f/guida", partner);
    expect(asked.status).toBe(204);
    const headers = Object.fromEntries(asked.headers);
    expect(headers).toMatchObject({
      "access-control-allow-origin": partner,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "Content-Type, Idempotency-Key",
      vary: "Origin",
    });
    expect(headers).not.toHaveProperty("access-control-allow-credentials");
    const post = () =>
      app.ask("/f/guida", {
        method: "POST",
        headers: {
          Origin: partner,
          "Sec-Fetch-Site": "cross-site",
          "Content-Type": "application/json",
          "Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324",
        },
        body: JSON.stringify({ answers: { email: "ada@example.com" }, _next: back }),
      });
    const [first, second] = [await post(), await post()];
    for (const answer of [first, second]) {
      expect([
        answer.status,
        answer.headers.get("Access-Control-Allow-Origin"),
        answer.headers.get("Vary"),
      ]).toEqual([201, partner, "Origin"]);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
    }
    expect(await first.json()).toEqual(await second.json());
    expect(await countRows()).toMatchObject({ submission: 1, lead: 1 });
  });

  it("learns nothing when it is not listed, or asks elsewhere", async ({ expect }) => {
    const app = anOpenApp();
    for (const [path, origin] of [
      ["/f/guida", "https://evil.example"],
      ["/f/guida", "null"],
      ["/f/guida", `${partner}.evil.example`],
      ["/health", partner],
      ["/admin", partner],
      ["/k/PANE-AAAAA-BBBBB", partner],
    ] as const) {
      const answer = await ask(app, path, origin);
      expect([path, origin, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([path, origin, null]);
      expect(answer.status, path).not.toBe(204);
    }
  });
});

describe("a Worker of somebody else's", () => {
  const home = "https://agenzia.example";

  it("has the app under a path, and the whole way leads through it", async ({ expect }) => {
    const inner = anApp({ publicUrl: `${home}/contatti`, servesPages: true });
    const theirs = new Hono()
      .get("/", (c) => c.text("theirs"))
      .route("/contatti", createApp(inner.deps))
      .notFound((c) => c.text("their own page for what is nowhere", 404));
    const ask = async (path: string, init: RequestInit = {}) => {
      const context = createExecutionContext();
      const answer = await theirs.fetch(
        new Request(`${home}${path}`, { redirect: "manual", ...init }),
        {},
        context,
      );
      await waitOnExecutionContext(context);
      return answer;
    };
    const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      ask(path, {
        method: "POST",
        headers: { Origin: home, "Sec-Fetch-Site": "same-origin", ...headers },
        body: new URLSearchParams(fields),
      });
    const pathOf = (answer: Response) => answer.headers.get("Location") ?? "";

    expect(await (await ask("/")).text()).toBe("theirs");
    expect(await (await ask("/contattini/guida/")).text()).toContain("their own page");
    expect(await (await ask("/contatti/guida/")).text()).toContain('action="/contatti/f/guida"');
    const kept = await post("/contatti/f/guida", { email: "ada@example.com", nome: "Ada" });
    expect([kept.status, pathOf(kept)]).toEqual([303, "/contatti/guida/grazie/"]);
    expect((await ask(pathOf(kept))).status).toBe(200);
    const told = await post(
      "/contatti/f/guida",
      { email: "bea@example.com" },
      { Accept: "application/json" },
    );
    expect(await told.json()).toMatchObject({ next: "/contatti/guida/grazie/" });

    const [link = ""] = /https:\S+\/g\/[\w-]+/.exec(inner.mails[0]?.text ?? "") ?? [];
    expect(link.startsWith(`${home}/contatti/g/`)).toBe(true);
    const path = new URL(link).pathname;
    expect(await (await ask(path)).text()).toContain(`action="${path}"`);
    const pressed = await post(path);
    expect(pathOf(pressed)).toBe(`${path}/${encodeURIComponent("La guida è qui.pdf")}`);
    expect((await ask(pathOf(pressed))).headers.get("Content-Type")).toBe("application/pdf");
    const door = await post("/contatti/admin/sign-in", { token: inner.deps.ownerToken ?? "" });
    expect([door.status, pathOf(door)]).toEqual([303, "/contatti/admin"]);
    expect(door.headers.get("Set-Cookie")).toContain("Path=/;");
    const desk = await ask("/contatti/admin", {
      headers: { Cookie: (door.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "" },
    });
    const links = [...(await desk.text()).matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(
      ([, address]) => address,
    );
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((address) => !address?.startsWith("/contatti/"))).toEqual([]);
    const missing = await ask("/contatti/_private/guida/");
    expect([missing.status, missing.headers.get("X-Content-Type-Options")]).toEqual([404, "nosniff"]);
    expect((await ask("/contatti/health")).status).toBeGreaterThan(0);
  });
});
