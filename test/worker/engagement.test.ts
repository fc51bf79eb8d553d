import { beforeEach, describe, it } from "vitest";
import { readBand, readBands, timeBand, timeBands } from "../../content/schema/engagement.ts";
import { takeJobs } from "../../worker/queue.ts";
import { type App, anApp, freshDatabase, origin, rowsOf } from "../support/worker-app.ts";
import { signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

function leave(app: App, told: Record<string, unknown>, headers: Record<string, string> = {}) {
  return app.ask("/e", {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "text/plain", ...headers },
    body: JSON.stringify({ landing: "guida", step: "leave", ...told }),
  });
}

describe("how a page is read", () => {
  it("is counted in bands by day and landing, and by nothing else", async ({ expect }) => {
    const app = anApp();
    for (const told of [
      { time: 9, read: 0 },
      { time: 13, read: 2 },
      { time: 13, read: 4 },
    ]) {
      const answer = await leave(app, told, { "CF-Connecting-IP": "192.0.2.1" });
      expect([answer.status, await answer.text(), answer.headers.get("Set-Cookie")]).toEqual([204, "", null]);
    }
    const day = "2027-03-10";
    expect(await rowsOf("engagement")).toEqual([
      { day, landing: "guida", kind: "read", band: "0", n: 1 },
      { day, landing: "guida", kind: "read", band: "2", n: 1 },
      { day, landing: "guida", kind: "read", band: "4", n: 1 },
      { day, landing: "guida", kind: "time", band: "0", n: 1 },
      { day, landing: "guida", kind: "time", band: "8", n: 2 },
    ]);
    expect(await rowsOf("step_count")).toEqual([]);
  });

  it("comes to the same bands by a queue", async ({ expect }) => {
    const bodies: unknown[] = [];
    const queue = {
      sendBatch: async (messages: Iterable<{ body: unknown }>) => {
        bodies.push(...Array.from(messages, ({ body }) => body));
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } } as never;
      },
    };
    const app = anApp({ queue });
    await leave(app, { time: 40, read: 9 });
    expect(await rowsOf("engagement")).toEqual([]);
    await takeJobs(app.deps, JSON.parse(JSON.stringify(bodies)));
    expect((await rowsOf("engagement")).map(({ band }) => band)).toEqual(["4", "128"]);
  });

  it("refuses what no page of ours sends, and counts no program", async ({ expect }) => {
    const app = anApp();
    for (const told of [
      {},
      { time: 3 },
      { time: 41, read: 0 },
      { time: 1.5, read: 0 },
      { time: "1", read: 1 },
    ])
      expect((await leave(app, told)).status).toBe(400);
    expect((await leave(app, { time: 1, read: 1, who: "ada" })).status).toBe(400);
    expect((await leave(app, { time: 1, read: 1 }, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await leave(app, { time: 1, read: 1 }, { "User-Agent": "Googlebot/2.1" })).status).toBe(204);
    expect(await rowsOf("engagement")).toEqual([]);
  });

  it("knows bands by doublings of four seconds, and by quarters", ({ expect }) => {
    const seconds = [0.1, 3.9, 4.2, 9, 17, 40, 100, 600, 86_400];
    const powers = seconds.map((each) => Math.trunc(Math.log2(each * 1000)));
    expect(powers.map(timeBand)).toEqual(["0", "0", "4", "8", "16", "32", "64", "128", "128"]);
    expect([0, 1, 2, 3, 4, 5].map(readBand)).toEqual(["0", "1", "2", "3", "4", "4"]);
    expect([timeBand(-1), timeBands.length, readBands.length]).toEqual(["0", 7, 5]);
  });
});

describe("a link that shares a landing", () => {
  it("leads to the network with the landing's address, and counts the press", async ({ expect }) => {
    const app = anApp();
    const answer = await app.ask("/s/whatsapp/en/guide");
    expect(answer.status).toBe(302);
    const to = new URL(answer.headers.get("Location") ?? "");
    expect(to.origin).toBe("https://wa.me");
    expect(to.searchParams.get("text")).toContain(`${origin}/en/guide/?utm_source=whatsapp&utm_medium=share`);
    const rows = await rowsOf("engagement");
    expect(rows).toEqual([{ day: "2027-03-10", landing: "en/guide", kind: "share", band: "whatsapp", n: 1 }]);
  });

  it("counts neither programs nor looks ahead, and leads nowhere else", async ({ expect }) => {
    const app = anApp();
    for (const headers of [{ "User-Agent": "WhatsApp/2.0" }, { "Sec-Purpose": "prefetch" }])
      expect((await app.ask("/s/x/guida", { headers })).status).toBe(302);
    expect((await app.ask("/s/x/guida", { method: "HEAD" })).status).toBe(302);
    expect((await app.ask("/s/x/guida", { method: "POST", headers: { Origin: origin } })).status).toBe(405);
    for (const path of ["/s/evil/guida", "/s/constructor/guida", "/s/x/nessuna", "/s/x/https://evil.example"])
      expect((await app.ask(path)).status, path).toBe(404);
    expect(await rowsOf("engagement")).toEqual([]);
  });
});

describe("the funnel's room", () => {
  it("tells how long people stay, how far they read, and what to do when most leave at once", async ({
    expect,
  }) => {
    const app = anApp();
    const cookie = await signIn(app);
    const look = async (query = "") =>
      (await app.ask(`/admin/steps${query}`, { headers: { Cookie: cookie } })).text();
    expect(await look()).not.toContain("Quanto restano");
    for (let n = 0; n < 20; n += 1) await leave(app, { time: 10, read: 1 });
    for (let n = 0; n < 20; n += 1) await leave(app, { time: n < 2 ? 12 : 16, read: 4 });
    await app.ask("/s/telegram/guida");
    const page = await look();
    expect(page).toContain("Visite di cui si sa com’è finita, nel periodo: 40.");
    expect(page).toContain("Più della metà se ne va prima di otto secondi");
    expect(page).toContain("Telegram 1.");
    expect(await look("?landing=sconto")).not.toContain("Quanto restano");
  });
});
