import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, it, onTestFinished } from "vitest";
import { openOutbox } from "../../site/outbox/store.ts";
import { type Backends, covers, openFront } from "../../site/scripts/start/front.ts";
import { parseStartOptions } from "../../site/scripts/start/options.ts";
import { freePort, listen, portOf } from "../../site/scripts/start/ports.ts";
import { localSecrets } from "../../site/scripts/start/secrets.ts";
import { openTerminal } from "../../site/scripts/terminal.ts";

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "imbuto-start-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A server on `port` that answers every request in the same way; returns its address. */
async function aServer(answer: RequestListener, port = 0): Promise<string> {
  const server = createServer(answer);
  await listen(server, port, "127.0.0.1");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${portOf(server)}`;
}

const nowhere = { pages: "http://127.0.0.1:9", worker: "http://127.0.0.1:9", routes: ["/f/*"] };

async function aFront(backends: Backends | Promise<Backends>, port?: number) {
  const folder = await aFolder();
  const front = await openFront({
    port: port ?? (await freePort()),
    outbox: await openOutbox(join(folder, "outbox")),
    catalog: join(folder, "catalog.json"),
    backends: Promise.resolve(backends),
  });
  onTestFinished(() => front.stop());
  return front;
}

describe("options of npm start", () => {
  it("takes a port, and 8788 without one", ({ expect }) => {
    expect(parseStartOptions(["--port", "9000"])).toEqual({ ok: true, options: { port: 9000 } });
    expect(parseStartOptions([])).toEqual({ ok: true, options: { port: 8788 } });
  });

  it.for([
    ["--port", "http"],
    ["--port", "70000"],
    ["--porto", "9000"],
  ])("refuses %j with a reason", (args, { expect }) => {
    expect(parseStartOptions(args)).toEqual({ ok: false, problem: expect.stringContaining("port") });
  });
});

describe("the secrets of this machine", () => {
  it("are made once, for this user alone, and never again", async ({ expect }) => {
    const path = join(await aFolder(), ".dev.vars");
    const first = await localSecrets(path);
    const second = await localSecrets(path);
    expect(first.fresh).toBe(true);
    expect(first.ownerToken).toMatch(/^[\w-]{43}$/);
    expect(second).toEqual({ ...first, fresh: false });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("leave a file that its owner wrote as it is", async ({ expect }) => {
    const path = join(await aFolder(), ".dev.vars");
    await writeFile(path, 'TOKEN_SECRET="mine" # kept\nOWNER_TOKEN=\n');
    const secrets = await localSecrets(path);
    expect(secrets).toEqual({ fresh: false, ownerToken: undefined, variables: { TOKEN_SECRET: "mine" } });
    expect(await readFile(path, "utf8")).toContain("# kept");
  });
});

describe("the front", () => {
  it("names a port that is taken and opens the next one", async ({ expect }) => {
    const taken = await aServer((_request, response) => response.end());
    const port = Number(new URL(taken).port);
    const front = await aFront(nowhere, port);
    expect(front.busy[0]).toBe(port);
    expect(front.port).toBeGreaterThan(port);
  });

  it("sends the Worker's paths to the Worker and the rest to the pages, with the visitor's Host", async ({
    expect,
  }) => {
    const pages = await aServer((request, response) => response.end(`pages ${request.headers.host}`));
    const worker = await aServer((request, response) => response.end(`worker ${request.headers.host}`));
    const front = await aFront({ pages, worker, routes: ["/f/*", "/health"] });
    const answers = ["/", "/f/guida", "/health", "/healthy"].map(async (path) =>
      (await fetch(front.url + path)).text(),
    );
    const host = `localhost:${front.port}`;
    expect(await Promise.all(answers)).toEqual([
      `pages ${host}`,
      `worker ${host}`,
      `worker ${host}`,
      `pages ${host}`,
    ]);
  });

  it("lets a request wait while the server behind it restarts, and then sends all of its body", async ({
    expect,
  }) => {
    const port = await freePort();
    const front = await aFront({ ...nowhere, worker: `http://127.0.0.1:${port}` });
    const answer = fetch(`${front.url}/f/guida`, { method: "POST", body: "x".repeat(200_000) });
    await pause(300);
    await aServer(async (request, response) => {
      let length = 0;
      for await (const chunk of request) length += chunk.length;
      response.end(String(length));
    }, port);
    expect(await (await answer).text()).toBe("200000");
  });

  it("lets requests wait until the servers behind it have started", async ({ expect }) => {
    const started = Promise.withResolvers<Backends>();
    const front = await aFront(started.promise);
    const answer = fetch(`${front.url}/`);
    await pause(100);
    started.resolve({ ...nowhere, pages: await aServer((_request, response) => response.end("here")) });
    expect(await (await answer).text()).toBe("here");
  });

  it("hands an answer on as it comes", async ({ expect }) => {
    const pages = await aServer((_request, response) => response.write("first"));
    const front = await aFront({ ...nowhere, pages });
    const reader = (await fetch(front.url)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first");
    await reader?.cancel();
  });
});

describe("routes of wrangler.toml", () => {
  it.for([
    ["/f/*", "/f/guida", true],
    ["/f/*", "/f", false],
    ["/admin", "/admin", true],
    ["/admin", "/administration", false],
  ] as const)("%s and %s: %s", ([route, path, covered], { expect }) => {
    expect(covers(route, path)).toBe(covered);
  });
});

describe("the terminal", () => {
  it("ticks what was done, with its time and a note, and marks what failed", async ({ expect }) => {
    let printed = "";
    const terminal = openTerminal({ write: (text) => (printed += text) });
    await terminal.step(
      "Pages",
      async () => 3,
      (count) => `${count} pages`,
    );
    await terminal.step("Worker", () => Promise.reject(new Error("no"))).catch(() => {});
    expect(printed).toMatch(/✓ Pages +.*0\.0 s +3 pages/);
    expect(printed).toMatch(/✗ Worker +.*0\.0 s/);
  });
});
