import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { takeJobs } from "../../worker/queue.ts";
import { labelOf } from "../../worker/source.ts";
import { countSteps } from "../../worker/store/steps.ts";
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
      [{ landing: "guida", step: "view", referrer: "x".repeat(9000) }, 413],
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

describe("views that come together", () => {
  const view = (n: number) => ({
    method: "POST",
    headers: { Origin: origin, Referer: `${origin}/guida/?utm_source=s${n % 3}` },
    body: JSON.stringify({ landing: n % 2 === 0 ? "guida" : "sconto", step: "view" }),
  });
  const total = async () => (await rowsOf("step_count")).reduce((sum, { n }) => sum + Number(n), 0);

  /** Has `app` count `n` views at once; nothing waits for the writing but the end. */
  async function burst({ app }: App, n: number): Promise<void> {
    const context = createExecutionContext();
    const asked = Array.from({ length: n }, (_, place) =>
      app.fetch(new Request(`${origin}/e`, view(place)), {}, context),
    );
    for (const answer of await Promise.all(asked))
      if (answer.status !== 204) throw new Error(String(answer.status));
    await waitOnExecutionContext(context);
  }

  it("are a few writes: ten thousand of them, and none is lost", async ({ expect }) => {
    let writes = 0;
    const db = watched(() => {
      writes += 1;
    });
    const app = anApp({ db, stepDelay: 50 });
    await burst(app, 10_000);
    expect(await total()).toBe(10_000);
    expect((await rowsOf("step_count")).length).toBe(6);
    expect(writes).toBeLessThan(20);
    expect(writes).toBeGreaterThan(0);
  }, 120_000);

  it("are written later when the database fails once, or for a while, and none is lost", async ({
    expect,
  }) => {
    let failures = 1;
    const app = anApp({
      db: watched(() => {
        failures -= 1;
        if (failures >= 0) throw new Error("D1_ERROR: the disk is full: SQLITE_FULL");
      }),
    });
    await burst(app, 10);
    expect(await total()).toBe(10);
    expect(app.lines.filter(({ event }) => event === "steps").length).toBe(1);
    failures = 1000;
    await burst(app, 4);
    expect(await total()).toBe(10);
    failures = 0;
    await burst(app, 1);
    expect(await total()).toBe(15);
  });

  it("go to the queue where there is one, and from there into the database", async ({ expect }) => {
    const bodies: unknown[] = [];
    const app = anApp({
      queue: {
        sendBatch: async (messages) => {
          bodies.push(...Array.from(messages, ({ body }) => body));
          return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
        },
      },
    });
    await burst(app, 100);
    expect([bodies.length < 10, await total()]).toEqual([true, 0]);
    await takeJobs(app.deps, bodies);
    expect(await total()).toBe(100);
  });

  it("name no more sources than a day may, when all are invented at once", async ({ expect }) => {
    const counts = Array.from({ length: 300 }, (_, n) => ({
      day: "2027-03-10",
      landing: "guida",
      step: "view" as const,
      source: `s${n}`,
      n: 2,
    }));
    await countSteps(env.DB, counts).run();
    await countSteps(env.DB, counts.slice(0, 10)).run();
    const rows = await rowsOf("step_count");
    expect([rows.length, await total()]).toEqual([101, 620]);
    expect(rows).toContainEqual(expect.objectContaining({ source: "s3", n: 4 }));
  });

  function watched(before: () => void): D1Database {
    return new Proxy(env.DB, {
      get(db, name) {
        if (name === "prepare") before();
        const member: unknown = Reflect.get(db, name, db);
        return typeof member === "function" ? member.bind(db) : member;
      },
    });
  }
});

describe("programs", () => {
  const browsers = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 390.0.0.28.85 (iPhone14,5; iOS 18_5; it_IT)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/22F76 [FBAN/FBIOS;FBAV/520.0.0.38.101]",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (Linux; Android 14; CUBOT_X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
  ];
  const programs = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
    "Mozilla/5.0 (compatible; YandexBot/3.0)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
    "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2)",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 HeadlessChrome/150.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0)",
    "Mozilla/5.0+(compatible; Pingdom.com_bot_version_1.4)",
    "Mozilla/5.0 (Windows NT 10.0) BingPreview/1.0b",
    "curl/8.9.1",
    "python-requests/2.32",
    "node-fetch/1.0",
  ];

  it("and browsers ahead of their people count for nobody; people do", async ({ expect }) => {
    const app = anApp();
    const view = { landing: "guida", step: "view" };
    for (const agent of programs) expect((await tell(app, view, { "User-Agent": agent })).status).toBe(204);
    for (const purpose of ["prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"])
      expect(
        (await tell(app, view, { "User-Agent": browsers[1] ?? "", "Sec-Purpose": purpose })).status,
      ).toBe(204);
    expect(await rowsOf("step_count")).toEqual([]);
    for (const agent of browsers) await tell(app, view, { "User-Agent": agent });
    expect(await rowsOf("step_count")).toMatchObject([{ n: browsers.length }]);
  });
});
