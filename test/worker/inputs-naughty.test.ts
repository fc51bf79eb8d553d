import Papa from "papaparse";
import { beforeAll, describe, it, vi } from "vitest";
import { quarantinedShown } from "../../worker/desk/quarantine.tsx";
import { plainText } from "../../worker/export/cell.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { releaseSubmission } from "../../worker/release.ts";
import { anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { readDesk, signIn, takeLeads } from "../support/worker-desk.ts";
import { aNaughtyCatalog, cellsOf, encodings, handfuls, kinds, parsed } from "../support/worker-naughty.ts";
import { naughty } from "../support/worker-strings.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// All strings are posted once; the tests look at what has become of them.
const app = anApp({ catalog: aNaughtyCatalog() });
const statuses = new Map<number, number>();
const refused: unknown[] = [];
const tooLong: unknown[] = [];
const meant = new Map<string, Record<string, string>>();
let posts = 0;
let sentCells = 0;

/** Posts as somebody new from somewhere else, an hour after the one before: no limit is meant to be met. */
async function send(encoding: string, answers: [string, string][]) {
  const init = encodings[encoding]?.(answers) ?? {};
  const headers = new Headers(init.headers);
  posts += 1;
  headers.set("CF-Connecting-IP", `2001:db8:${posts.toString(16)}::1`);
  app.clock.now += 3_600_000;
  const answer = await app.ask("/f/lista", { ...init, headers });
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  return answer.json<{ errors?: { field: string; code: string }[] }>();
}

/** Posts `strings` in one field of each kind; what is too long is refused by name, and left out then. */
async function sendHandful(
  encoding: string,
  number: number,
  strings: string[],
  more: [string, string][] = [],
) {
  const email = `${encoding}-${number}@example.com`;
  const cells = cellsOf(strings);
  const answersOf = (some: typeof cells): [string, string][] => [
    ["email", email],
    ...more,
    ...some.map(({ name, sent }): [string, string] => [name, sent]),
  ];
  const fitting = cells.filter(({ fits }) => fits);
  const { errors = [] } = await send(encoding, answersOf(cells));
  sentCells += cells.length;
  refused.push(...errors.map(({ field, code }) => ({ email, field, code })));
  for (const { name, fits } of cells) if (!fits) tooLong.push({ email, field: name, code: "too_long" });
  if (fitting.length < cells.length) await send(encoding, answersOf(fitting));
  const kept = fitting.filter((cell) => cell.kept !== "").map((cell) => [cell.name, cell.kept]);
  meant.set(email, { email, ...Object.fromEntries(kept) });
}

const harmless = Object.fromEntries(cellsOf(["x", "y", "z", "w"]).map(({ name, sent }) => [name, sent]));

beforeAll(async () => {
  await freshDatabase();
  // What the pages of honest people are made of, of one with a name and of one without.
  for (const [email, answers] of [
    ["honest@example.com", harmless],
    ["honest.too@example.com", {}],
  ] as const) {
    await send("json", [["email", email], ...Object.entries(answers)]);
    meant.set(email, { email, ...answers });
  }
  for (const encoding of Object.keys(encodings))
    for (const [number, strings] of handfuls.entries()) await sendHandful(encoding, number, strings);
  // A link in place of a name waits for the owner, who lets it in: then it has to be as inert as the rest.
  for (const { id } of (await rowsOf("submission")).filter(({ status }) => status === "quarantined")) {
    await releaseSubmission(app.deps, String(id), "owner");
  }
  for (let round = 0; round < 5; round += 1) await sweepOutbox(app.deps);
});

describe("the list of naughty strings", () => {
  it("is posted whole, in five kinds of field and three formats, and no post fails", ({ expect }) => {
    expect([naughty.length, Object.keys(kinds).length, sentCells]).toEqual([485, 5, 7275]);
    expect([...statuses.keys()].sort()).toEqual([201, 422]);
    expect(refused).toEqual(tooLong);
    expect(tooLong.length).toBe(102);
  });

  it("is stored as it was sent", async ({ expect }) => {
    const stored = (await rowsOf("submission")).map(({ answers }) => JSON.parse(String(answers)));
    expect(stored.length).toBe(meant.size);
    const wrong = stored.filter(
      (answers) => JSON.stringify(answers) !== JSON.stringify(meant.get(answers.email)),
    );
    expect(wrong).toEqual([]);
  });

  it("stands in the file of leads, and comes out of it, cell by cell", async ({ expect }) => {
    const answer = await takeLeads(app);
    const { data, errors } = Papa.parse<Record<string, string>>(await answer.text(), {
      header: true,
      newline: "\r\n",
    });
    expect(errors.filter(({ code }) => code !== "TooFewFields")).toEqual([]);
    const rows = data.filter((row) => row.email !== undefined);
    expect(rows.length).toBe(meant.size);
    let cells = 0;
    for (const row of rows) {
      const answers = meant.get(row.email ?? "") ?? {};
      for (const name of Object.keys(harmless)) {
        expect(plainText(row[name] ?? ""), `${row.email} ${name}`).toBe(answers[name] ?? "");
        cells += 1;
      }
    }
    expect(cells).toBe(meant.size * Object.keys(harmless).length);
  });

  it("is shown as text on the desk, and makes no element", async ({ expect }) => {
    const leads = (await rowsOf("lead")).filter(({ email }) => /^(?:json|honest)/.test(String(email)));
    const headers = { Cookie: await signIn(app) };
    const pages = await Promise.all(
      leads.map(async ({ id, email }) => {
        const page = await parsed(await (await app.ask(`/admin/leads/${id}`, { headers })).text());
        return { ...page, email: String(email) };
      }),
    );
    const [named = new Set<string>(), nameless = new Set<string>()] = pages
      .filter(({ email }) => email.startsWith("honest"))
      .map(({ elements }) => elements);
    const honest = new Set([...named, ...nameless]);
    expect(honest.size).toBeGreaterThan(20);
    const added = pages.flatMap(({ elements }) => [...elements].filter((element) => !honest.has(element)));
    expect(added).toEqual([]);
    const unseen = pages.flatMap(({ email, text }) =>
      Object.values(meant.get(email) ?? {}).filter((kept) => !text.includes(kept)),
    );
    expect(unseen).toEqual([]);
    expect(pages.length).toBe(handfuls.length + 2);
  });

  it("is in no mail but as a name, and makes no element and no line of a header", async ({ expect }) => {
    expect(app.mails.length).toBe(meant.size);
    const [honest, ...others] = await Promise.all(app.mails.map((mail) => parsed(mail.html)));
    const added = others.flatMap(({ elements }) =>
      [...elements].filter((element) => !honest?.elements.has(element)),
    );
    expect(honest?.elements.size).toBeGreaterThan(10);
    expect(added).toEqual([]);
    for (const { subject, to, from, headers } of app.mails)
      expect([subject, to, from.name, ...Object.values(headers)].join("")).not.toMatch(/[\r\n\0]/);
  });

  it("is in no log", ({ expect }) => {
    const logged = JSON.stringify(app.lines);
    expect(logged).not.toContain("@example.com");
    expect(naughty.filter((text) => text.length > 12 && logged.includes(text))).toEqual([]);
  });

  it("is shown as text among what waits in quarantine", async ({ expect }) => {
    const bots = anApp({ catalog: aNaughtyCatalog() });
    await freshDatabase();
    /** What the page shows of `some`, once they wait: as many as it has room for. */
    async function waiting(some: readonly (readonly string[])[]) {
      for (const [n, strings] of some.entries()) {
        const answers = cellsOf(strings).filter(({ fits }) => fits);
        bots.clock.now += 3_600_000;
        const init = encodings.json?.([
          ["email", `bot-${bots.clock.now}-${n}@example.com`],
          ["_website", "x"],
          ...answers.map(({ name, sent }): [string, string] => [name, sent]),
        ]);
        expect((await bots.ask("/f/lista", init)).status).toBe(201);
        shown.push(...answers.map(({ kept }) => kept));
      }
      return parsed(await readDesk(bots, "/admin/quarantine"));
    }
    const shown: string[] = [];
    const honest = await waiting(Array.from({ length: quarantinedShown }, () => ["x", "y", "z", "w"]));
    let seen = 0;
    for (let start = 0; start < handfuls.length; start += quarantinedShown) {
      shown.length = 0;
      const { elements, text } = await waiting(handfuls.slice(start, start + quarantinedShown));
      expect([...elements].filter((element) => !honest.elements.has(element))).toEqual([]);
      expect(shown.filter((kept) => !text.includes(kept))).toEqual([]);
      seen += shown.length;
    }
    // All that were not too long.
    expect(seen).toBe((7275 - 102) / 3);
  });
});
