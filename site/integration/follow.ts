import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type ErrorPayload, isRunnableDevEnvironment, type ViteDevServer } from "vite";
import { isUnattended, keepConsents, todayIn } from "../consents/keep.ts";
import { stampOf } from "../content/document.ts";
import { readings, readNow } from "../content/last-read.ts";
import { loaderNames } from "../content/loader.ts";
import { tellAll } from "../content/mistake.ts";
import { forgetCovers } from "./covers-plugin.ts";
import type { LastGood } from "./last-good.ts";
import { writeCatalog } from "./outputs.ts";
import { overlayOf } from "./overlay.ts";

interface Followed {
  root: string;
  server: ViteDevServer;
  refreshContent: (options: { loaders: string[]; context: Record<string, unknown> }) => Promise<void>;
  texts: LastGood;
}

/** Keeps the pages, the catalog and the browser in step with `content/` as it is written. */
export async function followContent({ root, server, refreshContent, texts }: Followed): Promise<void> {
  const browser = server.environments.client.hot;
  const making = pagesInTheMaking();
  let shown: ErrorPayload | null = null;
  let [served, updated] = [0, 0];
  let books = "";

  async function update(refresh: boolean): Promise<void> {
    const { content, mistakes } = await readNow(root);
    if (content === null) {
      shown = await overlayOf(root, mistakes);
      server.config.logger.error(`${tellAll(mistakes)}\n`);
      return browser.send(shown);
    }
    const keeping = { mayWrite: !isUnattended(), day: todayIn(content.site.timeZone) };
    for (const line of await keepConsents(content, keeping)) process.stdout.write(`${line}\n`);
    await making.done();
    const changed = texts.keep(content);
    const made = [...content.books.values()].map(({ files }) => files.pdf).join();
    const hasNewBook = made !== books;
    books = made;
    if (hasNewBook) forgetCovers(server);
    if (refresh) await loadAgain(refreshContent);
    if (changed.length > 0) forget(server, [...changed, join(root, ".astro/content-modules.mjs")]);
    await writeCatalog(content);
    // The overlay closes with the page it lies on, also where nothing else has changed.
    if (shown !== null || changed.length > 0 || hasNewBook) browser.send({ type: "full-reload", path: "*" });
    shown = null;
    updated = performance.now();
  }

  browser.on("vite:client:connect", (_nothing, client) => {
    if (shown !== null) client.send(shown);
    // A page that was still loading, its script not yet connected, has missed what came meanwhile.
    else if (served < updated) client.send({ type: "full-reload", path: "*" });
  });
  const changes = inTurn(() => update(true), server);
  server.watcher.add(join(root, "content"));
  server.watcher.on("all", (_event, path) => {
    if (!isContent(root, path)) return;
    changes.come();
    // The watcher swallows what changes within 50 ms of the last change: an editor that formats after saving does that.
    setTimeout(() => void isStale(path).then((stale) => stale && changes.come()), 100);
  });
  // A page asked for while content is taken over is shown as it is afterwards.
  server.middlewares.use((request, response, next) => {
    void changes.settled().finally(() => {
      if (request.headers.accept?.includes("text/html")) served = performance.now();
      making.add(response);
      next();
    });
  });
  await update(false);
}

/** Whether the file has changed since it was read. */
async function isStale(path: string): Promise<boolean> {
  const known = readings().get(path)?.stamp;
  return known !== undefined && known !== (await stampOf(path).catch(() => known));
}

/** Astro drops a refresh, and says nothing, while it reads its own config: as it does at each change of a content file. */
async function loadAgain(refreshContent: Followed["refreshContent"]): Promise<void> {
  let taken = false;
  const take = () => {
    taken = true;
  };
  for (const end = performance.now() + longest; !taken; await pause(10)) {
    await refreshContent({ loaders: loaderNames, context: { changed: true, take } });
    if (!taken && performance.now() > end)
      throw new Error("Astro did not take over what was saved. Save once more, or start again.");
  }
}

/** How long Astro may take over its config, in milliseconds: a bound for what never comes. */
const longest = 60_000;

function isContent(root: string, path: string): boolean {
  const folder = join(root, "content/");
  return path.startsWith(folder) && !path.startsWith(join(folder, "schema/"));
}

/** Pages begun before a change: Astro would keep their addresses and texts as they were, for all that follow. */
function pagesInTheMaking(): { add(response: ServerResponse): void; done(): Promise<unknown> } {
  const making = new Set<Promise<void>>();
  return {
    add(response) {
      // Whoever has left while it waited closes nothing any more.
      if (response.destroyed) return;
      const closed = new Promise<void>((done) => response.once("close", done));
      making.add(closed);
      void closed.then(() => making.delete(closed));
    },
    // A page that hangs must not hold up what the author writes.
    done: () => Promise.race([Promise.all(making), pause(2000)]),
  };
}

/** Does `task` once for a burst of changes, never twice at a time. */
function inTurn(
  task: () => Promise<void>,
  server: ViteDevServer,
): { come(): void; settled(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let waiting: PromiseWithResolvers<void> | null = null;
  let running = Promise.resolve();
  return {
    come() {
      clearTimeout(timer);
      const burst = waiting ?? Promise.withResolvers<void>();
      waiting = burst;
      // Editors write a file in several steps; they are through in a few milliseconds.
      timer = setTimeout(() => {
        waiting = null;
        running = running.then(task).catch((error) => server.config.logger.error(String(error)));
        burst.resolve(running);
      }, 20);
    },
    settled: () => waiting?.promise ?? running,
  };
}

/** Makes the server compile and run `files` again. */
function forget(server: ViteDevServer, files: readonly string[]): void {
  for (const environment of Object.values(server.environments)) {
    for (const file of files) {
      environment.moduleGraph.onFileChange(file);
      if (!isRunnableDevEnvironment(environment)) continue;
      const run = environment.runner.evaluatedModules;
      for (const module of run.getModulesByFile(file) ?? []) run.invalidateModule(module);
    }
  }
}
