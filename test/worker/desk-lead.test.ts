import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { standing } from "../../worker/retention/due.ts";
import { erasing } from "../../worker/retention/erase.ts";
import { reckonLeads } from "../../worker/score/due.ts";
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
import { ours, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const marta = "m".repeat(22);

/** Posts a form of the desk as the owner. */
async function post(app: App, path: string, body: Record<string, string>, cookie?: string) {
  return app.ask(path, {
    method: "POST",
    headers: { ...ours, Cookie: cookie ?? (await signIn(app)) },
    body: new URLSearchParams(body),
  });
}

async function idOf(email: string): Promise<string> {
  const lead = (await rowsOf("lead")).find((row) => row["email"] === email);
  return String(lead?.["id"]);
}

async function addMarta() {
  await env.DB.prepare(
    "INSERT INTO member (id, name, role, created_at) VALUES (?1, 'Marta Zanotti', 'editor', 1)",
  )
    .bind(marta)
    .run();
}

describe("one lead's page", () => {
  it("takes a status, a colleague, tags and notes, and tells in its timeline who did what", async ({
    expect,
  }) => {
    const app = anApp();
    await addMarta();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
    const path = `/admin/leads/${await idOf("ada@example.com")}`;
    app.clock.now = noon + 86_400_000;
    const marked = await post(app, `${path}/mark`, { status: "qualified", assignee: marta });
    expect([marked.status, marked.headers.get("Location")]).toEqual([303, `${path}?said=marked`]);
    await post(app, `${path}/tag`, { tag: " fiera   di  maggio " });
    await post(app, `${path}/notes`, { text: "Richiamare\r\nlunedì <b>presto</b>." });
    const html = await readDesk(app, path);
    expect(html).toContain('<option value="qualified" selected="">Interessato</option>');
    expect(html).toContain(`<option value="${marta}" selected="">Marta Zanotti</option>`);
    expect(html).toContain("Titolare: da «Nuovo» a «Interessato»");
    expect(html).toContain("Titolare: ora se ne occupa Marta Zanotti");
    expect(html).toContain("Etichetta: fiera di maggio");
    expect(html).toContain("Richiamare\nlunedì &lt;b&gt;presto&lt;/b&gt;.");
    expect([...html.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, day]) => day)).toEqual(["oggi", "ieri"]);
    await post(app, `${path}/untag`, { tag: "fiera di maggio" });
    expect(await rowsOf("lead_tag")).toEqual([]);
    const acts = (await rowsOf("audit"))
      .map((row) => row["act"])
      .filter((act) => String(act).startsWith("lead."));
    expect(acts).toEqual(["lead.status", "lead.assign", "lead.tag", "lead.note", "lead.untag"]);
  });

  it("refuses an empty note or too long a tag with what was typed, and knows no note but one's own", async ({
    expect,
  }) => {
    const app = anApp();
    await addMarta();
    await submit(app, "guida", { email: "ada@example.com" });
    const id = await idOf("ada@example.com");
    const empty = await post(app, `/admin/leads/${id}/notes`, { text: "  " });
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('href="#f-text"')]);
    const long = await post(app, `/admin/leads/${id}/tag`, { tag: "x".repeat(41) });
    expect([long.status, await long.text()]).toEqual([
      422,
      expect.stringContaining(`value="${"x".repeat(41)}"`),
    ]);
    await env.DB.prepare("INSERT INTO note (id, lead_id, member_id, text, at) VALUES (?1, ?2, ?3, 'Suo', 1)")
      .bind("n".repeat(22), id, marta)
      .run();
    for (const act of ["", "/delete"]) {
      const answer = await post(app, `/admin/leads/${id}/notes/${"n".repeat(22)}${act}`, { text: "Mio" });
      expect(answer.headers.get("Location")).toBe(`/admin/leads/${id}?said=late`);
    }
    expect(await rowsOf("note")).toMatchObject([{ text: "Suo" }]);
    expect(await readDesk(app, `/admin/leads/${id}`)).toContain("Appunto · Marta Zanotti");
    expect((await post(app, "/admin/leads/nobody/notes", { text: "x" })).status).toBe(404);
  });

  it("shows a long story in pages, none of it twice", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com" });
    const id = await idOf("ada@example.com");
    await env.DB.prepare(
      `INSERT INTO note (id, lead_id, text, at)
       SELECT substr('n' || value || '0000000000000000000000', 1, 22), ?1, 'nota-' || value || '.', ?2 + (value / 7)
         FROM json_each(?3)`,
    )
      .bind(id, noon, JSON.stringify(Array.from({ length: 130 }, (_, n) => n + 100)))
      .run();
    const seen: string[] = [];
    let path: string | undefined = `/admin/leads/${id}`;
    while (path !== undefined && seen.length < 999) {
      const html = await readDesk(app, path.replaceAll("&amp;", "&"));
      seen.push(...[...html.matchAll(/<p class="noted">(nota-\d+)/g)].map(([, note]) => String(note)));
      path = /<a href="([^"#]+)#timeline" rel="next"/.exec(html)?.[1];
    }
    expect(seen).toHaveLength(130);
    expect(new Set(seen).size).toBe(130);
  });

  it("tells what the score consists of and why the contact can be relied on, at this very moment", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", { email: "info@gmial.com", nome: "Ada" });
    const path = `/admin/leads/${await idOf("info@gmial.com")}`;
    expect(await readDesk(app, path)).toContain("forse un errore: gmail.com? · casella di un ufficio");
    await press(app, linkIn(app));
    const html = await readDesk(app, path);
    expect(html).toContain("<dt>Punteggio</dt><dd>40");
    expect(html).toContain("<dd>indirizzo confermato · casella di un ufficio</dd>");
    app.clock.now = noon + 30 * 86_400_000;
    expect(await readDesk(app, path)).toContain("<dt>Punteggio</dt><dd>20");
    expect(await rowsOf("lead")).toMatchObject([{ quality: null }]);
  });
});

describe("duplicates", () => {
  /** Two addresses of one inbox, and a third with the telephone of one of them; the second is confirmed. */
  async function threeOfOne(app: App) {
    await submit(app, "guida", { email: "ada.neri@gmail.com", nome: "Ada", "consent-marketing": "yes" });
    await submit(app, "guida", { email: "adaneri@gmail.com", nome: "Ada N." });
    await press(app, linkIn(app));
    await submit(app, "guida", { email: "terza@example.com" });
    await env.DB.exec(
      "UPDATE lead SET phone = '+393335550142' WHERE email IN ('ada.neri@gmail.com', 'terza@example.com')",
    );
    await reckonLeads(app.deps);
    return {
      dotted: await idOf("ada.neri@gmail.com"),
      plain: await idOf("adaneri@gmail.com"),
      third: await idOf("terza@example.com"),
    };
  }

  it("are proposed with what they share, merged into one page, and stand apart again", async ({ expect }) => {
    const app = anApp();
    const { dotted, plain, third } = await threeOfOne(app);
    const proposed = await readDesk(app, "/admin/leads/duplicates");
    expect([...proposed.matchAll(/Stess[ao] \w+/g)].map(String)).toEqual([
      "Stessa casella",
      "Stesso telefono",
    ]);
    const merged = await post(app, "/admin/leads/duplicates/merge", { one: dotted, other: plain });
    expect(merged.headers.get("Location")).toBe(`/admin/leads/${plain}?said=merged`);
    // A third, merged into one that is merged, belongs to the one that stays.
    await post(app, "/admin/leads/duplicates/merge", { one: plain, other: third });
    expect((await rowsOf("lead")).map((row) => [row["id"], row["merged_into"]])).toEqual(
      expect.arrayContaining([
        [dotted, plain],
        [third, plain],
        [plain, null],
      ]),
    );
    const html = await readDesk(app, `/admin/leads/${plain}`);
    expect(html.match(/Ha compilato/g)).toHaveLength(3);
    // A consent belongs to the address it was given for.
    expect(html).toMatch(
      /adaneri@gmail.com<\/h3>Nessun consenso dato\..*ada.neri@gmail.com<\/h3><ul><li>Novità e offerte/,
    );
    const cookie = await signIn(app);
    const old = await app.ask(`/admin/leads/${dotted}`, { headers: { Cookie: cookie } });
    expect([old.status, old.headers.get("Location")]).toEqual([303, `/admin/leads/${plain}`]);
    expect(await readDesk(app, "/admin/leads")).toContain("<h1>Un contatto</h1>");
    expect(await readDesk(app, "/admin")).toContain("Un contatto oggi.");
    await reckonLeads(app.deps);
    expect(await readDesk(app, "/admin/leads/duplicates")).toContain("Nessun doppione");
    await post(app, `/admin/leads/${plain}/unmerge`, { other: dotted });
    await reckonLeads(app.deps);
    expect(await readDesk(app, `/admin/leads/${dotted}`)).toContain("<h1>Ada</h1>");
    // Told apart once, they are not proposed again.
    expect(await readDesk(app, "/admin/leads/duplicates")).toContain("Nessun doppione");
  });

  it("told apart stay so, and go with a person who is erased", async ({ expect }) => {
    const app = anApp();
    const { dotted, plain, third } = await threeOfOne(app);
    await post(app, "/admin/leads/duplicates/apart", { one: dotted, other: plain });
    expect(await readDesk(app, "/admin/leads/duplicates")).not.toContain("Stessa casella");
    await post(app, "/admin/leads/duplicates/merge", { one: dotted, other: third });
    await post(app, `/admin/leads/${dotted}/notes`, { text: "Ada Neri, via Larga" });
    await env.DB.batch(erasing(app.deps, { ids: [dotted], due: standing, now: noon }));
    await reckonLeads(app.deps);
    for (const table of ["note", "lead_apart", "lead_key", "lead_due"])
      expect(JSON.stringify(await rowsOf(table)), table).not.toContain(dotted);
    const rows = await rowsOf("lead");
    expect(rows.find((row) => row["id"] === third)).toMatchObject({ merged_into: null });
    expect(rows.find((row) => row["id"] === dotted)).toMatchObject({
      fit: 0,
      heat: 0,
      quality_reasons: null,
    });
  });
});
