import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { sealReceipts } from "../../worker/ledger/seal.ts";
import { verifyStep } from "../../worker/requests/verify.ts";
import { type App, freshDatabase, rowsOf, submit } from "../support/worker-app.ts";
import { marketingWords } from "../support/worker-catalog.ts";
import { readDesk, signIn } from "../support/worker-desk.ts";
import { subscribed } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

describe("the receipts of consents", () => {
  it("are found by whom, what, where, how and when, page after page", async ({ expect }) => {
    const { app } = await subscribed();
    await submit(app, "guida", { email: "bea@example.com", nome: "Bea", "consent-marketing": "yes" });
    const numbers = async (query: string) =>
      [...(await readDesk(app, `/admin/receipts?${query}`)).matchAll(/receipts\/(\d+)"/g)].map(([, id]) =>
        Number(id),
      );
    expect(await numbers("")).toEqual([3, 2, 1]);
    expect(await numbers("q=ADA@example.com")).toEqual([2, 1]);
    expect(await numbers("q=ADA@example.com&before=2")).toEqual([1]);
    expect(await numbers("event=confirmed")).toEqual([2]);
    expect(await numbers("channel=form&purpose=marketing&landing=guida&form=guida")).toEqual([3, 1]);
    expect(await numbers("landing=sconto")).toEqual([]);
    expect(await numbers("from=2027-03-10&until=2027-03-10")).toEqual([3, 2, 1]);
    expect(await numbers("until=2027-03-09")).toEqual([]);
    expect(await numbers("version=7")).toEqual([]);
    expect(await readDesk(app, "/admin/receipts?q=nessuno@example.com")).toContain(
      "Nessun contatto ha questo recapito",
    );
  });

  it("show their proof, and the page as it was seen", async ({ expect }) => {
    const { app } = await subscribed();
    await tick(app.deps);
    const html = await readDesk(app, "/admin/receipts/1");
    expect(html).toContain(marketingWords);
    expect(html).toContain("L’impronta corrisponde al testo.");
    expect(html).toContain("L’anello corrisponde alla ricevuta.");
    expect(html).toContain("Ne è seguita un’altra.");
    const page = await app.ask("/admin/receipts/1/page.html", { headers: { Cookie: await signIn(app) } });
    expect(page.headers.get("Content-Disposition")).toBe('attachment; filename="receipt-1.html"');
    expect(await page.text()).toContain("<html");
    expect(await readDesk(app, "/admin/receipts/99")).toContain("Pagina non trovata");
  });
});

describe("the chain, verified at the desk", () => {
  /** Writes `n` receipts and their links. */
  async function grown(n: number): Promise<App> {
    const { app } = await subscribed();
    await env.DB.prepare(
      `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
       SELECT lead.id, 'marketing', 1, 'Parole ' || value, printf('%064d', value), 'guida', 'b', 'it', '/', 'form', value
         FROM lead, json_each(?1)`,
    )
      .bind(JSON.stringify(Array.from({ length: n }, (_, place) => place)))
      .run();
    await sealReceipts(app.deps);
    return app;
  }

  /** Changes what may not be changed, as somebody with the database in their hands would. */
  async function tamper(trigger: string, ...statements: string[]): Promise<void> {
    await env.DB.batch([`DROP TRIGGER ${trigger}`, ...statements].map((sql) => env.DB.prepare(sql)));
  }

  it("goes on in steps to its end, by hand or by itself", async ({ expect }) => {
    const app = await grown(40);
    expect(await verifyStep(env.DB, 0, 20)).toMatchObject({ from: 1, to: 20, broken: null, left: 22 });
    expect(await verifyStep(env.DB, 20, 20)).toMatchObject({ from: 21, to: 40, broken: null, left: 2 });
    const whole = await app.ask("/admin/privacy/chain?run=1", { headers: { Cookie: await signIn(app) } });
    expect(whole.headers.get("Refresh")).toBe(null);
    const html = await whole.text();
    expect(html).toContain("Dalla ricevuta 1 alla 42 ogni anello torna.");
    expect(html).toContain("La catena è intera fino all’ultimo anello.");
    const head = String((await rowsOf("seal")).at(-1)?.hash);
    expect(await readDesk(app, `/admin/privacy/chain?noted=${head}`)).toContain(
      "È l’anello della ricevuta 42",
    );
    expect(await readDesk(app, "/admin/privacy/chain?noted=altro")).toContain("Nessun anello è questo");
  });

  it("names the first receipt that was changed, taken away or left out", async ({ expect }) => {
    const app = await grown(10);
    const told = () => readDesk(app, "/admin/privacy/chain");
    await tamper("receipt_no_update", "UPDATE receipt SET granted = 0 WHERE id = 5");
    expect(await told()).toContain("La catena si rompe alla ricevuta 5");
    expect(await readDesk(app, "/admin/receipts/5")).toContain("L’anello non corrisponde");
    await env.DB.prepare("UPDATE receipt SET granted = 1 WHERE id = 5").run();
    expect(await told()).toContain("La catena è intera");
    await tamper("seal_no_delete", "DELETE FROM seal WHERE receipt_id = 8");
    expect(await told()).toContain("Questa ricevuta non ha un anello");
    await tamper("receipt_no_delete", "DELETE FROM receipt WHERE id = 8", "PRAGMA defer_foreign_keys = on");
    expect(await told()).toContain("Qui manca almeno una ricevuta");
  });
});
