import type { ContentMistake } from "../content/mistake.ts";
import { paint, type Terminal } from "./terminal.ts";

/** Prints every one of `mistakes` with its place and its cure, and their number. */
export function tellMistakes(terminal: Terminal, mistakes: readonly ContentMistake[]): void {
  for (const { file, line, key, message, cure } of mistakes) {
    terminal.line();
    const place = line === undefined ? file : `${file}:${line}`;
    terminal.problem(
      `${paint("bold", place)}${key === "" ? "" : `  ${paint("yellow", key)}`}`,
      `${message}\n${cure}`,
    );
  }
  terminal.line();
  const heading = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  terminal.line(`  ${heading} in content: nothing was built.`);
}
