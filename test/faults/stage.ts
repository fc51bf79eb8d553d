import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "../bench/generated-landings.ts";
import { builtCatalog } from "../support/answers.ts";
import { builtAssets, bundledWorker, root } from "../support/bundle.ts";
import { CommandFailure } from "../support/command.ts";
import type { RuntimeOptions } from "../support/runtime.ts";
import { type Fault, NotHere, type Outcome, type Stage } from "./fault.ts";

/** What became of one fault. */
export interface Result {
  fault: Fault;
  seconds: number;
  outcome?: Outcome;
  /** Why it could not be made here. */
  notHere?: string;
  /** What went wrong with the run itself. */
  error?: string;
}

/** Everything that faults share: bundles are made once. */
export interface Theatre {
  run(fault: Fault, how: { seed: number; quick: boolean; say: Stage["say"] }): Promise<Result>;
  close(): Promise<void>;
}

/** Bundles the Worker, and the rig around it, for any number of runs; `dist/` must be built. */
export async function openTheatre(): Promise<Theatre> {
  const home = await mkdtemp(join(tmpdir(), "imbuto-faults-"));
  const catalog = builtCatalog();
  const bundles = await Promise.all([
    bundledWorker(join(home, "worker")),
    bundledWorker(join(home, "rig"), join(root, "test/support/worker-rig.ts")),
  ]);
  const [worker, rig] = bundles.map(
    (bundle): RuntimeOptions => ({
      ...bundle,
      database: join(home, "database"),
      migrations: join(root, "worker/migrations"),
      assets: builtAssets(),
      vars: { TOKEN_SECRET: "0".repeat(64), OWNER_TOKEN: ownerToken, PUBLIC_URL: catalog.site.url },
    }),
  );
  if (worker === undefined || rig === undefined) throw new Error("The Worker was not bundled.");
  return {
    async run(fault, { seed, quick, say }) {
      const began = performance.now();
      const folder = await mkdtemp(join(home, `${fault.name}-`));
      const stage = { folder, random: seeded(seed), quick, say, catalog, worker, rig };
      const result = await outcomeOf(fault, stage);
      await rm(folder, { recursive: true, force: true });
      return { fault, seconds: (performance.now() - began) / 1000, ...result };
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
}

/** What opens the desk. */
export const ownerToken = "1".repeat(64);

async function outcomeOf(fault: Fault, stage: Stage): Promise<Omit<Result, "fault" | "seconds">> {
  try {
    return { outcome: await fault.run(stage) };
  } catch (error) {
    if (error instanceof NotHere) return { notHere: error.message };
    const output = error instanceof CommandFailure ? `\n${error.output}` : "";
    return { error: error instanceof Error ? `${error.stack ?? error.message}${output}` : String(error) };
  }
}
