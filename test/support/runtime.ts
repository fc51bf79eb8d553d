import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { type MigratedDatabase, migrate } from "../../site/scripts/start/migrations.ts";

/** One Worker in real workerd. */
export interface RuntimeOptions {
  /** The module that starts the Worker; those that it imports lie beside it. */
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
  /** Where debuggers may look into the Worker; default: nowhere. */
  inspectorPort?: number;
  /** More databases by binding, each with the name under which it is kept; all get the migrations. */
  databases?: Record<string, string>;
  /** Queues by binding, which the Worker itself empties. */
  queues?: Record<string, string>;
  /** Other bundles that run beside it on the same databases, by name: yesterday's code, say. */
  beside?: Record<string, string>;
}

const addressesSchema = z.object({
  /** Assets and Worker, as in production. */
  url: z.string(),
  /** The Worker alone, with nothing between. */
  direct: z.string(),
  /** The same for those beside it, by name. */
  beside: z.record(z.string(), z.string()),
});
type Addresses = z.output<typeof addressesSchema>;

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

/** The name of the Worker that `url` leads to. */
const main = "imbuto";

/** Queues hand over soon, for tests wait for it. */
const perBatch = { maxBatchSize: 10, maxBatchTimeout: 1, maxRetries: 3 };

const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));

/** A runtime in this process. */
export interface Runtime extends Addresses {
  /** Applies the migrations of `folder` while the Worker runs; returns the names of those that were missing. */
  migrate(folder: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts workerd with one Worker, its D1 and its assets, and without the proxies of `wrangler dev` between. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { Miniflare, convertV4MiniflareOptions, Log }: WranglersMiniflare = fromWrangler("miniflare");
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(1),
      // What the Worker says on its console would cost more than the Worker.
      handleStructuredLogs: () => {},
      host: "127.0.0.1",
      port: options.port ?? 0,
      ...(options.inspectorPort === undefined ? {} : { inspectorPort: options.inspectorPort }),
      resourcePersistencePath: resolve(options.database),
      workers: [
        workerOf(options),
        ...Object.entries(options.beside ?? {}).map(([name, script]) =>
          workerOf({ ...options, script, queues: {} }, name),
        ),
      ],
    }),
  );
  const url = (await miniflare.ready).origin;
  const migrateAll = async (folder: string) => {
    const bindings = ["DB", ...Object.keys(options.databases ?? {})];
    return Promise.all(
      bindings.map(async (binding) => migrate(await miniflare.getD1Database(binding), folder)),
    );
  };
  if (options.migrations !== undefined) await migrateAll(options.migrations);
  const directTo = async (name: string) => (await miniflare.unsafeGetDirectURL(name)).origin;
  const beside = Object.keys(options.beside ?? {}).map(async (name) => [name, await directTo(name)] as const);
  return {
    url,
    direct: await directTo(main),
    beside: Object.fromEntries(await Promise.all(beside)),
    migrate: async (folder) => (await migrateAll(folder)).flat(),
    stop: () => miniflare.dispose(),
  };
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
  const addresses = await firstLine(child);
  child.stdout?.resume();
  return {
    ...addresses,
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

function workerOf(options: RuntimeOptions, name = main) {
  const queues = Object.values(options.queues ?? {});
  return {
    name,
    modules: modulesFrom(options.script),
    compatibilityDate: options.compatibilityDate,
    bindings: options.vars ?? {},
    d1Databases: { DB: "imbuto", ...options.databases },
    ...(queues.length === 0
      ? {}
      : {
          queueProducers: options.queues,
          queueConsumers: Object.fromEntries(queues.map((queue) => [queue, perBatch])),
        }),
    ...(options.assets === undefined ? {} : { assets: assetsOf(options.assets) }),
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  };
}

/** The module `script` and those beside it, as wrangler uploads them; the first one starts the Worker. */
function modulesFrom(script: string) {
  const folder = dirname(script);
  const beside = readdirSync(folder).filter((name) => name.endsWith(".mjs") && name !== basename(script));
  return [basename(script), ...beside].map((path) => ({
    type: "ESModule",
    path,
    contents: readFileSync(join(folder, path), "utf8"),
  }));
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
