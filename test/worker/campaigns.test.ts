import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { advanceCampaigns } from "../../worker/campaigns/advance.ts";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { campaignStanding } from "../../worker/campaigns/standing.ts";
import { resumeCampaign, stopCampaign } from "../../worker/campaigns/stop.ts";
import { type App, freshDatabase, noon } from "../support/worker-app.ts";
import { aCampaignApp, by, campaignCatalog, readerId, storeReaders } from "../support/worker-campaigns.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;

interface Left {
  lead: string;
  at: number;
  variant: number | null;
}

/** Lets `minutes` pass: each minute, or less often, the clock comes by, and what is due leaves. */
async function letPass(app: App, minutes: number, step = 1): Promise<Left[]> {
  const left: Left[] = [];
  for (let n = 0; n < minutes; n += step) {
    await advanceCampaigns(app.deps);
    const { results } = await env.DB.prepare(
      `UPDATE message SET status = 'sent', sent_at = ?1 WHERE status = 'queued' AND next_at <= ?1
       RETURNING lead_id AS lead, sent_at AS at, variant`,
    )
      .bind(app.clock.now)
      .all<Left>();
    left.push(...results);
    app.clock.now += step * minute;
  }
  return left;
}

const many = (count: number, change = {}) => Array.from({ length: count }, () => change);

async function approve(app: App): Promise<void> {
  const approval = await approveCampaign(app.deps, "primavera", by);
  if (!approval.ok) throw new Error(`Not approved: ${approval.refusal}`);
}

describe("a campaign", () => {
  it("is written to its segment alone, to each once, at its pace, and is done", async ({ expect }) => {
    await storeReaders([
      ...many(150),
      ...many(10, { answers: { settore: "Negozio" } }),
      ...many(5, { consent: "given" }),
      ...many(5, { consent: "withdrawn" }),
    ]);
    const app = aCampaignApp({ rate: 1200 });
    await approve(app);
    const left = await letPass(app, 12);
    expect(new Set(left.map(({ lead }) => lead))).toEqual(new Set(many(150).map((_, n) => readerId(n))));
    expect(left).toHaveLength(150);
    for (let n = 0; n < 7; n += 1) {
      const count = left.filter(({ at }) => at > noon + n * minute && at <= noon + (n + 1) * minute).length;
      expect(count, `minute ${n}`).toBe(20);
    }
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "done",
      progress: 1,
      row: { written: [150, 0, 0, 0], leftOut: { unconfirmed: 5, withdrawn: 5 } },
      mails: { sent: 150, waiting: 0 },
    });
  });

  it("stops within one run of the clock, and goes on where it was", async ({ expect }) => {
    await storeReaders(many(300));
    const app = aCampaignApp({ rate: 2000 });
    await approve(app);
    const left = await letPass(app, 4);
    expect(await stopCampaign(app.deps, "primavera", by.note)).toBe(true);
    expect(await letPass(app, 30)).toEqual([]);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({ status: "stopped" });
    expect(await resumeCampaign(app.deps, "primavera", by.note)).toBe(true);
    const again = await letPass(app, 12);
    for (let n = 0; n < 5; n += 1)
      expect(again.filter(({ at }) => at - noon === (34 + n) * minute).length).toBeLessThanOrEqual(34);
    const all = [...left, ...again];
    expect(all).toHaveLength(300);
    expect(new Set(all.map(({ lead }) => lead)).size).toBe(300);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({ status: "done" });
  });

  it("warms up by the day, within the site's cap, and sleeps at night", async ({ expect }) => {
    await storeReaders(many(120));
    const catalog = campaignCatalog({ warmup: { first: 20, growth: 1.5 } });
    const app = aCampaignApp({}, { catalog });
    await approve(app);
    const left = await letPass(app, 3.2 * 24 * 60, 20);
    const days = [0, 1, 2, 3].map(
      (n) => left.filter(({ at }) => new Date(at).getUTCDate() === 10 + n).length,
    );
    expect(days).toEqual([20, 30, 45, 25]);
    for (const { at } of left) {
      const local = Number(new Date(at + hour).getUTCHours());
      expect(local).toBeGreaterThanOrEqual(8);
      expect(local).toBeLessThan(20);
    }
  });

  it("tries its subjects on a part, and the rest gets the first where none is clearly better", async ({
    expect,
  }) => {
    await storeReaders(many(400));
    const app = aCampaignApp({ subjects: ["Uno", "Due"], test: { share: 50, after: 2 * 3600 }, rate: 2400 });
    await approve(app);
    const tried = await letPass(app, 60);
    expect(tried.length).toBeGreaterThan(160);
    expect(tried.length).toBeLessThan(240);
    const second = tried.filter(({ variant }) => variant === 1).length;
    expect(Math.abs(second - tried.length / 2)).toBeLessThan(40);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "testing",
      row: { winner: null },
    });
    const rest = await letPass(app, 100);
    expect(tried.length + rest.length).toBe(400);
    expect(rest.every(({ variant }) => variant === 0)).toBe(true);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "done",
      row: { winner: 0, verdict: { clear: false, pressed: [0, 0] } },
    });
  });

  it("reaches each reader at the time of their own clock, and those for whom it has passed at once", async ({
    expect,
  }) => {
    await storeReaders([
      ...many(3),
      ...many(3, { zone: "America/New_York" }),
      ...many(3, { zone: "Asia/Tokyo" }),
      ...many(3, { zone: "Australia/Sydney" }),
    ]);
    const app = aCampaignApp({ zone: "lead", send: "2027-03-10 18:00" });
    await approve(app);
    const left = await letPass(app, 24 * 60, 10);
    const timesOf = (first: number) =>
      left
        .filter(({ lead }) => [0, 1, 2].some((n) => lead === readerId(first + n)))
        .map(({ at }) => new Date(at).toISOString().slice(5, 13));
    const about = (text: string) => [text, text, text];
    expect(timesOf(0)).toEqual(about("03-10T17"));
    expect(timesOf(3)).toEqual(about("03-10T23"));
    // In Tokyo and Sydney it has passed, and they sleep: they get it in the morning.
    expect(timesOf(6)).toEqual(about("03-10T23"));
    expect(timesOf(9)).toEqual(about("03-10T21"));
    expect(left).toHaveLength(12);
  });
});
