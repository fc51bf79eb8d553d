import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as z from "zod";
import { openTerminal, paint } from "../site/scripts/terminal.ts";
import { isBuilt, noteBuilt } from "./support/built-site.ts";
import { weightLimit, weighWorker } from "./support/bundle.ts";
import { CommandFailure, runNode } from "./support/command.ts";

// `npm test` runs everything; `npm test -- <filter>` only the tests whose files match.
const root = resolve(import.meta.dirname, "..");
const filter = process.argv.slice(2);
const terminal = openTerminal();
// Every Node below, and there are hundreds, finds the packages compiled by the first one.
process.env.NODE_COMPILE_CACHE = join(root, "node_modules/.cache/imbuto/compiled");
const began = performance.now();

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
});

terminal.line();
const built = await check("Site for the tests", buildOnce, (note) => note);
const whole = filter.length === 0;
// The types fill one core for as long as all other checks and the first tests take.
const types = whole ? begun(() => script("types")) : null;
const checked = whole ? await checkAll() : [];
const tests = built ? await runTests() : { passed: 0, failed: 0 };
if (types !== null) checked.push(await check("Types", types.result, types.seconds));

const failedChecks = [built, ...checked].filter((ok) => !ok).length;
const seconds = ((performance.now() - began) / 1000).toFixed(0);
const failed = tests.failed + failedChecks;
terminal.line();
terminal.line(
  `  ${failed === 0 ? paint("green", "All is well.") : paint("red", "Not yet: what failed is above.")} ${seconds} s`,
);
terminal.line();
terminal.line(`${tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The checks that the tests would only slow down. */
async function checkAll(): Promise<boolean[]> {
  return [
    await check("Format and lint", () => script("lint")),
    await check("Dead code", () => script("dead")),
    ...(built ? [await check("Worker bundles", bundle, (size) => size)] : []),
  ];
}

/** Begins `work` now, without a word; whoever asks for its result later hears how it went, and how long it took. */
function begun<T>(work: () => Promise<T>) {
  const start = performance.now();
  let end = start;
  const settled = Promise.allSettled([work()]).then(([outcome]) => {
    end = performance.now();
    return outcome;
  });
  return {
    async result(): Promise<T> {
      const outcome = await settled;
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    },
    seconds: () => `${((end - start) / 1000).toFixed(1)} s beside the tests`,
  };
}

/** Does `work` as a step; when it fails, prints all that it said, and the others go on. */
async function check<T>(
  label: string,
  work: () => Promise<T>,
  note?: (result: T) => string,
): Promise<boolean> {
  try {
    await terminal.step(label, work, note);
    return true;
  } catch (error) {
    terminal.line(error instanceof CommandFailure ? error.output : String(error));
    return false;
  }
}

/** A script of package.json. */
function script(name: string): Promise<string> {
  return runNode(["--run", name], { root });
}

async function buildOnce(): Promise<string> {
  if (await isBuilt(root)) return "as it was";
  await runNode(["site/scripts/build.ts"], { root });
  await noteBuilt(root);
  return "built";
}

/** Bundles the Worker as a deploy does; fails when it outgrows its budget. */
async function bundle(): Promise<string> {
  const wrangler = "node_modules/wrangler/bin/wrangler.js";
  const folder = join(root, "node_modules/.cache/imbuto/bundle");
  const printed = await runNode([wrangler, "deploy", "--dry-run", "--outdir", folder], { root });
  const { first, all } = await weighWorker(join(root, "dist/worker"));
  const told = `${kB(first)} kB gzip of ${kB(weightLimit.first)}, ${kB(all)} with the desk`;
  if (first <= weightLimit.first && all <= weightLimit.all) return told;
  throw new CommandFailure("wrangler deploy --dry-run", `${printed}\nThe Worker is too heavy: ${told}.`);
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

async function runTests(): Promise<{ passed: number; failed: number }> {
  const report = join(root, "node_modules/.cache/imbuto/tests.json");
  await rm(report, { force: true });
  terminal.line();
  const args = [
    "run",
    "--reporter=default",
    "--reporter=json",
    "--config=test/vitest.config.ts",
    `--outputFile.json=${report}`,
    ...filter,
  ];
  // Its own output is the progress, so it goes to the terminal as it comes.
  await runNode(["node_modules/vitest/vitest.mjs", ...args], { root, shown: true }).catch(() => {});
  const result = reportSchema.safeParse(parsed(report));
  if (!result.success) return { passed: 0, failed: 1 };
  const { success, numPassedTests, numFailedTests } = result.data;
  // A file that cannot be loaded fails without a test of its own.
  return { passed: numPassedTests, failed: success ? numFailedTests : Math.max(1, numFailedTests) };
}

function parsed(report: string): unknown {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return undefined;
  }
}
