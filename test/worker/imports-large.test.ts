import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { advanceImports, step } from "../../worker/import/step.ts";
import { anApp, freshDatabase, origin, rowsOf } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { aCityCatalog } from "../support/worker-city.ts";
import { act, ours, signIn } from "../support/worker-desk.ts";
import { goThrough, importOf, tryRows, upload } from "../support/worker-imports.ts";

beforeEach(freshDatabase);

describe("a large file", () => {
  it("is read on by the clock, and every step counts once, whoever makes it at the same time", async ({
    expect,
  }) => {
    const app = anApp({ catalog: aCityCatalog() });
    const rows = Array.from({ length: 2500 }, (_, n) => `l${n}@example.com,"Nome, ${n}"`);
    const current = await upload(app, `email,nome\r\n${rows.join("\r\n")}`);
    expect(current.rows).toBe(2500);
    const tried = await tryRows(app, current);
    expect([tried.taken, tried.known, tried.refused]).toEqual([2500, 0, 0]);
    await act(app, `/admin/imports/${tried.id}/take`);
    const before = await importOf(app, tried.id);
    await Promise.all([step(app.deps, before), step(app.deps, before), step(app.deps, before)]);
    await tick(app.deps);
    const done = await goThrough(app, tried.id);
    expect([done.status, done.taken, done.known]).toEqual(["done", 2500, 0]);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM submission").first("n")).toBe(2500);
  });

  it("is cut into rows once by two who press at the same time, and what was done is noted", async ({
    expect,
  }) => {
    const app = anApp({ catalog: aCityCatalog() });
    const rows = Array.from({ length: 24_000 }, (_, n) => `lead-number-${n}@example.com,"Nome, ${n}"`);
    const current = await upload(app, `email,nome\r\n${rows.join("\r\n")}`);
    expect(current.status).toBe("reading");
    const on = `/admin/imports/${current.id}/on`;
    const answers = await Promise.all([act(app, on), act(app, on)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await goThrough(app, current.id)).rows).toBe(24_000);
    const noted = (await rowsOf("audit")).filter(({ act: done }) => done === "import.on");
    expect(noted.length).toBeGreaterThanOrEqual(1);
  });

  it("asks the database fifty times a request at the most", async ({ expect }) => {
    let asked = 0;
    const db = brokenDatabase(env.DB, {
      before: (_, statements) => {
        asked += statements;
      },
    });
    const app = anApp({ catalog: aCityCatalog(), db });
    const cookie = await signIn(app);
    const most = async (path: string, body: FormData | URLSearchParams) => {
      asked = 0;
      const answer = await app.ask(path, { method: "POST", headers: { ...ours, Cookie: cookie }, body });
      expect([answer.status, asked <= 50], `${path}: ${asked}`).toEqual([303, true]);
      return answer;
    };
    const rows = Array.from({ length: 40_000 }, (_, n) => `l${n}@example.com,"Nome, ${n}",sì`);
    const form = new FormData();
    form.set("file", new File([`email,nome,novità\n${rows.join("\n")}`], "contatti.csv"));
    for (const [key, value] of [
      ["landing", "citta"],
      ["provenance", "Fiera"],
      ["basis", "consent"],
    ] as const)
      form.set(key, value);
    const path = new URL((await most("/admin/imports", form)).headers.get("Location") ?? "", origin).pathname;
    const id = path.split("/").at(-1) ?? "";
    for (const status of ["mapping", "ready", "running"]) {
      if (status === "ready") {
        const { heads } = (await importOf(app, id)).reading;
        const targets = ["field:email", "field:nome", "consent:marketing"];
        const body = heads.map((_, n): [string, string] => [`column-${n}`, targets[n] ?? ""]);
        await most(`${path}/columns`, new URLSearchParams([...body, ["wording-marketing", "Sì"]]));
        // The rest of the trial is the same step over and over.
        await env.DB.prepare("UPDATE import SET at_part = parts - 1").run();
      }
      if (status === "running") await most(`${path}/take`, new URLSearchParams());
      for (let n = 0; n < 40 && (await importOf(app, id)).status !== status; n += 1)
        await most(`${path}/on`, new URLSearchParams());
    }
    await most(`${path}/on`, new URLSearchParams());
    asked = 0;
    await advanceImports(app.deps);
    expect(asked).toBeLessThan(45);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM submission").first("n")).toBeGreaterThan(1000);
  });

  it("is read as Windows wrote it, where its first accent comes late", async ({ expect }) => {
    const app = anApp({ catalog: aCityCatalog() });
    const rows = Array.from({ length: 6000 }, (_, n) => `l${n}@example.com,Nome ${n}`);
    const text = `email,nome\n${rows.join("\n")}\nfia@example.com,Niccolò\n`;
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const current = await goThrough(app, (await upload(app, latin)).id);
    expect([current.rows, current.reading.encoding]).toEqual([6001, "windows-1252"]);
    expect(String((await rowsOf("import_part")).at(-1)?.rows)).toContain("Niccolò");
  });

  it("is forgotten when nobody goes on with it for a week, or says so", async ({ expect }) => {
    const app = anApp({ catalog: aCityCatalog() });
    const one = await upload(app, "email\nada@example.com");
    const other = await upload(app, "email\nbea@example.com");
    await act(app, `/admin/imports/${other.id}/stop`);
    app.clock.now += 8 * 86_400_000;
    await tick(app.deps);
    expect([(await importOf(app, one.id)).status, (await importOf(app, other.id)).status]).toEqual([
      "stopped",
      "stopped",
    ]);
    expect(await rowsOf("import_part")).toEqual([]);
  });
});
