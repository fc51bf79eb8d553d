import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { unstable_startWorker as startWorker } from "wrangler";
import { type MigratedDatabase, migrate } from "./migrations.ts";

/** How the Worker is to run on this machine. */
export interface WorkerSettings {
  /** The folder of wrangler.toml. */
  root: string;
  /** The Worker's entry; default: the one in wrangler.toml. */
  entrypoint?: string;
  /** The folder of assets; default: the one in wrangler.toml. */
  assets?: string;
  port: number;
  /** Where D1 keeps its files. */
  state: string;
  /** A folder of files that lie in the bucket FILES, by their names; default: no bucket. */
  bucket?: string;
  /** Variables and secrets; they win over wrangler.toml and .dev.vars. */
  variables: Record<string, string>;
  /** Whether a change of its source is taken up at once. */
  watch: boolean;
  /** Takes what the Worker says on its console. */
  log: (level: string, line: string) => void;
}

/** A Worker that answers. */
export interface RunningWorker {
  url: string;
  /** The paths that reach it before the assets, as wrangler.toml has them. */
  routes: string[];
  /** The migrations that were applied just now. */
  migrations: string[];
  database: MigratedDatabase;
  /** Does what the clock does in production every few minutes. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the Worker in workerd, with its database up to date. */
export async function runWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const worker = await startWorker({
    config: resolve(settings.root, "wrangler.toml"),
    ...(settings.entrypoint === undefined
      ? asDeployed(settings.root)
      : fromSource(resolve(settings.root, settings.entrypoint))),
    ...(settings.assets === undefined ? {} : { assets: settings.assets }),
    bindings: { ...bindingsOf(settings.variables), ...(settings.bucket === undefined ? {} : bucketBinding) },
    dev: {
      server: { hostname: "127.0.0.1", port: settings.port },
      persist: resolve(settings.root, settings.state),
      watch: settings.watch,
      inspector: false,
      logLevel: "error",
      structuredLogsHandler: ({ level, message }: { level: string; message: string }) =>
        settings.log(level, message),
    },
  });
  // The address is known before the first bundle runs in it.
  const loaded = once(worker.raw, "reloadComplete");
  await Promise.all([worker.ready, worker.raw.runtimes[0]?.mf === undefined ? loaded : undefined]);
  const database = await worker.raw.runtimes[0]?.mf?.getD1Database("DB", worker.config.name);
  if (database === undefined)
    throw new Error("The Worker runs without its database DB: look at wrangler.toml.");
  if (settings.bucket !== undefined) {
    const bucket = await worker.raw.runtimes[0]?.mf?.getR2Bucket("FILES", worker.config.name);
    if (bucket !== undefined) await fillBucket(bucket, settings.bucket);
  }
  const url = (await worker.url).origin;
  return {
    url,
    routes: routesOf(worker.config.assets?.run_worker_first),
    migrations: await migrate(database, resolve(settings.root, "worker/migrations")),
    database,
    tick: () => tick(url),
    stop: () => worker.dispose(),
  };
}

/** The bundle of a deploy, made of the project at `root` on this very Node; wrangler would run its command where we stand. */
function asDeployed(root: string) {
  const command = `"${process.execPath}" site/scripts/bundle.ts`;
  return { build: { custom: { command, workingDirectory: root } } };
}

/** wrangler bundles `entrypoint` anew whenever a file changes, instead of taking what a deploy takes. */
function fromSource(entrypoint: string) {
  return { entrypoint, build: { bundle: true, moduleRules: [], custom: { command: "" } } };
}

/** wrangler's own `scheduled()` asks its proxy, which knows no Worker of that name. */
async function tick(url: string): Promise<void> {
  const answer = await fetch(new URL("/cdn-cgi/handler/scheduled", url));
  if (!answer.ok) throw new Error(`The Worker's clock work failed: ${await answer.text()}`);
}

const bucketBinding = { FILES: { type: "r2_bucket", bucket_name: "imbuto-files" } } as const;

/** What of R2 is needed to put something there. */
interface FilledBucket {
  put(key: string, value: ArrayBuffer): Promise<unknown>;
}

async function fillBucket(bucket: FilledBucket, folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const { buffer } = new Uint8Array(await readFile(join(folder, name)));
    await bucket.put(name, buffer);
  }
}

function bindingsOf(variables: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, { type: "plain_text", value }]),
  );
}

function routesOf(first: boolean | string[] | undefined): string[] {
  if (Array.isArray(first)) return first;
  return first === true ? ["/*"] : [];
}
