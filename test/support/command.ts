import { spawn } from "node:child_process";
import { quiet } from "../../site/scripts/start/environment.ts";

/** A program that ended badly, with all that it printed. */
export class CommandFailure extends Error {
  readonly output: string;
  constructor(command: string, output: string) {
    super(`${command} failed`);
    this.output = output;
  }
}

interface Surroundings {
  root: string;
  env?: Record<string, string>;
  /** Whether its output goes straight to the terminal. */
  shown?: boolean;
}

/** Runs Node with `args` and resolves with what it printed. */
export function runNode(args: string[], { root, env = {}, shown = false }: Surroundings): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    stdio: shown ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) =>
      code === 0 ? done(output) : fail(new CommandFailure(args.join(" "), output)),
    );
  });
}
