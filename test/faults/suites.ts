import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { root } from "../support/bundle.ts";
import { runNode } from "../support/command.ts";
import { type Fault, NotHere } from "./fault.ts";

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** The service that tells people from bots does not answer, or slowly. */
export const botCheck = suite(
  "F14",
  "Bot check down or slow",
  "test/worker/*{bot,challenge,turnstile,human}*.test.ts",
);

/** The owner's webhook is down, slow, or gone for good. */
export const webhooks = suite(
  "F16",
  "Webhook receiver down, slow, gone",
  "test/{worker,browser}/*webhook*.test.ts",
);

/** A fault whose every case is a test in real workerd, with a clock of its own: hours of waiting take a moment. */
function suite(name: string, title: string, files: string): Fault {
  return {
    name,
    title,
    async run({ folder }) {
      const found = globSync(files, { cwd: root });
      if (found.length === 0) throw new NotHere(`no test is called ${files}`);
      const report = join(folder, "tests.json");
      const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config=test/vitest.config.ts"];
      // A test that fails is in the report.
      await runNode([...vitest, "--reporter=json", `--outputFile=${report}`, ...found], { root }).catch(
        () => {},
      );
      const { numPassedTests, numFailedTests } = reportSchema.parse(
        JSON.parse(await readFile(report, "utf8")),
      );
      return {
        did: `the cases of ${found.join(", ")}`,
        counts: { passed: numPassedTests },
        zeros: { failed: numFailedTests, "not run": numPassedTests + numFailedTests === 0 ? 1 : 0 },
      };
    },
  };
}
