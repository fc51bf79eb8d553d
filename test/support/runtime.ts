import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { type MigratedDatabase, migrate } from "../../site/scripts/start/migrations.ts";

/** One Worker in real workerd. */
export interface RuntimeOptions {
  /** The Worker's bundle, one file. */
  script: string;
  /** As in wrangler.toml. */
  compatibilityDate: string;
  /** The folder in which D1 lives. */
  database: string;
  /** The folder of migrations; those that are missing are applied first. */
  migrations?: string;
  /** Vars and secrets. */
  vars?: Record<string, string>;
  /** The folder of assets, and the paths that the Worker sees first. */
  assets?: { directory: string; runWorkerFirst: string[] };
  /** The port of `url`; default: a free one. */
  port?: number;
}

const addressesSchema = z.object({
  /** Assets and Worker, as in production. */
  url: z.string(),
  /** The Worker alone, with nothing between. */
  direct: z.string(),
});
export type Addresses = z.output<typeof addressesSchema>;

/** What is used of Miniflare, which comes in wrangler's tree and in wrangler's version. */
interface WranglersMiniflare {
  Miniflare: new (
    options: unknown,
  ) => {
    ready: Promise<URL>;
    unsafeGetDirectURL(worker: string): Promise<URL>;
    getD1Database(binding: string): Promise<MigratedDatabase>;
    dispose(): Promise<void>;
  };
  convertV4MiniflareOptions(options: unknown): unknown;
  Log: new (level: number) => unknown;
}

const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));

/** Starts workerd with one Worker, its D1 and its assets, and without the proxies of `wrangler dev` between. */
export async function startRuntime(options: RuntimeOptions): Promise<Addresses & { stop(): Promise<void> }> {
  const { Miniflare, convertV4MiniflareOptions, Log }: WranglersMiniflare = fromWrangler("miniflare");
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(1),
      // What the Worker says on its console would cost more than the Worker.
      handleStructuredLogs: () => {},
      host: "127.0.0.1",
      port: options.port ?? 0,
      resourcePersistencePath: resolve(options.database),
      workers: [workerOf(options)],
    }),
  );
  const url = (await miniflare.ready).origin;
  if (options.migrations !== undefined)
    await migrate(await miniflare.getD1Database("DB"), options.migrations);
  const direct = (await miniflare.unsafeGetDirectURL("imbuto")).origin;
  return { url, direct, stop: () => miniflare.dispose() };
}

/** A runtime in a process group of its own, which can be killed as a power cut would. */
export interface RuntimeProcess extends Addresses {
  pid: number;
  /** SIGKILL to workerd and its host at once. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Like `startRuntime`, in other processes. */
export async function spawnRuntime(options: RuntimeOptions): Promise<RuntimeProcess> {
  const host = fileURLToPath(new URL("./runtime-host.ts", import.meta.url));
  const child = spawn(process.execPath, [host, JSON.stringify(options)], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The runtime's process did not start.");
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  const { url, direct } = await firstLine(child);
  child.stdout?.resume();
  return {
    url,
    direct,
    pid,
    kill() {
      process.kill(-pid, "SIGKILL");
      return gone;
    },
    stop() {
      child.stdin?.end();
      return gone;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<Addresses> {
  if (child.stdout === null) throw new Error("The runtime's process has no output.");
  for await (const line of createInterface({ input: child.stdout }))
    return addressesSchema.parse(JSON.parse(line));
  throw new Error("The runtime did not start; its messages are above.");
}

function workerOf(options: RuntimeOptions) {
  return {
    name: "imbuto",
    modules: [
      { type: "ESModule", path: basename(options.script), contents: readFileSync(options.script, "utf8") },
    ],
    compatibilityDate: options.compatibilityDate,
    bindings: options.vars ?? {},
    d1Databases: { DB: "imbuto" },
    ...(options.assets === undefined ? {} : { assets: assetsOf(options.assets) }),
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  };
}

function assetsOf(assets: { directory: string; runWorkerFirst: string[] }) {
  return {
    directory: resolve(assets.directory),
    binding: "ASSETS",
    run_worker_first: assets.runWorkerFirst,
    routerConfig: { has_user_worker: true },
    // As in wrangler.toml.
    assetConfig: { html_handling: "auto-trailing-slash", not_found_handling: "none" },
  };
}
