import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtCatalog, oneOfEachTemplate } from "../support/answers.ts";
import { builtAssets, bundledWorker, ensureBuilt, root } from "../support/bundle.ts";
import { startRuntime } from "../support/runtime.ts";
import { booksSection } from "./books.ts";
import { buildsSection } from "./builds.ts";
import { bundleSection } from "./bundle.ts";
import { deskSection } from "./desk.ts";
import { ledgerSection } from "./ledger.ts";
import { lighthouseSection } from "./lighthouse.ts";
import { magnetsSection } from "./magnets.ts";
import { submissionsSection } from "./submissions.ts";
import { type Section, sectionText } from "./table.ts";
import { weightsSection } from "./weights.ts";

const usage = `npm run bench -- [weights] [bundle] [lighthouse] [submissions] [ledger] [desk] [magnets] [books] [builds] [options]
  --rounds N     rounds of builds (2), of submissions (5) and of the ledger (3)
  --landings N   landings to build (1000)
  --mdx SHARE    share of them with MDX syntax (0.05)
  --seed N       seed of their text (1)
  --requests N   requests of each page of the desk (200)
  --quick        one round of little: to see that the bench works`;

const { values: flags, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    requests: { type: "string" },
    landings: { type: "string" },
    mdx: { type: "string", default: "0.05" },
    seed: { type: "string", default: "1" },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const parts: Record<string, () => Promise<Section>> = {
  weights: async () => weightsSection(join(root, "dist/site")),
  bundle: bundleSection,
  lighthouse: withSite((origin, pages) => lighthouseSection(origin, pages)),
  submissions: () =>
    submissionsSection({
      rounds: number(flags.rounds, flags.quick ? 1 : 5),
      total: flags.quick ? 200 : 3000,
    }),
  ledger: () =>
    ledgerSection({
      rounds: number(flags.rounds, flags.quick ? 1 : 3),
      count: flags.quick ? 2000 : 100_000,
    }),
  desk: () =>
    deskSection({
      leads: flags.quick ? 2000 : 100_000,
      requests: number(flags.requests, flags.quick ? 3 : 200),
    }),
  magnets: () => magnetsSection({ rounds: number(flags.rounds, flags.quick ? 1 : 5) }),
  books: () => booksSection({ rounds: number(flags.rounds, flags.quick ? 1 : 3) }),
  builds: () =>
    buildsSection({
      rounds: number(flags.rounds, flags.quick ? 1 : 2),
      count: number(flags.landings, flags.quick ? 20 : 1000),
      seed: number(flags.seed, 1),
      mdx: number(flags.mdx, 0.05),
    }),
};

if (flags.help || asked.some((name) => !(name in parts))) {
  console.log(usage);
  process.exit(flags.help ? 0 : 2);
}
await run(asked.length === 0 ? Object.keys(parts) : asked);

async function run(names: readonly string[]): Promise<void> {
  if (names.some((name) => !["books", "builds", "ledger"].includes(name))) await ensureBuilt();
  const before = load();
  const sections: string[] = [];
  for (const name of names) {
    console.log(`… ${name}`);
    const section = await parts[name]?.();
    if (section !== undefined) sections.push(sectionText(section));
  }
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`;
  console.log(`\n${sections.join("\n\n")}\n`);
  console.log(`${new Date().toISOString().slice(0, 10)}; ${machine}; load before ${before}, after ${load()}`);
}

/** Serves the built site for the time of one part; one landing of each template is looked at. */
function withSite(part: (origin: string, pages: string[]) => Promise<Section>): () => Promise<Section> {
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), "imbuto-bench-"));
    const runtime = await startRuntime({
      ...(await bundledWorker(join(folder, "worker"))),
      database: join(folder, "database"),
      migrations: join(root, "worker/migrations"),
      assets: builtAssets(),
    });
    try {
      return await part(runtime.url, oneOfEachTemplate(builtCatalog()));
    } finally {
      await runtime.stop();
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function number(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  if (!Number.isFinite(value)) throw new Error(`"${text}" is no number.\n${usage}`);
  return value;
}

function load(): string {
  return loadavg()
    .map((figure) => figure.toFixed(1))
    .join(" ");
}
