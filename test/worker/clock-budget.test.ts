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

  it("is told by its trigger what to see to, and does all where it is not", ({ expect }) => {
    expect(["* * * * *", "0-59 * * * *", "*/5 * * * *"].map(roundOf)).toEqual(["mails", "house", "both"]);
  });
});
