import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { csvFile } from "../../worker/export/csv.ts";
import { metaSheet } from "../../worker/export/meta.ts";
import { everybody, readUsedNames } from "../../worker/export/store-exports.ts";
import { partsOf, textOf } from "../../worker/import/multipart.ts";
import { recordsIn } from "../../worker/import/separate.ts";
import { anApp, freshDatabase, origin, rowsOf, submit } from "../support/worker-app.ts";
import { aCityCatalog } from "../support/worker-city.ts";
import { act, ours, readDesk, signIn } from "../support/worker-desk.ts";
import { refusalsOf, takeRows, tryRows, upload } from "../support/worker-imports.ts";
import { metaFiles } from "../support/worker-meta-files.ts";

beforeEach(freshDatabase);

/** Who came in, with the answers and the source, in the order of their addresses. */
async function cameIn(): Promise<string[]> {
  const found = await env.DB.prepare(
    `SELECT lead.email, lead.phone, lead.status, submission.answers, submission.source_label,
       (SELECT group_concat(purpose || ' ' || state) FROM consent_state WHERE lead_id = lead.id) AS consents
       FROM submission JOIN lead ON lead.id = submission.lead_id ORDER BY lead.email`,
  ).all<Record<string, string | null>>();
  return found.results.map((row) =>
    [row.phone, row.status, row.answers, row.source_label, row.consents].join(" "),
  );
}

describe("a file of Meta's lead ads", () => {
  it.for(metaFiles)(
    "comes in $shape",
    async ({ bytes, changes = {}, cameIn: expected, refused = [] }, { expect }) => {
      const app = anApp({ catalog: aCityCatalog() });
      const tried = await tryRows(app, await upload(app, bytes), changes);
      expect(await rowsOf("submission"), "a trial writes nothing").toEqual([]);
      expect([tried.status, tried.taken, tried.refused]).toEqual(["ready", expected.length, refused.length]);
      const done = await takeRows(app, tried.id);
      expect([done.status, done.taken, done.refused]).toEqual(["done", expected.length, refused.length]);
      expect(await cameIn()).toEqual(expected);
      expect(await refusalsOf()).toEqual(refused);
      // Nobody was mailed, nothing was counted, and nobody is confirmed.
      expect([
        app.mails,
        await rowsOf("message"),
        await rowsOf("step_count"),
        await rowsOf("webhook_call"),
      ]).toEqual([[], [], [], []]);
      expect((await rowsOf("lead")).every(({ confirmed_at: at }) => at === null)).toBe(true);
      // The file is gone, and a second time changes nothing.
      expect([
        await rowsOf("import_part"),
        await rowsOf("import_bytes"),
        await rowsOf("import_step"),
      ]).toEqual([[], [], []]);
      const before = await rowsOf("submission");
      const again = await takeRows(app, (await tryRows(app, await upload(app, bytes), changes)).id);
      expect([again.taken, again.refused]).toEqual([0, refused.length]);
      expect(await rowsOf("submission")).toEqual(before);
    },
  );
});

describe("out in Meta's layout and in again", () => {
  it("brings back the same leads, answers and consents; what was confirmed stands as given", async ({
    expect,
  }) => {
    const app = anApp({ catalog: aCityCatalog() });
    const people = [
      {
        email: "ada@example.com",
        nome: "Ada",
        telefono: "+39 055 555 0142",
        pane: "Farro",
        persone: "4",
        "consent-marketing": "yes",
      },
      {
        email: "bea@example.com",
        nome: "=1+1",
        pane: "Segale",
        messaggio: 'Due righe,\n«virgolette» "e" apici; +39',
      },
      { email: "cleo@example.com", oggetto: "-3", giorni: "Lun" },
    ];
    for (const person of people) await submit(app, "citta", person);
    const before = await answersOf();
    const states = await statesOf();
    const used = await readUsedNames(env.DB);
    const sheet = metaSheet(env.DB, app.deps.catalog, used, everybody, "citta");
    const file = await new Response(
      csvFile({ name: "citta", ...sheet }, { separator: ",", mark: true }),
    ).text();
    await freshDatabase();
    const done = await takeRows(app, (await tryRows(app, await upload(app, file))).id);
    expect([done.taken, done.refused]).toEqual([3, 0]);
    expect(await answersOf()).toEqual(before);
    expect(await statesOf()).toEqual(states);
    const receipts = await rowsOf("receipt");
    expect(receipts.map(({ channel, granted, wording }) => [channel, granted, wording])).toEqual([
      ["import", 1, "Voglio ricevere le novità."],
    ]);
  });
});

describe("when a lead came", () => {
  it("survives the way in and out, is no mark of a source, and is the site's time where no offset is told", async ({
    expect,
  }) => {
    const app = anApp({ catalog: aCityCatalog() });
    const told = [
      ["2027-01-05T10:00:00+0000", "2027-01-05T11:00:00+01:00"],
      ["2027-07-05T10:00:00-05:00", "2027-07-05T17:00:00+02:00"],
      ["5/7/2027 18.30", "2027-07-05T18:30:00+02:00"],
      ["2027-01-05 06:30 PM", "2027-01-05T18:30:00+01:00"],
      ["05/07/27", null],
    ] as const;
    const rows = told.map(([at], n) => `l:${n},${at},f:1,l${n}@example.com`);
    const file = `id,created_time,form_id,email\n${rows.join("\n")}\n`;
    await takeRows(app, (await tryRows(app, await upload(app, file))).id);
    const metaFile = async () => {
      const sheet = metaSheet(env.DB, app.deps.catalog, await readUsedNames(env.DB), everybody, "citta");
      return new Response(csvFile({ name: "citta", ...sheet }, { separator: ",", mark: true })).text();
    };
    const came = async (text: string) =>
      recordsIn(text, ",", true)
        .records.slice(1)
        .map(([id, at]) => [id, at]);
    const first = await came(await metaFile());
    const now = "2027-03-10T12:00:00+01:00";
    expect(first).toEqual(told.map(([, at], n) => [`l:${n}`, at ?? now]));
    expect((await readUsedNames(env.DB)).sources).toEqual(["utm_source"]);
    const whole = await metaFile();
    await freshDatabase();
    app.clock.now += 30 * 86_400_000;
    await takeRows(app, (await tryRows(app, await upload(app, whole))).id);
    expect(await came(await metaFile())).toEqual(first);
  });
});

describe("people who want to be left alone", () => {
  it("stay out, and a consent taken back is not given again", async ({ expect }) => {
    const app = anApp({ catalog: aCityCatalog() });
    await submit(app, "citta", { email: "ada@example.com", "consent-marketing": "yes" });
    const [lead] = await rowsOf("lead");
    await env.DB.prepare(
      `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
       SELECT lead_id, purpose, 0, wording, wording_hash, form, build, locale, page_url, 'preferences', at FROM receipt`,
    ).run();
    const { inboxOf } = await import("../../worker/inbox.ts");
    await env.DB.prepare("INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'erased', 1)")
      .bind(await inboxOf(app.deps.tokenSecret, "bea@example.com"))
      .run();
    const file =
      "email;nome;consenso\nb.e.a+x@example.com;Bea;sì\nbea@example.com;Bea;sì\nADA@example.com;Adele;sì\n";
    const tried = await tryRows(app, await upload(app, file), { consenso: "consent:marketing" });
    const done = await takeRows(app, tried.id);
    expect(await refusalsOf()).toEqual(["2 suppressed"]);
    expect(await readDesk(app, `/admin/imports/${tried.id}/refused.csv`)).toContain(
      '"2","","suppressed","ha chiesto di non essere più contattato',
    );
    expect(done.taken).toBe(2);
    const states = await env.DB.prepare("SELECT purpose, state FROM consent_state WHERE lead_id = ?1")
      .bind(lead?.id)
      .all();
    expect(states.results).toEqual([{ purpose: "marketing", state: "withdrawn" }]);
    // What is known of her stays as it was, and a file is no sign of life.
    const [kept] = (await rowsOf("lead")).filter(({ id }) => id === lead?.id);
    expect([kept?.email, kept?.last_source, kept?.seen_at]).toEqual([
      lead?.email,
      lead?.last_source,
      lead?.seen_at,
    ]);
  });
});

it("refuses what is no table, no file and no reason, and says what to do", async ({ expect }) => {
  const app = anApp({ catalog: aCityCatalog() });
  const broken = await upload(app, `email,nome\nada@example.com,"Ada\n${"x".repeat(500_000)}`);
  expect(broken.status).toBe("stopped");
  // A quote that nothing closes would make one cell of all rows after it.
  const open = await upload(
    app,
    'email,nome\nada@example.com,Ada\nbea@example.com,"Bea\ncleo@example.com,Cleo\n',
  );
  expect(open.status).toBe("stopped");
  expect(await rowsOf("import_part")).toEqual([]);
  expect(await readDesk(app, `/admin/imports/${open.id}`)).toContain("si apre una virgoletta");
  const form = new FormData();
  form.set("file", new File([""], "vuoto.csv"));
  const answer = await act(app, "/admin/imports", form);
  expect(answer.status).toBe(422);
  const page = await answer.text();
  for (const text of ["Il file è vuoto.", "Scegli la pagina", "Scrivi da dove vengono", "Scegli perché"])
    expect(page).toContain(text);
  const none = await upload(app, "nome\nAda");
  const refused = await act(app, `/admin/imports/${none.id}/columns`, { "column-0": "field:nome" });
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining("Nessuna colonna diventa"),
  ]);
});

it("a form is read field by field, however it is cut on its way, and not where it breaks off", async ({
  expect,
}) => {
  const form = new FormData();
  const text = "email\r\n--\r\n----x\r\nada@example.com\r\n";
  form.set("file", new File([text], "à “b”.csv"));
  form.set("landing", "citta");
  const whole = new Request(origin, { method: "POST", body: form });
  const type = whole.headers.get("Content-Type") ?? "";
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const read = async (size: number, until = bytes.length) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < until; at += size)
          controller.enqueue(bytes.slice(at, Math.min(at + size, until)));
        controller.close();
      },
    });
    const parts: unknown[] = [];
    const request = new Request(origin, { method: "POST", body, headers: { "Content-Type": type } });
    for await (const part of partsOf(request))
      parts.push([part.name, part.file, await textOf(part.bytes, 999)]);
    return parts;
  };
  for (const size of [1, 2, 3, 7, 50, 1000])
    expect(await read(size), `by ${size}`).toEqual([
      ["file", "à “b”.csv", text],
      ["landing", null, "citta"],
    ]);
  await expect(read(50, bytes.length - 80)).rejects.toThrow("broke off");
  const app = anApp({ catalog: aCityCatalog() });
  const cookie = await signIn(app);
  const answer = await app.ask("/admin/imports", {
    method: "POST",
    headers: { ...ours, Cookie: cookie, "Content-Type": type },
    body: bytes.slice(0, -80),
  });
  expect([answer.status, await rowsOf("import"), await rowsOf("import_bytes")]).toEqual([422, [], []]);
});

it("records are read by RFC 4180, however the text is cut", ({ expect }) => {
  const text = 'a,b\r\n"1 ""x""","2\r\n3"\n\n4,\r\n"5",6';
  const whole = [
    ["a", "b"],
    ['1 "x"', "2\r\n3"],
    ["4", ""],
    ["5", "6"],
  ];
  for (let cut = 0; cut <= text.length; cut += 1) {
    const first = recordsIn(text.slice(0, cut), ",", false);
    const second = recordsIn(first.rest + text.slice(cut), ",", true);
    expect([...first.records, ...second.records], `cut at ${cut}`).toEqual(whole);
  }
});

/** The answers of all, by e-mail. */
async function answersOf(): Promise<unknown[]> {
  const found = await env.DB.prepare(
    "SELECT l.email, l.phone, l.given_name, s.landing, s.answers FROM submission s JOIN lead l ON l.id = s.lead_id ORDER BY l.email",
  ).all<{ answers: string }>();
  return found.results.map((row) => ({ ...row, answers: JSON.parse(row.answers) }));
}

async function statesOf(): Promise<unknown[]> {
  const found = await env.DB.prepare(
    "SELECT lead.email, purpose, state FROM consent_state JOIN lead ON lead.id = lead_id ORDER BY lead.email",
  ).all();
  return found.results;
}
