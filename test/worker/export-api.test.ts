import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { digest } from "../../worker/digest.ts";
import { itemShapes } from "../../worker/export/api/description.ts";
import { type App, anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { manyLeads, ours, signIn } from "../support/worker-desk.ts";
import { twoLeads } from "../support/worker-export.ts";

beforeEach(freshDatabase);

describe("the JSON API", () => {
  /** A key with these scopes, made at the desk. */
  async function aKey(app: App, ...scopes: string[]): Promise<string> {
    const answer = await app.ask("/admin/tokens", {
      method: "POST",
      headers: { ...ours, Cookie: await signIn(app) },
      body: new URLSearchParams([["name", "CRM"], ...scopes.map((scope) => ["scope", scope])]),
    });
    return /imbuto_[\w-]{43}/.exec(await answer.text())?.[0] ?? "";
  }

  const read = (app: App, path: string, key: string) =>
    app.ask(`/admin/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } });

  interface Page {
    items: Record<string, unknown>[];
    next: string | null;
  }

  it("makes a key, shows it once, keeps its hash, and revokes it", async ({ expect }) => {
    const app = anApp();
    const key = await aKey(app, "leads:read");
    const [kept] = await rowsOf("api_token");
    expect(kept).toMatchObject({ name: "CRM", scopes: '["leads:read"]', hash: await digest(key.slice(7)) });
    expect((await read(app, "/leads", key)).status).toBe(200);
    expect((await read(app, "/submissions", key)).status).toBe(403);
    expect(await rowsOf("api_token")).toMatchObject([{ last_used_at: noon }]);
    app.clock.now += 60_000;
    await read(app, "/leads", key);
    expect(await rowsOf("api_token")).toMatchObject([{ last_used_at: noon }]);
    const Cookie = await signIn(app);
    const page = await app.ask("/admin/tokens", { headers: { Cookie } });
    expect(await page.text()).not.toContain(key);
    await app.ask(`/admin/tokens/${kept?.id}/revoke`, { method: "POST", headers: { ...ours, Cookie } });
    expect((await read(app, "/leads", key)).status).toBe(401);
    const acts = (await rowsOf("audit")).map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(["token.make", "token.revoke"]));
  });

  it("pages through everything once, as its description says", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    await manyLeads(120);
    const all = ["leads:read", "submissions:read", "steps:read", "consents:read", "segments:read"];
    const key = await aKey(app, ...all);
    for (const [path, shape, count] of [
      ["/leads", "lead", 122],
      ["/submissions", "submission", 122],
      ["/consents", "consent", null],
      ["/steps", "step", null],
    ] as const) {
      const found: Record<string, unknown>[] = [];
      for (let next: string | null = ""; next !== null; ) {
        const answer = await read(app, `${path}?limit=50${next === "" ? "" : `&cursor=${next}`}`, key);
        expect([answer.status, answer.headers.get("Cache-Control")], path).toEqual([200, "no-store"]);
        const page: Page = await answer.json();
        found.push(...page.items);
        next = page.next;
      }
      expect(new Set(found.map((item) => JSON.stringify(item))).size).toBe(found.length);
      if (count !== null) expect(found).toHaveLength(count);
      expect(Object.keys(found[0] ?? {}).sort()).toEqual(Object.keys(itemShapes[shape]).sort());
    }
    const described = await read(app, "/openapi.json", key);
    expect(await described.json()).toMatchObject({ openapi: "3.1.0", paths: { "/leads": {} } });
  });

  it("tells what was erased or merged, and answers segments", async ({ expect }) => {
    const app = anApp();
    await twoLeads(app);
    const key = await aKey(app, "leads:read", "segments:read");
    const [ada, bea] = await rowsOf("lead");
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO segment (name, title, question, created_at) VALUES ('ada', 'Ada', ?1, 1)",
      ).bind(JSON.stringify({ field: "landing", is: "guida" })),
      env.DB.prepare("UPDATE lead SET merged_into = ?1 WHERE id = ?2").bind(ada?.id, bea?.id),
    ]);
    const gone: Page = await (await read(app, "/leads?gone=1", key)).json();
    expect(gone.items).toEqual([{ id: bea?.id, erasedAt: null, mergedInto: ada?.id }]);
    const segment: Page = await (await read(app, "/segments/ada/leads", key)).json();
    expect(segment.items).toMatchObject([{ email: "ada@example.com" }]);
    const list: Page = await (await read(app, "/segments", key)).json();
    expect(list.items).toContainEqual({ name: "ada", title: "Ada" });
    expect((await read(app, "/segments/none/leads", key)).status).toBe(404);
  });

  it("refuses as a problem: no key, a wrong one, nonsense, too many", async ({ expect }) => {
    const app = anApp();
    const key = await aKey(app, "leads:read", "submissions:read");
    const Cookie = await signIn(app);
    const bySession = await app.ask("/admin/api/v1/leads", { headers: { Cookie } });
    expect([bySession.status, bySession.headers.get("Content-Type")]).toEqual([
      401,
      "application/problem+json; charset=utf-8",
    ]);
    for (const query of ["limit=0", "limit=101", "since=yesterday", "cursor=AAAA", "cursor=WyJ4Il0"])
      expect((await read(app, `/submissions?${query}`, key)).status, query).toBe(400);
    expect((await read(app, "/nothing", key)).status).toBe(404);
    const wrong = [];
    for (let n = 0; n < 21; n += 1)
      wrong.push((await read(app, "/leads", `imbuto_${"x".repeat(43)}`)).status);
    expect(wrong.filter((status) => status === 401)).toHaveLength(20);
    expect(wrong.at(-1)).toBe(429);
    expect((await read(app, "/leads", key)).status).toBe(200);
    await env.DB.prepare("UPDATE api_count SET n = 600 WHERE length(who) = 22").run();
    const stopped = await read(app, "/leads", key);
    expect([stopped.status, stopped.headers.get("Retry-After")]).toEqual([429, "300"]);
    app.clock.now += 300_000;
    expect((await read(app, "/leads", key)).status).toBe(200);
  });
});
