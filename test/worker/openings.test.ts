import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { pictureLink } from "../../worker/clicks/link-name.ts";
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
  pressLink,
  settleAll,
  step,
} from "../support/worker-clicks.ts";
import { readDesk } from "../support/worker-desk.ts";
import { ada, footIn, post, requestedIn } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const [second, minute] = [1000, 60_000];
const agreeing = { ...ada, "consent-tracking": "yes" };
const network = "203.0.113.9";
const ofOpenings = "Contate quali link premo e quali mail apro.";

/** A Worker whose guide asks for the consent to tracking in these words, and which keeps openings so. */
function keeping({ opens = "person" as boolean | "person", wording = ofOpenings } = {}): App {
  return anApp({
    catalog: aMailedCatalog(({ site, forms: { guida } }) => {
      site.opens = opens;
      const [marketing] = guida?.consents ?? [];
      if (guida !== undefined && marketing !== undefined)
        guida.consents = [marketing, { ...marketing, purpose: "tracking", text: wording }];
    }),
  });
}

/** Somebody who agreed and confirmed it, with the path of their own page. */
async function agreed(app: App): Promise<string> {
  await submit(app, "guida", agreeing);
  await press(app, linkIn(app));
  return footIn(app);
}

/** The path of the picture in a mail that left a while ago. */
async function pictureIn(app: App, mailing = campaign): Promise<string> {
  const [id = ""] = await mailedTo(app.deps, mailing, { at: app.clock.now, variant: 0 });
  app.clock.now += 5 * minute;
  const { picture } = await linksIn(app, { id, mailing, variant: 0, attempts: 1 });
  return picture?.slice(origin.length) ?? "";
}

const shared = `/l/${campaign}/aperta.gif`;

/** Fetches a picture; its bytes. */
async function bytesOf(app: App, path: string): Promise<string> {
  const answer = await pressLink(app, path, { network });
  return `${answer.status} ${answer.headers.get("Content-Type")} ${[...new Uint8Array(await answer.arrayBuffer())]}`;
}

describe("the picture of one person's mail", () => {
  it("is there for whoever confirmed the consent in words that tell of it, and keeps the first opening of each mailing", async ({
    expect,
  }) => {
    const app = keeping();
    await submit(app, "guida", agreeing);
    // Given on the form, but not confirmed from the address yet.
    expect(await pictureIn(app, step)).toBe(`/l/${step}/aperta.gif`);
    await press(app, linkIn(app));
    const own = await pictureIn(app);
    expect(own).toMatch(new RegExp(`^/l/${campaign}/[\\w-]{43}/aperta\\.gif$`));
    const first = app.clock.now;
    expect(await bytesOf(app, own)).toBe(await bytesOf(app, shared));
    app.clock.now += minute;
    await pressLink(app, own, { network });
    await settleAll(app);
    await pressLink(app, own, { network });
    await settleAll(app);
    const [lead] = await rowsOf("lead");
    expect(await rowsOf("lead_open")).toEqual([{ lead_id: lead?.id, mailing: campaign, first_at: first }]);
    // The sum has all fetches in it, and no press is counted.
    expect(await rowsOf("open_count")).toMatchObject([{ mailing: campaign, n: 4 }]);
    expect([await rowsOf("click_count"), await rowsOf("lead_press")]).toEqual([[], []]);
    const page = await readDesk(app, `/admin/leads/${lead?.id}`);
    expect(page).toContain("Ha aperto una mail, o l’ha fatto il suo programma di posta");
    expect(page).toContain("«Il pane di marzo»");
    expect(JSON.stringify(app.lines)).not.toContain(own.split("/")[4]);
  });

  it("is nobody's where the site keeps sums alone, or the words that were agreed to do not tell of it", async ({
    expect,
  }) => {
    const worlds = [{ opens: true }, { opens: false }, { wording: "Contate quali link premo." }] as const;
    for (const world of worlds) {
      await freshDatabase();
      const app = keeping(world);
      await agreed(app);
      expect(await pictureIn(app)).toBe("opens" in world && !world.opens ? "" : shared);
      expect((await rowsOf("token")).filter(({ purpose }) => purpose === "open")).toEqual([]);
    }
  });

  it("keeps nothing from the withdrawal on, and is the shared one's twin", async ({ expect }) => {
    const app = keeping();
    const page = await agreed(app);
    const own = await pictureIn(app);
    await pressLink(app, own, { network });
    await settleAll(app);
    await pressLink(app, own, { network });
    await post(app, page, [
      ["action", "save"],
      ["shown", "tracking"],
      ["was", "tracking"],
    ]);
    expect(await rowsOf("lead_open")).toEqual([]);
    await settleAll(app);
    expect(await bytesOf(app, own)).toBe(await bytesOf(app, shared));
    expect((await rowsOf("press")).filter(({ message_id }) => message_id !== null)).toEqual([]);
    await settleAll(app);
    expect(await rowsOf("lead_open")).toEqual([]);
    expect(await pictureIn(app, step)).toBe(`/l/${step}/aperta.gif`);
  });

  it("keeps nothing where the owner ends it, after half a year, nor of an address that was made up", async ({
    expect,
  }) => {
    const app = keeping();
    await agreed(app);
    const own = await pictureIn(app);
    app.deps.catalog.site.opens = true;
    await pressLink(app, own, { network });
    app.deps.catalog.site.opens = "person";
    await pressLink(app, own.replace(/[\w-]{43}/, "x".repeat(43)), { network });
    await pressLink(app, own.replace(campaign, step), { network });
    app.clock.now += 183 * 1440 * minute;
    await pressLink(app, own, { network });
    await settleAll(app);
    expect([await rowsOf("lead_open"), await rowsOf("press")]).toEqual([[], []]);
  });

  it("is in the copy of one's data, and goes with the person", async ({ expect }) => {
    const app = keeping();
    const page = await agreed(app);
    await pressLink(app, await pictureIn(app), { network });
    await settleAll(app);
    await post(app, page, [["action", "copy"]]);
    const copy = await (await app.ask(`${requestedIn(app)}/copy.json`)).json<Record<string, unknown>>();
    expect(copy.openings).toMatchObject([
      { mailing: campaign, firstAt: expect.stringContaining("2027-03-10T") },
    ]);
    app.clock.now += 11 * minute;
    await post(app, page, [["action", "erase"]]);
    await post(app, requestedIn(app), [["action", "erase"]]);
    expect(await rowsOf("lead_open")).toEqual([]);
    expect((await rowsOf("token")).filter(({ purpose }) => purpose === "open")).toEqual([]);
  });
});

describe("an opening by a scanner of mail", () => {
  it("is none: asked without fetching, as soon as the mail is there, or by what presses as scanners do", async ({
    expect,
  }) => {
    const app = keeping();
    await agreed(app);
    const [id = ""] = await mailedTo(app.deps, campaign, { at: app.clock.now, variant: 0 });
    const { picture, hidden } = await linksIn(app, { id, mailing: campaign, variant: 0, attempts: 1 });
    const [own = "", trap = ""] = [picture, hidden].map((address) => address?.slice(origin.length));
    app.clock.now += 2 * second;
    await pressLink(app, own, { network, program: "Prefetcher" });
    app.clock.now += 5 * minute;
    await pressLink(app, own, { network, method: "HEAD" });
    app.clock.now += minute;
    // The picture first, and then all that is in the mail; by another program of another network at that.
    await pressLink(app, own, { network: "198.51.100.3", program: "Scanner" });
    app.clock.now += 3 * second;
    await pressLink(app, trap, { network: "198.51.100.4", program: "Scanner/2" });
    await settleAll(app);
    expect(await rowsOf("lead_open")).toEqual([]);
    // Their person opens it and presses at once: an opening is no press that makes a scanner.
    await pressLink(app, own, { network });
    app.clock.now += second;
    const { links } = await linksIn(app, { id, mailing: campaign, variant: 0, attempts: 1 });
    await pressLink(app, links[0]?.slice(origin.length) ?? "", { network });
    await settleAll(app);
    expect(await rowsOf("lead_open")).toHaveLength(1);
    expect((await rowsOf("click_count")).filter(({ kind }) => kind === "person")).toMatchObject([
      { n: 1, presses: 1, people: 1 },
    ]);
    // Waiting openings go with the presses, and are known by no other name there.
    await settleAll(app);
    app.clock.now += 10 * minute;
    await settleAll(app);
    expect((await rowsOf("press")).filter(({ link }) => link === pictureLink)).toEqual([]);
  });
});

describe("the page of preferences", () => {
  it("says of tracking what it does in the words that were agreed to", async ({ expect }) => {
    const told: [Parameters<typeof keeping>[0], string][] = [
      [{}, "e quando le apri"],
      [{ opens: true }, "non se le apri"],
      [{ wording: "Contate quali link premo." }, "non se le apri"],
    ];
    for (const [world, words] of told) {
      await freshDatabase();
      const app = keeping(world);
      const page = await (await app.ask(await agreed(app))).text();
      expect(page).toContain(words);
    }
    expect(await env.DB.prepare("SELECT count(*) AS n FROM lead_open").first("n")).toBe(0);
  });
});
