import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { consentCommand } from "../../site/ledger/command.ts";
import { openTerminal } from "../../site/scripts/terminal.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { began, idOf, itsLock, makeRegister } from "../support/register.ts";

/** A project whose register holds six receipts of three leads; the last receipt waits for its seal. */
async function aProject(locale: "it" | "en" = "it") {
  const root = await mkdtemp(join(tmpdir(), "imbuto-consent-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const file = join(root, "register.sqlite");
  makeRegister(file, 6, 1);
  await mkdir(join(root, "content"));
  const site = String(goodContent["content/site.yaml"]);
  await writeFile(join(root, "content/site.yaml"), `locale: ${locale}\n${site}`);
  await writeFile(join(root, "content/consents.lock.yaml"), stringify(itsLock));
  return {
    root,
    file,
    read: (name: string) => readFile(join(root, name), "utf8"),
    async run(...args: string[]) {
      let printed = "";
      const code = await consentCommand({
        root,
        args,
        terminal: openTerminal({ write: (text) => (printed += text) }),
        wrangler: async (asked) => {
          await writeFile(asked.at(-1) ?? "", exportOf(file));
          return { ok: true, stdout: "", text: "", entries: [] };
        },
        now: began + 20 * 60_000,
      });
      return { code, printed };
    },
    change(sql: string) {
      const db = new DatabaseSync(file);
      db.exec(sql);
      db.close();
    },
  };
}

/** The database as `wrangler d1 export` writes it: tables with their rows, indexes, triggers, and views at the very end. */
function exportOf(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  const schema = db.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").all();
  const tables = schema.filter(({ type }) => type === "table");
  const rows = tables.flatMap(({ name }) => {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${name}')`).all();
    const values = columns.map((column) => `quote("${column["name"]}")`).join(" || ',' || ");
    const lines = db.prepare(`SELECT ${values} AS line FROM "${name}"`).all();
    return lines.map(({ line }) => `INSERT INTO "${name}" VALUES(${line});`);
  });
  const rest = ["index", "trigger", "view"].flatMap((wanted) =>
    schema.filter(({ type }) => type === wanted).map(({ sql }) => `${sql};`),
  );
  db.close();
  return ["PRAGMA defer_foreign_keys=TRUE;", ...tables.map(({ sql }) => `${sql};`), ...rows, ...rest].join(
    "\n",
  );
}

const sha256 = (content: string | Buffer) => createHash("sha256").update(content);

describe("npm run consent -- verify", () => {
  it("says how many receipts there are, what waits, and where the chain ends", async ({ expect }) => {
    const project = await aProject();
    const { code, printed } = await project.run("verify", "--file", project.file);
    expect(printed).toContain("6 receipts, 5 of them in the chain; 1 page kept.");
    expect(printed).toContain("1 wait for their seal, the oldest for 15 minutes");
    expect(printed).toContain("Everything is as it was written.");
    expect(code).toBe(0);
    const [, head] = /The chain ends with ([\w-]{43})/.exec(printed) ?? [];
    const noted = await project.run("verify", "--file", project.file, "--head", String(head));
    expect(noted).toMatchObject({ code: 0, printed: expect.stringContaining("is there: receipt 5.") });
  });

  it("reads an export, and the database at Cloudflare, as it reads a file", async ({ expect }) => {
    const project = await aProject();
    await writeFile(join(project.root, "export.sql"), exportOf(project.file));
    for (const source of [["--file", join(project.root, "export.sql")], ["--remote"]]) {
      expect(await project.run("verify", ...source)).toMatchObject({
        code: 0,
        printed: expect.stringContaining("6 receipts, 5 of them in the chain; 1 page kept."),
      });
    }
  });

  it("leaves the database as it is, and reads what lies in its log", async ({ expect }) => {
    const project = await aProject();
    const db = new DatabaseSync(project.file);
    db.exec("PRAGMA journal_mode = WAL; INSERT INTO stock VALUES ('pane', 1)");
    const before = sha256(await readFile(project.file)).digest("hex");
    db.exec("DROP TRIGGER seal_no_delete");
    const { code, printed } = await project.run("verify", "--file", project.file);
    expect(printed).toContain("The trigger seal_no_delete is gone");
    expect(code).toBe(1);
    expect(sha256(await readFile(project.file)).digest("hex")).toBe(before);
    db.close();
  });

  it("fails with the receipt's number when one was changed", async ({ expect }) => {
    const project = await aProject();
    project.change("DROP TRIGGER receipt_no_update; UPDATE receipt SET at = at + 1 WHERE id = 3");
    const { code, printed } = await project.run("verify", "--file", project.file);
    expect(printed).toContain("Receipt 3 was changed after it was sealed.");
    expect(code).toBe(1);
  });

  it("says what it needs when it is asked for anything else", async ({ expect }) => {
    const project = await aProject();
    await writeFile(join(project.root, "notes.txt"), "These are notes.");
    const file = project.file;
    for (const [args, code, text] of [
      [[], 2, "knows two commands"],
      [["verify", "this"], 2, "knows two commands"],
      [["show"], 2, "knows two commands"],
      [["verify", "--remote", "--file", file], 2, "knows two commands"],
      [["verify"], 1, "There is no database on this machine yet."],
      [["verify", "--file", "/nowhere.sqlite"], 1, "There is no file /nowhere.sqlite."],
      [["verify", "--file", join(project.root, "notes.txt")], 1, "is neither a database nor an export"],
      [["show", "nobody@example.com", "--file", file], 1, 'is "nobody@example.com"'],
    ] as const) {
      expect(await project.run(...args), args.join(" ")).toMatchObject({
        code,
        printed: expect.stringContaining(text),
      });
    }
  });
});

describe("npm run consent -- show", () => {
  it("writes a proof whose every hash can be checked with sha256sum", async ({ expect }) => {
    const project = await aProject();
    const { code, printed } = await project.run(
      "show",
      "Ada.1@example.com",
      "--file",
      project.file,
      "--out",
      "proof",
    );
    expect(printed).toContain("7 files in");
    expect(code).toBe(0);
    const sums = (await project.read("proof/sums.txt")).trimEnd().split("\n");
    expect(sums.map((line) => line.slice(66))).toEqual([
      "receipts/3.txt",
      "receipts/4.txt",
      "pages/b1b1b1b1b1b1-guida.html",
      "pages/b1b1b1b1b1b1-guida-form.json",
      "evidence.json",
      "evidence.html",
    ]);
    for (const line of sums) {
      const content = await readFile(join(project.root, "proof", line.slice(66)));
      expect(sha256(content).digest("hex"), line).toBe(line.slice(0, 64));
    }
    const evidence = JSON.parse(await project.read("proof/evidence.json"));
    expect(evidence).toMatchObject({
      lead: { id: idOf("lead", 1), email: "ada.1@example.com", givenName: "Ada" },
      consents: [{ purpose: "marketing", state: "confirmed" }],
      receipts: [
        { id: 3, event: "given", channel: "form", version: 1, versionFrom: "2027-03-01", mail: null },
        { id: 4, event: "confirmed", channel: "confirm", mail: idOf("mail", 1) },
      ],
      submissions: [{ id: idOf("post", 1), network: "f".repeat(43), agent: "Safari, iOS" }],
      mails: [
        { id: idOf("mail", 1), sent: "2027-03-10T11:02:02.000Z", delivered: "2027-03-10T11:02:05.000Z" },
      ],
      pages: [{ build: "b1b1b1b1b1b1b1b1", landing: "guida", file: "pages/b1b1b1b1b1b1-guida.html" }],
      chain: { receipts: 6, sealed: 5, faults: [] },
    });
    const [given, confirmed] = evidence.receipts;
    const hashed = sha256(await readFile(join(project.root, "proof/receipts/4.txt")));
    expect(hashed.digest("base64url")).toBe(confirmed.link.hash);
    expect(confirmed.link.before).toBe(given.link.hash);
    const form = await readFile(join(project.root, "proof/pages/b1b1b1b1b1b1-guida-form.json"));
    expect(sha256(form).digest("hex")).toBe(given.formSha256);
    const page = await readFile(join(project.root, "proof", evidence.pages[0].file));
    expect(sha256(page).digest("hex")).toBe(evidence.pages[0].sha256);
  });

  it("tells the story on one page, in the site's language, with nothing that runs or is fetched", async ({
    expect,
  }) => {
    for (const [locale, sentence] of [
      ["it", "Ha confermato il consenso «marketing» (ricevuta 4)"],
      ["en", "Confirmed the consent “marketing” (receipt 4)"],
    ] as const) {
      const project = await aProject(locale);
      project.change(
        `UPDATE lead SET given_name = '<script>alert(1)</script>' WHERE id = '${idOf("lead", 1)}'`,
      );
      await project.run("show", idOf("lead", 1), "--file", project.file);
      const html = await project.read(`evidence-${idOf("lead", 1)}/evidence.html`);
      expect(html).toContain(sentence);
      expect(html).toContain("Voglio ricevere le novità del forno, «due volte al mese».");
      expect(html).toContain("&lt;script&gt;alert(1)");
      expect(html).toContain('<iframe sandbox title="guida" srcdoc="&lt;!doctype html&gt;');
      expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\{\w+\}/);
    }
  });

  it("shows what it found, and fails, when the register is not as it was written", async ({ expect }) => {
    const project = await aProject();
    project.change("DROP TRIGGER receipt_no_update; UPDATE receipt SET page_url = '/altro/' WHERE id = 1");
    const { code } = await project.run("show", idOf("lead", 1), "--file", project.file, "--out", "proof");
    expect(code).toBe(1);
    expect(await project.read("proof/evidence.html")).toContain("Receipt 1 was changed after it was sealed.");
  });

  it("shows the receipts of a lead that was erased, by its id", async ({ expect }) => {
    const project = await aProject();
    project.change(`UPDATE lead SET erased_at = ${began}, identity = NULL, email = NULL, given_name = NULL WHERE id = '${idOf("lead", 2)}';
      UPDATE submission SET network = NULL, agent = NULL`);
    const { code } = await project.run("show", idOf("lead", 2), "--file", project.file, "--out", "proof");
    expect(code).toBe(0);
    const html = await project.read("proof/evidence.html");
    expect(html).toContain("sono stati cancellati il 10 marzo 2027");
    expect(html).toContain("Non ancora nella catena");
    expect(html).not.toContain("@example.com");
  });
});
