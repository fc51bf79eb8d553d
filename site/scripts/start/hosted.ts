import { setTimeout as pause } from "node:timers/promises";

/** What a part of the stack gives to the process that started it. */
export interface Part {
  /** Sent to the parent: where the part is to be found. */
  ready: unknown;
  stop(): Promise<void>;
}

/** Runs a part until the parent lets go of it, or dies. */
export async function serve(start: () => Promise<Part>): Promise<void> {
  let part: Part | undefined;
  async function end(): Promise<void> {
    process.on("SIGTERM", () => {});
    // A part that will not close must not keep the terminal waiting.
    await Promise.race([part?.stop(), pause(3000)]);
    await endGroup();
    process.exit(0);
  }
  process.once("disconnect", () => void end());
  part = await start();
  process.send?.(part.ready);
}

/** Ends what our libraries started and left, such as esbuild's service; we stay a moment, to see them off. */
async function endGroup(): Promise<void> {
  if (process.platform === "win32") return;
  try {
    process.kill(-process.pid, "SIGTERM");
    await pause(150);
  } catch {
    // Run by hand, this process leads no group.
  }
}
