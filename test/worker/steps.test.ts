import { beforeEach, describe, it } from "vitest";
import { labelOf } from "../../worker/source.ts";
import { type App, anApp, freshDatabase, origin, rowsOf } from "../support/worker-app.ts";

beforeEach(freshDatabase);

function tell(app: App, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return app.ask("/e", {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "text/plain", ...headers },
    body: text,
  });
}

describe("steps", () => {
  it("are counted by day, landing, step and source, and by nothing else", async ({ expect }) => {
    const app = anApp();
    const Referer = `${origin}/en/guide/?utm_source=News%20Letter&email=ada@example.com`;
    for (const step of ["view", "view", "start"]) {
      const answer = await tell(
        app,
        { landing: "en/guide", step },
        { Referer, "CF-Connecting-IP": "192.0.2.1" },
      );
      expect([answer.status, await answer.text(), answer.headers.get("Set-Cookie")]).toEqual([204, "", null]);
    }
    await tell(
      app,
      { landing: "guida", step: "view", referrer: "https://www.giornale.example/x" },
      { Referer: `${origin}/guida/` },
    );
    await tell(app, { landing: "guida", step: "view" });
    expect(await rowsOf("step_count")).toEqual([
      { day: "2027-03-10", landing: "en/guide", step: "start", source: "news-letter", n: 1 },
      { day: "2027-03-10", landing: "en/guide", step: "view", source: "news-letter", n: 2 },
      { day: "2027-03-10", landing: "guida", step: "view", source: "direct", n: 1 },
      { day: "2027-03-10", landing: "guida", step: "view", source: "giornale.example", n: 1 },
    ]);
  });

  it("refuse what no page of ours sends", async ({ expect }) => {
    const app = anApp();
    const bad: [unknown, number, Record<string, string>?][] = [
      [{ landing: "nessuna", step: "view" }, 404],
      [{ landing: "constructor", step: "view" }, 404],
      [{ landing: "guida", step: "submit" }, 400],
      [{ landing: "guida", step: "redeem" }, 400],
      [{ landing: "guida", step: "view", who: "ada" }, 400],
      [{ landing: ["guida"], step: "view" }, 400],
      ["", 400],
      ["{", 400],
      ["null", 400],
      [{ landing: "guida", step: "view", referrer: "x".repeat(1100) }, 413],
      [{ landing: "guida", step: "view" }, 403, { Origin: "https://evil.example" }],
    ];
    for (const [body, status, headers] of bad)
      expect((await tell(app, body, headers)).status, JSON.stringify(body)).toBe(status);
    expect(await rowsOf("step_count")).toEqual([]);
  });

  it("name a hundred sources a day, and call the rest other", async ({ expect }) => {
    const app = anApp();
    for (let n = 0; n < 105; n += 1)
      await tell(app, { landing: "guida", step: "view" }, { Referer: `${origin}/guida/?utm_source=s${n}` });
    await tell(app, { landing: "guida", step: "view" }, { Referer: `${origin}/guida/?utm_source=s3` });
    const counts = await rowsOf("step_count");
    expect(counts.length).toBe(101);
    expect(counts).toContainEqual(expect.objectContaining({ source: "other", n: 5 }));
    expect(counts).toContainEqual(expect.objectContaining({ source: "s3", n: 2 }));
  });

  it("give a source a short and harmless name", ({ expect }) => {
    const names = {
      "Meta Ads": "meta-ads",
      "=HYPERLINK(1)": "hyperlink-1",
      "<script>": "script",
      "  ": "direct",
      "-- ..": "direct",
      Caffè: "caffè",
      ["x".repeat(200)]: "x".repeat(60),
    };
    for (const [given, label] of Object.entries(names)) expect(labelOf({ utm_source: given })).toBe(label);
    expect(labelOf({ referrer: "https://www.google.com/search" })).toBe("google.com");
  });
});
