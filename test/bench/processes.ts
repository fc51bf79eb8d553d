import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { quiet } from "../../site/scripts/start/environment.ts";

/** How long a command took, and the most memory that it and its children held at once. */
export interface Run {
  seconds: number;
  /** In MB; NaN where the system has no /proc. */
  peak: number;
  output: string;
}

/** Runs `program` in `folder` to its end, with a look at its memory every 50 ms; a failure is thrown with its output. */
export function measured(program: readonly string[], folder: string): Promise<Run> {
  const started = performance.now();
  const child = spawn(program[0] ?? "", program.slice(1), {
    cwd: folder,
    env: { ...process.env, ...quiet, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (piece) => (output += piece));
  child.stderr.on("data", (piece) => (output += piece));
  let peak = Number.NaN;
  const look = setInterval(() => {
    const held = memoryOf(child.pid);
    if (held !== undefined && !(held < peak)) peak = held;
  }, 50);
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      clearInterval(look);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) done({ seconds, peak, output });
      else fail(new Error(`${program.join(" ")} ended with ${code}:\n${output.slice(-4000)}`));
    });
  });
}

/** CPU time in ms that the process `pid` and those below it have used; undefined without /proc. */
export function cpuOf(pid: number): number | undefined {
  if (!existsSync("/proc/self/stat")) return undefined;
  return sum(familyOf(pid), (member) => {
    const fields = afterName(read(`/proc/${member}/stat`));
    // User and system time, in ticks of 10 ms.
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
  });
}

/** The process among the children of `pid` whose program's name contains `name`. */
export function childNamed(pid: number, name: string): number | undefined {
  return familyOf(pid).find(
    (member) => member !== pid && read(`/proc/${member}/cmdline`).split("\0")[0]?.includes(name),
  );
}

function memoryOf(pid: number | undefined): number | undefined {
  if (pid === undefined || !existsSync("/proc/self/statm")) return undefined;
  return (
    sum(familyOf(pid), (member) => Number(read(`/proc/${member}/statm`).split(" ")[1] ?? 0) * 4096) / 1e6
  );
}

function familyOf(pid: number): number[] {
  const threads = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
  const children = threads.flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean),
  );
  return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended between two looks.
    return "";
  }
}

function afterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function sum(members: readonly number[], figure: (member: number) => number): number {
  return members.reduce((total, member) => total + figure(member), 0);
}
