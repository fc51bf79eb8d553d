import { beforeEach, describe, it } from "vitest";
import { readFacts } from "../../worker/sequences/read-facts.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import {
  aMailedCatalog,
  campaign,
  linksIn,
  mailedTo,
  type OutgoingMail,
  pressLink,
  settleAll,
  step,
} from "../support/worker-clicks.ts";
import { ada, footIn, post, requestedIn } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const network = "203.0.113.9";
const agreeing = { ...ada, "consent-tracking": "yes" };

/** An app whose guide asks for the consent to tracking, too. */
function anAskingApp(): App {
  return anApp({
    catalog: aMailedCatalog((catalog) => {
      const { guida } = catalog.forms;
      const [marketing] = guida?.consents ?? [];
      if (guida !== undefined && marketing !== undefined)
        guida.consents = [marketing, { ...marketing, purpose: "tracking", text: "Contate che cosa apro." }];
    }),
  });
}

/** A mailing's mail to the one lead, left a while ago. */
async function mailed(app: App, mailing = campaign): Promise<OutgoingMail> {
  const [id = ""] = await mailedTo(app.deps, mailing, { at: app.clock.now, variant: 0 });
  app.clock.now += 5 * minute;
  return { id, attempts: 1, mailing, variant: 0 };
}

async function leadId(): Promise<string> {
  const [lead] = await rowsOf("lead");
  return String(lead?.id);
}

async function addressIn(app: App, mail: OutgoingMail): Promise<string> {
  const { links } = await linksIn(app, mail);
  return links[0]?.slice(origin.length) ?? "";
}

describe("a person's own addresses", () => {
  it("stand in the mail once the consent to tracking is confirmed, and tell what was pressed", async ({
    expect,
  }) => {
    const app = anAskingApp();
    await submit(app, "guida", agreeing);
    const [mail, early] = [await mailed(app), await mailed(app, step)];
    const shared = await addressIn(app, mail);
    const other = await addressIn(app, early);
    expect(shared).toMatch(/^\/l\/campaigns\/pane-di-marzo\/a\w{7}$/);
    // Given on the form, but not confirmed from the address yet.
    await press(app, linkIn(app));
    const own = await addressIn(app, mail);
    expect(own).toMatch(new RegExp(`^${shared}/[\\w-]{43}$`));
    // The same mail made again is the same to the byte; one that began without goes on without.
    expect(await addressIn(app, { ...mail, attempts: 3 })).toBe(own);
    expect(await addressIn(app, { ...early, attempts: 2 })).toBe(other);
    expect((await rowsOf("token")).filter(({ purpose }) => purpose === "press")).toHaveLength(1);

    const answer = await pressLink(app, own, { network });
    expect(answer.headers.get("Location")).toBe(
      (await pressLink(app, shared, { network })).headers.get("Location"),
    );
    await settleAll(app);
    expect(await rowsOf("lead_press")).toMatchObject([{ lead_id: await leadId(), mailing: campaign }]);
    expect(await rowsOf("click_count")).toMatchObject([{ kind: "person", n: 1, presses: 2, people: 1 }]);
    expect(JSON.stringify(app.lines)).not.toContain(own.slice(-43));
  });

  it("tell a sequence what was pressed in its mails", async ({ expect }) => {
    const app = anAskingApp();
    await submit(app, "guida", agreeing);
    await press(app, linkIn(app));
    const mail = await mailed(app, step);
    const lead = await leadId();
    const clicked = async () => {
      const way = { ...{ startedAt: 0, judgedFrom: 0, nextAt: 0, place: 0, passed: [] }, submissionId: null };
      const ways = [{ ...way, leadId: lead, sequence: "dopo-la-guida" }];
      return (await readFacts(app.deps, ways))[0]?.facts.clicked;
    };
    expect(await clicked()).toEqual([]);
    const { links } = await linksIn(app, mail, ["/sconto/"]);
    await pressLink(app, links[0]?.slice(origin.length) ?? "", { network });
    await settleAll(app);
    expect(await clicked()).toEqual(["lievito"]);
  });

  it("cease to tell when the consent is withdrawn, and lead on all the same", async ({ expect }) => {
    const app = anAskingApp();
    await submit(app, "guida", agreeing);
    await press(app, linkIn(app));
    const page = footIn(app);
    const mail = await mailed(app);
    const own = await addressIn(app, mail);
    await pressLink(app, own, { network });
    await settleAll(app);
    await pressLink(app, own, { network });
    await post(app, page, [
      ["action", "save"],
      ["shown", "tracking"],
      ["was", "tracking"],
    ]);
    expect(await rowsOf("lead_press")).toEqual([]);
    await pressLink(app, own, { network });
    expect((await rowsOf("press")).map(({ message_id }) => message_id)).toEqual([null, null, null]);
    await settleAll(app);
    expect(await rowsOf("lead_press")).toEqual([]);
    expect((await pressLink(app, own, { network })).status).toBe(302);
    expect(await addressIn(app, await mailed(app, step))).toMatch(/\/a\w{7}$/);
  });

  it("tell nothing after half a year, nor of a scanner", async ({ expect }) => {
    const app = anAskingApp();
    await submit(app, "guida", agreeing);
    await press(app, linkIn(app));
    const mail = await mailed(app);
    const { links, hidden } = await linksIn(app, mail);
    for (const link of [...links, hidden]) await pressLink(app, link.slice(origin.length), { network });
    await settleAll(app);
    app.clock.now += 183 * 1440 * minute;
    await pressLink(app, links[0]?.slice(origin.length) ?? "", { network });
    await settleAll(app);
    expect(await rowsOf("lead_press")).toEqual([]);
  });

  it("are in the copy of one's data, and go with the person", async ({ expect }) => {
    const app = anAskingApp();
    await submit(app, "guida", agreeing);
    await press(app, linkIn(app));
    const page = footIn(app);
    const mail = await mailed(app);
    await pressLink(app, await addressIn(app, mail), { network });
    await settleAll(app);
    await pressLink(app, await addressIn(app, mail), { network });
    await post(app, page, [["action", "copy"]]);
    const copy = await (await app.ask(`${requestedIn(app)}/copy.json`)).json<Record<string, unknown>>();
    expect(copy.presses).toMatchObject([
      { mailing: campaign, firstAt: expect.stringContaining("2027-03-10T") },
    ]);
    app.clock.now += 11 * minute;
    await post(app, page, [["action", "erase"]]);
    await post(app, requestedIn(app), [["action", "erase"]]);
    expect(await rowsOf("lead_press")).toEqual([]);
    expect((await rowsOf("press")).map(({ message_id }) => message_id)).not.toContain(mail.id);
    expect((await rowsOf("token")).filter(({ purpose }) => purpose === "press")).toEqual([]);
  });
});

describe("what is kept of a press", () => {
  it("is neither address nor program, and goes with the day's key", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await submit(app, "guida", ada);
    const mail = await mailed(app);
    const path = await addressIn(app, mail);
    await pressLink(app, path, { network, program: "Mozilla/5.0 (Known)" });
    app.clock.now += 24 * 60 * minute;
    await pressLink(app, path, { network, program: "Mozilla/5.0 (Known)" });
    const rows = await rowsOf("press");
    expect(JSON.stringify(rows)).not.toMatch(/203\.0|Known/);
    expect(new Set(rows.map(({ caller }) => caller)).size).toBe(2);
    expect(await rowsOf("press_key")).toHaveLength(2);
    await settleAll(app);
    await settleAll(app);
    app.clock.now += minute;
    await settleAll(app);
    expect(await rowsOf("press")).toEqual([]);
    expect((await rowsOf("press_key")).map(({ day }) => day)).toEqual(["2027-03-11"]);
  });

  it("is no more than 200 presses of one network in ten minutes", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await submit(app, "guida", ada);
    const path = await addressIn(app, await mailed(app));
    for (let n = 0; n < 210; n += 1) await pressLink(app, path, { network });
    expect(await rowsOf("press")).toHaveLength(200);
    await pressLink(app, path, { network: "203.0.113.10" });
    expect(await rowsOf("press")).toHaveLength(201);
  });
});

describe("the picture that all mails of a mailing share", () => {
  it("is counted where site.yaml says so, by day and mailing alone", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog(({ site }) => void Object.assign(site, { opens: true })) });
    await submit(app, "guida", ada);
    const mail = await mailed(app);
    const { picture } = await linksIn(app, mail);
    expect(picture).toBe(`${origin}/l/${campaign}/aperta.gif`);
    const path = picture?.slice(origin.length) ?? "";
    for (const method of ["GET", "GET", "HEAD"]) {
      const answer = await app.ask(path, { method });
      expect([
        answer.status,
        answer.headers.get("Content-Type"),
        answer.headers.get("Cache-Control"),
      ]).toEqual([...[200, "image/gif", "no-store"]]);
      expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    }
    expect(await rowsOf("open_count")).toEqual([{ mailing: campaign, day: "2027-03-10", n: 2 }]);
  });

  it("is there, and counted nowhere, where it does not", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    expect((await app.ask(`/l/${campaign}/aperta.gif`)).status).toBe(200);
    expect((await app.ask("/l/campaigns/aperta.gif")).status).toBe(404);
    expect(await rowsOf("open_count")).toEqual([]);
  });
});
