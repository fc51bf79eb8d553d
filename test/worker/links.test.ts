import { beforeEach, describe, it } from "vitest";
import { HiddenLink, SharedPicture } from "../../worker/clicks/hidden-link.tsx";
import { keepMailingLinks } from "../../worker/clicks/keep.ts";
import { hiddenLink, linkName, linkPath } from "../../worker/clicks/link-name.ts";
import { linksFor, triedLinks } from "../../worker/clicks/links.ts";
import { findMailing, listMailings, mailingIn, sourceOf } from "../../worker/clicks/mailing.ts";
import { withSource } from "../../worker/clicks/where.ts";
import { anApp, everything, freshDatabase, origin, rowsOf } from "../support/worker-app.ts";
import { aMailedCatalog, campaign, step } from "../support/worker-clicks.ts";

beforeEach(freshDatabase);

const mail = { id: "m".repeat(22), mailing: campaign, variant: 1, isTracked: false, isOpenTold: false };

/** The path of the address at `place` among those of the campaign. */
function pathOf(href: string, variant: number | "tried" = 0, mailing = campaign): string {
  return linkPath(mailing, variant, linkName(href));
}

describe("the addresses in a mail", () => {
  it("are the same for everyone, and number for number those of its links", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    const { links, hidden, picture } = await linksFor(app.deps, mail, [
      "/guida/",
      "https://other.example/a?b=1",
      "mailto:ciao@forno.example",
    ]);
    expect(links).toEqual([
      `${origin}/l/${campaign}/b${linkName("/guida/")}`,
      `${origin}/l/${campaign}/b${linkName("https://other.example/a?b=1")}`,
      "mailto:ciao@forno.example",
    ]);
    expect(hidden).toBe(`${origin}/l/${campaign}/b${hiddenLink}`);
    expect(picture).toBeNull();
    const other = await linksFor(app.deps, { ...mail, id: "n".repeat(22) }, ["/guida/"]);
    expect(other.links[0]).toBe(links[0]);
    expect(triedLinks(app.deps, campaign, ["/guida/"]).links).toEqual([
      `${origin}/l/${campaign}/t${linkName("/guida/")}`,
    ]);
  });
});

describe("a press", () => {
  it("leads to our pages with the mail's name, and to others' pages as they are", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    const lead = async (path: string, method = "GET") => {
      const answer = await app.ask(path, { method });
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
      return `${answer.status} ${answer.headers.get("Location")}`;
    };
    const utm = "utm_source=email&utm_medium=campaign&utm_campaign=pane-di-marzo";
    expect(await lead(pathOf("/guida/"))).toBe(`302 /guida/?${utm}&utm_content=a`);
    expect(await lead(pathOf("/guida/", 1), "HEAD")).toBe(`302 /guida/?${utm}&utm_content=b`);
    expect(await lead(pathOf("/guida/", "tried"))).toBe("302 /guida/");
    expect(await lead(pathOf("https://other.example/a?b=1"))).toBe("302 https://other.example/a?b=1");
    expect(await lead(pathOf("/sconto/", 0, step))).toBe(
      "302 /sconto/?utm_source=email&utm_medium=sequence&utm_campaign=dopo-la-guida&utm_content=lievito",
    );
  });

  it("never leads where no link of the mailing led", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    const to = async (path: string) => (await app.ask(path)).headers.get("Location");
    expect(await to(pathOf("https://evil.example/"))).toMatch(/^\/sconto\/\?utm_source=email/);
    expect(await to(pathOf("/guida/", 0, "campaigns/nessuna"))).toBe("/");
    expect(await to(linkPath(campaign, 0, hiddenLink))).toMatch(/^\/sconto\//);
    for (const path of [
      "/l/x",
      `/l/${campaign}`,
      `/l/${campaign}/zzzz`,
      "/l/https://evil.example/",
      "/l/a/b/c",
    ])
      expect((await app.ask(path)).status, path).toBe(404);
    expect((await app.ask(pathOf("/guida/"), { method: "POST" })).status).toBe(405);
    // What leads nowhere is not written down: anybody may ask for it.
    expect(await rowsOf("press")).toMatchObject([{ link: hiddenLink, telling: 1 }]);
  });

  it("changes nothing but counts", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    const before = await everything();
    for (const method of ["GET", "HEAD", "GET"]) await app.ask(pathOf("/guida/"), { method });
    expect(await everything()).toEqual(before);
    expect(await rowsOf("press")).toHaveLength(3);
  });

  it("of a browser ahead of its person is none", async ({ expect }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await app.ask(pathOf("/guida/"), { headers: { "Sec-Purpose": "prefetch" } });
    await app.ask(pathOf("/guida/", "tried"));
    expect(await rowsOf("press")).toEqual([]);
  });
});

describe("old mails", () => {
  it("lead where they led when they were sent, as long as there is anything", async ({ expect }) => {
    const before = anApp({ catalog: aMailedCatalog() });
    await keepMailingLinks(before.deps);
    const changed = aMailedCatalog((catalog) => {
      catalog.build = "another";
      const { "pane-di-marzo": sent } = catalog.campaigns ?? {};
      if (sent !== undefined) sent.links = ["/en/guide/"];
      catalog.sequences = {};
    });
    const gone: string[] = [];
    const app = anApp({
      catalog: changed,
      fetchAsset: async (path) => new Response(null, { status: gone.includes(path) ? 404 : 200 }),
    });
    await keepMailingLinks(app.deps);
    const to = async (path: string) => (await app.ask(path)).headers.get("Location")?.split("?")[0];
    expect(await to(pathOf("/guida/"))).toBe("/guida/");
    expect(await to(pathOf("https://other.example/a?b=1"))).toBe("https://other.example/a");
    expect(await to(pathOf("/en/guide/"))).toBe("/en/guide/");
    expect(await to(pathOf("/sconto/", 0, step))).toBe("/sconto/");
    // A landing is there as long as the catalog has it; any other page is asked for.
    delete app.deps.catalog.landings.guida;
    gone.push("/guida/");
    expect(await to(pathOf("/guida/"))).toBe("/sconto/");
    delete app.deps.catalog.landings.sconto;
    expect(await to(pathOf("/guida/"))).toBe("/");
  });
});

describe("the link that nobody sees", () => {
  it("holds no words, and is out of sight, out of hearing and off the keyboard's way", ({ expect }) => {
    const html = String(HiddenLink({ address: "https://forno.example/l/x" }));
    expect(html).toMatch(
      /^<div style="display:none[^>]*" aria-hidden="true"><a [^>]*tabindex="-1"[^>]*><\/a><\/div>$/,
    );
    expect(String(SharedPicture({ address: null }))).not.toContain("<img");
    expect(String(SharedPicture({ address: "https://forno.example/l/x/aperta.gif" }))).toContain('alt=""');
  });
});

describe("what tells our pages of the mail", () => {
  it("names the mailing and its variant, also where campaigns share a label", ({ expect }) => {
    const catalog = aMailedCatalog((contents) => {
      const { "pane-di-marzo": one } = contents.campaigns ?? {};
      if (one !== undefined) contents.campaigns = { ...contents.campaigns, altra: { ...one } };
    });
    for (const { name } of listMailings(catalog))
      for (const variant of [0, 1]) {
        const mailing = findMailing(catalog, name);
        const told = mailing === null ? null : mailingIn(catalog, sourceOf(mailing, variant));
        expect(told).toEqual({ mailing: name, variant: name.startsWith("sequences") ? 0 : variant });
      }
    for (const invented of [{ utm_campaign: "x" }, { utm_content: "nessuna-a" }, { utm_medium: "cpc" }, {}])
      expect(
        mailingIn(catalog, {
          ...{ utm_source: "email", utm_medium: "campaign", utm_campaign: "x", utm_content: "z" },
          ...invented,
        }),
      ).toBeNull();
  });

  it("is added to what their author wrote, and never over it", ({ expect }) => {
    const source = { utm_source: "email", utm_campaign: "x" };
    const sites = [origin];
    expect(withSource("/a/?utm_source=mine#b", source, sites)).toBe("/a/?utm_source=mine&utm_campaign=x#b");
    expect(withSource(`${origin}/a/`, source, sites)).toBe(`${origin}/a/?utm_source=email&utm_campaign=x`);
    expect(withSource("https://other.example/", source, sites)).toBe("https://other.example/");
    expect(withSource("/a/..//evil.example/", source, sites)).toMatch(/^\/evil/);
  });
});
