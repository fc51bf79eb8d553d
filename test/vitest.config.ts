import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./support/longest-first.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
// Vite does not read jsxImportSource from a tsconfig that extends another.
const oxc = { jsx: { runtime: "automatic", importSource: "hono/jsx" } } as const;

/** The project that runs test/<name> in Node. */
function inNode(name: string, options = {}) {
  return { root, oxc, test: { name, root, include: [`test/${name}/**/*.test.ts`], ...options } };
}

/** Bounds for what never comes; a busy machine is no failure. */
const unhurried = { testTimeout: 60_000, hookTimeout: 120_000 };

/** For files that share nothing: one process runs many of them, and loads what they all need once. */
const together = { isolate: false };

/** The project that tries the Worker's pure modules, each property ten thousand times. */
const logic = inNode("logic", {
  setupFiles: ["test/logic/ten-thousand.ts"],
  testTimeout: 120_000,
  ...together,
});

/** The project that runs test/worker in workerd; each test that needs a database empties it first. */
const worker = {
  root,
  oxc,
  // Tests know one small catalog, whatever the last build made.
  resolve: { alias: { "#catalog": `${root}test/fixtures/catalog.json` } },
  plugins: [
    cloudflareTest(async () => ({
      // As it is written; its bundle is made after the first tests have begun, and tried by the browser.
      main: `${root}worker/index.ts`,
      wrangler: { configPath: `${root}wrangler.toml` },
      miniflare: {
        bindings: { TEST_MIGRATIONS: await readD1Migrations(`${root}worker/migrations`) },
        // Another client's, or another year's.
        d1Databases: { DB_2028: "another" },
        r2Buckets: ["FILES"],
      },
    })),
  ],
  // A bound for what never comes; a busy machine is no failure.
  test: { name: "worker", root, include: ["test/worker/**/*.test.ts"], testTimeout: 60_000, ...together },
};

/** One stack and one browser for all files, which share its database; after all else. */
const inBrowser = {
  globalSetup: "test/browser/setup.ts",
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
  ...unhurried,
};

export default defineConfig({
  root,
  // By default two cores get one worker; a third of the time is waiting for files and processes.
  test: {
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      inNode("schema", { ...unhurried, ...together }),
      logic,
      inNode("site", unhurried),
      worker,
      inNode("browser", inBrowser),
    ],
  },
});
