import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { quiet } from "../../site/scripts/start/environment.ts";
import { bookContent } from "../fixtures/content/book.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { buildableProject, type Project } from "./project.ts";

const file = "content/landings/guida/index.mdx";
const landing = String(goodContent[file]);
const voucher = "content/landings/en/voucher/index.mdx";

/** What the server tells the browser. */
interface Told {
  type: string;
  err?: { title: string; message: string; hint: string };
}

describe("while content is being written", () => {
  let project: Project;
  let server: ChildProcess;
  let origin = "";
  beforeAll(async () => {
    project = await buildableProject(goodContent);
    server = spawn(process.execPath, ["node_modules/astro/bin/astro.mjs", "dev", "--port", "4325"], {
      cwd: project.root,
      env: { ...process.env, ...quiet, VITEST: "" },
    });
    origin = await originOf(server);
    await shown("/guida/", "La guida che mancava");
  }, 240_000);
  afterAll(async () => {
    server.kill();
    await new Promise((done) => server.once("exit", done));
    await project.end();
  });

  it("a saved page, form or folder shows without a new start, and the catalog follows", async ({
    expect,
  }) => {
    await project.write(file, landing.replace("La guida che mancava", "Un titolo nuovo"));
    await shown("/guida/", "Un titolo nuovo");
    await project.write(
      "content/forms/richiesta.yaml",
      String(goodContent["content/forms/richiesta.yaml"]).replace("Come ti chiami", "Il tuo nome"),
    );
    await shown("/guida/", "Il tuo nome");
    await project.write(
      "content/landings/altra/index.mdx",
      landing.replace(/image:\n.*\n.*\n/, "").replace(/!\[.*/, ""),
    );
    await shown("/altra/", "La guida che mancava");
    await project.write(voucher, String(goodContent[voucher]).replace("{30 + 1}", "{40 + 1}"));
    await shown("/en/voucher/", "before 41 days");
    await project.remove("content/landings/altra");
    await shown("/altra/", null);
    const catalog = await readFile(join(project.root, "dist/catalog.json"), "utf8");
    expect(catalog).toContain("Il tuo nome");
    expect(catalog).not.toContain('"altra"');
  }, 240_000);

  it("a mistake lies over the page with file, line, key and cure, and the last good page stays", async ({
    expect,
  }) => {
    await project.write(file, landing.replace("template: ebook", "template: ebok"));
    const told = await toldNow();
    expect(told.err).toMatchObject({ title: `${file}:2`, hint: "Did you mean &quot;ebook&quot;?" });
    expect(told.err?.message).toContain("<code>template</code>");
    expect(await textOf("/guida/")).toContain("Un titolo nuovo");

    await project.write(file, landing);
    await shown("/guida/", "La guida che mancava");
    await project.write(voucher, String(goodContent[voucher]).replace("</details>", ""));
    expect((await toldNow()).err?.title).toBe(`${voucher}:15`);
    expect(await textOf("/en/voucher/")).toContain("before 41 days");
  }, 240_000);

  it("files that magnets give away are there for the Worker", async ({ expect }) => {
    expect(await textOf("/_private/files/guida/guida.pdf")).toBe(
      goodContent["content/magnets/guida/guida.pdf"],
    );
  });

  it("a book is made anew when a chapter is saved, and the last good one stays in its preview", async ({
    expect,
  }) => {
    await project.write(voucher, String(goodContent[voucher]));
    const chapter = "content/magnets/manuale/01-prefazione.mdx";
    const text = String(bookContent[chapter]);
    for (const [path, written] of Object.entries(bookContent))
      if (path.includes("/manuale/")) await project.write(path, written);
    await shown("/manuale/", "10 pagine, PDF + EPUB");
    expect(await textOf("/preview/")).toContain("Il manuale di prova");
    expect((await fetch(`${origin}/preview/manuale/book.pdf`)).headers.get("content-type")).toBe(
      "application/pdf",
    );
    const page = "/preview/manuale/epub/01-prefazione.xhtml";
    await project.write(chapter, `${text}\nUna riga in più.\n`);
    await shown(page, "Una riga in più.");
    await project.write(chapter, `${text}\n<Share />\n`);
    // The mistake of before may still be told while the content is read anew.
    await expect.poll(async () => (await toldNow()).err?.title, { timeout: 20_000 }).toBe(`${chapter}:8`);
    expect(await textOf(page)).toContain("Una riga in più.");
    await project.write(chapter, text);
    await shown("/manuale/", "10 pagine, PDF + EPUB");
  }, 240_000);

  /** Once `path` contains `words`, or is gone where they are null. */
  async function shown(path: string, words: string | null): Promise<void> {
    const began = performance.now();
    for (;;) {
      const answer = await fetch(origin + path).catch(() => null);
      const text = answer === null ? "" : await answer.text();
      if (words === null ? answer?.status === 404 : text.includes(words)) return;
      if (performance.now() - began > 20_000) throw new Error(`${path} never showed ${words}.`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async function textOf(path: string): Promise<string> {
    return (await fetch(origin + path)).text();
  }

  /** What a browser that opens the page now is told. */
  async function toldNow(): Promise<Told> {
    const client = await textOf("/@vite/client");
    const token = /wsToken = "([^"]+)"/.exec(client)?.[1] ?? "";
    for (let tries = 0; tries < 20; tries++) {
      const told = await firstError(`${origin.replace("http", "ws")}/?token=${token}`);
      if (told !== null) return told;
    }
    throw new Error("The browser was told of no mistake.");
  }
});

async function firstError(address: string): Promise<Told | null> {
  const socket = new WebSocket(address, "vite-hmr");
  return await new Promise<Told | null>((done) => {
    setTimeout(() => done(null), 200);
    socket.addEventListener("message", ({ data }) => {
      const told: Told = JSON.parse(String(data));
      if (told.type === "error") done(told);
    });
  }).finally(() => socket.close());
}

/** The address that the dev server prints. */
function originOf(server: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((done, fail) => {
    server.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/localhost:\d+/.exec(printed);
      if (found !== null) done(found[0]);
    });
    server.once("exit", () => fail(new Error(printed)));
  });
}
