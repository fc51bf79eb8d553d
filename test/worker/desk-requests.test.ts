import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { watchAlarms } from "../../worker/alarms.ts";
import { daysLeft, dueAt } from "../../worker/requests/due.ts";
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
import { act, readDesk } from "../support/worker-desk.ts";
import { ada, post, requestedIn, subscribed } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const day = 86_400_000;
const rome = "Europe/Rome";

/** Presses a button of the desk. */
async function pressed(app: App, path: string, fields: Record<string, string> = {}) {
  const answer = await act(app, path, fields);
  return {
    status: answer.status,
    to: answer.headers.get("Location") ?? "",
    text: await answer.text(),
    answer,
  };
}

/** Enters a request that came by letter; the path of its page. */
async function entered(app: App, kind: string, contact: string = ada.email, note = "") {
  const { to } = await pressed(app, "/admin/requests", {
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
    await pressed(app, `${page}/close`, { outcome: "refused", note: "Non era la persona" });
    await watchAlarms(app.deps);
    expect(await rowsOf("alarm")).toEqual([]);
  });

  it("grows by two months once, with the reason that was given, while it lasts", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const page = await entered(app, "access");
    expect((await pressed(app, `${page}/extend`)).status).toBe(422);
    expect((await pressed(app, `${page}/extend`, { reason: "Archivio cartaceo" })).to).toContain(
      "said=extended",
    );
    expect(await requests()).toMatchObject([
      { due_at: dueAt(noon - day, rome, 3), note: "Archivio cartaceo" },
    ]);
    expect((await pressed(app, `${page}/extend`, { reason: "Ancora" })).to).toContain("said=late");
    const late = await entered(app, "portability");
    app.clock.now = noon + 40 * day;
    expect((await pressed(app, `${late}/extend`, { reason: "Troppo tardi" })).to).toContain("said=late");
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
    const wrong = await pressed(app, "/admin/requests", {
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
    const file = await pressed(app, `${page}/copy`, { as: "csv" });
    expect(file.answer.headers.get("Content-Disposition")).toContain("attachment");
    expect(file.text).toContain("ada@example.com");
    expect(await requests()).toMatchObject([{ done_at: null }]);
    expect((await pressed(app, `${page}/copy`, { as: "mail" })).to).toContain("said=sent");
    expect(app.mails.at(-1)?.subject).toBe("La copia dei tuoi dati");
    expect((await app.ask(requestedIn(app))).status).toBe(200);
    expect(await requests()).toMatchObject([{ outcome: "done", done_at: noon }]);
    expect(await readDesk(app, page)).not.toContain("/copy");
    expect((await pressed(app, `${page}/copy`, { as: "json" })).to).toContain("said=late");
  });

  it("for a correction leaves a new address unproved, with nothing of the old inbox's", async ({
    expect,
  }) => {
    const { app, page: foot } = await subscribed();
    await submit(app, "guida", { email: "bea@example.com", nome: "Bea" });
    expect(await states()).toMatchObject([{ purpose: "marketing", state: "confirmed" }]);
    const page = await entered(app, "rectification");
    const rectify = (fields: Record<string, string>) =>
      pressed(app, `${page}/rectify`, {
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
    await pressed(app, `${page}/rectify`, { given_name: "Ada", email: "altra@example.com" });
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
    const wrong = await pressed(app, `${page}/erase`, { token: "no" });
    expect([wrong.status, (await rowsOf("lead"))[0]?.email]).toEqual([401, ada.email]);
    expect((await pressed(app, `${page}/erase`, { token: app.deps.ownerToken ?? "" })).to).toContain(
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
    await pressed(app, `${await entered(app, "objection")}/object`);
    expect(await states()).toMatchObject([{ purpose: "marketing", state: "withdrawn" }]);
    expect((await rowsOf("receipt")).at(-1)).toMatchObject({ channel: "desk", granted: 0 });
    expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed" }]);
    await pressed(app, `${await entered(app, "restriction")}/restrict`);
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
    await pressed(app, `${page}/close`, { outcome: "done", note: "Detto di no" });
    expect(await requests()).toMatchObject([
      { note: "Ha chiamato\nDetto di no", contact: "nessuno@example.com" },
    ]);
    app.clock.now = noon + 731 * day;
    await purgeDue(app.deps);
    expect(await requests()).toMatchObject([{ note: null, contact: null, outcome: "done" }]);
  });
});
