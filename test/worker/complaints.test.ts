import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { judgeComplaints, watchComplaints } from "../../worker/complaints.ts";
import { leaseMessages } from "../../worker/store/messages.ts";
import { anApp, faultyDatabase, freshDatabase, noon, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { act, readDesk } from "../support/worker-desk.ts";
import { aListeningApp, report } from "../support/worker-hooks.ts";
import { documented, type Past, storePast } from "../support/worker-reports.ts";

beforeEach(freshDatabase);

const [hour, day] = [3_600_000, 86_400_000];
const { resend } = documented;

/** `arrived` delivered mails of `kind`, of which people complained of `complained`, that left `ago` milliseconds ago. */
function past(arrived: number, complained: number, kind: Past["kind"] = "campaign", ago = day): Past[] {
  return Array.from({ length: arrived }, (_, place) => ({
    kind,
    sentAt: noon - ago,
    is: place < complained ? ["delivered", "complained"] : ["delivered"],
  }));
}

const alarms = async () => (await rowsOf("alarm")).map(({ name }) => name);
const isHeld = async () => (await rowsOf("mail_stop")).some(({ ended_at: ended }) => ended === null);

/** Queues a mail of each kind to nobody in particular. */
async function queueOneOfEach(): Promise<void> {
  await env.DB.batch(
    (
      [
        ["copy", null],
        ["confirmation", null],
        ["copy", '{"reminder":"unused"}'],
        ["sequence", null],
        ["campaign", null],
      ] as const
    ).map(([kind, about], place) =>
      env.DB.prepare(
        `INSERT INTO message (id, kind, about, inbox, first_at, next_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5)`,
      ).bind(`${place}`.repeat(22), kind, about, `${place}`.repeat(43), noon),
    ),
  );
}

const statuses = async () =>
  Object.fromEntries(
    (await rowsOf("message"))
      .filter(({ id }) => /^(\d)\1{21}$/.test(String(id)))
      .map(({ id, status }) => [String(id)[0], status]),
  );

describe("the rate of complaints", () => {
  it("is judged at its exact limits, and not on a handful", ({ expect }) => {
    const judged = (complained: number, arrived: number) => judgeComplaints({ complained, arrived });
    expect(judged(299, 299)).toBe("well");
    expect(judged(0, 300)).toBe("well");
    expect(judged(1, 300), "one slip of a finger stops nothing").toBe("alarm");
    expect(judged(2, 300)).toBe("alarm");
    expect(judged(3, 300)).toBe("stop");
    expect(judged(1, 1000)).toBe("alarm");
    expect(judged(1, 1001)).toBe("well");
    expect(judged(3, 1000)).toBe("stop");
    expect(judged(3, 1001)).toBe("alarm");
    expect(judged(300, 100_000)).toBe("stop");
    expect(judged(299, 100_000)).toBe("alarm");
    expect(judged(99, 100_000)).toBe("well");
  });

  it("counts thirty days of mails that nobody asked for, and only what arrived", async ({ expect }) => {
    const app = anApp();
    await storePast([
      ...past(1000, 20, "delivery"),
      ...past(1000, 20, "notice"),
      ...past(1000, 20, "campaign", 31 * day),
      ...past(500, 0, "campaign"),
      ...past(500, 1, "reminder", 29 * day),
      ...Array.from({ length: 50 }, (): Past => ({ kind: "sequence", sentAt: noon - day, is: ["hard"] })),
    ]);
    await watchComplaints(app.deps);
    expect(await rowsOf("alarm")).toMatchObject([{ name: "complaints", detail: "0,10% (1/1000)" }]);
    app.clock.now += 2 * day;
    await watchComplaints(app.deps);
    expect(await alarms(), "what is older counts no more").toEqual([]);
  });

  it("goes by what left and did not come back, where a provider reports no deliveries", async ({
    expect,
  }) => {
    const app = anApp();
    const left = (n: number, is: Past["is"]): Past[] =>
      Array.from({ length: n }, () => ({ kind: "campaign", sentAt: noon - day, is: is ?? [] }));
    await storePast([
      ...left(997, []),
      ...left(3, ["complained"]),
      ...left(1, ["hard"]),
      ...left(1, ["soft"]),
    ]);
    await watchComplaints(app.deps);
    expect(await rowsOf("mail_stop")).toMatchObject([{ complained: 3, arrived: 1000, ended_at: null }]);
  });
});

describe("at three complaints of a thousand", () => {
  it("mails that nobody asked for stop with the complaint itself; the others leave", async ({ expect }) => {
    const { app } = aListeningApp();
    await storePast(past(999, 2));
    await queueOneOfEach();
    await env.DB.prepare(
      "INSERT INTO message (id, kind, status, inbox, first_at, next_at, created_at, sent_at, provider, provider_id) VALUES (?1, 'campaign', 'sent', ?2, ?3, ?3, ?3, ?3, 'resend', 'm1')",
    )
      .bind("a".repeat(22), "a".repeat(43), noon - hour)
      .run();
    await env.DB.prepare("INSERT INTO mail_report VALUES ('campaign', ?1, 'resend', 1, 0, 0, 0, 0)")
      .bind(Math.floor((noon - hour) / hour))
      .run();
    await report(app, "resend", resend("email.complained"));
    expect(await rowsOf("mail_stop")).toMatchObject([{ since: noon, complained: 3, arrived: 1000 }]);
    expect(await alarms()).toEqual(["mails-held"]);
    expect(await statuses()).toEqual({
      0: "queued",
      1: "queued",
      2: "withheld",
      3: "withheld",
      4: "withheld",
    });
    expect((await report(app, "resend", resend("email.complained"))).status, "told again").toBe(200);
    expect(await rowsOf("mail_stop")).toHaveLength(1);
  });

  it("the outbox hands none out, by whichever way it is asked, and no reminder is written", async ({
    expect,
  }) => {
    const catalog = aCatalog(({ magnets }) => Object.assign(magnets.guida ?? {}, { remind: 3 * 86_400 }));
    const app = anApp({ catalog });
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    await storePast(past(1000, 3));
    await watchComplaints(app.deps);
    await queueOneOfEach();
    const ids = (due: { id: string }[]) => due.map(({ id }) => id[0]).sort();
    const lanes = await leaseMessages(env.DB, "l".repeat(22), noon, { lane: "mails", most: 40 });
    expect(ids(lanes)).toEqual(["0", "1"]);
    const all = ["2", "3", "4"].map((each) => each.repeat(22));
    expect(await leaseMessages(env.DB, "m".repeat(22), noon, { ids: all })).toEqual([]);
    const before = app.mails.length;
    app.clock.now = noon + 3 * day;
    await tick(app.deps);
    expect(app.mails.slice(before).filter(({ to }) => to === "ada@example.com")).toEqual([]);
    expect((await rowsOf("message")).filter(({ grant_id, about }) => grant_id && about)).toEqual([]);
    await act(app, "/admin/mail/go-on", { reason: "Era un elenco vecchio." });
    await tick(app.deps);
    expect(app.mails.at(-1)?.subject).toBe("«La guida» è ancora qui");
  });

  it("they go on when the owner says why, but to nobody who asked for none meanwhile", async ({ expect }) => {
    const app = anApp();
    await queueOneOfEach();
    await storePast(past(1000, 3));
    await watchComplaints(app.deps);
    expect(await readDesk(app, "/admin")).toContain("Promemoria, sequenze e campagne sono fermi");
    const page = await readDesk(app, "/admin/mail");
    expect(page).toContain("3 segnalazioni come spam su 1000 mail consegnate");
    expect(page).toContain("3 mail aspettano.");
    for (const reason of ["", "   ", "perché sì", "\u202E\u0000 \n"]) {
      const refused = await act(app, "/admin/mail/go-on", { reason });
      expect([refused.status, (await refused.text()).includes("in almeno dieci lettere")]).toEqual([
        422,
        true,
      ]);
    }
    expect(await isHeld()).toBe(true);
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'unsubscribed', ?2)")
      .bind("4".repeat(43), noon)
      .run();
    const answer = await act(app, "/admin/mail/go-on", { reason: "Era un elenco vecchio, <b>tolto</b>." });
    expect(answer.headers.get("Location")).toBe("/admin/mail?said=done");
    expect(await rowsOf("mail_stop")).toMatchObject([{ ended_at: noon, member_id: null }]);
    // One a second: the first was tried at once, and has no address here.
    expect(await statuses()).toMatchObject({ 2: "dead", 3: "queued", 4: "withheld" });
    const told = (await rowsOf("audit")).filter(({ act: name }) => name === "mail.go-on");
    expect(told).toHaveLength(1);
    expect(await readDesk(app, "/admin/mail")).toContain("Era un elenco vecchio, &lt;b&gt;tolto&lt;/b&gt;.");
    expect(
      (await act(app, "/admin/mail/go-on", { reason: "Ancora una volta." })).headers.get("Location"),
    ).toBe("/admin/mail?said=unheld");
    expect((await rowsOf("audit")).filter(({ act: name }) => name === "mail.go-on")).toHaveLength(1);
    await tick(app.deps);
    expect(await isHeld(), "what was judged is not judged again").toBe(false);
    expect(await alarms(), "but the owner goes on being told").toContain("complaints");
  });

  it("after that they stop again for what left since, in the very same hour, too", async ({ expect }) => {
    const app = anApp();
    app.clock.now = noon + 600_000;
    await storePast(past(1000, 3, "campaign", -60_000));
    await watchComplaints(app.deps);
    await act(app, "/admin/mail/go-on", { reason: "Era un elenco vecchio." });
    await storePast(past(299, 5, "campaign", -120_000));
    await watchComplaints(app.deps);
    expect(await isHeld()).toBe(false);
    await storePast(past(1, 0, "campaign", -180_000));
    app.clock.now += 1;
    await watchComplaints(app.deps);
    expect((await rowsOf("mail_stop")).at(-1)).toMatchObject({ complained: 5, arrived: 300, ended_at: null });
  });

  it("a fault of the database at any place leaves all or nothing, and the next call of the clock mends it", async ({
    expect,
  }) => {
    await storePast(past(1000, 3));
    await queueOneOfEach();
    for (let failing = 1; failing < 3; failing += 1) {
      const db = faultyDatabase((call) => {
        if (call === failing) throw new Error("D1_ERROR: Network connection lost.");
      });
      const app = anApp({ db });
      await watchComplaints(app.deps).catch(() => {});
      const held = await isHeld();
      expect((await alarms()).includes("mails-held")).toBe(held);
      expect((await statuses())[4]).toBe(held ? "withheld" : "queued");
    }
    await watchComplaints(anApp().deps);
    expect(await isHeld()).toBe(true);
  });
});
