import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { type Round, roundOf, tick } from "../../worker/clock.ts";
import { type App, anApp, freshDatabase, noon, rowsOf, submit } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { aCampaignApp, by, campaignCatalog, storeReaders } from "../support/worker-campaigns.ts";

beforeEach(freshDatabase);

/** How many statements one invocation may ask of D1 on the free plan. */
const most = 50;

/** The statements that one call of the clock asks of the database of `app`, each cut to its beginning. */
async function askedIn(app: App, round: Round): Promise<string[]> {
  const asked: string[] = [];
  const db = brokenDatabase(env.DB, { asked: (sql) => asked.push(sql.replace(/\s+/g, " ").slice(0, 90)) });
  await tick({ ...app.deps, db }, round);
  return asked;
}

/** The names of the pieces that have got to their end. */
async function doneIn(): Promise<string[]> {
  const jobs = await rowsOf("job");
  return jobs.flatMap(({ name }) => (String(name).startsWith("tick:") ? String(name).slice(5) : []));
}

/** What is due has left. */
async function leave({ clock }: App): Promise<void> {
  await env.DB.prepare(
    "UPDATE message SET status = 'sent', sent_at = next_at WHERE next_at <= ?1 AND status = 'queued'",
  )
    .bind(clock.now)
    .run();
}

/** How many mails are kept for another day. */
async function kept(): Promise<number> {
  return (await rowsOf("message")).filter(({ failure }) => failure === "capped").length;
}

describe("one call of the clock", () => {
  it("asks no more of the database than the free plan allows, and each piece has its turn", async ({
    expect,
  }) => {
    const app = anApp();
    for (let n = 0; n < 30; n += 1)
      await submit(app, "guida", { email: `a${n}@example.com`, nome: "Ada", marketing: "on" });
    for (let minute = 0; minute < 20; minute += 1) {
      app.clock.now = noon + minute * 60_000;
      for (const round of ["mails", "house"] as const) {
        const asked = await askedIn(app, round);
        expect(asked.length, `${round} ${minute}\n${asked.join("\n")}`).toBeLessThanOrEqual(most);
      }
    }
    const all = await doneIn();
    await freshDatabase();
    await tick(anApp().deps);
    expect(all.sort()).toEqual((await doneIn()).sort());
  });

  it("sends as many mails at once as the free plan allows, to inboxes that take none as well", async ({
    expect,
  }) => {
    for (const knowsRepeats of [true, false]) {
      await freshDatabase();
      const app = anApp({ mailer: null });
      for (let n = 0; n < 45; n += 1) await submit(app, "guida", { email: `b${n}@example.com` });
      let sent = 0;
      const mailer = {
        name: "recording",
        knowsRepeats,
        send: async () => {
          sent += 1;
          return sent % 2 === 0
            ? ({ ok: true, providerId: `p${sent}` } as const)
            : ({ ok: false, reason: "HTTP 422", next: "give_up", bounced: true } as const);
        },
      };
      const asked = await askedIn({ ...app, deps: { ...app.deps, mailer } }, "mails");
      expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(most);
      if (knowsRepeats) expect(sent).toBe(40);
      else expect(sent).toBeGreaterThanOrEqual(8);
    }
  });

  it("writes and sends a campaign's mails within it, with links of each reader's own", async ({ expect }) => {
    const links = ["/guida/"];
    const catalog = campaignCatalog({ rate: 6000, links }, ({ forms }) => {
      const [marketing] = forms["guida"]?.consents ?? [];
      if (marketing) forms["guida"]?.consents?.push({ ...marketing, purpose: "tracking" });
    });
    const app = aCampaignApp({}, { catalog });
    await storeReaders(Array.from({ length: 120 }, () => ({})));
    await env.DB.prepare(
      `INSERT INTO receipt (lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, form_hash, build,
         locale, page_url, channel, at)
       SELECT lead_id, submission_id, 'tracking', 1, wording, wording_hash, version, form, form_hash, build, locale, page_url,
         channel, at FROM receipt WHERE purpose = 'marketing'`,
    ).run();
    const approval = await approveCampaign(app.deps, "primavera", by);
    expect(approval.ok).toBe(true);
    for (let minute = 0; minute < 16; minute += 1) {
      app.clock.now = noon + minute * 60_000;
      for (const round of ["house", "mails"] as const) {
        const asked = await askedIn(app, round);
        expect(asked.length, `${round} ${minute}\n${asked.join("\n")}`).toBeLessThanOrEqual(most);
      }
    }
    expect(app.lines.filter(({ event }) => event === "tick-failed")).toEqual([]);
    expect(app.mails).toHaveLength(120);
    const presses = (await rowsOf("token")).filter(({ purpose }) => purpose === "press");
    expect(presses).toHaveLength(120);
  });

  it("brings two campaigns on, each at its own pace, and nobody gets more than the cap allows", async ({
    expect,
  }) => {
    const catalog = campaignCatalog({ rate: 300 }, (all) => {
      const bar = all.campaigns?.["primavera"];
      if (bar === undefined) return;
      all.segments = {
        ...all.segments,
        entrambi: {
          title: "Negozi",
          question: {
            any: [
              { field: "answer.settore", is: "Negozio" },
              { field: "answer.nome", is: "Bea" },
            ],
          },
        },
      };
      all.campaigns = { primavera: bar, estate: { ...bar, segment: "entrambi", label: "estate", rate: 200 } };
    });
    const app = aCampaignApp({}, { catalog });
    // Every tenth person is a reader of both.
    const answers = [{ settore: "Bar" }, { settore: "Negozio" }, { settore: "Bar" }, { settore: "Negozio" }];
    const both = { settore: "Bar", nome: "Bea" };
    await storeReaders(
      Array.from({ length: 800 }, (_, n) => ({ answers: n % 10 === 0 ? both : (answers[n % 4] ?? both) })),
    );
    for (const name of ["primavera", "estate"])
      expect(await approveCampaign(app.deps, name, by)).toEqual({ ok: true, did: true });
    for (let minute = 0; minute < 66; minute += 1) {
      app.clock.now = noon + minute * 60_000;
      const asked = await askedIn(app, "house");
      expect(asked.length, `minute ${minute}\n${asked.join("\n")}`).toBeLessThanOrEqual(most);
      await leave(app);
    }
    for (const [name, rate] of [
      ["primavera", 300],
      ["estate", 200],
    ] as const) {
      const n = await env.DB.prepare(
        "SELECT count(*) AS n FROM message WHERE mailing = ?1 AND sent_at > ?2 AND sent_at <= ?3",
      )
        .bind(`campaigns/${name}`, noon + 5 * 60_000, noon + 65 * 60_000)
        .first<number>("n");
      expect(Math.abs((n ?? 0) - rate), `${name}: ${n}`).toBeLessThanOrEqual(rate / 20);
    }
    const perDay = `SELECT lead_id, sent_at / 86400000 AS day, count(*) AS n FROM message WHERE sent_at IS NOT NULL
      GROUP BY 1, 2 HAVING n > 1`;
    expect((await env.DB.prepare(perDay).all()).results).toEqual([]);
    expect(await kept()).toBeGreaterThan(20);
    // On the days after it the readers of both get the other one, before anybody else does.
    for (let minute = 0; minute < 20; minute += 1) {
      app.clock.now = noon + 20 * 3_600_000 + minute * 60_000;
      await askedIn(app, "house");
      await leave(app);
    }
    expect(await kept()).toBe(0);
    expect((await env.DB.prepare(perDay).all()).results).toEqual([]);
    expect(app.lines.filter(({ event }) => event === "tick-failed")).toEqual([]);
  });

  it("writes for all campaigns in each of its runs where the plan allows it", async ({ expect }) => {
    const names = ["primavera", "estate", "autunno", "inverno"];
    const catalog = campaignCatalog({ rate: 600 }, (all) => {
      const first = all.campaigns?.["primavera"];
      if (first !== undefined) all.campaigns = Object.fromEntries(names.map((name) => [name, first]));
      all.site.limits = { ...all.site.limits, mailings: { day: 9, week: 9 } };
    });
    const app = aCampaignApp({}, { catalog, mailsPerRun: 100 });
    await storeReaders(Array.from({ length: 60 }, () => ({})));
    for (const name of names) await approveCampaign(app.deps, name, by);
    for (let minute = 0; minute < 3; minute += 1) {
      app.clock.now = noon + minute * 60_000;
      await askedIn(app, "house");
      await leave(app);
    }
    for (const name of names) {
      const mails = (await rowsOf("message")).filter(({ mailing }) => mailing === `campaigns/${name}`);
      expect(mails.length, name).toBeGreaterThanOrEqual(29);
      expect(mails.length, name).toBeLessThanOrEqual(31);
    }
  });

  it("is told by its trigger what to see to, and does all where it is not", ({ expect }) => {
    expect(["* * * * *", "0-59 * * * *", "*/5 * * * *"].map(roundOf)).toEqual(["mails", "house", "both"]);
  });
});
