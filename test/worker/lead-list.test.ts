import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { type App, anApp, everything, freshDatabase, noon, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { act, manyLeads, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const namesIn = (html: string) => [...html.matchAll(/>(Lead \d+)<\/a>/g)].map(([, name = ""]) => name);
const nextIn = (html: string) => /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");

/** 120 leads; every tenth is a customer, and the score of each is its number. */
async function someLeads(): Promise<void> {
  await manyLeads(120);
  await env.DB.batch([
    env.DB.prepare("UPDATE lead SET fit = CAST(substr(given_name, 6) AS INTEGER)"),
    env.DB.prepare("UPDATE lead SET status = 'customer' WHERE fit % 10 = 0"),
  ]);
}

async function statusOf(
  app: App,
  path: string,
): Promise<{ status: number; to: string | null; html: string }> {
  const answer = await app.ask(path, { headers: { Cookie: await signIn(app) } });
  return { status: answer.status, to: answer.headers.get("Location"), html: await answer.text() };
}

describe("the list of leads", () => {
  it("shows those that a question finds, says it in words, and counts them exactly", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    const html = await readDesk(app, "/admin/leads?where=status~is~customer;score~below~50");
    expect(namesIn(html)).toHaveLength(5);
    expect(html).toContain("Stato è cliente e Punteggio sotto 50");
    expect(html).toContain("<span>5 trovati</span>");
    expect(html).toContain('href="/admin/export?where=status~is~customer;score~below~50"');
  });

  it.for(["seen", "score"])(
    "pages through what was found, by %s: none lost, none twice",
    async (sort, { expect }) => {
      const app = anApp();
      await someLeads();
      const seen: string[] = [];
      for (
        let path: string | undefined = `/admin/leads?where=score~from~10&sort=${sort}`;
        path !== undefined;
      ) {
        const html = await readDesk(app, path);
        seen.push(...namesIn(html));
        path = nextIn(html);
        // Scores fade from page to page; their order is that of the first.
        app.clock.now += 3_600_000;
      }
      expect(new Set(seen).size).toBe(110);
      expect(seen).toHaveLength(110);
      if (sort === "score") expect(seen.slice(0, 2)).toEqual(["Lead 000119", "Lead 000118"]);
    },
  );

  it("shows the columns that its address names, answers among them", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", settore: "Bar" });
    const html = await readDesk(app, "/admin/leads?cols=answer.settore,consent.marketing,nothing,status");
    const heads = [...html.matchAll(/<th role="columnheader"[^>]*>([^<]*)/g)].map(([, head]) => head);
    expect(heads).toEqual(["Nome", "Settore", "Consenso marketing", "Stato"]);
    expect(html).toContain('data-label="Settore"><span class="answer">Bar</span>');
  });

  it("shows a lead that others were merged into once, and finds it by their answers", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", settore: "Bar" });
    await submit(app, "guida", { email: "ada@example.org", nome: "Ada", settore: "Negozio" });
    await env.DB.prepare(
      `UPDATE lead SET merged_into = (SELECT id FROM lead WHERE email = 'ada@example.com') WHERE email = 'ada@example.org'`,
    ).run();
    for (const path of [
      "/admin/leads",
      "/admin/leads?where=answer.settore~is~Negozio",
      "/admin/leads?q=negozio",
    ]) {
      const html = await readDesk(app, path);
      expect(html, path).toContain("mailto:ada@example.com");
      expect(html, path).not.toContain("mailto:ada@example.org");
    }
  });

  it("looks only so far at once, and goes on from there", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    // Every look at the clock takes a minute.
    const slow = anApp({ now: () => (app.clock.now += 60_000) });
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
       INSERT INTO lead (id, identity, email, given_name, locale, first_source, last_source, created_at, seen_at)
       SELECT 'n' || i || '00000000000000000', 'email:n' || i || '@example.com', 'n@example.com', 'N', 'it', '{}', '{}', 1, ?1
         FROM n`,
    )
      .bind(noon + 1)
      .run();
    const html = await readDesk(slow, "/admin/leads?where=score~is~7");
    expect(namesIn(html)).toEqual([]);
    expect(html).toContain("Nessuno tra i contatti guardati finora.");
    let path = nextIn(html);
    for (let pages = 0; path !== undefined && pages < 9; pages += 1) {
      const further = await readDesk(slow, path);
      if (namesIn(further).length > 0) return expect(namesIn(further)).toEqual(["Lead 000007"]);
      path = nextIn(further);
    }
    throw new Error("It was never found.");
  });
});

describe("the form of filters", () => {
  it("leads on to a short address once every line is whole", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    const lines = "f=score&o=from&v=10&f=status&o=is&v=customer&match=any";
    const { status, to } = await statusOf(
      app,
      `/admin/leads?${lines}&act=apply&col=contact&col=score&sort=score`,
    );
    expect(status).toBe(302);
    expect(to).toBe("/admin/leads?where=any(score~from~10;status~is~customer)&cols=contact,score&sort=score");
  });

  it("has one line more, or one less, and asks nothing yet", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    const more = await statusOf(app, "/admin/leads?f=score&o=from&v=10&act=add&new=answer.settore");
    expect(more.status).toBe(200);
    expect(more.html.match(/name="f"/g)).toHaveLength(2);
    expect(more.html).toContain('<option value="Bar">Bar</option>');
    const less = await statusOf(app, "/admin/leads?f=score&o=from&v=10&f=tag&o=is&v=vip&act=remove-0");
    expect(less.to).toBe("/admin/leads?where=tag~is~vip");
  });

  it("says what a line lacks, as it was typed", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    const { status, html } = await statusOf(
      app,
      "/admin/leads?f=score&o=from&v=tanto&f=seen&o=within&v=&act=apply",
    );
    expect(status).toBe(422);
    expect(html).toContain("«Punteggio» si confronta con un numero.");
    expect(html).toContain('href="#f-v1"');
    expect(html).toContain('value="tanto"');
  });

  it("keeps what it cannot show as a line", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    const where = "score~from~10;not(any(tag~is~vip;step~is~redeemed~within~30 days))";
    const { html } = await statusOf(app, `/admin/leads?where=${encodeURIComponent(where)}`);
    expect(html).toContain('name="fixed" value="not(any(tag~is~vip;step~is~redeemed~within~30 days))"');
  });
});

describe("many leads at once", () => {
  it("are tagged, marked and unmarked where they are ticked, which is noted once each", async ({
    expect,
  }) => {
    const app = anApp();
    await someLeads();
    const [one, two] = (await rowsOf("lead")).map(({ id }) => String(id));
    const marked = (what: string) => act(app, "/admin/leads/mark", `id=${one}&id=${two}&who=picked&${what}`);
    await marked("act=tag&tag=++La+%0A+fiera+");
    expect((await rowsOf("lead_tag")).map(({ tag }) => tag)).toEqual(["La fiera", "La fiera"]);
    await marked("act=status&status=lost");
    await marked("act=untag&tag=La+fiera");
    // What changes nothing is not noted.
    await marked("act=untag&tag=La+fiera");
    expect(await rowsOf("lead_tag")).toEqual([]);
    expect((await rowsOf("lead")).filter(({ status }) => status === "lost")).toHaveLength(2);
    const acts = (await rowsOf("audit")).filter(({ act }) => String(act).startsWith("lead."));
    expect(acts.map(({ act }) => act)).toEqual(["lead.tag", "lead.status", "lead.untag"]);
    expect(JSON.parse(String(acts[0]?.about))).toEqual({ leads: [one, two] });
  });

  it("are all that were found, and none besides", async ({ expect }) => {
    const app = anApp();
    await someLeads();
    await env.DB.prepare("INSERT INTO member (id, name, role, created_at) VALUES (?1, 'Bea', 'editor', 1)")
      .bind("b".repeat(22))
      .run();
    const found = "where=status~is~customer&q=lead&who=all";
    const answer = await act(app, "/admin/leads/mark", `${found}&act=assign&member=${"b".repeat(22)}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/admin/leads?q=lead&where=status~is~customer&said=done");
    const theirs = (await rowsOf("lead")).filter(({ assignee }) => assignee !== null);
    expect(theirs.every(({ status }) => status === "customer")).toBe(true);
    expect(theirs).toHaveLength(12);
  });

  it.for([
    ["no lead", "who=picked&act=tag&tag=vip", "Spunta almeno un contatto"],
    ["no tag", "who=all&act=tag&tag=++", "Scrivi l’etichetta"],
    ["a tag without end", `who=all&act=tag&tag=${"a".repeat(41)}`, "Scrivi l’etichetta"],
    ["a status that is none", "who=all&act=status&status=gone", "Scegli uno stato"],
    ["a stranger", "who=all&act=assign&member=x", "non è più tra chi lavora"],
    ["a list that finds nobody", "who=picked&q=nobody-at-all&act=tag&tag=++", "Scrivi l’etichetta"],
    ["nothing to do", "who=all", "Scegli che cosa fare"],
    ["a question that cannot be asked", "who=all&where=nobody~is~x&act=tag&tag=vip", "non si può più fare"],
  ] as const)("stay as they are with %s", async ([, body, said], { expect }) => {
    const app = anApp();
    await someLeads();
    const before = await everything();
    const answer = await act(app, "/admin/leads/mark", body);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(said);
    expect(await everything()).toEqual(before);
    expect(await rowsOf("lead_tag")).toEqual([]);
  });
});

describe("segments", () => {
  const segments = {
    clienti: { title: "I clienti", question: { all: [{ field: "status", is: "customer" }] } },
  };

  it("are content's and the desk's, each with its count, and open as a list", async ({ expect }) => {
    const app = anApp({ catalog: aCatalog((catalog) => void Object.assign(catalog, { segments })) });
    await someLeads();
    const saved = await act(
      app,
      "/admin/segments",
      "title=+I+più+caldi+&where=score~from~100&cols=contact,score",
    );
    expect(saved.headers.get("Location")).toBe("/admin/segments?said=saved");
    const html = await readDesk(app, "/admin/segments");
    expect(html).toMatch(/segment=clienti">I clienti<[\s\S]*?data-label="Contatti">12</);
    const [, name = ""] = /segment=(i-piu-caldi-[0-9a-f]{6})/.exec(html) ?? [];
    expect(html).toContain("Punteggio almeno 100");
    const list = await readDesk(app, `/admin/leads?segment=${name}`);
    expect(namesIn(list)).toHaveLength(20);
    expect(list).toContain("Segmento «I più caldi»");
    expect(list.match(/role="columnheader"/g)).toHaveLength(3);
    expect(namesIn(await readDesk(app, "/admin/leads?segment=clienti"))).toHaveLength(12);
  });

  it("of the desk get another name and an end; content's do not", async ({ expect }) => {
    const app = anApp({ catalog: aCatalog((catalog) => void Object.assign(catalog, { segments })) });
    await act(app, "/admin/segments", "title=Uno&where=tag~is~vip");
    await act(app, "/admin/segments", "title=Uno&where=tag~is~vip");
    const [row, ...others] = await rowsOf("segment");
    expect(others).toEqual([]);
    await act(app, `/admin/segments/${row?.name}/rename`, "title=Due");
    expect((await rowsOf("segment"))[0]?.title).toBe("Due");
    expect((await act(app, `/admin/segments/${row?.name}/rename`, "title=+")).status).toBe(422);
    expect((await act(app, "/admin/segments/clienti/delete")).status).toBe(404);
    await act(app, `/admin/segments/${row?.name}/delete`);
    expect(await rowsOf("segment")).toEqual([]);
    const acts = (await rowsOf("audit"))
      .map(({ act }) => act)
      .filter((act) => String(act).startsWith("segment"));
    expect(acts).toEqual(["segment.save", "segment.rename", "segment.delete"]);
  });

  it("are not saved without a name, or without a question", async ({ expect }) => {
    const app = anApp();
    for (const body of ["title=&where=tag~is~vip", "title=Uno", "title=Uno&where=nobody~is~x"])
      expect((await act(app, "/admin/segments", body)).status).toBe(422);
    expect(await rowsOf("segment")).toEqual([]);
  });
});
