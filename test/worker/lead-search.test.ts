import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { type App, anApp, freshDatabase, noon, rowsOf, submit, submitJson } from "../support/worker-app.ts";
import { manyLeads, readDesk } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const nextIn = (html: string) => /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
const found = (html: string) => [...html.matchAll(/href="mailto:([^"]+)"/g)].map(([, email = ""]) => email);
const statusIn = (html: string) => /role="status">(.*?)<a/s.exec(html)?.[1]?.replace(/<[^>]*>/g, " ") ?? "";
const searchFor = (query: string, more = "") => `/admin/leads?q=${encodeURIComponent(query)}${more}`;

/** The leads of all pages, in order, and how many pages there were. */
async function walk(app: App, first: string): Promise<{ emails: string[]; pages: number }> {
  const emails: string[] = [];
  let pages = 0;
  for (let path: string | undefined = first; path !== undefined && pages < 60; pages += 1) {
    const html = await readDesk(app, path);
    emails.push(...found(html));
    path = nextIn(html);
  }
  return { emails, pages };
}

/** An app for which every look at the clock takes a minute. */
function slowly(app: App): App {
  return anApp({ now: () => (app.clock.now += 60_000) });
}

/** `n` more submissions of the leads of `manyLeads`, each saying `said` in its turn. */
async function morePosts(n: number, said: string): Promise<void> {
  await env.DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
     INSERT INTO submission (id, landing, form, build, lead_id, status, answers, consents, fingerprint, locale, source,
       source_label, page_url, at)
     SELECT substr(?2 || i || '0000000000000000000000', 1, 16) || substr('000000' || i, -6), 'guida', 'guida', 'b',
            'l' || substr('000000' || (i % 120), -6) || '000000000000000', 'accepted', json_object('nota', ?2), '[]',
            substr(hex(randomblob(22)), 1, 43), 'it', '{}', 'direct', 'https://forno.example/', ?3 FROM n`,
  )
    .bind(n, said, noon)
    .run();
}

describe("a search of leads", () => {
  it.for(["seen", "score"])(
    "finds by name and by answer, by %s, over pages and looks further: none lost, none twice",
    async (sort, { expect }) => {
      const app = anApp();
      await manyLeads(120);
      // All said it, most of them several times; the first seventy bear it in their names as well.
      await morePosts(400, "torta");
      await env.DB.prepare("UPDATE lead SET family_name = 'Torta', fit = 1 WHERE email < 'l000070'").run();
      for (const reader of [app, slowly(app)]) {
        const { emails } = await walk(reader, searchFor("TORTA", sort === "score" ? "&sort=score" : ""));
        expect(new Set(emails).size).toBe(120);
        expect(emails).toHaveLength(120);
        // Whose name it is comes first.
        expect(emails.slice(0, 70).every((email) => email < "l000070")).toBe(true);
      }
    },
  );

  it("comes to answers deep down by looking further, and says how far it looked", async ({ expect }) => {
    const app = anApp();
    await manyLeads(120);
    await env.DB.prepare(
      `UPDATE submission SET answers = json_object('nota', 'zabaione') WHERE lead_id GLOB 'l000007*'`,
    ).run();
    await morePosts(17_000, "pane");
    const slow = slowly(app);
    const first = await readDesk(slow, searchFor("zabaione"));
    expect(found(first)).toEqual([]);
    expect(statusIn(first)).toContain("Nessuno tra i contatti guardati finora.");
    expect(statusIn(first)).toMatch(/Guardati gli ultimi 8\.000 invii\./);
    const { emails, pages } = await walk(slow, searchFor("zabaione"));
    expect(emails).toEqual(["l000007@example.com"]);
    expect(pages).toBeGreaterThan(2);
  });

  it.for<[string, string]>([
    ["its whole address", "ADA@example.com"],
    ["its whole number", "+390515550142"],
    ["a number as it is said", "051 555 0142"],
    ["a number as it is called from abroad", "0039 (051) 555-0142"],
  ])("finds a lead by %s at once, and the rest by looking further", async ([, query], { expect }) => {
    const app = anApp();
    const telefono = "+39 051 555 0142";
    const consents = ["regolamento"];
    const answers = { telefono, email: "ada@example.com", messaggio: "ciao" };
    await submitJson(app, "contatto", { answers, consents });
    const messaggio = "chiamate ada@example.com o +390515550142, 051 555 0142, 0039 (051) 555-0142";
    await submitJson(app, "contatto", {
      answers: { telefono: "+39 051 777 0000", email: "bea@example.com", messaggio },
      consents,
    });
    // What the clock notes of numbers.
    await env.DB.prepare(
      "INSERT OR IGNORE INTO lead_key (lead_id, key) SELECT id, 'tel:' || phone FROM lead WHERE email = 'ada@example.com'",
    ).run();
    const html = await readDesk(app, searchFor(query));
    expect(found(html)).toEqual(["ada@example.com"]);
    expect(html).toContain("Cerca anche tra nomi e risposte");
    expect(statusIn(html)).toContain("Trovati finora: Un contatto");
    expect((await walk(app, searchFor(query))).emails).toEqual(["ada@example.com", "bea@example.com"]);
  });

  it("leads from a merged lead's address, name, coupon and identifiers to the one that stays", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    await submit(app, "sconto", { email: "lady@example.org" });
    await env.DB.prepare(
      `UPDATE lead SET given_name = 'Lovelace',
         merged_into = (SELECT id FROM lead WHERE email = 'ada@example.com') WHERE email = 'lady@example.org'`,
    ).run();
    const other = (await rowsOf("lead")).find(({ email }) => email === "lady@example.org");
    const [coupon] = await rowsOf("coupon");
    const post = (await rowsOf("submission")).find(({ lead_id }) => lead_id === other?.id);
    for (const query of [
      "lady@example.org",
      "lovelace",
      String(coupon?.code).toLowerCase(),
      String(other?.id),
      String(post?.id),
    ])
      expect((await walk(app, searchFor(query))).emails, query).toEqual(["ada@example.com"]);
  });

  it("asks whatever else is asked, of what is named as a whole as well", async ({ expect }) => {
    const app = anApp();
    await manyLeads(120);
    await env.DB.prepare("UPDATE lead SET status = 'customer' WHERE email < 'l000060'").run();
    const where = "&where=status~is~customer";
    expect((await walk(app, searchFor("example", where))).emails).toHaveLength(60);
    expect((await walk(app, searchFor("l000007@example.com", where))).emails).toHaveLength(1);
    expect((await walk(app, searchFor("l000077@example.com", where))).emails).toEqual([]);
  });

  it("shows beside the mark of quality why it is so", async ({ expect }) => {
    const app = anApp();
    await manyLeads(1);
    await env.DB.prepare(`UPDATE lead SET quality = 1, quality_reasons = '["unconfirmed","name-odd"]'`).run();
    const html = await readDesk(app, "/admin/leads?cols=quality");
    expect(html).toMatch(/1\/3 <small>indirizzo non confermato · nome poco credibile<\/small>/);
  });
});
