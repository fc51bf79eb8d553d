import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import { insertMailings, refusedMailings } from "../../worker/mailings/insert.ts";
import { ruleFor } from "../../worker/mailings/rule.ts";
import { anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { aDraft, aLead, aReceipt } from "../support/worker-mailings.ts";

beforeEach(freshDatabase);

const hour = 3_600_000;

// The nights in which clocks are set on and back, in the time zone of the site.
const begins = ["2027-03-22T11:00:00Z", "2026-10-19T10:00:00Z"].map((moment) => Date.parse(moment));

/** The date of `moment` in Rome, in days. */
function dateOf(moment: number): number {
  const text = new Date(moment).toLocaleDateString("sv", { timeZone: "Europe/Rome" });
  return Date.parse(`${text}T00:00:00Z`) / (24 * hour);
}

/** Whether one more mail at `at` is too many, by the words of the limit: on its day, and on any seven days in a row. */
function isTooMany(at: number, had: readonly number[], caps: { day: number; week: number }): boolean {
  const dates = had.map(dateOf);
  const within = (first: number, long: number) =>
    dates.filter((date) => date >= first && date < first + long).length;
  const today = dateOf(at);
  if (within(today, 1) >= caps.day) return true;
  for (let first = today - 6; first <= today; first += 1) if (within(first, 7) >= caps.week) return true;
  return false;
}

describe("the frequency cap", () => {
  it("lets no more mails be written than its model, across sequences and campaigns and ways to write an address", async ({
    expect,
  }) => {
    const app = anApp();
    const people = [
      ["ada@gmail.com", await aLead(app, "ada@gmail.com")],
      ["a.d.a+pane@gmail.com", await aLead(app, "a.d.a+pane@gmail.com")],
      ["bea@example.com", await aLead(app, "bea@example.com")],
    ] as const;
    for (const [, lead] of people) await aReceipt(app, lead, { channel: "confirm" });
    const mails = fc.array(
      fc.record({
        person: fc.integer({ min: 0, max: 2 }),
        hours: fc.integer({ min: 0, max: 400 }),
        kind: fc.constantFrom("campaign" as const, "sequence" as const),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const caps = fc.record({ day: fc.integer({ min: 1, max: 3 }), week: fc.integer({ min: 1, max: 5 }) });
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(mails, { minLength: 1, maxLength: 3 }),
        caps,
        fc.constantFrom(...begins),
        async (slices, most, begin) => {
          await env.DB.prepare("DELETE FROM message").run();
          const rule = { ...ruleFor(app.deps, { purpose: "marketing" }), caps: most };
          const had: [number[], number[]] = [[], []];
          const written: string[] = [];
          for (const slice of slices) {
            const drafts = await Promise.all(
              slice.map(async ({ person, hours, kind }) => {
                const [email, lead] = people[person] ?? people[0];
                n += 1;
                const mailing = kind === "campaign" ? `campaigns/n${n}` : `sequences/n/${n}`;
                const draft = await aDraft(app, lead, email, { mailing, kind, at: begin + hours * hour });
                return { draft, inbox: had[person === 2 ? 1 : 0] };
              }),
            );
            const statements = insertMailings(
              env.DB,
              drafts.map(({ draft }) => draft),
              rule,
            );
            await env.DB.batch(statements);
            for (const { draft, inbox } of drafts) {
              const refused = (
                await refusedMailings(env.DB, [{ ...draft, mailing: "campaigns/other" }], rule)
              ).get(draft.id);
              if (!isTooMany(draft.at, inbox, most)) {
                inbox.push(draft.at);
                written.push(draft.mailing);
              } else expect(refused).toBe("cap");
            }
          }
          expect((await rowsOf("message")).map(({ mailing }) => mailing).sort()).toEqual(written.sort());
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it("counts what waits or is put aside, and not what will never leave", async ({ expect }) => {
    const app = anApp();
    const lead = await aLead(app, "ada@example.com");
    await aReceipt(app, lead, { channel: "confirm" });
    const rule = ruleFor(app.deps, { purpose: "marketing" });
    const first = await aDraft(app, lead, "ada@example.com", { mailing: "campaigns/one" });
    await env.DB.batch(insertMailings(env.DB, [first], rule));
    const next = await aDraft(app, lead, "ada@example.com", { mailing: "campaigns/two", at: noon + hour });
    const stands = async (status: string, failure: string | null) => {
      await env.DB.prepare("UPDATE message SET status = ?1, failure = ?2").bind(status, failure).run();
      return (await refusedMailings(env.DB, [next], rule)).get(next.id);
    };
    expect(await stands("queued", null)).toBe("cap");
    for (const aside of ["complaints", "paused", "stopped"])
      expect(await stands("withheld", aside)).toBe("cap");
    for (const never of ["needless", "suppressed"]) expect(await stands("withheld", never)).toBe(undefined);
  });

  it("writes a slice of two hundred in one statement, and nobody twice", async ({ expect }) => {
    const app = anApp();
    const rule = ruleFor(app.deps, { purpose: "marketing" });
    const drafts = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const lead = await aLead(app, `n${n}@example.com`);
        if (n > 0) await aReceipt(app, lead, { channel: "confirm" });
        return aDraft(app, lead, `n${n}@example.com`);
      }),
    );
    const statements = insertMailings(env.DB, drafts, rule);
    expect(statements).toHaveLength(1);
    for (let again = 0; again < 3; again += 1) await env.DB.batch(insertMailings(env.DB, drafts, rule));
    expect(await rowsOf("message")).toHaveLength(199);
    const refused = await refusedMailings(env.DB, drafts, rule);
    expect([...refused.values()].filter((reason) => reason === "already")).toHaveLength(199);
    expect(refused.get(drafts[0]?.id ?? "")).toBe("permission");
  });
});
