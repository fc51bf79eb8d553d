import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, it } from "vitest";
import { csvRecord, inertCell, plainText } from "../../worker/export/cell.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  noon,
  origin,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { manyLeads, signIn, takeLeads } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

/** The records of an RFC 4180 text; it throws where the text is none. */
function parseCsv(text: string, separator = ","): string[][] {
  const cell = new RegExp(`"((?:[^"]|"")*)"(${separator}|\r\n)`, "y");
  const records: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (found === null) throw new Error(`No cell at ${at}: ${text.slice(at, at + 40)}`);
    records.at(-1)?.push((found[1] ?? "").replaceAll('""', '"'));
    if (found[2] === "\r\n") records.push([]);
  }
  return records.slice(0, -1);
}

/** Rows as an importer reads them: by the names in the first one. */
function rowsIn(csv: string, separator = ","): Record<string, string>[] {
  const [head = [], ...records] = parseCsv(csv, separator);
  return records.map((cells) =>
    Object.fromEntries(cells.map((cell, place) => [head[place], plainText(cell)])),
  );
}

async function takeFile(app: App, format = "csv"): Promise<string> {
  const answer = await takeLeads(app, { format });
  // text() takes the mark away that the first bytes are looked at for.
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/**
 * Whether a spreadsheet would compute `cell`: by its first character, or as a sum, a fraction or a number that loses
 * its plus or its figures. What it says of telephone numbers was seen in LibreOffice and HyperFormula.
 */
function isComputed(cell: string): boolean {
  if (/^\s*[=@＝＠]/.test(cell) || /^[\t\r\n]/.test(cell)) return true;
  if (!/^\s*[+\-＋－]/.test(cell)) return false;
  const figures = cell.trim().replaceAll(/[()]/g, "");
  if (/^-[0-9]+(\.[0-9]+)?$/.test(figures)) return false;
  return /^[+\-＋－](?:[0-9.,]+|[^0-9].*|[0-9.,]+(?:[-+*/^][-0-9.,+*/^]*)+|[0-9]+\s+[0-9]+\/[0-9]+\s*)$/s.test(
    figures,
  );
}

const phones = fc.stringMatching(/^(?:\+|00)?(?:[ ()./-]*[0-9]){5,15}[ ]*$/);
const oddities = fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n \u00a0\u202f390a/().,\";|＝＋") });
const formulas = fc
  .tuple(fc.constantFrom("=", "+", "-", "@", "\t=", "\r=", " =", "'=", "＝"), fc.string())
  .map(([sign, rest]) => `${sign}a${rest}`);

describe("a cell", () => {
  it.for([
    "+39 051 555 0142",
    "+39 (051) 555-0142",
    "051 555 0142",
    "0039 051 555",
    "-5",
    "-12.5",
    "ciao",
    "",
  ])("stays %s", (text, { expect }) => {
    expect(inertCell(text)).toBe(text);
  });

  it.for([
    ["+390515550142", "+39\u00a00515550142"],
    ["+39051-555-0142", "+39\u00a0051-555-0142"],
    ["+39 051/5550142", "'+39 051/5550142"],
    ["+39.051.555.0142", "+39\u00a0.051.555.0142"],
    ["+16505550142", "+1\u00a06505550142"],
    ["+353861234567", "+353\u00a0861234567"],
    ["+39\u00a0051555014", "'+39\u00a0051555014"],
    ["=1+1", "'=1+1"],
    ["+1-1", "'+1-1"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    [" =1", "' =1"],
    ["'=1", "''=1"],
    ["’Ndrangheta", "’Ndrangheta"],
    ["'O sole mio", "'O sole mio"],
  ])("turns %j into %j", ([text = "", cell], { expect }) => {
    expect(inertCell(text)).toBe(cell);
  });

  it("is never computed, and gives back what was typed to the character", ({ expect }) => {
    for (const texts of [phones, oddities, formulas, fc.string({ unit: "binary" })]) {
      fc.assert(
        fc.property(texts, (text) => {
          const [[cell = ""] = []] = parseCsv(csvRecord([text], ","));
          expect(isComputed(cell), JSON.stringify(cell)).toBe(false);
          expect(plainText(cell)).toBe(text);
        }),
        { numRuns: 3000 },
      );
    }
  });

  it("keeps quotes, separators and line breaks inside", ({ expect }) => {
    const cells = ['una "torta"', "a,b;c", "riga\nriga", ""];
    expect(parseCsv(csvRecord(cells, ";"), ";")).toEqual([cells]);
  });
});

describe("the file of leads", () => {
  it("holds every field of every form, once, in an order that stays", async ({ expect }) => {
    const app = anApp();
    const [head = []] = parseCsv(await takeFile(app));
    const { forms } = app.deps.catalog;
    for (const { name } of Object.values(forms).flatMap((form) => form.fields)) {
      expect(
        head.filter((column) => column === name),
        name,
      ).toHaveLength(1);
    }
    expect(new Set(head).size).toBe(head.length);
    const turned = { ...app.deps.catalog, forms: Object.fromEntries(Object.entries(forms).reverse()) };
    expect(parseCsv(await takeFile(anApp({ catalog: turned })))[0]).toEqual(head);
  });

  it("tells a submission in full: answers, consents with their times, first and last touch", async ({
    expect,
  }) => {
    const app = anApp();
    const from = (query: string) => ({ Referer: `${origin}/guida/?${query}` });
    const ada = { email: "ada@example.com", nome: "Ada", settore: "Bar", "consent-marketing": "yes" };
    await submit(app, "guida", ada, from("utm_source=meta&utm_campaign=primavera&gclid=abc&ad=rosso"));
    app.clock.now += 3_600_000;
    await press(app, linkIn(app));
    await submit(app, "sconto", { email: "ada@example.com", nome: "Ada" }, from("utm_source=news"));
    const [first, second, ...more] = rowsIn(await takeFile(app));
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      "submission.at": "2027-03-10T12:00:00+01:00",
      "submission.landing": "guida",
      "submission.consents": "marketing",
      "lead.email": "ada@example.com",
      "lead.confirmed": "2027-03-10T13:00:00+01:00",
      email: "ada@example.com",
      nome: "Ada",
      settore: "Bar",
      annuncio: "rosso",
      "consent.marketing": "confirmed",
      "consent.marketing.at": "2027-03-10T13:00:00+01:00",
      "consent.regolamento": "",
      "source.label": "meta",
      "source.gclid": "abc",
      "first.utm_source": "meta",
      "first.landing": "guida",
      "first.at": "2027-03-10T12:00:00+01:00",
      "last.utm_source": "news",
      "last.landing": "sconto",
    });
    expect(second).toMatchObject({
      "submission.landing": "sconto",
      settore: "",
      "lead.id": first?.["lead.id"],
    });
  });

  it("brings back a number and a hostile text as they were typed", async ({ expect }) => {
    const app = anApp();
    const messaggio = '=HYPERLINK("https://evil.example","ciao");\n"fine"';
    const answers = {
      telefono: "+390515550142",
      oggetto: "@SUM(A1:A9)",
      messaggio,
      interessi: ["Pane", "Dolci"],
    };
    await submitJson(app, "contatto", { answers, consents: ["regolamento"] });
    const csv = await takeFile(app);
    expect(parseCsv(csv).flat().filter(isComputed)).toEqual([]);
    expect(csv).toContain('"+39\u00a00515550142"');
    expect(rowsIn(csv)).toMatchObject([
      { ...answers, interessi: "Pane | Dolci", "lead.phone": "+390515550142" },
    ]);
  });

  it("keeps a column for answers whose field is gone from the form", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", settore: "Bar" });
    const catalog = aCatalog(({ forms }) => {
      const guida = forms.guida;
      if (guida !== undefined) guida.fields = [{ name: "email", type: "email", required: true }];
    });
    expect(rowsIn(await takeFile(anApp({ catalog })))).toMatchObject([
      { email: "ada@example.com", settore: "Bar" },
    ]);
  });

  it("says no where a consent was withdrawn, and leaves out bots and erased people", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", "consent-marketing": "yes" });
    await submit(app, "guida", { email: "bot@example.com", _website: "x" });
    await submit(app, "guida", { email: "gone@example.com" });
    const [ada, gone] = await rowsOf("lead");
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
         SELECT lead_id, purpose, 0, wording, wording_hash, form, build, locale, page_url, 'preferences', ?2
           FROM receipt WHERE lead_id = ?1`,
      ).bind(ada?.id, noon + 1000),
      env.DB.prepare(
        "UPDATE lead SET identity = NULL, email = NULL, phone = NULL, given_name = NULL, erased_at = 1 WHERE id = ?1",
      ).bind(gone?.id),
    ]);
    expect(rowsIn(await takeFile(app))).toMatchObject([
      {
        email: "ada@example.com",
        "consent.marketing": "withdrawn",
        "consent.marketing.at": "2027-03-10T12:00:01+01:00",
      },
    ]);
  });

  it("is written for Excel in Italy when asked: semicolons and a mark", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { email: "ada@example.com", nome: "Niccolò" });
    const csv = await takeFile(app, "excel");
    expect(csv.startsWith('\ufeff"submission.id";')).toBe(true);
    expect(rowsIn(csv.slice(1), ";")).toMatchObject([{ nome: "Niccolò" }]);
  });

  it("comes as a file, is kept by no cache, and is noted", async ({ expect }) => {
    const app = anApp();
    const answer = await takeLeads(app);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="contatti-2027-03-10.csv"',
      "cache-control": "no-store",
    });
    await answer.text();
    const [session] = await rowsOf("session");
    expect(await rowsOf("export")).toEqual([{ id: 1, session: session?.hash, at: noon, outcome: "taken" }]);
  });

  it("A19 asks for the token once more, is given ten times an hour, and notes every wish", async ({
    expect,
  }) => {
    const app = anApp();
    const cookie = await signIn(app);
    const asked = await app.ask("/admin/leads.csv", { headers: { Cookie: cookie } });
    expect([asked.status, asked.headers.get("Content-Disposition")]).toEqual([200, null]);
    for (const token of ["", "wrong"]) {
      const answer = await takeLeads(app, { cookie, token });
      expect([answer.status, answer.headers.get("Content-Disposition")]).toEqual([401, null]);
    }
    for (let n = 0; n < 10; n += 1) await (await takeLeads(app, { cookie })).text();
    const eleventh = await takeLeads(app, { cookie });
    expect([
      eleventh.status,
      eleventh.headers.get("Retry-After"),
      eleventh.headers.get("Cache-Control"),
    ]).toEqual([429, "3600", "no-store"]);
    const outcomes = (await rowsOf("export")).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["wrong-token", "wrong-token", ...Array(10).fill("taken"), "too-many"]);
    app.clock.now += 3_600_000;
    expect((await takeLeads(app, { cookie })).status).toBe(200);
  });

  it("leaves no row out and repeats none where it takes several readings", async ({ expect }) => {
    const app = anApp();
    await manyLeads(5001);
    const ids = rowsIn(await takeFile(app)).map((row) => row["submission.id"]);
    expect(ids).toHaveLength(5001);
    expect(new Set(ids).size).toBe(5001);
  });
});
