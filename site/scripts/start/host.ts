import { type ChildProcess, fork } from "node:child_process";
import { quiet } from "./environment.ts";

/** A part of the stack in a process group of its own: it is stopped whole, and ends by itself when we are gone. */
export interface Host<Ready> {
  /** What the part says of itself once it works. */
  ready: Promise<Ready>;
  /** Resolves when its process has ended, for whatever reason. */
  gone: Promise<void>;
  stop(): Promise<void>;
}

/** How a part's output is told: line by line, without the empty ones. */
type Tell = (line: string) => void;

/** Runs `script` with `settings`; its other end is `serve` in hosted.ts. */
export function startHost<Ready>(
  script: URL,
  settings: unknown,
  accept: (ready: unknown) => Ready,
  tell: Tell,
): Host<Ready> {
  const child = fork(script, [JSON.stringify(settings)], {
    // Its own group: Ctrl-C reaches us alone, and we stop the parts in order.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...quiet },
  });
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  eachLine(child, tell);
  return { ready: firstMessage(child, accept), gone, stop: () => stop(child, gone) };
}

function firstMessage<Ready>(child: ChildProcess, accept: (ready: unknown) => Ready): Promise<Ready> {
  const ready = new Promise<Ready>((done, fail) => {
    child.once("message", (message) => done(accept(message)));
    child.once("error", fail);
    child.once("exit", (code, signal) =>
      fail(new Error(`It stopped before it was ready (${signal ?? code}).`)),
    );
  });
  // Whoever stops early never looks at it.
  ready.catch(() => {});
  return ready;
}

async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.connected) child.disconnect();
  const patience = AbortSignal.timeout(4000);
  await Promise.race([gone, new Promise((done) => patience.addEventListener("abort", done))]);
  // What is left of the group: workerd or esbuild, should their parent have died without them.
  killGroup(child);
  await gone;
}

/** Ends `child` and all that it started, at once. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody was left.
  }
}

function eachLine(child: ChildProcess, tell: Tell): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") tell(line);
    });
  }
}
