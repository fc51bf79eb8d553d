import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { decayAt, scoreOf } from "../../worker/score/decay.ts";
import { reckonLeads } from "../../worker/score/due.ts";
import { judgeEmail } from "../../worker/score/email.ts";
import type { Facts } from "../../worker/score/facts.ts";
import { isPlausible } from "../../worker/score/names.ts";
import { qualityOf } from "../../worker/score/quality.ts";
import { reckon } from "../../worker/score/reckon.ts";
import { anApp, freshDatabase, linkIn, noon, press, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { manyLeads } from "../support/worker-desk.ts";

const day = 86_400_000;
const nobody: Facts = {
  ...{ id: "l", email: "ada@example.com", phone: null, givenName: null, familyName: null, disposable: null },
  marketSaid: null,
  ...{ bounce: null, confirmedAt: null, confirmations: [], submissions: [], openings: [], redemptions: [] },
  withdrawals: [],
};

/** The small catalog, whose guide asks for more and gives points for it. */
const scored = aCatalog((catalog) => {
  catalog.site.score = { acts: { submit: 7, redeem: 40 }, halfLife: 20 * 86_400 };
  catalog.forms["guida"]?.fields.push(
    {
      name: "quante",
      type: "number",
      label: "?",
      score: [
        { to: 2, points: -5 },
        { from: 2, to: 9.5, points: 8 },
      ],
    },
    { name: "voglia", type: "scale", label: "?", score: [{ from: 4, points: 11 }] },
    {
      ...{ name: "cosa", type: "choice", label: "?", multiple: true, options: ["Pane", "Dolci", "Pizza"] },
      score: { Pane: 3, Dolci: 20 },
    },
  );
});

describe("a score", () => {
  it("is the points of the latest answers and of acts that halve with each half-life", ({ expect }) => {
    const moment = fc.integer({ min: noon - 900 * day, max: noon });
    const moments = fc.array(moment, { maxLength: 6 });
    const answers = fc.record(
      {
        quante: fc.integer({ min: 0, max: 12 }).map(String),
        voglia: fc.integer({ min: 1, max: 5 }).map(String),
        cosa: fc.uniqueArray(fc.constantFrom("Pane", "Dolci", "Pizza")),
      },
      { requiredKeys: [] },
    );
    const submissions = fc
      .array(fc.record({ form: fc.constantFrom("guida", "gone"), at: moment, answers }), { maxLength: 5 })
      .map((list) => list.toSorted((one, other) => one.at - other.at));
    fc.assert(
      fc.property(submissions, moments, moments, moments, (sent, confirmations, redemptions, withdrawals) => {
        const facts = { ...nobody, submissions: sent, confirmations, redemptions, withdrawals };
        const last = sent.findLast(({ form }) => form === "guida")?.answers ?? {};
        const much = Number(last.quante ?? "10");
        const fit =
          (much <= 2 ? -5 : much <= 9.5 ? 8 : 0) +
          (Number(last.voglia ?? "0") >= 4 ? 11 : 0) +
          (last.cosa ?? []).reduce((sum, one) => sum + (one === "Pane" ? 3 : one === "Dolci" ? 20 : 0), 0);
        const acts = [
          ...sent.map(({ at }) => [at, 7]),
          ...confirmations.map((at) => [at, 20]),
          ...redemptions.map((at) => [at, 40]),
          ...withdrawals.map((at) => [at, -20]),
        ] as [number, number][];
        const found = reckon(scored, facts);
        expect(found.fit).toBe(fit);
        for (const now of [noon, noon + 33 * day, noon + 4000 * day]) {
          const plain = acts.reduce(
            (sum, [at, points]) => sum + points / 2 ** ((now - at) / (20 * day)),
            fit,
          );
          const told = found.fit + found.heat * decayAt(scored, now);
          expect(Math.abs(told - plain)).toBeLessThan(1e-6);
          expect(scoreOf(found, decayAt(scored, now))).toBe(Math.round(told));
        }
      }),
    );
  });
});

describe("the quality of a contact", () => {
  const mark = (change: Partial<Facts>) => {
    const { mark: n, reasons } = qualityOf(scored, { ...nobody, ...change });
    return [n, ...reasons].join(" ");
  };

  it("is a mark, and tells why", ({ expect }) => {
    expect(mark({})).toBe("2 unconfirmed");
    expect(mark({ confirmedAt: noon })).toBe("3 confirmed");
    expect(mark({ email: "info@bar.example", confirmedAt: noon })).toBe("2 confirmed role");
    expect(mark({ email: "ada@gmial.com" })).toBe("0 unconfirmed typo");
    expect(mark({ email: "ada@gmial.com", confirmedAt: noon })).toBe("3 confirmed");
    expect(mark({ email: "ada@gmial.com", phone: "+393335550142" })).toBe("1 unconfirmed typo phone-mobile");
    expect(mark({ disposable: 1 })).toBe("1 unconfirmed disposable");
    expect(mark({ bounce: "hard", confirmedAt: noon })).toBe("0 confirmed bounced");
    expect(mark({ bounce: "complaint" })).toBe("0 unconfirmed complaint");
    expect(mark({ email: null, phone: "+390515550142" })).toBe("2 phone-fixed");
    expect(mark({ email: null, phone: "+39123" })).toBe("1 phone-invalid");
    expect(mark({ givenName: "aaaa", confirmedAt: noon })).toBe("1 confirmed name-odd");
  });

  it("knows addresses a slip away from a large provider's, and those of an office", ({ expect }) => {
    const flaws = (email: string) => judgeEmail(email).join(" ");
    for (const typo of [
      "gmial.com",
      "gmai.com",
      "gmaill.com",
      "gmail.con",
      "gmail.it",
      "hotmial.it",
      "libero.com",
    ])
      expect(`${typo}: ${flaws(`a@${typo}`)}`).toBe(`${typo}: ${typo === "libero.com" ? "" : "typo"}`);
    for (const fine of ["gmail.com", "mail.com", "email.it", "tin.it", "forno.example", "ymail.com"])
      expect(`${fine}: ${flaws(`a@${fine}`)}`).toBe(`${fine}: `);
    for (const role of ["info", "Vendite", "info2", "no-reply"])
      expect(flaws(`${role}@bar.example`)).toBe("role");
    for (const odd of ["ada", "ada@", "a..b@bar.example", "ada@bar", "ada@-bar.example"])
      expect(flaws(odd)).toBe("email-odd");
  });

  it("takes every name for one that may be somebody's", ({ expect }) => {
    for (const name of ["Ada", "李", "Ng", "D’Angelo", "Maria José", "Østergård", "Jean-Luc"])
      expect(`${name} ${isPlausible(name)}`).toBe(`${name} true`);
    for (const name of ["aaaa", "x", "...", "asdf", "Test", "123", "ada@bar.it"])
      expect(`${name} ${isPlausible(name)}`).toBe(`${name} false`);
  });
});

describe("the clock", () => {
  beforeEach(freshDatabase);

  const first = async () => (await rowsOf("lead"))[0] ?? {};

  it("reckons a lead after each thing that happened to it, once", async ({ expect }) => {
    const app = anApp({ catalog: scored });
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", voglia: "5" });
    expect(await rowsOf("lead_due")).toHaveLength(1);
    await tick(app.deps);
    expect(await rowsOf("lead_due")).toEqual([]);
    expect(await first()).toMatchObject({ fit: 11, quality: 2, quality_reasons: '["unconfirmed"]' });
    const decay = decayAt(scored, noon);
    expect(Number((await first())["heat"]) * decay).toBeCloseTo(7);
    await press(app, linkIn(app));
    await tick(app.deps);
    expect(await first()).toMatchObject({ fit: 11, quality: 3, quality_reasons: '["confirmed"]' });
    // A form sent, the address confirmed, and the guide opened.
    expect(Number((await first())["heat"]) * decay).toBeCloseTo(7 + 20 + 10);
  });

  it("goes through all leads once when the rules have changed, and writes only what differs", async ({
    expect,
  }) => {
    await manyLeads(2300);
    await env.DB.exec("DELETE FROM lead_due");
    const app = anApp({ catalog: scored });
    await reckonLeads(app.deps);
    const done = () =>
      env.DB.prepare("SELECT count(*) AS n FROM lead WHERE quality IS NOT NULL").first<number>("n");
    expect(await done()).toBe(2000);
    await reckonLeads(app.deps);
    expect(await done()).toBe(2300);
    expect(await rowsOf("score_pass")).toMatchObject([{ place: null }]);
    const other = anApp({ catalog: aCatalog((catalog) => (catalog.site.score = { acts: { submit: 1 } })) });
    for (let n = 0; n < 2; n += 1) await reckonLeads(other.deps);
    expect(Number((await first())["heat"]) * decayAt(other.deps.catalog, noon)).toBeCloseTo(1);
  });

  it("loses nothing that happens while it reckons, and reckons a lead that comes out of quarantine", async ({
    expect,
  }) => {
    await manyLeads(1);
    const [due] = await rowsOf("lead_due");
    await env.DB.exec("UPDATE lead SET confirmed_at = 5");
    await env.DB.prepare("DELETE FROM lead_due WHERE (lead_id, n) = (?1, ?2)")
      .bind(due?.["lead_id"], due?.["n"])
      .run();
    expect(await rowsOf("lead_due")).toHaveLength(1);
  });
});
