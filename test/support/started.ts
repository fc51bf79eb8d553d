import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** A running `npm start`. */
export interface Started {
  /** The origin that it printed. */
  origin: string;
  /** All that it printed so far. */
  printed(): string;
  /** Resolves when it has printed `words`. */
  says(words: string): Promise<void>;
  /** Sends `signal`; resolves with the exit code, null after a SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Processes that it started and that still run, as lines of `ps`. */
  leftovers(): string[];
}

/** Runs what `npm start` runs, in the project at `root`, on `port` or the next free one. */
export async function start(root: string, port: number): Promise<Started> {
  const { VITEST, NODE_ENV, ...env } = process.env;
  const child = spawn(process.execPath, ["site/scripts/start.ts", "--port", String(port)], {
    cwd: root,
    env: { ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const printed = gather(child);
  const says = async (words: string) => {
    for (const end = Date.now() + 60_000; !printed().includes(words); await pause(20)) {
      if (Date.now() > end || child.exitCode !== null)
        throw new Error(`Never "${words}", but:\n${printed()}`);
    }
  };
  await says("Ctrl-C stops everything");
  const parts = descendants(child.pid ?? 0);
  return {
    origin: /http:\/\/localhost:\d+/.exec(printed())?.[0] ?? "",
    printed,
    says,
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
    leftovers: () => processes().flatMap(({ pid, line }) => (parts.includes(pid) ? [line] : [])),
  };
}

function gather(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

interface Process {
  pid: number;
  parent: number;
  line: string;
}

function descendants(parent: number): number[] {
  const all = processes();
  const found = [parent];
  for (const pid of found) found.push(...all.filter((one) => one.parent === pid).map((one) => one.pid));
  return found.slice(1);
}

/** Every process that runs; one that has ended and only waits to be noticed does not. */
function processes(): Process[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state] = /^\s*(\d+)\s+(\d+)\s+(\S+)/.exec(line) ?? [];
    return state === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), line }];
  });
}
