import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import { keepMailingLinks } from "../../worker/clicks/keep.ts";
import { linkName, linkPath } from "../../worker/clicks/link-name.ts";
import { clickRate, deliveryRate, openRate } from "../../worker/clicks/rates.ts";
import { listFigures, mailingFigures, sumCounts } from "../../worker/clicks/store-figures.ts";
import { clicksByVariant } from "../../worker/clicks/store-variants.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  noon,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { billedDatabase } from "../support/worker-billed.ts";
import { aMailedCatalog, campaign, mailedTo, pressLink, settleAll, step } from "../support/worker-clicks.ts";
import { redeem } from "../support/worker-coupons.ts";
import { act, manyLeads, readDesk, signIn } from "../support/worker-desk.ts";
import { ada, footIn, oneClick } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const day = 86_400_000;
const minute = 60_000;
const today = { from: "2027-03-10", until: "2027-03-10" };

describe("what became of the mails of a mailing", () => {
  const told = ["sent", "delivered", "deferred", "hard", "soft", "complained", "unsubscribed"] as const;
  const aMail = fc.record({
    mailing: fc.constantFrom(campaign, step, null),
    variant: fc.constantFrom(null, 0, 1),
    sentAt: fc.integer({ min: noon - 5 * day, max: noon }),
    // In any order, and some of it twice.
    said: fc.array(fc.constantFrom(...told), { maxLength: 8 }),
  });

  it("is counted to the mail, in whatever order it is told", { timeout: 120_000 }, async ({ expect }) => {
    const all: { mailing: string | null; variant: number; sentAt: number; is: Set<string> }[] = [];
    await manyLeads(400);
    let id = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(aMail, { minLength: 1, maxLength: 12 }), async (mails) => {
        for (const { mailing, variant, sentAt, said } of mails) {
          id += 1;
          const name = `m${String(id).padStart(21, "0")}`;
          const lead = `l${String(id % 400).padStart(6, "0")}000000000000000`;
          const written = await env.DB.prepare(
            `INSERT INTO message (id, kind, lead_id, mailing, variant, next_at, created_at)
             VALUES (?1, 'campaign', ?2, ?3, ?4, ?5, ?5) ON CONFLICT DO NOTHING`,
          )
            .bind(name, lead, mailing, variant, sentAt)
            .run();
          if (written.meta.changes === 0) continue;
          for (const what of said)
            await env.DB.prepare(
              `UPDATE message SET ${what}_at = coalesce(${what}_at, ?2)${what === "sent" ? ", status = 'sent'" : ""} WHERE id = ?1`,
            )
              .bind(name, sentAt)
              .run();
          all.push({ mailing, variant: variant ?? 0, sentAt, is: new Set(said) });
        }
        for (const mailing of [campaign, step]) {
          const { variants, total } = await mailingFigures(env.DB, mailing);
          const left = all.filter(
            ({ is, mailing: own }) => own === mailing && (is.has("sent") || is.has("hard")),
          );
          const count = (what: string, variant?: number) =>
            left.filter(
              (mail) =>
                (variant === undefined || mail.variant === variant) && (what === "sent" || mail.is.has(what)),
            ).length;
          expect(told.map((what) => total[what])).toEqual(told.map((what) => count(what)));
          for (const row of variants)
            expect(told.map((what) => row[what])).toEqual(told.map((what) => count(what, row.variant)));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("outlives the mails, and names the last mailing before somebody unsubscribed", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    const page = footIn(app);
    await mailedTo(app.deps, step, { at: noon - 2 * day });
    await mailedTo(app.deps, campaign, { at: noon - day, variant: 1 });
    await oneClick(app, page);
    await oneClick(app, page);
    await env.DB.prepare("DELETE FROM message WHERE mailing IS NOT NULL").run();
    expect((await mailingFigures(env.DB, campaign)).variants).toMatchObject([
      { variant: 1, sent: 1, unsubscribed: 1 },
    ]);
    expect((await mailingFigures(env.DB, step)).total).toMatchObject({ sent: 1, unsubscribed: 0 });
  });
});

/** The way from a link of the campaign's second subject to the till. */
async function wholeWay(app: App): Promise<void> {
  await keepMailingLinks(app.deps);
  await submit(app, "en/guide", { email: "bea@example.com", nome: "Bea" });
  await mailedTo(app.deps, campaign, { at: noon, variant: 1 });
  app.clock.now += 5 * minute;
  const network = "203.0.113.7";
  const answer = await pressLink(app, linkPath(campaign, 1, linkName("/sconto/?da=mail")), { network });
  const Referer = `${origin}${answer.headers.get("Location")}`;
  const beacon = JSON.stringify({ landing: "sconto", step: "view" });
  await app.ask("/e", { method: "POST", headers: { Origin: origin, Referer }, body: beacon });
  await submit(app, "sconto-mail", { email: "bea@example.com" }, { Referer });
  await press(app, linkIn(app));
  await submit(app, "guida", { email: "bea@example.com", nome: "Bea" }, { Referer });
  await press(app, linkIn(app));
  await press(app, linkIn(app));
  const [coupon] = await rowsOf("coupon");
  await redeem(app, String(coupon?.code));
  await settleAll(app);
}

describe("what the readers of a mailing did", () => {
  it("is told from the link to the till", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await wholeWay(app);
    const { total, variants, links } = await mailingFigures(env.DB, campaign);
    expect(variants).toMatchObject([{ variant: 1 }]);
    expect(total).toMatchObject({
      ...{ sent: 1, pressed: 1, presses: 1, scanned: 0 },
      ...{ landed: 1, submitted: 2, confirmed: 2, downloaded: 2, redeemed: 1 },
    });
    expect(links).toEqual([{ href: "/sconto/?da=mail", people: 1, presses: 1, scanned: 0 }]);
    expect(await clicksByVariant(env.DB, campaign)).toEqual([{ variant: 1, arrived: 1, people: 1 }]);
    const [row] = await listFigures(env.DB, today);
    expect(row).toMatchObject({ ...sumCounts(variants), mailing: campaign, opened: 0 });
    expect(await listFigures(env.DB, { from: "2027-03-11", until: "2027-03-12" })).toEqual([]);
    // What was not brought by a mail counts for none.
    await submit(app, "guida", { email: "cleo@example.com" });
    await submit(
      app,
      "guida",
      { email: "dora@example.com" },
      {
        Referer: `${origin}/guida/?utm_source=email&utm_medium=campaign&utm_campaign=inventata&utm_content=a`,
      },
    );
    expect((await rowsOf("mailing_count")).length).toBe(1);
  });

  it("is read from few rows, whatever the number of leads", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await manyLeads(3000);
    await wholeWay(app);
    const { db, bill } = billedDatabase(env.DB);
    expect((await mailingFigures(db, campaign)).total.sent).toBeGreaterThan(3000);
    await listFigures(db, today);
    expect(bill.read).toBeGreaterThan(0);
    expect(bill.read).toBeLessThan(60);
  });
});

describe("the rates", () => {
  const counts = (change: object) => ({ ...sumCounts([]), ...change });

  it("judge at the exact bands, and not on few mails", ({ expect }) => {
    const delivered = (n: number, told = 1000) =>
      deliveryRate(counts({ sent: told, told, delivered: n }))?.verdict;
    expect([950, 949, 900, 899].map((n) => delivered(n))).toEqual(["well", "watch", "watch", "act"]);
    expect([delivered(19, 19), delivered(0)]).toEqual([undefined, undefined]);
    const pressed = (n: number, all = 1000) => clickRate(counts({ sent: all, pressed: n }))?.verdict;
    expect([30, 29, 5, 4].map((n) => pressed(n))).toEqual(["well", "watch", "watch", "act"]);
    expect(pressed(3, 99)).toBeUndefined();
    const opened = (n: number) => openRate(counts({ sent: 1000 }), n)?.verdict;
    expect([200, 199, 80, 79, 0].map(opened)).toEqual(["well", "watch", "watch", "act", undefined]);
  });
});

describe("the page of what mailings came to", () => {
  it("shows each with its rates, its links and its cost, and hands out the table", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await manyLeads(199);
    await wholeWay(app);
    await env.DB.prepare("UPDATE message SET delivered_at = sent_at WHERE mailing = ?1").bind(campaign).run();
    const list = await readDesk(app, "/admin/mail/figures");
    expect(list).toContain("pane-di-marzo");
    expect(list).toContain("Il pane di marzo");
    expect(list).toContain(">200<");
    const one = () => readDesk(app, `/admin/mail/figures?mailing=${campaign}`);
    expect(await one()).toMatch(/Consegnate \(DR\)[\s\S]*100,00%[\s\S]*a posto/);
    expect(await one()).toMatch(/Premute \(CTR\)[\s\S]*0,50%[\s\S]*da tenere d’occhio/);
    expect(await one()).not.toContain("Aperte (OR)");
    expect(await one()).toContain("/sconto/?da=mail");
    expect(await one()).toContain("scrivilo sotto il nome «pane-di-marzo»");
    const cost = {
      campaign: "pane-di-marzo",
      from: "2027-03-10",
      until: "",
      amount: "100,50",
      currency: "EUR",
    };
    const rest = { source: "", impressions: "", clicks: "", id: "k".repeat(22) };
    expect((await act(app, "/admin/costs", { ...cost, ...rest })).status).toBe(303);
    // 100.50 for 200 mails, two forms, two of them confirmed, and one coupon used.
    expect(await one()).toMatch(
      /\(CPM\)<\/dt><dd>502,50\s€[\s\S]*\(CPL\)<\/dt><dd>50,25\s€[\s\S]*50,25\s€[\s\S]*100,50\s€/,
    );
    const reckoned = await readDesk(app, `/admin/costs/calculator?mailing=${campaign}`);
    for (const value of ["200", "502,5", "50,25", "100", "0,5"])
      expect(reckoned).toContain(`value="${value}"`);
    const csv = await app.ask("/admin/mail/figures.csv", { headers: { Cookie: await signIn(app) } });
    expect(csv.headers.get("Content-Disposition")).toContain('filename="invii-2027-03-10.csv"');
    const [heads, row] = (await csv.text()).split("\r\n");
    expect(heads).toMatch(/^"Invio","Ultima partita","Partite","Consegnate"/);
    expect(row).toMatch(/^"pane-di-marzo","2027-03-10T12:00:00\+01:00","200","200"/);
    expect(await readDesk(app, "/admin/mail/figures?mailing=campaigns/nessuna")).toContain(
      "Non è ancora partita",
    );
    expect(await readDesk(app, "/admin/mail/figures?days=7&lang=en")).toContain("What mailings came to");
  });
});
