import { resolve } from "node:path";
import { CommandFailure, runNode } from "../support/command.ts";

// `npm run mutants`: first that every branch of the listed modules is run by test/logic, then that test/logic fails
// for nine of ten changes that could be made to them.
const root = resolve(import.meta.dirname, "../..");

try {
  await runNode(
    ["node_modules/vitest/vitest.mjs", "run", "--coverage", "--config=test/mutants/vitest.config.ts"],
    {
      root,
      shown: true,
    },
  );
  await runNode(
    ["node_modules/@stryker-mutator/core/bin/stryker.js", "run", "test/mutants/stryker.config.json"],
    {
      root,
      shown: true,
    },
  );
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  // What failed has said so itself.
  process.exitCode = 1;
}
