import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { type Catalog, catalogSchema } from "../../content/schema/catalog.ts";
import { root } from "../support/bundle.ts";
import { runNode } from "../support/command.ts";
import { startRuntime } from "../support/runtime.ts";
import { type Sent, send, submissionsOf } from "./clients.ts";
import { type Fault, NotHere, type Stage } from "./fault.ts";
import { findingsIn } from "./findings.ts";

const run = promisify(execFile);

const asked = catalogSchema.pick({ landings: true, forms: true, magnets: true }).loose();

/** Yesterday's code and today's side by side under traffic: on yesterday's schema, then on today's, which comes while they run. */
export const deploy: Fault = {
  name: "F13",
  title: "Deploy and migration under traffic",
  async run(stage) {
    const old = await buildOld(stage);
    const database = join(stage.folder, "database");
    const migrations = join(old.folder, "worker/migrations");
    const runtime = await startRuntime({
      ...stage.worker,
      database,
      migrations,
      beside: { old: old.script },
    });
    const seconds = stage.quick ? 4 : 60;
    const traffic = [
      trafficTo(runtime.beside.old ?? "", old.catalog, 0),
      trafficTo(runtime.direct, stage.catalog, 1_000_000),
    ] as const;
    let applied: string[];
    try {
      await wait(seconds * 1000);
      applied = await runtime.migrate(join(root, "worker/migrations"));
      stage.say(`applied ${applied.join(", ")} under traffic`);
      await wait(seconds * 1000);
    } finally {
      await Promise.all(traffic.map((each) => each.stop()));
      await runtime.stop();
    }
    const all = traffic.flatMap(({ sent }) => sent);
    const { lost, twice, torn, submissions } = findingsIn(database, all);
    return {
      did: `code of ${old.commit.slice(0, 7)} and today's, ${seconds} s on the old schema and ${seconds} s on the new one`,
      counts: {
        "sent to the old": traffic[0].sent.length,
        "sent to the new": traffic[1].sent.length,
        migrations: applied.length,
        "failed and sent again": traffic[0].failures.length + traffic[1].failures.length,
        "of these by the old": traffic[0].failures.length,
        kept: submissions,
      },
      zeros: {
        "failed and not sent again": all.filter((sent) => sent.next === undefined).length,
        "failed without 503 and Retry-After": traffic
          .flatMap(({ failures }) => failures)
          .filter(({ status, retryAfter }) => status !== 503 || retryAfter === null).length,
        lost,
        twice,
        torn,
      },
    };
  },
};

/** The newest commit whose schema is older than today's, built whole. */
async function buildOld({ folder: parent, catalog: today }: Stage) {
  const commit = await commitBefore();
  const folder = join(parent, "old");
  await mkdir(folder);
  const archive = join(parent, "old.tar");
  await run("git", ["archive", "-o", archive, commit], { cwd: root });
  await run("tar", ["xf", archive, "-C", folder]);
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await runNode(["site/scripts/build.ts"], { root: folder });
  const isSplit = existsSync(join(folder, "site/scripts/bundle.ts"));
  // Before the desk was loaded on demand, wrangler made one module of all.
  const bundling = isSplit
    ? ["site/scripts/bundle.ts", "out"]
    : [join(root, "node_modules/wrangler/bin/wrangler.js"), "deploy", "--dry-run", "--outdir", "out"];
  await runNode(bundling, { root: folder });
  const built: object = JSON.parse(await readFile(join(folder, "dist/catalog.json"), "utf8"));
  const { landings, forms, magnets } = asked.parse(built);
  // Clients know pages and forms alone; what else the catalog has gained since is today's.
  return {
    commit,
    folder,
    script: join(folder, isSplit ? "out/index.mjs" : "out/index.js"),
    catalog: { ...today, landings, forms, magnets },
  };
}

async function commitBefore(): Promise<string> {
  const [newest = ""] = (await readdir(join(root, "worker/migrations"))).sort().reverse();
  const git = async (...args: string[]) =>
    (await run("git", args, { cwd: root })).stdout.split("\n").filter(Boolean);
  try {
    for (const commit of await git("log", "-n", "200", "--format=%H")) {
      const files = await git("ls-tree", "--name-only", commit, "worker/migrations/");
      if (files.length > 0 && !files.includes(`worker/migrations/${newest}`)) return commit;
    }
  } catch {
    throw new NotHere("yesterday's code comes from the history, and git does not give it");
  }
  throw new NotHere("the history (a shallow clone?) holds no code older than the newest migration");
}

/** Clients that send without end, and each submission until it is acknowledged. */
function trafficTo(origin: string, catalog: Catalog, first: number) {
  const sent: Sent[] = [];
  const failures: { status: number; retryAfter: string | null }[] = [];
  let goesOn = true;
  const client = async () => {
    while (goesOn) {
      const [next] = submissionsOf(catalog, 1, first + sent.length);
      if (next === undefined) return;
      sent.push(next);
      const failed = (status: number, retryAfter: string | null) =>
        void failures.push({ status, retryAfter });
      await send(origin, [next], { giveUp: 180_000, failed, pause: 500 });
      await wait(100);
    }
  };
  const clients = Promise.allSettled(Array.from({ length: 4 }, client));
  return {
    sent,
    failures,
    async stop() {
      goesOn = false;
      await clients;
    },
  };
}
