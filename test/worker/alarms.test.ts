import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { resumeCampaign } from "../../worker/campaigns/stop.ts";
import { tick } from "../../worker/clock.ts";
import type { Mail } from "../../worker/mail/mailer.ts";
import { type App, anApp, freshDatabase, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCampaignApp, by, campaignCatalog, storeReaders } from "../support/worker-campaigns.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { ours, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const minute = 60_000;
const hour = 60 * minute;

/** A Worker whose alarms have a way out of their own. */
function anAlarmedApp(change: Parameters<typeof anApp>[0] = {}) {
  const told: Mail[] = [];
  const alarmMailer = {
    name: "other",
    knowsRepeats: true,
    send: async (mail: Mail) => {
      told.push(mail);
      return { ok: true as const, providerId: null };
    },
  };
  return { app: anApp({ alarmMailer, ...change }), told };
}

async function names(): Promise<unknown[]> {
  return (await rowsOf("alarm")).map(({ name }) => name);
}

async function actInDesk(app: App, path: string, body: Record<string, string> = {}) {
  const headers = { ...ours, Cookie: await signIn(app) };
  return app.ask(path, { method: "POST", headers, body: new URLSearchParams(body) });
}

describe("alarms", () => {
  it("tell once by mail that the key is revoked, again after a day, and end by themselves", async ({
    expect,
  }) => {
    const { app, told } = anAlarmedApp();
    app.mailing.answer = { ok: false, reason: "HTTP 401", next: "stop" };
    await submit(app, "guida", ada);
    for (let n = 0; n < 12; n += 1) {
      app.clock.now += 10 * minute;
      await tick(app.deps);
    }
    expect(await names()).toEqual(["mailer-stopped"]);
    expect(told).toMatchObject([
      { to: "privacy@forno.example", subject: "Forno di Prova: Il servizio di posta ci rifiuta" },
    ]);
    expect(told[0]?.text).toContain("HTTP 401");
    expect(told[0]?.text).toContain(`${origin}/admin/mail`);
    expect(await (await app.ask("/health")).json()).toMatchObject({
      ok: false,
      problems: expect.arrayContaining(["mailer-stopped"]),
    });
    expect(await readDesk(app, "/admin")).toContain("Il servizio di posta ci rifiuta");
    app.clock.now += 23 * hour;
    await tick(app.deps);
    expect(told.length).toBe(2);
    app.mailing.answer = { ok: true, providerId: null };
    app.clock.now += 15 * minute;
    await tick(app.deps);
    expect(await names()).toEqual([]);
    expect((await rowsOf("message")).map(({ kind, status }) => [kind, status])).toEqual([
      ["delivery", "sent"],
      ["alarm", "sent"],
      ["alarm", "sent"],
    ]);
  });

  it("without a way of their own wait with the mails, and are not told when all is over", async ({
    expect,
  }) => {
    const app = anApp();
    app.mailing.answer = { ok: false, reason: "HTTP 401", next: "stop" };
    await submit(app, "guida", ada);
    app.clock.now += minute;
    await tick(app.deps);
    expect((await rowsOf("message")).map(({ kind }) => kind)).toEqual(["delivery", "alarm"]);
    app.mailing.answer = { ok: true, providerId: null };
    app.clock.now += 15 * minute;
    await tick(app.deps);
    expect((await rowsOf("message")).map(({ kind, status }) => [kind, status])).toEqual([
      ["delivery", "sent"],
    ]);
  });

  it("say when mails wait for more than an hour, to whom the site names", async ({ expect }) => {
    const catalog = aCatalog(({ site }) => {
      site.alarm = "turno@forno.example";
    });
    const { app, told } = anAlarmedApp({ catalog });
    app.mailing.answer = { ok: false, reason: "HTTP 503", next: "retry" };
    await submit(app, "guida", ada);
    for (let n = 0; n < 12; n += 1) {
      await tick(app.deps);
      app.clock.now += 5 * minute;
    }
    expect(told).toEqual([]);
    // Two clocks at once tell it once.
    await Promise.all([tick(app.deps), tick(app.deps), tick(app.deps)]);
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      ["turno@forno.example", "Forno di Prova: Le mail non partono"],
    ]);
    app.mailing.answer = { ok: true, providerId: null };
    app.clock.now += 12 * hour;
    await tick(app.deps);
    expect(await names()).toEqual([]);
  });

  it("raise no noise over a clock that was away for a day", async ({ expect }) => {
    const { app, told } = anAlarmedApp({ mailer: null });
    for (let n = 0; n < 30; n += 1) await submit(app, "guida", { email: `l${n}@example.com` });
    app.deps.mailer = anApp().deps.mailer;
    app.clock.now += 24 * hour;
    await Promise.all([tick(app.deps), tick(app.deps)]);
    await tick(app.deps);
    expect((await rowsOf("message")).filter(({ status }) => status === "sent").length).toBe(30);
    expect(told).toEqual([]);
  });

  it("ask for mails that were given up, until they are sent again or put away", async ({ expect }) => {
    const { app, told } = anAlarmedApp();
    app.mailing.answer = { ok: false, reason: "HTTP 422", next: "give_up" };
    await submit(app, "guida", ada);
    await submit(app, "guida", { email: "b@example.com" });
    app.mailing.answer = { ok: false, reason: "HTTP 422 bounced", next: "give_up", bounced: true };
    await submit(app, "guida", { email: "c@example.com" });
    await tick(app.deps);
    expect(told.map(({ subject }) => subject)).toEqual(["Forno di Prova: Qualche mail non è partita"]);
    const page = await readDesk(app, "/admin/mail");
    expect(page).toContain("ada@example.com");
    // What an inbox refuses is nobody's to mend: it is told, without a button.
    expect(page.split("c@example.com")).toHaveLength(2);
    expect(page.indexOf("c@example.com")).toBeGreaterThan(page.lastIndexOf("put-away"));
    const [first, second] = await rowsOf("message");
    app.mailing.answer = { ok: true, providerId: "p2" };
    expect((await actInDesk(app, `/admin/mail/${first?.id}/again`)).headers.get("Location")).toBe(
      "/admin/mail",
    );
    expect(await rowsOf("message")).toMatchObject([
      { status: "sent", attempts: 1 },
      { status: "dead" },
      {},
      {},
    ]);
    expect(await names()).toEqual(["dead-letters"]);
    await actInDesk(app, `/admin/mail/${second?.id}/put-away`);
    expect(await names()).toEqual([]);
    expect(await readDesk(app, "/admin/mail")).toContain("nessuna mail aspetta");
  });

  it("name a page with too many requests, whose mails the owner lets go one a second", async ({ expect }) => {
    const catalog = aCatalog(({ site }) => {
      site.limits = { ...site.limits, unproved: 2 };
    });
    const { app, told } = anAlarmedApp({ catalog });
    for (let n = 0; n < 6; n += 1) await submit(app, "guida", { email: `l${n}@example.com` });
    expect(app.mails.length).toBe(2);
    await tick(app.deps);
    expect(told.map(({ subject }) => subject)).toEqual(["Forno di Prova: Troppe richieste su «Una pagina»"]);
    expect(await readDesk(app, "/admin/mail")).toContain("4 mail");
    await actInDesk(app, "/admin/mail/release", { landing: "guida" });
    expect(app.mails.length).toBe(3);
    expect(await names()).toEqual([]);
    app.clock.now += 3000;
    await tick(app.deps);
    expect(app.mails.length).toBe(6);
    for (let n = 6; n < 9; n += 1) await submit(app, "guida", { email: `l${n}@example.com` });
    await actInDesk(app, "/admin/mail/drop", { landing: "guida" });
    expect(await names()).toEqual([]);
    expect(app.mails.length).toBe(6);
  });

  it("say that the day's mails are spent", async ({ expect }) => {
    const catalog = aCatalog(({ site }) => {
      site.limits = { ...site.limits, mails: 1 };
    });
    const { app, told } = anAlarmedApp({ catalog });
    await submit(app, "guida", ada);
    await submit(app, "guida", { email: "b@example.com" });
    app.clock.now += 3 * hour;
    await tick(app.deps);
    expect(await names()).toEqual(["mail-cap"]);
    expect(told.length).toBe(1);
    app.clock.now += 24 * hour;
    await tick(app.deps);
    expect(await names()).toEqual([]);
  });
});

describe("a campaign that stops by itself", () => {
  const broken = () => {
    const told: Mail[] = [];
    const app = aCampaignApp(
      { rate: 600 },
      {
        alarmMailer: {
          name: "other",
          knowsRepeats: true,
          send: async (mail) => {
            told.push(mail);
            return { ok: true, providerId: null };
          },
        },
      },
    );
    return { app, told };
  };

  it("is told once, by mail and on the front page, until it goes on", async ({ expect }) => {
    await storeReaders(Array.from({ length: 60 }, () => ({})));
    const { app, told } = broken();
    await approveCampaign(app.deps, "primavera", by);
    await tick(app.deps);
    const lost = rewritten("/_private/mails/campaigns/altro.json", () => new Response(null, { status: 404 }));
    for (let hours = 0; hours < 50; hours += 5) {
      app.clock.now += hour * 5;
      await Promise.all([tick({ ...app.deps, ...lost }), tick({ ...app.deps, ...lost })]);
    }
    expect(await names()).toEqual(["campaign-words:primavera"]);
    expect(told.map(({ subject }) => subject)).toEqual([
      "Forno di Prova: La campagna «primavera» si è fermata",
    ]);
    expect(told[0]?.text).toContain(`${origin}/admin/mail/campaigns/primavera`);
    expect(told[0]?.text).not.toContain("una volta al giorno");
    expect(await readDesk(app, "/admin")).toContain("La campagna «primavera» si è fermata");
    expect(await (await app.ask("/health")).json()).toMatchObject({
      problems: expect.arrayContaining(["campaign-words:primavera"]),
    });
    // Taken up again it is no news that what was put aside is late.
    await resumeCampaign(app.deps, "primavera");
    await tick(app.deps);
    expect(await names()).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it("is no alarm for ever: who leaves it where it stands has been told", async ({ expect }) => {
    await storeReaders([{}]);
    const { app, told } = broken();
    await approveCampaign(app.deps, "primavera", by);
    await env.DB.prepare("UPDATE campaign SET approved = '{}'").run();
    await tick(app.deps);
    expect(await names()).toEqual(["campaign-segment:primavera"]);
    app.clock.now += 8 * 24 * hour;
    await tick(app.deps);
    expect(await names()).toEqual([]);
    expect(told).toHaveLength(1);
  });

  /** A build in which the campaign has other words, while those that were approved are not to be had. */
  function rewritten(asset: `/_private/mails/${string}`, answer: () => Response) {
    return { catalog: campaignCatalog({ rate: 600, asset }), fetchAsset: async () => answer() };
  }
});
