import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { watchAlarms } from "../../worker/alarms.ts";
import { tick } from "../../worker/clock.ts";
import { sealReceipts } from "../../worker/ledger/seal.ts";
import { daysLeft, dueAt } from "../../worker/requests/due.ts";
import { verifyStep } from "../../worker/requests/verify.ts";
import { purgeDue } from "../../worker/retention/purge.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  noon,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";
import { ours, readDesk, signIn } from "../support/worker-desk.ts";
import { fakeAsset } from "../support/worker-pages.ts";
import { ada, post, requestedIn, subscribed } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const day = 86_400_000;
const rome = "Europe/Rome";

/** Presses a button of the desk. */
async function act(app: App, path: string, fields: Record<string, string> = {}) {
  const headers = { ...ours, Cookie: await signIn(app) };
  const answer = await app.ask(path, { method: "POST", headers, body: new URLSearchParams(fields) });
  return {
    status: answer.status,
    to: answer.headers.get("Location") ?? "",
    text: await answer.text(),
    answer,
  };
}

/** Enters a request that came by letter; the path of its page. */
async function entered(app: App, kind: string, contact: string = ada.email, note = "") {
  const { to } = await act(app, "/admin/requests", {
    kind,
    contact,
    channel: "letter",
    day: "2027-03-09",
    note,
  });
  return to.replace(/\?.*/, "");
}

/** What was done at the desk, beside coming in. */
const acts = async () =>
  (await rowsOf("audit")).map(({ act }) => String(act)).filter((act) => !act.startsWith("session"));
const requests = () => rowsOf("request");
const states = async () => {
  const { results } = await env.DB.prepare("SELECT purpose, state FROM consent_state").all();
  return results;
};

describe("the month of a request", () => {
  it("ends with the day of the same date, or with the month, by the clock of the business", ({ expect }) => {
    const at = (text: string) => Date.parse(text);
    const ends = (received: string, months = 1) =>
      new Date(dueAt(at(received), rome, months) + 1).toISOString();
    expect(ends("2027-01-31T11:00:00Z")).toBe("2027-02-28T23:00:00.000Z");
    expect(ends("2028-01-31T11:00:00Z")).toBe("2028-02-29T23:00:00.000Z");
    // Across the change of clocks; and late at night it is the next day already in Rome.
    expect(ends("2027-03-10T11:00:00Z")).toBe("2027-04-10T22:00:00.000Z");
    expect(ends("2027-03-10T23:30:00Z")).toBe("2027-04-11T22:00:00.000Z");
    expect(ends("2027-11-30T11:00:00Z", 3)).toBe("2028-02-29T23:00:00.000Z");
    expect(daysLeft(dueAt(noon, rome), noon, rome)).toBe(31);
    expect(daysLeft(dueAt(noon, rome), noon + 32 * day, rome)).toBe(-1);
  });

  it("is warned of five days before, once, until the request is closed", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const page = await entered(app, "access");
    app.clock.now = noon + 20 * day;
    await watchAlarms(app.deps);
    expect(await rowsOf("alarm")).toEqual([]);
    app.clock.now = noon + 27 * day;
    await watchAlarms(app.deps);
    expect(await rowsOf("alarm")).toMatchObject([{ name: "request-due", detail: "9 aprile 2027" }]);
    expect(app.mails.at(-1)?.text).toContain("/admin/requests");
    expect(await readDesk(app, "/admin")).toContain("/admin/requests");
    expect(await readDesk(app, "/admin/requests")).toContain("restano 3 giorni");
    await act(app, `${page}/close`, { outcome: "refused", note: "Non era la persona" });
    await watchAlarms(app.deps);
    expect(await rowsOf("alarm")).toEqual([]);
  });

  it("grows by two months once, with the reason that was given, while it lasts", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const page = await entered(app, "access");
    expect((await act(app, `${page}/extend`)).status).toBe(422);
    expect((await act(app, `${page}/extend`, { reason: "Archivio cartaceo" })).to).toContain("said=extended");
    expect(await requests()).toMatchObject([
      { due_at: dueAt(noon - day, rome, 3), note: "Archivio cartaceo" },
    ]);
    expect((await act(app, `${page}/extend`, { reason: "Ancora" })).to).toContain("said=late");
    const late = await entered(app, "portability");
    app.clock.now = noon + 40 * day;
    expect((await act(app, `${late}/extend`, { reason: "Troppo tardi" })).to).toContain("said=late");
  });
});

describe("a request that is entered at the desk", () => {
  it("is tied to the lead it names, kept for a stranger, and comes back with what is wrong", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await entered(app, "access", " ADA@Example.com");
    await entered(app, "erasure", "051 555 0142", "Al mercato");
    const [known, stranger] = (await requests()).sort((one) => (one.kind === "access" ? -1 : 1));
    expect(known).toMatchObject({ lead_id: (await rowsOf("lead"))[0]?.id, contact: null, channel: "letter" });
    expect(stranger).toMatchObject({ lead_id: null, contact: "051 555 0142", note: "Al mercato" });
    const list = await readDesk(app, "/admin/requests");
    expect(list).toContain("Ada");
    expect(list).toContain("051 555 0142");
    const wrong = await act(app, "/admin/requests", {
      kind: "access",
      contact: "chi?",
      channel: "x",
      day: "2029-01-01",
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("Ci sono 3 cose da sistemare");
    expect(wrong.text).toContain('<a href="#f-contact">');
    expect(wrong.text).toContain('value="chi?"');
    expect(await requests()).toHaveLength(2);
    expect(await acts()).toEqual(["request.enter", "request.enter"]);
    expect(JSON.stringify(await rowsOf("audit"))).not.toMatch(/ada|555|mercato/i);
  });

  it("for a copy is done when the mail has it, or hands the file over", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const page = await entered(app, "access");
    const file = await act(app, `${page}/copy`, { as: "csv" });
    expect(file.answer.headers.get("Content-Disposition")).toContain("attachment");
    expect(file.text).toContain("ada@example.com");
    expect(await requests()).toMatchObject([{ done_at: null }]);
    expect((await act(app, `${page}/copy`, { as: "mail" })).to).toContain("said=sent");
    expect(app.mails.at(-1)?.subject).toBe("La copia dei tuoi dati");
    expect((await app.ask(requestedIn(app))).status).toBe(200);
    expect(await requests()).toMatchObject([{ outcome: "done", done_at: noon }]);
    expect(await readDesk(app, page)).not.toContain("/copy");
    expect((await act(app, `${page}/copy`, { as: "json" })).to).toContain("said=late");
  });

  it("for a correction leaves a new address unproved, with nothing of the old inbox's", async ({
    expect,
  }) => {
    const { app, page: foot } = await subscribed();
    await submit(app, "guida", { email: "bea@example.com", nome: "Bea" });
    expect(await states()).toMatchObject([{ purpose: "marketing", state: "confirmed" }]);
    const page = await entered(app, "rectification");
    const rectify = (fields: Record<string, string>) =>
      act(app, `${page}/rectify`, {
        given_name: "Ada",
        family_name: "",
        email: ada.email,
        phone: "",
        ...fields,
      });
    expect((await rectify({ email: "bea@example.com" })).text).toContain("già di un altro contatto");
    expect((await rectify({ email: "ada@" })).status).toBe(422);
    expect((await rectify({ email: "" })).status).toBe(422);
    expect(await acts()).toEqual(["request.enter"]);
    expect((await rectify({ email: "Ada.Nuova@Example.com", given_name: "Ada Maria" })).to).toContain(
      "said=rectified",
    );
    expect((await rowsOf("lead"))[0]).toMatchObject({
      identity: "email:ada.nuova@example.com",
      given_name: "Ada Maria",
      confirmed_at: null,
    });
    expect(await states()).toMatchObject([{ purpose: "marketing", state: "given" }]);
    expect((await rowsOf("receipt")).slice(-2).map(({ channel, granted }) => [channel, granted])).toEqual([
      ["desk", 0],
      ["desk", 1],
    ]);
    expect((await app.ask(foot)).status).toBe(404);
    const [about] = (await rowsOf("audit"))
      .filter(({ act }) => act === "lead.rectify")
      .map(({ about }) => about);
    expect(about).toBe('{"fields":["given_name","email"]}');
    expect(await requests()).toMatchObject([{ outcome: "done" }]);
  });

  it("does not let somebody be written to again by way of a corrected address", async ({ expect }) => {
    const { app, page: foot } = await subscribed();
    await post(app, foot, [["action", "none"]]);
    const page = await entered(app, "rectification");
    await act(app, `${page}/rectify`, { given_name: "Ada", email: "altra@example.com" });
    expect((await rowsOf("suppression")).map(({ reason }) => reason)).toEqual([
      "unsubscribed",
      "unsubscribed",
    ]);
    expect(await states()).toMatchObject([{ state: "withdrawn" }]);
  });

  it("for an erasure asks for the token, erases, and keeps no word of the person", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const page = await entered(app, "erasure", ada.email, "La signora Ada, al banco");
    const wrong = await act(app, `${page}/erase`, { token: "no" });
    expect([wrong.status, (await rowsOf("lead"))[0]?.email]).toEqual([401, ada.email]);
    expect((await act(app, `${page}/erase`, { token: app.deps.ownerToken ?? "" })).to).toContain(
      "said=erased",
    );
    expect((await rowsOf("lead"))[0]).toMatchObject({ email: null, identity: null });
    expect(await requests()).toMatchObject([{ outcome: "done", note: null }]);
    expect((await rowsOf("suppression")).map(({ reason }) => reason)).toEqual(["erased"]);
    expect(await readDesk(app, page)).toContain("Dati cancellati");
  });

  it("for an objection withdraws all from the desk, for a restriction stops every mail", async ({
    expect,
  }) => {
    const { app } = await subscribed();
    await act(app, `${await entered(app, "objection")}/object`);
    expect(await states()).toMatchObject([{ purpose: "marketing", state: "withdrawn" }]);
    expect((await rowsOf("receipt")).at(-1)).toMatchObject({ channel: "desk", granted: 0 });
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed" }]);
    await act(app, `${await entered(app, "restriction")}/restrict`);
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "owner" }]);
    const before = app.mails.length;
    await submit(app, "sconto", { email: ada.email });
    expect(app.mails).toHaveLength(before);
    expect((await requests()).map(({ outcome }) => outcome)).toEqual(["done", "done"]);
  });
});

describe("what a person asks on their own page", () => {
  it("is entered by itself: the copy as done, the erasure as open until the button is pressed", async ({
    expect,
  }) => {
    const { app, page } = await subscribed();
    await post(app, page, [["action", "copy"]]);
    await post(app, page, [["action", "copy"]]);
    expect(await requests()).toMatchObject([
      { kind: "access", channel: "page", outcome: "done", member_id: null },
    ]);
    await post(app, page, [["action", "erase"]]);
    const open = (await requests()).filter(({ done_at }) => done_at === null);
    expect(open).toMatchObject([{ kind: "erasure", channel: "page" }]);
    expect(await readDesk(app, `/admin/requests/${open[0]?.id}`)).toContain("non l’ha ancora premuto");
    await post(app, requestedIn(app), [["action", "erase"]]);
    expect((await requests()).filter(({ kind }) => kind === "erasure")).toMatchObject([{ outcome: "done" }]);
  });

  it("keeps its notes two years after the end", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    const page = await entered(app, "access", "nessuno@example.com", "Ha chiamato");
    await act(app, `${page}/close`, { outcome: "done", note: "Detto di no" });
    expect(await requests()).toMatchObject([
      { note: "Ha chiamato\nDetto di no", contact: "nessuno@example.com" },
    ]);
    app.clock.now = noon + 731 * day;
    await purgeDue(app.deps);
    expect(await requests()).toMatchObject([{ note: null, contact: null, outcome: "done" }]);
  });
});

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

describe("the rooms about content and settings", () => {
  const check = {
    counts: { error: 0, warning: 2, note: 1, silenced: 0 },
    findings: [
      {
        ...{ rule: "alt-missing", severity: "warning", file: "content/landings/guida/index.mdx", line: 7 },
        ...{ message: "The picture has no words.", cure: "Write alt." },
      },
    ],
  };

  it("show what is live, since when and until when, and what the build's check found", async ({ expect }) => {
    const catalog = aCatalog(({ landings }) => {
      Object.assign(landings["sconto"] ?? {}, { from: "2027-04-01" });
      Object.assign(landings["doppia"] ?? {}, { until: "2027-03-09" });
    });
    const app = anApp({
      catalog,
      fetchAsset: (path) =>
        path === "/_private/check.json" ? Promise.resolve(Response.json(check)) : fakeAsset(path),
    });
    await submit(app, "guida", ada);
    const html = await readDesk(app, "/admin/content");
    expect(html).toContain("dal 1 aprile 2027");
    expect(html).toContain("finita il 9 marzo 2027");
    expect(html).toContain(marketingWords);
    expect(html).toContain("2 da sistemare, 1 note");
    expect(html).toContain("alt-missing, index.mdx:7");
    expect(await readDesk(anApp(), "/admin/content")).toContain("npm run check");
  });

  it("show how it is and when the clock came by, and no secret", async ({ expect }) => {
    const app = anApp();
    await tick(app.deps);
    const html = await readDesk(app, "/admin/settings");
    expect(html).toContain("Tutto in ordine.");
    expect(html).toContain("0014_requests.sql");
    expect(html).toMatch(/Sigilli delle ricevute<\/dt><dd><time/);
    expect(html).not.toContain(app.deps.ownerToken ?? "");
    expect(html).not.toContain(app.deps.tokenSecret);
    const ill = await readDesk(anApp({ mailer: null, mailerProblem: "MAILER" }), "/admin/settings");
    expect(ill).toContain("Nessun servizio di posta");
  });
});

describe("today", () => {
  it("says whom to call, the best score first, and none that was contacted; and what else waits", async ({
    expect,
  }) => {
    const app = anApp();
    for (const name of ["tiepida", "calda", "sentita", "falsa"])
      await submit(app, "guida", { email: `${name}@example.com`, nome: name });
    const set = env.DB.prepare(
      "UPDATE lead SET fit = ?2, status = ?3, quality = ?4 WHERE email = ?1 || '@example.com'",
    );
    await env.DB.batch([
      set.bind("tiepida", 5, "new", 2),
      set.bind("calda", 90, "new", null),
      set.bind("sentita", 95, "contacted", 3),
      set.bind("falsa", 99, "new", 0),
    ]);
    await entered(app, "access", "calda@example.com");
    const html = await readDesk(app, "/admin");
    expect([...html.matchAll(/mailto:(\w+)@/g)].map(([, name]) => name)).toEqual(["calda", "tiepida"]);
    expect(html).toContain('<span class="hot">caldo </span>90');
    expect(html).toContain("Una richiesta sui dati: restano 30 giorni.");
    app.clock.now = noon + 70 * day;
    expect(await readDesk(app, "/admin")).toContain("Hai già sentito tutti");
  });

  it("says what was spent, and for each lead", async ({ expect }) => {
    const app = anApp();
    for (const name of ["uno", "due"])
      await submit(app, "guida", { email: `${name}@example.com`, nome: name });
    expect(await readDesk(app, "/admin")).not.toContain("Spesi in 30 giorni");
    await env.DB.prepare(
      `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, created_at)
       VALUES (?1, 'primavera', '2027-03-01', '2027-03-10', 2500, 'EUR', ?2)`,
    )
      .bind("c".repeat(22), noon)
      .run();
    expect(await readDesk(app, "/admin")).toMatch(
      /Spesi in 30 giorni<\/dt><dd>25\s€<\/dd><dd>12,50\s€ a contatto/,
    );
  });
});
