import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { writeDueReminders } from "../../worker/reminders.ts";
import {
  type App,
  anApp,
  faultyDatabase,
  freshDatabase,
  linkIn,
  noon,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const [hour, day] = [3_600_000, 86_400_000];

/** A Worker whose guide and coupon remind of themselves after, and before, three days. */
function anApp3(change: Parameters<typeof anApp>[0] = {}) {
  return anApp({
    catalog: aCatalog(({ magnets }) => {
      for (const name of ["guida", "sconto"]) Object.assign(magnets[name] ?? {}, { remind: 3 * 86_400 });
    }),
    ...change,
  });
}

const ada = { email: "ada@example.com", nome: "Ada" };

/** The mails that leave when the clock calls at `time`. */
async function mailsAt(app: App, time: number | string): Promise<typeof app.mails> {
  app.clock.now = typeof time === "number" ? time : Date.parse(time);
  const before = app.mails.length;
  await tick(app.deps);
  return app.mails.slice(before);
}

async function reminders(): Promise<Record<string, unknown>[]> {
  return (await rowsOf("message")).filter(({ about }) => String(about).includes("reminder"));
}

describe("a reminder of what was not opened", () => {
  it("comes once, after its time, says why and that there is no other, and leads to the page", async ({
    expect,
  }) => {
    const app = anApp3();
    await submit(app, "guida", ada);
    expect(app.mails[0]?.text, "the first mail announces it").toContain(
      "al massimo te lo ricordiamo una volta",
    );
    expect(await mailsAt(app, noon + 3 * day - 1)).toEqual([]);
    const [mail, ...others] = await mailsAt(app, noon + 3 * day);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: "ada@example.com", subject: "«La guida» è ancora qui" });
    expect(mail?.text).toContain("il 10 marzo 2027 hai chiesto «La guida»");
    expect(mail?.text).toContain("non ne arriverà un altro");
    expect(mail?.headers["List-Unsubscribe"]).toBeDefined();
    expect((mail?.html.match(/class="button"/g) ?? []).length, "one button").toBe(1);
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: null }]);
    expect((await press(app, linkIn(app))).status).toBe(303);
    expect(await rowsOf("lead"), "its link proves the address").toMatchObject([
      { confirmed_at: noon + 3 * day },
    ]);
    for (const days of [4, 5, 6]) expect(await mailsAt(app, noon + days * day)).toEqual([]);
    expect(await reminders()).toMatchObject([{ kind: "delivery", about: '{"reminder":"unopened"}' }]);
  });

  it("does not come to whoever has opened it, here or by another request", async ({ expect }) => {
    const app = anApp3();
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    app.clock.now += hour;
    await submit(app, "guida", { ...ada, settore: "Bar" });
    await submit(app, "guida", { email: "bea@example.com" });
    const mails = await mailsAt(app, noon + 4 * day);
    expect(mails.map(({ to }) => to)).toEqual(["bea@example.com"]);
  });

  it("comes once to whoever has asked twice", async ({ expect }) => {
    const app = anApp3();
    await submit(app, "guida", ada);
    app.clock.now += hour;
    await submit(app, "guida", { ...ada, settore: "Bar" });
    expect(await mailsAt(app, noon + 4 * day)).toHaveLength(1);
    expect(await mailsAt(app, noon + 5 * day)).toEqual([]);
  });

  it("comes to nobody where the author wants none, or where no mail can leave", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    expect(app.mails[0]?.text).toContain("senza la tua conferma non ti scriveremo altro");
    expect(app.mails[0]?.text).not.toContain("ricordiamo");
    expect(await mailsAt(app, noon + 4 * day)).toEqual([]);
    const without = anApp3({ mailer: null });
    without.clock.now = noon + 4 * day;
    await tick(without.deps);
    expect(await reminders()).toEqual([]);
  });
});

describe("a reminder never comes", () => {
  const reasons: Record<string, (app: App) => Promise<unknown>> = {
    "to an inbox that bounced": () => suppressed("bounce"),
    "to one that complained": () => suppressed("complaint"),
    "to one that the owner has stopped": () => suppressed("owner"),
    "to one that wants no more mails": () => suppressed("unsubscribed"),
    "to one that is forgotten": () => suppressed("erased"),
    "to a person who was erased": () =>
      change("UPDATE lead SET erased_at = 1, email = NULL, identity = NULL, given_name = NULL"),
    "after a first mail that was withheld": () =>
      change("UPDATE message SET status = 'withheld', sent_at = NULL"),
    "after a first mail that did not arrive": () =>
      change("UPDATE message SET status = 'dead', sent_at = NULL"),
    "once the link has ended": async (app) => {
      app.clock.now += 5 * day;
    },
    "to whom the first mail promised that none would": () =>
      change(`UPDATE reminder SET ends_at = ${noon + day} WHERE magnet = ''`),
    "while the provider refuses all mails": () =>
      change("INSERT INTO alarm (name, detail, since, told_at) VALUES ('mailer-stopped', 'HTTP 401', 1, 1)"),
  };

  it.for(Object.entries(reasons))("%s", async ([, happen], { expect }) => {
    const app = anApp3();
    await submit(app, "guida", ada);
    app.clock.now += 3 * day;
    await happen(app);
    await writeDueReminders(app.deps);
    expect(await reminders()).toEqual([]);
  });

  it("to a post in quarantine", async ({ expect }) => {
    const app = anApp3();
    await submit(app, "guida", { ...ada, _website: "x" });
    expect(await mailsAt(app, noon + 4 * day)).toEqual([]);
  });

  async function suppressed(reason: string) {
    const [message] = await rowsOf("message");
    return env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, ?2, 1)")
      .bind(message?.inbox, reason)
      .run();
  }
});

function change(sql: string) {
  return env.DB.prepare(sql).run();
}

describe("a reminder of a coupon", () => {
  it("comes three days before its end, with the code, to whoever has not used it", async ({ expect }) => {
    const app = anApp3();
    for (const name of ["ada", "bea", "cleo", "dora"])
      await submit(app, "sconto", { email: `${name}@example.com` });
    const [, bea, cleo] = await rowsOf("coupon");
    await change(
      `UPDATE coupon SET redeemed_at = valid_from, redemption = 'r', redeemed_by = 'owner' WHERE code = '${bea?.code}'`,
    );
    await change(`UPDATE coupon SET voided_at = 1 WHERE code = '${cleo?.code}'`);
    const ends = Date.parse("2027-04-09T22:00:00Z");
    // Three days before, it is midnight: nobody is woken.
    expect(await mailsAt(app, ends - 3 * day)).toEqual([]);
    expect(await mailsAt(app, ends - 3 * day + 9 * hour - 1)).toEqual([]);
    const mails = await mailsAt(app, ends - 3 * day + 9 * hour);
    expect(mails).toHaveLength(2);
    for (const mail of mails) {
      const coupon = (await rowsOf("coupon")).find(({ code }) => mail.text.includes(`Codice: ${code}`));
      expect(coupon).toMatchObject({ redeemed_at: null, voided_at: null });
      expect(mail).toMatchObject({ subject: "Il tuo buono scade il 9 aprile 2027" });
      expect(mail.pictures).toHaveLength(1);
    }
    expect(await mailsAt(app, ends - 2 * day + 12 * hour)).toEqual([]);
    expect(await reminders()).toHaveLength(2);
    await press(app, linkIn(app));
    expect(await (await app.ask(linkIn(app))).text()).toContain('data-status="valid"');
  });

  it("does not follow on the heels of a claim, nor before half of a short life is over", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aCatalog(
        ({ magnets }) => void Object.assign(magnets.sconto ?? {}, { remind: 3 * 86_400, validDays: 4 }),
      ),
    });
    await submit(app, "sconto", ada);
    expect(await mailsAt(app, noon + day)).toEqual([]);
    // It ends on the night of the 14th: half of four days before is the night of the 12th.
    expect(await mailsAt(app, "2027-03-12T12:00:00Z")).toEqual([]);
    expect(await mailsAt(app, "2027-03-13T08:00:00Z")).toHaveLength(1);
  });

  it("keeps to the hours of the day when the clocks change", async ({ expect }) => {
    for (const [before, at] of [
      ["2027-03-28T06:59:00Z", "2027-03-28T07:00:00Z"],
      ["2027-10-31T07:59:00Z", "2027-10-31T08:00:00Z"],
    ] as const) {
      await freshDatabase();
      const app = anApp3();
      app.clock.now = Date.parse(at) - 28 * day;
      await submit(app, "sconto", ada);
      expect(await mailsAt(app, before), before).toEqual([]);
      expect(await mailsAt(app, at), at).toHaveLength(1);
      await freshDatabase();
      await submit(app, "guida", ada);
      const evening = `${at.slice(0, 11)}${at.includes("-03-") ? "17" : "18"}:00:00Z`;
      expect(await mailsAt(app, Date.parse(evening) + 3 * day), "seven in the evening").toEqual([]);
    }
  });
});

describe("the clock's reminders", () => {
  /** As many people who have not opened their guide, three days later. */
  async function people(app: App, count: number) {
    for (let n = 0; n < count; n += 1) await submit(app, "guida", { email: `p${n}@example.com` });
    app.clock.now = noon + 3 * day + hour;
  }

  it("go on where they stopped, twenty at a time, and ask little of the database", async ({ expect }) => {
    let asked = 0;
    const db = new Proxy(env.DB, {
      get(of, name) {
        if (name === "prepare") asked += 1;
        const member: unknown = Reflect.get(of, name, of);
        return typeof member === "function" ? member.bind(of) : member;
      },
    });
    const app = anApp3();
    await people(app, 45);
    const counts: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      asked = 0;
      await writeDueReminders({ ...app.deps, db });
      expect(asked).toBeLessThanOrEqual(7);
      counts.push((await reminders()).length);
    }
    expect(counts).toEqual([20, 40, 45, 45]);
  });

  it("mail nobody twice, however many run at once", async ({ expect }) => {
    const app = anApp3();
    await people(app, 12);
    await Promise.all(Array.from({ length: 6 }, () => tick(app.deps)));
    await tick(app.deps);
    const told = app.mails.filter(({ subject }) => subject.endsWith("è ancora qui"));
    expect(told.map(({ to }) => to).sort()).toEqual([...new Set(told.map(({ to }) => to))].sort());
    expect(await reminders()).toHaveLength(12);
  });

  it("are written wholly or not at all when the database dies under them, and then once", async ({
    expect,
  }) => {
    const app = anApp3();
    await people(app, 3);
    const dies = () => {
      throw new Error("D1_ERROR: Network connection lost.");
    };
    for (const db of [faultyDatabase(dies), faultyDatabase(() => {}, dies)]) {
      await expect(writeDueReminders({ ...app.deps, db })).rejects.toThrow("lost");
      expect([0, 3]).toContain((await reminders()).length);
    }
    await writeDueReminders(app.deps);
    expect(await reminders()).toHaveLength(3);
    // As if the place were lost: the mails are there all the same.
    await change("DELETE FROM reminder WHERE magnet <> ''");
    await writeDueReminders(app.deps);
    expect(await reminders()).toHaveLength(3);
  });

  it("say nothing of what was done before they could leave", async ({ expect }) => {
    const app = anApp3();
    await submit(app, "guida", ada);
    app.clock.now = noon + 3 * day;
    await writeDueReminders(app.deps);
    await press(app, linkIn(app));
    const before = app.mails.length;
    await tick(app.deps);
    expect(app.mails.length).toBe(before);
    expect(await reminders()).toMatchObject([{ status: "withheld", failure: "needless" }]);
  });

  it("reach those whose time the author cut short", async ({ expect }) => {
    const app = anApp3();
    await submit(app, "guida", ada);
    expect(await mailsAt(app, noon + 3 * day)).toHaveLength(1);
    const shorter = anApp3({
      catalog: aCatalog(
        ({ magnets }) => void Object.assign(magnets.guida ?? {}, { remind: 86_400, expires: 2 * 86_400 }),
      ),
    });
    shorter.clock.now = noon + 3 * day;
    await tick(shorter.deps);
    await submit(shorter, "guida", { email: "bea@example.com" });
    expect((await mailsAt(shorter, noon + 4 * day)).map(({ to }) => to)).toEqual(["bea@example.com"]);
  });
});
