import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSite } from "../build.ts";
import { deploy } from "./deploy/plan.ts";
import { wranglerAt } from "./deploy/wrangler.ts";
import { openTerminal, paint } from "./terminal.ts";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const terminal = openTerminal();
const options = read(process.argv.slice(2));

if (options === undefined) {
  terminal.problem(
    "npm run deploy knows two options.",
    "npm run deploy -- --yes       asks nothing, as CI needs it\nnpm run deploy -- --dry-run   says what it would do",
  );
  process.exitCode = 2;
} else {
  terminal.line(`\n  ${paint("bold", "Imbuto")}, to Cloudflare\n`);
  process.exitCode = await deploy({
    root,
    terminal,
    wrangler: wranglerAt(root, [process.execPath, wranglerProgram()]),
    build: () => buildSite(root, terminal),
    agree: options.yes ? async () => true : ask,
    dryRun: options["dry-run"],
  });
  terminal.line();
}

function wranglerProgram(): string {
  return join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin/wrangler.js");
}

function read(args: string[]): { yes: boolean; "dry-run": boolean } | undefined {
  try {
    return parseArgs({
      args,
      options: { yes: { type: "boolean", default: false }, "dry-run": { type: "boolean", default: false } },
    }).values;
  } catch {
    return undefined;
  }
}

/** Asks the person at the terminal; where there is none, the answer is no. */
async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    terminal.problem(question, "Nobody is at this terminal to answer.");
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`  ${question} [y/N] `);
  lines.close();
  return /^(y|yes|s|sì|si)$/i.test(answer.trim());
}
