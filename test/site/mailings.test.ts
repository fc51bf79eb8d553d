import { afterEach, beforeEach, describe, it, vi } from "vitest";
import type { MailBody, MailPiece } from "../../content/schema/mail-body.ts";
import { catalogOf } from "../../site/catalog/catalog.ts";
import type { Content } from "../../site/content/content.ts";
import { readContent } from "../../site/content/read.ts";
import { mailingContent } from "../fixtures/content/mailings.ts";
import { type Change, changed } from "./mistaken.ts";
import { emptyProject, type Project } from "./project.ts";

const campaign = "content/campaigns/sabato.mdx";

describe("mails that are sent for themselves", () => {
  let project: Project;
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2027-03-10T11:00:00Z"), toFake: ["Date"] });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await project.end();
  });

  async function read(change: Change = {}): Promise<Content> {
    project = await emptyProject(changed(change, mailingContent));
    const { content, mistakes } = await readContent(project.root);
    if (content === null) throw new Error(JSON.stringify(mistakes));
    return content;
  }

  function stepOf({ sequences }: Content, name: string): MailBody {
    const found = sequences[0]?.steps.find((step) => step.name === name);
    if (found === undefined) throw new Error("There is no such step.");
    return found.body;
  }

  it("number their links, equal addresses once, and leave letters and calls as they are", async ({
    expect,
  }) => {
    const body = stepOf(await read(), "prima");
    // A page of the site counts under its path, however its author wrote it.
    expect(body.links).toEqual(["/guida/", "https://legge.example/?a=1&b=2", "https://altrove.example/"]);
    expect(linksIn(body.html)).toEqual([0, 1, 0, 2]);
    expect(linksIn(body.text)).toEqual([0, 1, 0, 2]);
    expect(JSON.stringify(body.html)).toContain("mailto:ciao@prova.example");
    expect(JSON.stringify(body)).not.toContain("https://prova.example/guida/");
  });

  it("count the link of a picture, and the picture's own address not", async ({ expect }) => {
    const body = stepOf(await read(), "terza");
    expect(body.links).toEqual(["/buono/"]);
    expect(linksIn(body.html)).toEqual([0]);
    expect(JSON.stringify(body.html)).toMatch(/src=\\"",\{"own":"origin"\},"\/_astro\/mail-/);
  });

  it("leave the links of the service's own mails uncounted", async ({ expect }) => {
    const { mails } = await read();
    for (const { body } of mails) {
      expect(body.links).toBeUndefined();
      expect(linksIn(body.html)).toEqual([]);
    }
  });

  it("stand in the catalog with all that the Worker asks about a sequence", async ({ expect }) => {
    const { dopo } = (await catalogOf(await read())).sequences;
    const { steps = [], ...whole } = dopo ?? {};
    expect(whole).toEqual({
      title: "Dopo la guida",
      start: { step: "confirm" },
      purpose: "marketing",
      stop: ["bought", "replied"],
      goal: { step: "redeem", magnet: "buono" },
      hours: { from: 540, until: 1080 },
      landings: ["guida"],
    });
    expect(
      steps.map(({ name, subject, from, delay }) => [name, subject, from, delay.days, delay.seconds]),
    ).toEqual([
      ["prima", "Ehi, una cosa sola", undefined, 3, 0],
      ["seconda", "Poca luce", undefined, 7, 0],
      ["terza", "Un’ultima cosa", "Nina", 0, 43_200],
    ]);
    expect(steps[0]?.delay).toMatchObject({ weekdays: [1, 2, 3, 4, 5], hours: { from: 540, until: 1080 } });
    expect(steps[1]).toMatchObject({
      when: { answers: { luce: "Poca" }, downloaded: "guida", clicked: "prima", not: false },
      links: ["/buono/"],
      delay: { weekdays: [2], hours: null },
    });
    expect(steps[0]?.asset).toMatch(/^\/_private\/mails\/sequences\/dopo\/prima\.[\da-f]{16}\.json$/);
  });

  it("may do without a sequence.yaml: then the download on their landings starts them", async ({
    expect,
  }) => {
    const { dopo } = (await catalogOf(await read({ "content/sequences/dopo/sequence.yaml": null })))
      .sequences;
    expect(dopo).toMatchObject({
      title: "dopo",
      start: { step: "download" },
      hours: { from: 540, until: 1140 },
    });
  });

  it("stand in the catalog with all that the Worker asks about a campaign", async ({ expect }) => {
    const content = await read();
    const { sabato } = (await catalogOf(content)).campaigns;
    expect(sabato).toEqual({
      locale: "it",
      subjects: ["Ehi, sabato", "Sabato si legge"],
      segment: "lettori",
      landing: "buono",
      purpose: "marketing",
      basis: "consent",
      send: "2027-03-04 09:30",
      zone: "site",
      rate: 2000,
      test: { share: 20, after: 7200 },
      label: "sabato",
      goal: { step: "redeem", landing: "buono" },
      asset: content.campaigns[0]?.asset,
      links: ["/guida/", "/buono/"],
    });
    const body = content.campaigns[0]?.body;
    expect(body?.subject).toEqual([{ field: "nome", otherwise: "Ehi" }, ", sabato"]);
    expect(body?.others).toEqual([["Sabato si legge"]]);
  });

  it("are published once sent, for a reader of whom nothing is known", async ({ expect }) => {
    const [article] = (await read()).archive;
    expect(article).toMatchObject({
      page: "/archivio/sabato/",
      folder: "campaigns",
      file: campaign,
      article: {
        title: "Il sabato dei lettori",
        published: "2027-03-04",
        author: "Nina",
        landing: "buono",
        seo: { title: "Il sabato dei lettori", noindex: false },
      },
    });
    expect(article?.body).toBe(
      [
        "## Sabato",
        "<p>Ciao lettore. </p>",
        "<p>Non so come ti chiami.</p>",
        '<ul>\n<li><strong>uno</strong> e \\{due\\}</li>\n<li><a href={"/guida/"}>tre</a></li>\n</ul>',
        "<blockquote>\n\n<p><strong>5 €, sul primo libro</strong></p>\n\n<p>Fino a sabato.</p>\n\n</blockquote>",
        "<blockquote>\n\n<p>Bella.</p>\n\n<p><cite>Ada</cite></p>\n\n</blockquote>",
        '<Picture src={"./sala.png"} alt={"La sala."} />\n',
      ].join("\n\n"),
    );
    expect(article?.text.blocks).toEqual(["Picture"]);
  });

  it("are not published before the day on which they go out", async ({ expect }) => {
    vi.setSystemTime(Date.parse("2027-03-03T22:59:00Z"));
    expect((await read()).archive).toEqual([]);
    // It is the site's day that counts.
    vi.setSystemTime(Date.parse("2027-03-03T23:01:00Z"));
    expect((await read()).archive).toHaveLength(1);
  });

  it("have an address of their own in each language, which mails and pages may lead to", async ({
    expect,
  }) => {
    const content = await read({
      [campaign]: ["segment: lettori", "locale: en\nsegment: lettori"],
      "content/sequences/dopo/02-seconda.mdx": ['href="/buono/"', 'href="/en/archive/sabato/"'],
    });
    expect(content.archive[0]?.page).toBe("/en/archive/sabato/");
  });
});

function linksIn(pieces: readonly MailPiece[]): number[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === "string") return [];
    if ("link" in piece) return [piece.link];
    return "pieces" in piece ? linksIn(piece.pieces) : [];
  });
}
