import { makeNew } from "../new/make.ts";
import { parseNewOptions } from "../new/options.ts";
import { asking, silent } from "../new/questions.ts";
import { openTerminal } from "./terminal.ts";

const terminal = openTerminal();
const parsed = parseNewOptions(process.argv.slice(2));
if (parsed.ok) {
  const questions = process.stdin.isTTY ? asking(process.stdin, process.stdout) : silent;
  process.exitCode = await makeNew(parsed.options, {
    root: process.cwd(),
    terminal,
    questions,
    now: new Date(),
  });
} else {
  terminal.problem(parsed.problem, "For example: npm run new -- landing guida --template ebook --locale it");
  process.exitCode = 2;
}
