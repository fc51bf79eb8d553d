import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { advanceCampaigns } from "../../worker/campaigns/advance.ts";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { campaignStanding } from "../../worker/campaigns/standing.ts";
import { stopCampaign } from "../../worker/campaigns/stop.ts";
import { tick } from "../../worker/clock.ts";
import { inboxOf } from "../../worker/inbox.ts";
import { type Job, takeJobs } from "../../worker/queue.ts";
import { type App, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { aCampaignApp, by, campaignCatalog, readerId, storeReaders } from "../support/worker-campaigns.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;
const many = (count: number, change = {}) => Array.from({ length: count }, () => change);

async function approve(app: App): Promise<void> {
  const approval = await approveCampaign(app.deps, "primavera", by);
  if (!approval.ok) throw new Error(`Not approved: ${approval.refusal}`);
}

/** The moments at which mails of the campaign are to leave, or have left. */
async function moments(): Promise<number[]> {
  const { results } = await env.DB.prepare(
    "SELECT coalesce(sent_at, next_at) AS at FROM message WHERE kind = 'campaign' ORDER BY 1",
  ).all<{ at: number }>();
  return results.map(({ at }) => at);
}

describe("the engine of campaigns", () => {
  it("writes once what two runs of the clock see at once", async ({ expect }) => {
    await storeReaders(many(200));
    const app = aCampaignApp();
    await approve(app);
    for (let n = 0; n < 8; n += 1) {
      await Promise.all([advanceCampaigns(app.deps), advanceCampaigns(app.deps), advanceCampaigns(app.deps)]);
      await env.DB.prepare(
        "UPDATE message SET status = 'sent', sent_at = ?1 WHERE next_at <= ?1 AND status = 'queued'",
      )
        .bind(app.clock.now)
        .run();
      app.clock.now += minute;
    }
    const rows = await rowsOf("message");
    expect(rows).toHaveLength(200);
    const steps = (await moments()).length;
    expect(steps).toBe(200);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({ row: { written: [200, 0, 0, 0] } });
    expect(app.lines.filter(({ event }) => event === "tick-failed")).toEqual([]);
  });

  it("does all of a slice or nothing, wherever the database fails", async ({ expect }) => {
    await storeReaders(many(30));
    const app = aCampaignApp();
    await approve(app);
    for (const moment of ["before", "after"] as const) {
      for (let k = 1; k <= 14; k += 1) {
        let call = 0;
        const fails = () => {
          if (call === k) throw new Error("D1_ERROR: the process is gone.");
        };
        const db = brokenDatabase(env.DB, {
          before() {
            call += 1;
            if (moment === "before") fails();
          },
          after() {
            if (moment === "after") fails();
          },
        });
        await advanceCampaigns({ ...app.deps, db }).catch(() => {});
        const [row] = await rowsOf("campaign");
        const written = JSON.parse(String(row?.["written"] ?? "[0]"))[0];
        expect((await rowsOf("message")).length).toBe(written);
        app.clock.now += 2000;
      }
    }
    for (let n = 0; n < 3; n += 1) {
      app.clock.now += minute;
      await advanceCampaigns(app.deps);
    }
    expect((await rowsOf("message")).length).toBe(30);
  });

  it("keeps the pace within five per cent, hour by hour", async ({ expect }) => {
    await storeReaders(many(2500));
    const app = aCampaignApp({ rate: 700 });
    await approve(app);
    for (let n = 0; n < 200; n += 1) {
      // The clock comes late now and then, and once not at all.
      app.clock.now = noon + n * minute + (n % 7) * 3000;
      if (n % 50 === 49) continue;
      await advanceCampaigns(app.deps);
      await env.DB.prepare(
        "UPDATE message SET status = 'sent', sent_at = ?1 WHERE next_at <= ?1 AND status = 'queued'",
      )
        .bind(app.clock.now)
        .run();
    }
    const left = await moments();
    for (let n = 0; n < 3; n += 1) {
      const inHour = left.filter((at) => at > noon + n * hour && at <= noon + (n + 1) * hour).length;
      expect(Math.abs(inHour - 700), `hour ${n}: ${inHour}`).toBeLessThanOrEqual(35);
    }
  });

  it("never holds more than two minutes of the pace in the outbox, whatever the provider does", async ({
    expect,
  }) => {
    await storeReaders(many(300));
    const app = aCampaignApp({ rate: 600 });
    await approve(app);
    // Nothing leaves.
    for (let n = 0; n < 30; n += 1) {
      await advanceCampaigns(app.deps);
      app.clock.now += minute;
    }
    expect((await rowsOf("message")).length).toBeLessThanOrEqual(21);
  });

  it("writes to nobody who is suppressed, has had enough, has left the segment, or came after its begin", async ({
    expect,
  }) => {
    await storeReaders(many(60));
    const app = aCampaignApp({ rate: 600 });
    const inbox = (n: number) => inboxOf(app.deps.tokenSecret, `r${n}@example.com`);
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'unsubscribed', 1)")
      .bind(await inbox(3))
      .run();
    await env.DB.prepare(
      `INSERT INTO message (id, kind, mailing, lead_id, inbox, status, next_at, first_at, created_at, sent_at)
       VALUES (?1, 'sequence', 'sequences/a/b', ?2, ?3, 'sent', ?4, ?4, ?4, ?4)`,
    )
      .bind("m".repeat(22), readerId(4), await inbox(4), noon - hour)
      .run();
    await approve(app);
    await advanceCampaigns(app.deps);
    await storeReaders(many(5), 60);
    await env.DB.prepare("UPDATE submission SET answers = '{}' WHERE lead_id = ?1").bind(readerId(59)).run();
    for (let n = 0; n < 12; n += 1) {
      await env.DB.prepare(
        "UPDATE message SET status = 'sent', sent_at = ?1 WHERE next_at <= ?1 AND status = 'queued'",
      )
        .bind(app.clock.now)
        .run();
      app.clock.now += minute;
      await advanceCampaigns(app.deps);
    }
    const { results } = await env.DB.prepare(
      "SELECT lead_id AS lead FROM message WHERE kind = 'campaign' AND status <> 'withheld'",
    ).all<{ lead: string }>();
    const had = new Set(results.map(({ lead }) => lead));
    expect(had.size).toBe(57);
    for (const n of [3, 4, 59, 60, 64]) expect(had.has(readerId(n)), `reader ${n}`).toBe(false);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      row: { leftOut: { suppressed: 1 }, capped: { "2027-03-11": 1 } },
    });
  });

  it("goes on with what was approved, and stops where its words are gone; what changes before it begins waits", async ({
    expect,
  }) => {
    await storeReaders(many(100));
    const app = aCampaignApp({ rate: 600, send: "2027-03-10 12:10" });
    await approve(app);
    const changed = campaignCatalog({
      rate: 600,
      send: "2027-03-10 12:10",
      asset: "/_private/mails/campaigns/altro.json",
    });
    app.clock.now += 11 * minute;
    await advanceCampaigns({ ...app.deps, catalog: changed });
    expect(await rowsOf("campaign")).toMatchObject([{ status: "approved" }]);
    await advanceCampaigns(app.deps);
    expect(await rowsOf("campaign")).toMatchObject([{ status: "sending" }]);
    const before = (await rowsOf("message")).length;
    app.clock.now += minute;
    await advanceCampaigns({ ...app.deps, catalog: changed });
    expect((await rowsOf("message")).length).toBeGreaterThan(before);
    app.clock.now += minute;
    const fetchAsset = () => Promise.resolve(new Response(null, { status: 404 }));
    await advanceCampaigns({ ...app.deps, catalog: changed, fetchAsset });
    expect(await rowsOf("campaign")).toMatchObject([{ status: "stopped", reason: "words" }]);
    const waiting = await env.DB.prepare("SELECT count(*) AS n FROM message WHERE status = 'queued'").first(
      "n",
    );
    expect(waiting).toBe(0);
  });

  it("tells a slower pace where there is no queue, and hands over by one where there is", async ({
    expect,
  }) => {
    await storeReaders(many(400));
    const slow = aCampaignApp({ rate: 12_000 });
    await approve(slow);
    expect(await campaignStanding(slow.deps, "primavera")).toMatchObject({
      pace: { asked: 12_000, kept: 2400, limit: "no-queue" },
    });
    const jobs: { body: Job; delaySeconds?: number }[] = [];
    const queue = {
      sendBatch: async (batch: Iterable<{ body: Job; delaySeconds?: number }>) => void jobs.push(...batch),
    };
    const app = aCampaignApp({ rate: 12_000 }, { queue: queue as never });
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      pace: { kept: 12_000, limit: null },
    });
    await advanceCampaigns(app.deps);
    expect(jobs.length).toBe(200);
    expect(Math.max(...jobs.map(({ delaySeconds = 0 }) => delaySeconds))).toBeLessThanOrEqual(60);
    // Before its moment none leaves.
    await takeJobs(
      app.deps,
      jobs.map(({ body }) => body),
    );
    expect(app.mails.length).toBeLessThanOrEqual(1);
  });

  it("lets nothing of a stopped campaign leave, whoever held it", async ({ expect }) => {
    await storeReaders(many(60));
    const app = aCampaignApp({ rate: 2000 });
    await approve(app);
    await advanceCampaigns(app.deps);
    app.clock.now += minute;
    // A sender that died held some of them; others were refused for a while, and one was refused as it was stopped.
    await env.DB.prepare(
      "UPDATE message SET status = 'leased', lease = 'dead', attempts = 1 WHERE id IN (SELECT id FROM message ORDER BY id LIMIT 5)",
    ).run();
    await stopCampaign(app.deps, "primavera", by.note);
    await env.DB.prepare(
      "UPDATE message SET status = 'queued', failure = 'HTTP 503' WHERE id IN (SELECT id FROM message WHERE status = 'withheld' LIMIT 1)",
    ).run();
    const ids = (await rowsOf("message")).map(({ id }) => String(id));
    expect(ids.length).toBeGreaterThan(30);
    for (let n = 0; n < 5; n += 1) {
      await tick(app.deps);
      await takeJobs(
        app.deps,
        ids.map((message) => ({ message })),
      );
      app.clock.now += 10 * minute;
    }
    expect(app.mails).toEqual([]);
    expect((await rowsOf("message")).filter(({ status }) => status === "sent")).toEqual([]);
  });

  it("is on time by each reader's clock on both days that clocks change", async ({ expect }) => {
    for (const [day, rome, york] of [
      ["2027-03-28", "07:30", "13:30"],
      ["2027-03-14", "08:30", "13:30"],
      ["2027-10-31", "08:30", "13:30"],
    ] as const) {
      await freshDatabase();
      await storeReaders([{}, { zone: "America/New_York" }]);
      const app = aCampaignApp({ zone: "lead", send: `${day} 09:30` });
      app.clock.now = Date.parse(`${day}T00:00:00Z`);
      await approve(app);
      for (let n = 0; n < 100; n += 1) {
        await advanceCampaigns(app.deps);
        app.clock.now += 10 * minute;
      }
      const times = (await moments()).map((at) => new Date(at).toISOString().slice(0, 16));
      expect(times).toEqual([`${day}T${rome}`, `${day}T${york}`]);
    }
  });

  it("asks the database no more in one run of the clock than the free plan answers", async ({ expect }) => {
    await storeReaders([
      ...many(300),
      ...many(20, { zone: "America/New_York" }),
      ...many(20, { zone: "Asia/Tokyo" }),
    ]);
    const catalog = campaignCatalog({ subjects: ["Uno", "Due"] }, (all) => {
      const first = all.campaigns?.["primavera"];
      if (first !== undefined)
        all.campaigns = { primavera: first, estate: { ...first, label: "estate" }, inverno: first };
    });
    const app = aCampaignApp({}, { catalog });
    for (const name of ["primavera", "estate", "inverno"]) await approveCampaign(app.deps, name, by);
    for (let n = 0; n < 25; n += 1) {
      let statements = 0;
      const db = brokenDatabase(env.DB, {
        before: (_, count) => {
          statements += count;
        },
      });
      await tick({ ...app.deps, db }, "house");
      expect(statements, `minute ${n}`).toBeLessThanOrEqual(50);
      app.clock.now += minute;
    }
  });
});
