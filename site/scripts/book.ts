import { bookCommand } from "../book/command.ts";
import { openTerminal, paint } from "./terminal.ts";

process.exitCode = await bookCommand({
  root: process.cwd(),
  args: process.argv.slice(2),
  terminal: openTerminal(),
  // Colours on a terminal, plain text in a pipe or a file.
  paint: process.stdout.isTTY ? paint : (_style, text) => text,
});
