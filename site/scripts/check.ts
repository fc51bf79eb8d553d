import { checkCommand } from "../check/command.ts";
import { isUnattended } from "../consents/keep.ts";
import { openTerminal, paint } from "./terminal.ts";

process.exitCode = await checkCommand({
  root: process.cwd(),
  args: process.argv.slice(2),
  terminal: openTerminal(),
  unattended: isUnattended(),
  // Colours on a terminal, plain text in a pipe or a file.
  paint: process.stdout.isTTY ? paint : (_style, text) => text,
});
