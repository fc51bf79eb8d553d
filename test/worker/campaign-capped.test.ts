import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { advanceCampaigns } from "../../worker/campaigns/advance.ts";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { campaignStanding } from "../../worker/campaigns/standing.ts";
import { inboxOf } from "../../worker/inbox.ts";
import { type App, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { aCampaignApp, by, readerId, storeReaders } from "../support/worker-campaigns.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const many = (count: number) => Array.from({ length: count }, () => ({}));

let mails = 0;

/** A mail of a sequence that left to the reader `place`. */
async function hadMail(app: App, place: number, at: number): Promise<void> {
  mails += 1;
  await env.DB.prepare(
    `INSERT INTO message (id, kind, mailing, lead_id, inbox, status, next_at, first_at, created_at, sent_at)
     VALUES (?1, 'sequence', 'sequences/a/' || ?1, ?2, ?3, 'sent', ?4, ?4, ?4, ?4)`,
  )
    .bind(
      `m${mails}`.padEnd(22, "0"),
      readerId(place),
      await inboxOf(app.deps.tokenSecret, `r${place}@example.com`),
      at,
    )
    .run();
}

/** The clock comes each minute until `until`, and what is due leaves; the most statements that one of its runs asked. */
async function goOn(app: App, until: number, step = minute): Promise<number> {
  let most = 0;
  for (; app.clock.now < until; app.clock.now += step) {
    let asked = 0;
    const db = brokenDatabase(env.DB, {
      before: (_, count) => {
        asked += count;
      },
    });
    await advanceCampaigns({ ...app.deps, db });
    most = Math.max(most, asked);
    await env.DB.prepare(
      "UPDATE message SET status = 'sent', sent_at = ?1 WHERE next_at <= ?1 AND status = 'queued'",
    )
      .bind(app.clock.now)
      .run();
  }
  return most;
}

async function leftTo(place: number): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT sent_at AS at FROM message WHERE kind = 'campaign' AND status = 'sent' AND lead_id = ?1",
  )
    .bind(readerId(place))
    .all<{ at: number }>();
  return results.map(({ at }) => new Date(at).toISOString().slice(0, 10));
}

async function begun(campaign = {}, change = {}): Promise<App> {
  const app = aCampaignApp({ rate: 600, ...campaign }, change);
  const approval = await approveCampaign(app.deps, "primavera", by);
  if (!approval.ok) throw new Error(`Not approved: ${approval.refusal}`);
  return app;
}

describe("a reader whose inbox had its mails on the campaign's day", () => {
  it("gets the campaign the next day, once, and is counted once", async ({ expect }) => {
    await storeReaders(many(30));
    const app = await begun();
    await hadMail(app, 4, noon - 3 * hour);
    const first = await goOn(app, noon + 20 * minute);
    await goOn(app, noon + 18 * hour, hour);
    const second = await goOn(app, noon + 20.5 * hour, 2 * minute);
    expect(Math.max(first, second)).toBeLessThanOrEqual(20);
    expect(await leftTo(3)).toEqual(["2027-03-10"]);
    expect(await leftTo(4)).toEqual(["2027-03-11"]);
    expect(await rowsOf("message")).toHaveLength(31);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "done",
      mails: { sent: 30, withheld: 0 },
      row: { written: [30, 0, 0, 0], leftOut: {}, capped: {} },
    });
  });

  it("is tried three days more, and then left out", async ({ expect }) => {
    await storeReaders(many(3));
    const app = await begun();
    for (const place of [0, 1]) await hadMail(app, place, noon - hour);
    for (let n = 1; n < 6; n += 1) {
      // The first has a mail each morning, the other on two days more.
      await hadMail(app, 0, noon + n * day - 6 * hour);
      if (n < 3) await hadMail(app, 1, noon + n * day - 6 * hour);
    }
    const caps = { ...app.deps.catalog.site.limits, mailings: { day: 1, week: 30 } };
    const catalog = { ...app.deps.catalog, site: { ...app.deps.catalog.site, limits: caps } };
    await goOn({ ...app, deps: { ...app.deps, catalog } }, noon + 2 * day, 20 * minute);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "sending",
      row: { leftOut: {}, capped: { "2027-03-13": 2 } },
    });
    await goOn({ ...app, deps: { ...app.deps, catalog } }, noon + 5 * day, 20 * minute);
    expect([await leftTo(0), await leftTo(1), await leftTo(2)]).toEqual([[], ["2027-03-13"], ["2027-03-10"]]);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "done",
      mails: { sent: 2, withheld: 0 },
      row: { written: [2, 0, 0, 0], leftOut: { cap: 1 }, capped: {} },
    });
  });

  it("gets nothing who has unsubscribed, lost the segment or was erased meanwhile, nor twice by two addresses", async ({
    expect,
  }) => {
    await storeReaders(many(6));
    await env.DB.prepare("UPDATE lead SET email = 'r.4@gmail.com' WHERE id = ?1").bind(readerId(4)).run();
    await env.DB.prepare("UPDATE lead SET email = 'r4+due@gmail.com' WHERE id = ?1").bind(readerId(5)).run();
    const app = await begun();
    for (const place of [0, 1, 2]) await hadMail(app, place, noon - hour);
    const shared = await inboxOf(app.deps.tokenSecret, "r4@gmail.com");
    await hadMail(app, 4, noon - hour);
    await env.DB.prepare("UPDATE message SET inbox = ?1 WHERE lead_id = ?2").bind(shared, readerId(4)).run();
    await goOn(app, noon + hour, 5 * minute);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      row: { capped: { "2027-03-11": 5 } },
    });
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'unsubscribed', 1)")
      .bind(await inboxOf(app.deps.tokenSecret, "r0@example.com"))
      .run();
    await env.DB.prepare("UPDATE submission SET answers = '{}' WHERE lead_id = ?1").bind(readerId(1)).run();
    await env.DB.prepare(
      "UPDATE lead SET erased_at = 1, identity = NULL, email = NULL, given_name = NULL, family_name = NULL WHERE id = ?1",
    )
      .bind(readerId(2))
      .run();
    await goOn(app, noon + 2 * day, 20 * minute);
    const had = await Promise.all([0, 1, 2, 3, 4, 5].map(leftTo));
    expect(had.slice(0, 4).map((dates) => dates.length)).toEqual([0, 0, 0, 1]);
    expect(had.slice(4).flat()).toHaveLength(1);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "done",
      row: { written: [2, 0, 0, 0], leftOut: { suppressed: 1, already: 1 }, capped: {} },
    });
  });

  it("loses nothing and gets nothing twice wherever the database fails, and keeps to the hours and the pace", async ({
    expect,
  }) => {
    await storeReaders(many(90));
    const app = await begun({ rate: 60 });
    for (let place = 0; place < 90; place += 1) await hadMail(app, place, noon - hour);
    await goOn(app, noon + 9 * hour, 10 * minute);
    app.clock.now = noon + 18 * hour;
    let call = 0;
    for (let n = 0; app.clock.now < noon + day + hour; n += 1, app.clock.now += minute) {
      call = 0;
      const fails = (on: number) => {
        if (call === on) throw new Error("D1_ERROR: the process is gone.");
      };
      const db = brokenDatabase(env.DB, {
        before() {
          call += 1;
          if (n % 4 === 1) fails((n % 12) + 1);
        },
        after() {
          if (n % 4 === 3) fails((n % 12) + 1);
        },
      });
      await Promise.all([
        advanceCampaigns({ ...app.deps, db }).catch(() => {}),
        n % 5 === 0 ? advanceCampaigns(app.deps) : null,
      ]);
      await env.DB.prepare(
        "UPDATE message SET status = 'sent', sent_at = ?1 WHERE next_at <= ?1 AND status = 'queued'",
      )
        .bind(app.clock.now)
        .run();
    }
    const sent = (await rowsOf("message")).filter(
      ({ kind, status }) => kind === "campaign" && status === "sent",
    );
    expect(sent).toHaveLength(90);
    expect(new Set(sent.map(({ lead_id }) => lead_id)).size).toBe(90);
    const times = sent.map(({ sent_at }) => Number(sent_at)).sort((one, other) => one - other);
    // Readers are awake from eight on, which is seven at Greenwich.
    expect(new Date(times[0] ?? 0).toISOString() >= "2027-03-11T07:00").toBe(true);
    const inHour = times.filter((at) => at < (times[0] ?? 0) + hour).length;
    expect(inHour).toBeLessThanOrEqual(63);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      row: { written: [90, 0, 0, 0], capped: {} },
    });
  });
});
