import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { hexSign } from "../../worker/digest.ts";
import { type App, anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { aCityCatalog } from "../support/worker-city.ts";
import { readDesk } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const form = "9876543210";
const day = 86_400_000;

/** A lead as Meta has it. */
function aLead(id: string, email: string, more: Record<string, unknown> = {}) {
  const field_data = [
    { name: "email", values: [email] },
    { name: "che_pane", values: ["farro"] },
  ];
  return { id, created_time: "2027-03-09T10:00:00+0000", form_id: form, platform: "ig", field_data, ...more };
}

/** A Worker that knows one form of Meta's, and a Graph server that answers what `graph` says. */
function aMetaApp() {
  const graph: {
    leads: Map<string, unknown>;
    pages: unknown[];
    status: number;
    asked: URL[];
    heads: Headers[];
  } = { leads: new Map(), pages: [], status: 200, asked: [], heads: [] };
  const meta = {
    appSecret: "app-secret",
    verifyToken: "verify-token",
    accessToken: "access-token",
    url: "https://graph.example/v1",
    fetch: async (address: string, init: RequestInit) => {
      const url = new URL(address);
      graph.asked.push(url);
      graph.heads.push(new Headers(init.headers));
      if (graph.status !== 200) return new Response("{}", { status: graph.status });
      const name = url.pathname.split("/").at(-1) ?? "";
      if (name === "leads") return Response.json(graph.pages.shift() ?? { data: [] });
      const lead = graph.leads.get(name);
      return lead === undefined
        ? Response.json({ error: { code: 100, error_subcode: 33 } }, { status: 400 })
        : Response.json(lead);
    },
  };
  const catalog = aCityCatalog(({ site }) => {
    site.meta = {
      forms: {
        [form]: {
          landing: "citta",
          fields: { che_pane: "pane" },
          consents: { marketing: { key: "novita", wording: "Sì alle novità, su Meta." } },
        },
      },
    };
  });
  return { app: anApp({ catalog, meta }), graph };
}

/** What Meta tells of leads. */
async function tell(app: App, ids: string[], forms = form, secret = "app-secret") {
  const changes = ids.map((id) => ({
    field: "leadgen",
    value: { leadgen_id: id, form_id: forms, page_id: "1", created_time: 1 },
  }));
  const body = JSON.stringify({ object: "page", entry: [{ id: "1", time: 1, changes }] });
  const signature = `sha256=${await hexSign(secret, body)}`;
  return app.ask("/hooks/meta", { method: "POST", headers: { "X-Hub-Signature-256": signature }, body });
}

const addresses = async () => (await rowsOf("lead")).map(({ email }) => email);

describe("Meta's webhook", () => {
  it("proves that the address is ours to whoever has the token, and to nobody else", async ({ expect }) => {
    const { app } = aMetaApp();
    const ask = (token: string, challenge = "12345") =>
      app.ask(`/hooks/meta?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=${challenge}`);
    const right = await ask("verify-token");
    expect([right.status, await right.text(), right.headers.get("Content-Type")]).toEqual([
      200,
      "12345",
      expect.stringContaining("text/plain"),
    ]);
    for (const wrong of [ask("verify-tokem"), ask(""), ask("verify-token", "<script>")])
      expect((await wrong).status).toBe(403);
  });

  it("fetches what a signed call tells of, once, with its answers and the consent that was ticked", async ({
    expect,
  }) => {
    const { app, graph } = aMetaApp();
    const ticked = { custom_disclaimer_responses: [{ checkbox_key: "novita", is_checked: "1" }] };
    graph.leads.set("5550001", aLead("5550001", "ada@example.com", ticked));
    graph.leads.set("5550002", aLead("5550002", "bea@example.com"));
    expect((await tell(app, ["5550001"], form, "another secret")).status).toBe(401);
    expect([await rowsOf("meta_lead"), graph.asked]).toEqual([[], []]);
    for (let n = 0; n < 2; n += 1) expect((await tell(app, ["5550001", "5550002"])).status).toBe(200);
    expect(await addresses()).toEqual(["ada@example.com", "bea@example.com"]);
    expect(graph.asked).toHaveLength(2);
    expect(graph.asked[0]?.searchParams.get("appsecret_proof")).toBe(
      await hexSign("app-secret", "access-token"),
    );
    expect(graph.heads[0]?.get("Authorization")).toBe("Bearer access-token");
    expect(graph.asked[0]?.href).not.toContain("access-token");
    const [first] = await rowsOf("submission");
    expect(JSON.parse(String(first?.answers))).toEqual({ email: "ada@example.com", pane: "Farro" });
    expect(first?.source_label).toBe("instagram");
    expect((await rowsOf("receipt")).map(({ channel, wording }) => [channel, wording])).toEqual([
      ["import", "Sì alle novità, su Meta."],
    ]);
    expect([app.mails, await rowsOf("message"), await rowsOf("step_count")]).toEqual([[], [], []]);
  });

  it("asks again by the clock after a bad day, and gives up what Meta has no longer", async ({ expect }) => {
    const { app, graph } = aMetaApp();
    graph.leads.set("5550003", aLead("5550003", "cleo@example.com"));
    graph.status = 429;
    await tell(app, ["5550003", "5550004"]);
    expect((await rowsOf("meta_lead")).map(({ status, tries }) => [status, tries])).toEqual([
      ["due", 1],
      ["due", 1],
    ]);
    graph.status = 200;
    const before = graph.asked.length;
    await tell(app, ["5550003"]);
    expect(graph.asked.length, "not before its time").toBe(before);
    app.clock.now += 120_000;
    await tick(app.deps);
    expect((await rowsOf("meta_lead")).map(({ status }) => status)).toEqual(["taken", "gone"]);
    expect(await addresses()).toEqual(["cleo@example.com"]);
  });

  it("keeps leads of a form that nobody has told of, and says at the desk what is missing", async ({
    expect,
  }) => {
    const { app, graph } = aMetaApp();
    await tell(app, ["5550005"], "1111111111");
    expect([(await rowsOf("meta_lead"))[0]?.status, graph.asked]).toEqual(["unknown", []]);
    expect(await readDesk(app, "/admin/imports")).toContain("1111111111");
    const bare = anApp({ catalog: app.deps.catalog });
    const health = await (await bare.ask("/health")).json<{ problems: string[] }>();
    expect(health.problems).toEqual(
      expect.arrayContaining(["meta_app_secret", "meta_verify_token", "meta_access_token"]),
    );
  });

  it("takes once a day what nobody told it of, page by page", async ({ expect }) => {
    const { app, graph } = aMetaApp();
    const pages = () => [
      {
        data: [aLead("5550006", "dora@example.com")],
        paging: { cursors: { after: "next" }, next: "https://graph.example/next" },
      },
      { data: [aLead("5550007", "elsa@example.com")], paging: { cursors: { after: "end" } } },
    ];
    graph.pages = pages();
    for (let n = 0; n < 3; n += 1) await tick(app.deps);
    expect(await addresses()).toEqual(["dora@example.com", "elsa@example.com"]);
    expect(graph.asked.map(({ searchParams }) => searchParams.get("after"))).toEqual([null, "next"]);
    app.clock.now += day;
    graph.pages = pages();
    for (let n = 0; n < 3; n += 1) await tick(app.deps);
    expect(graph.asked).toHaveLength(4);
    expect(await rowsOf("submission")).toHaveLength(2);
  });
});
