import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import {
  arrivedOf,
  judgeBounces,
  judgeComplained,
  judgeDelivery,
  type MailSum,
  sumReport,
} from "../../worker/desk/mail-rates.ts";
import { readReport } from "../../worker/store/mail-report.ts";
import { anApp, freshDatabase, noon, submit } from "../support/worker-app.ts";
import { readDesk, signIn } from "../support/worker-desk.ts";
import { type Past, storePast } from "../support/worker-reports.ts";

beforeEach(freshDatabase);

const [hour, day] = [3_600_000, 86_400_000];
/** The first moments of the last 7, 30 and 90 days in Rome, today among them. */
const starts = ["2027-03-03T23:00:00Z", "2027-02-08T23:00:00Z", "2026-12-10T23:00:00Z"].map(Date.parse);

describe("the sums of what became of mails", () => {
  const aPast = fc.record({
    kind: fc.constantFrom("delivery", "reminder", "confirmation", "campaign", "sequence", "notice" as const),
    sentAt: fc.oneof(
      fc.integer({ min: noon - 95 * day, max: noon }),
      // About the edges of each span.
      fc.constantFrom(...starts.flatMap((start) => [start - 1, start, start + 1])),
    ),
    is: fc.subarray(["delivered", "hard", "soft", "complained"] as const),
  });

  it("are exact to the mail, whatever became of it", async ({ expect }) => {
    const all: Past[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(aPast, { maxLength: 60 }), async (pasts) => {
        await storePast(pasts);
        all.push(...pasts);
        for (const start of starts) {
          const rows = await readReport(env.DB, start);
          const { sent, delivered, hard, soft, complained } = sumReport(rows, Math.floor(start / hour));
          const own = all.filter(({ kind, sentAt }) => kind !== "notice" && sentAt >= start);
          const having = (name: string) => own.filter(({ is }) => is?.some((each) => each === name)).length;
          expect({ sent, delivered, hard, soft, complained }).toEqual({
            sent: own.length,
            ...{ delivered: having("delivered"), hard: having("hard"), soft: having("soft") },
            complained: having("complained"),
          });
        }
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it("judge at the exact bands", ({ expect }) => {
    const sum = (change: Partial<MailSum>): MailSum => ({
      ...{ sent: 1000, delivered: 1000, hard: 0, soft: 0, complained: 0, told: 1000, toldSince: 1 },
      ...change,
    });
    const delivered = (n: number) => judgeDelivery(sum({ delivered: n }));
    expect([950, 949, 900, 899].map(delivered)).toEqual(["well", "watch", "watch", "act"]);
    const back = (hard: number, soft: number) => judgeBounces(sum({ hard, soft }));
    expect([back(5, 4), back(5, 5), back(10, 9), back(10, 10)]).toEqual(["well", "watch", "watch", "act"]);
    const complained = (n: number) => judgeComplained(sum({ complained: n, delivered: 10_000 }));
    expect([0, 9, 10, 29, 30].map(complained)).toEqual(["well", "well", "watch", "watch", "act"]);
    expect(arrivedOf(sum({ delivered: 0, hard: 10, soft: 5 })), "where nothing is told").toBe(985);
    const rows = [
      { hour: 1, sent: 100, delivered: 0, hard: 0, soft: 0, complained: 0 },
      { hour: 2, sent: 50, delivered: 48, hard: 1, soft: 0, complained: 0 },
    ];
    expect(sumReport(rows, 1), "deliveries count from when they are told").toMatchObject({
      ...{ sent: 150, told: 50, toldSince: 2 },
    });
  });
});

describe("the room about mail", () => {
  const many = (n: number, is: Past["is"] = []): Past[] =>
    Array.from({ length: n }, () => ({ kind: "delivery", sentAt: noon - 8 * day, is: is ?? [] }));

  it("tells how mails fare beside what is usual, and what to do", async ({ expect }) => {
    const app = anApp();
    await storePast([...many(860, ["delivered"]), ...many(25, ["hard"]), ...many(15, ["soft"]), ...many(98)]);
    await storePast(many(2, ["delivered", "complained"]));
    const html = await readDesk(app, "/admin/mail");
    for (const text of [
      "Consegnate: 86%. Di solito: tra 90 e 95 su 100",
      "Troppo poche. Guarda i motivi",
      "Tornate indietro: 4,00%. Limite: 2 su 100",
      "Troppe. Chi torna indietro per sempre è già escluso",
      "Segnalate come spam: 0,23%. Avviso da 1 su 1000",
      "Gmail e Yahoo cominciano a diffidare",
    ])
      expect(html).toContain(text);
    const english = await readDesk(app, "/admin/mail?lang=en");
    expect(english).toContain("Delivered: 86%. Usual: 90 to 95 of a hundred");
    expect(english).toContain("Last 90 days");
  });

  it("says what to set up where the provider tells nothing, and gives no verdict on a few", async ({
    expect,
  }) => {
    const app = anApp();
    expect(await readDesk(app, "/admin/mail")).not.toContain("Come stanno le mail");
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    const { mailer } = app.deps;
    for (const [name, text] of [
      ["resend", "/hooks/resend con gli eventi email.delivered, email.delivery_delayed"],
      ["brevo", "BREVO_WEBHOOK_SECRET"],
      ["postmark", "POSTMARK_WEBHOOK_SECRET"],
      ["ses", "SES_TOPIC_ARN"],
      ["cloudflare", "iscrivila a «Email Sending»"],
      ["smtp", "arrivano nella casella del mittente"],
      ["outbox", "La posta locale non consegna niente"],
      ["constructor", "Scegli un servizio con MAILER"],
    ] as const) {
      const other = anApp({ mailer: mailer && { ...mailer, name } });
      const html = await readDesk(other, "/admin/mail");
      expect(html, name).toContain("Il tuo servizio di posta non segnala consegne");
      expect(html, name).toContain(text);
      expect(html, name).toContain("ne sono partite 1: troppo poche");
    }
  });

  it("looks at no mail for it, and at few hours", async ({ expect }) => {
    const asked: string[] = [];
    const db = new Proxy(env.DB, {
      get(of, name) {
        const member: unknown = Reflect.get(of, name, of);
        if (name !== "prepare") return typeof member === "function" ? member.bind(of) : member;
        return (sql: string) => {
          asked.push(sql);
          return of.prepare(sql);
        };
      },
    });
    const app = anApp({ db });
    const cookie = await signIn(app);
    asked.length = 0;
    expect((await app.ask("/admin/mail", { headers: { Cookie: cookie } })).status).toBe(200);
    expect(asked.length).toBeLessThan(12);
    for (const sql of asked) {
      const found = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/\?\d+/g, "1")}`).all<{
        detail: string;
      }>();
      const plan = found.results.map(({ detail }) => detail).join("\n");
      expect(plan, sql).not.toMatch(/SCAN (message|mail_report)(?! USING)/);
      if (/FROM mail_report/.test(sql))
        expect(plan, sql).toMatch(/SEARCH mail_report USING PRIMARY KEY \(kind=\? AND hour>\?\)/);
    }
  });
});
