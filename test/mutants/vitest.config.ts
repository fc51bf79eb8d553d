import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { mutate } from "./stryker.config.json" with { type: "json" };

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The tests that must notice every change of the modules that proofs, tokens and exports stand on. */
export default defineConfig({
  root,
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    root,
    include: ["cells", "identity", "origin", "proofs", "returns", "tokens"].map(
      (name) => `test/logic/${name}.test.ts`,
    ),
    setupFiles: ["test/mutants/few-tries.ts"],
    coverage: {
      provider: "v8",
      include: mutate,
      reporter: ["text"],
      thresholds: { perFile: true, branches: 100, functions: 100, lines: 100, statements: 100 },
    },
  },
});
