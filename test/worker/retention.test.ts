import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { purgeDay, purgeDue } from "../../worker/retention/purge.ts";
import { countConsents, countDue } from "../../worker/retention/report.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  noon,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { readDesk } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const day = 86_400_000;
const ada = { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" };

const leads = () => rowsOf("lead");
const alive = async () => (await leads()).filter((lead) => lead.erased_at === null).map((lead) => lead.email);

/** The clean-up `days` days later, called twice at once. */
async function pass(app: App, days: number) {
  app.clock.now += days * day;
  await Promise.all([purgeDue(app.deps), purgeDue(app.deps)]);
}

describe("the clean-up", () => {
  it("forgets those who never pressed the button after 30 days, and who were silent after 24 months", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, email: "never@example.com" });
    await submit(app, "guida", { ...ada, email: "pressed@example.com" });
    await press(app, linkIn(app));
    // These have something in hand: a page with the gift, a contact to be answered.
    await submit(app, "en/guide", { email: "both@example.com", nome: "Both" });
    await submit(app, "doppia", { email: "page@example.com", nome: "Page" });
    await pass(app, 30);
    expect((await alive()).length).toBe(4);
    await pass(app, 1);
    expect(await alive()).toEqual(["pressed@example.com", "both@example.com", "page@example.com"]);
    expect(await leadPurges()).toEqual([{ day: "2027-04-10", kind: "unconfirmed", n: 1 }]);
    expect(await rowsOf("suppression")).toEqual([]);
    await pass(app, 699);
    expect((await alive()).length).toBe(3);
    await pass(app, 1);
    expect(await alive()).toEqual([]);
    expect((await leadPurges())[1]).toEqual({ day: "2029-03-10", kind: "leads", n: 3 });
    // What remains says nothing of anybody, and proves what was agreed to.
    const rest = JSON.stringify([
      await leads(),
      await rowsOf("submission"),
      await rowsOf("message"),
      await rowsOf("token"),
    ]);
    expect(rest).not.toMatch(/example\.com|Ada|Both|Page|Safari/);
    expect((await rowsOf("receipt")).length).toBe(3);
  });

  it("counts beforehand what it deletes afterwards, and changes nothing by it", async ({ expect }) => {
    const app = anApp();
    const trace = { "CF-Connecting-IP": "203.0.113.9", "User-Agent": "Firefox on Linux" };
    await submit(app, "guida", ada, trace);
    await submit(app, "guida", { ...ada, email: "bot@example.com", _website: "x" }, trace);
    await submit(app, "doppia", { email: "page@example.com", nome: "Page" }, trace);
    app.clock.now = noon + 91 * day;
    const before = [await leads(), await rowsOf("submission"), await rowsOf("token")];
    const due = await countDue(env.DB, app.deps.catalog, app.clock.now);
    expect([await leads(), await rowsOf("submission"), await rowsOf("token")]).toEqual(before);
    // What one call of the clock leaves, the next one takes.
    for (const _ of [1, 2]) await purgeDue(app.deps);
    const done = new Map((await rowsOf("purge")).map(({ kind, n }) => [kind, n]));
    expect([due.get("unconfirmed"), due.get("quarantined"), due.get("leads")]).toEqual([1, 1, 0]);
    for (const kind of ["unconfirmed", "quarantined", "sign-ins", "events"] as const) {
      expect(done.get(kind) ?? 0, kind).toBe(due.get(kind));
    }
    expect(
      (await rowsOf("submission")).every(({ network, agent }) => network === null && agent === null),
    ).toBe(true);
    expect((await rowsOf("submission")).length).toBe(2);
    expect(
      [...(await countDue(env.DB, app.deps.catalog, app.clock.now)).values()].every((n) => n === 0),
    ).toBe(true);
  });

  it("runs once a day, after three by the clock on the wall, and makes up for a night that was missed", async ({
    expect,
  }) => {
    const at = (moment: string) => purgeDay(Date.parse(moment), "Europe/Rome");
    const days = {
      "2027-03-10T01:59:59Z": "2027-03-09",
      "2027-03-10T02:00:00Z": "2027-03-10",
      // Summer time begins: after 1:59 comes 3:00.
      "2027-03-28T00:59:59Z": "2027-03-27",
      "2027-03-28T01:00:00Z": "2027-03-28",
      // It ends: two o'clock comes twice.
      "2026-10-25T00:30:00Z": "2026-10-24",
      "2026-10-25T01:30:00Z": "2026-10-24",
      "2026-10-25T02:00:00Z": "2026-10-25",
      "2028-02-29T01:59:00Z": "2028-02-28",
      "2028-02-29T02:00:00Z": "2028-02-29",
      "2027-12-31T23:30:00Z": "2027-12-31",
      "2028-01-01T02:00:00Z": "2028-01-01",
    };
    expect(Object.fromEntries(Object.keys(days).map((moment) => [moment, at(moment)]))).toEqual(days);
    const app = anApp();
    const jobs = async () => (await rowsOf("job")).map(({ day, ran_at }) => [day, ran_at]);
    await purgeDue(app.deps);
    const first = app.clock.now;
    app.clock.now += 3_600_000;
    await purgeDue(app.deps);
    expect(await jobs()).toEqual([["2027-03-10", first]]);
    app.clock.now += 5 * day;
    await purgeDue(app.deps);
    expect(await jobs()).toEqual([["2027-03-15", app.clock.now]]);
    // A clock set back does nothing twice.
    app.clock.now -= 3 * day;
    await purgeDue(app.deps);
    expect((await jobs())[0]?.[0]).toBe("2027-03-15");
  });

  it("takes 10,000 leads in small steps, and never one that came back", { timeout: 120_000 }, async ({
    expect,
  }) => {
    const app = anApp();
    await submitJson(app, "guida", { answers: { email: "ada@example.com", nome: "Ada" } });
    await manyLeads(10_000, noon);
    app.clock.now = noon + 740 * day;
    // Half of them are heard of again.
    await env.DB.prepare("UPDATE lead SET seen_at = ?1 WHERE rowid % 2 = 0").bind(app.clock.now).run();
    const sizes: number[] = [];
    let queries = 0;
    const batch = env.DB.batch.bind(env.DB);
    const counting = new Proxy(env.DB, {
      get(db, name) {
        if (name === "batch") {
          return (statements: D1PreparedStatement[]) => {
            queries += statements.length;
            return batch(statements);
          };
        }
        const member: unknown = Reflect.get(db, name, db);
        return typeof member === "function" ? member.bind(db) : member;
      },
    });
    for (let n = 0; n < 60 && (await rowsOf("job")).length === 0; n += 1) {
      queries = 0;
      await purgeDue({ ...app.deps, db: counting });
      sizes.push(queries);
      // Traffic goes on meanwhile: someone writes again just before the next step.
      await submitJson(app, "guida", { answers: { email: `back${n}@example.com`, nome: "Back" } });
    }
    expect((await rowsOf("job")).length).toBe(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
    expect(sizes.length).toBeGreaterThan(10);
    const gone = (await leads()).filter(({ erased_at }) => erased_at !== null);
    expect(gone.length).toBe(5001);
    expect(gone.every(({ seen_at }) => Number(seen_at) < app.clock.now - 730 * day)).toBe(true);
  });
});

/** What the report says of leads. */
async function leadPurges() {
  return (await rowsOf("purge")).filter(({ kind }) => kind === "unconfirmed" || kind === "leads");
}

describe("the desk's page about consents and data", () => {
  it("says who agreed to what, who is not written to, and what was and would be deleted", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    await submit(app, "guida", { ...ada, email: "never@example.com" });
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'complaint', 1)")
      .bind("i".repeat(43))
      .run();
    const seen = async (path: string) =>
      (await readDesk(app, path)).replaceAll(/<[^>]+>|\s+/g, " ").replaceAll(/ +/g, " ");
    const first = await seen("/admin/privacy");
    expect(first).toContain("Novità e offerte 1 1 0");
    expect(first).toContain("Ha segnalato come spam 1");
    expect(first).toContain("3 prove");
    // In every order of receipts the page counts what the view says of each lead.
    await manyReceipts();
    const states = await env.DB.prepare(
      `SELECT purpose, count(*) FILTER (WHERE state = 'given') AS given,
         count(*) FILTER (WHERE state = 'confirmed') AS confirmed,
         count(*) FILTER (WHERE state = 'withdrawn') AS withdrawn
         FROM consent_state GROUP BY purpose ORDER BY purpose`,
    ).all();
    expect((await countConsents(env.DB)).consents).toEqual(states.results);
    expect(first).toContain("Finora non è stato cancellato nulla.");
    app.clock.now += 31 * day;
    expect(await seen("/admin/privacy?count=1")).toContain("Contatti mai confermati 1");
    await purgeDue(app.deps);
    const after = await seen("/admin/privacy?count=1&lang=en");
    expect(after).toContain("Leads never confirmed 2027-04-10 1");
    expect(after).toContain("There is nothing to delete.");
  });
});

/** A lead for each way to give, confirm, withdraw and begin anew, three times over. */
async function manyReceipts(): Promise<void> {
  const acts = [
    { granted: 1, channel: "form" },
    { granted: 1, channel: "confirm" },
    { granted: 0, channel: "one-click" },
    { granted: 1, channel: "preferences" },
  ];
  const ways = acts.flatMap((one) => acts.flatMap((two) => acts.map((three) => [one, two, three])));
  const list = JSON.stringify(
    ways.map((way, place) => ({ id: `way-${String(place).padStart(18, "0")}`, way })),
  );
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO lead (id, identity, email, locale, first_source, last_source, created_at, seen_at)
       SELECT value ->> 'id', 'email:' || (value ->> 'id') || '@a.it', 'a@a.it', 'it', '{}', '{}', ${noon}, ${noon}
         FROM json_each(?1)`,
    ).bind(list),
    env.DB.prepare(
      `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
       SELECT lead.value ->> 'id', 'profiling', act.value ->> 'granted', 'Sì', printf('%064d', 1), 'f', 'b', 'it', '/',
         act.value ->> 'channel', ${noon}
         FROM json_each(?1) AS lead, json_each(lead.value, '$.way') AS act ORDER BY lead.key, act.key`,
    ).bind(list),
  ]);
}

/** Rows of leads without anything else, as many as `count`. */
async function manyLeads(count: number, at: number): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO lead (id, identity, email, locale, first_source, last_source, created_at, seen_at)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     SELECT substr('0000000000000000000000' || i, -22), 'email:p' || i || '@example.org', 'p' || i || '@example.org',
       'it', '{}', '{}', ?2, ?2 FROM n`,
  )
    .bind(count, at)
    .run();
}
