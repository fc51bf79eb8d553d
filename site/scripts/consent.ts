import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { consentCommand } from "../ledger/command.ts";
import { wranglerAt } from "./deploy/wrangler.ts";
import { openTerminal } from "./terminal.ts";

const wrangler = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin/wrangler.js",
);

process.exitCode = await consentCommand({
  root: process.cwd(),
  args: process.argv.slice(2),
  terminal: openTerminal(),
  wrangler: wranglerAt(process.cwd(), [process.execPath, wrangler]),
  now: Date.now(),
});
