import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { anApp, freshDatabase, origin, rowsOf, submit, submitJson } from "../support/worker-app.ts";
import { readDesk, takeLeads } from "../support/worker-desk.ts";
import { aQuoteCatalog } from "../support/worker-steps.ts";

beforeEach(freshDatabase);

const catalog = aQuoteCatalog((_landing, { forms }) => {
  for (const consent of forms.preventivo?.consents ?? []) consent.version = 4;
});
const agreed = { "consent-regolamento": "yes", _reviewed: "yes" };

/** The cells of the file of leads, row by row, by the names in its head. */
function rowsIn(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = csv
    .trim()
    .split("\r\n")
    .map((row) => row.slice(1, -1).split('","'));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, place) => [head[place] ?? "", cell])));
}

describe("promise 10: every field reaches every output", () => {
  it("hidden ones too, and a question that was not asked is an empty cell", async ({ expect }) => {
    const app = anApp({ catalog });
    const person = { email: "ada@example.com", telefono: "051 555 0142" };
    await submit(
      app,
      "preventivo",
      { tipo: "ristorante", giorno: "2027-03-01", ...person, ...agreed },
      { Referer: `${origin}/preventivo/?ad=rosso` },
    );
    await submit(app, "preventivo", {
      tipo: "Festa",
      persone: "30",
      giorno: "2027-03-01",
      ...person,
      ...agreed,
    });
    const [restaurant, party] = rowsIn(await (await takeLeads(app)).text());
    expect(restaurant).toMatchObject({
      tipo: "ristorante",
      persone: "",
      giorno: "",
      annuncio: "rosso",
      provincia: "",
    });
    expect(party).toMatchObject({ tipo: "Festa", persone: "30", giorno: "2027-03-01", annuncio: "" });
    expect(party).not.toHaveProperty("quando");
    expect(party).toMatchObject({ "consent.regolamento": "given", "consent.regolamento.version": "4" });
    expect(party).toMatchObject({ "consent.marketing": "", "consent.marketing.version": "" });
    const [lead] = await rowsOf("lead");
    const desk = await readDesk(app, `/admin/leads/${lead?.id}`);
    expect(desk).toContain("<dt>annuncio</dt><dd>rosso</dd>");
    expect(desk).toContain("<dt>Per che cosa</dt><dd>Il mio ristorante</dd>");
    // Asked of the one who has a party alone.
    expect(desk.match(/<dt>Quante persone<\/dt>/g)).toHaveLength(1);
    expect(desk).toMatch(/Versione 4 · <span class="hash"/);
  });
});

describe("a receipt from before wordings were counted", () => {
  it("stays as it is, and says no number", async ({ expect }) => {
    await reset();
    const [first, second] = env.TEST_MIGRATIONS;
    if (first === undefined || second === undefined) throw new Error("Two migrations are missing.");
    await applyD1Migrations(env.DB, [first, second]);
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO lead (id, identity, email, locale, first_source, last_source, created_at, seen_at)
         VALUES ('l234567890123456789012', 'email:a@example.com', 'a@example.com', 'it', '{}', '{}', 1, 1)`,
      ),
      env.DB.prepare(
        `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
         VALUES ('l234567890123456789012', 'marketing', 1, 'Sì', ?1, 'guida', 'b', 'it', '/', 'form', 1)`,
      ).bind("a".repeat(64)),
    ]);
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
    expect(await rowsOf("receipt")).toMatchObject([{ purpose: "marketing", version: null }]);
    const desk = await readDesk(anApp(), "/admin/leads/l234567890123456789012");
    expect(desk).toMatch(/Versione <span class="hash"/);
    await expect(env.DB.prepare("UPDATE receipt SET version = 1").run()).rejects.toThrow(/append-only/);
  });

  it("is refused a number that counts nothing", async ({ expect }) => {
    const app = anApp({ catalog });
    const answers = { tipo: "ristorante", email: "ada@example.com" };
    expect((await submitJson(app, "preventivo", { answers, consents: ["regolamento"] })).status).toBe(201);
    const columns =
      "lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at";
    const copy = `INSERT INTO receipt (${columns}, version) SELECT ${columns}, 0 FROM receipt`;
    await expect(env.DB.prepare(copy).run()).rejects.toThrow(/constraint failed/);
  });
});
