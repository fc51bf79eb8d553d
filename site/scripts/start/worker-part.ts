import { serve } from "./hosted.ts";
import { runWorker, type WorkerSettings } from "./worker-runtime.ts";

// Runs the Worker for `npm start`, in a process of its own.
const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
await serve(async () => {
  const worker = await runWorker({ ...settings, log });
  const { url, routes, migrations } = worker;
  // Nothing else rings the clock on this machine. What a round could not do, the next one tries again.
  const clock = setInterval(() => void worker.tick().catch(complain), 60_000);
  return {
    ready: { url, routes, migrations },
    stop: () => worker.stop().finally(() => clearInterval(clock)),
  };
});

function complain(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}

/** Requests are not worth a line; what went wrong is, and the Worker tells it as an event of that name. */
function log(level: string, line: string): void {
  if (level === "error" || level === "warn" || line.includes('"event":"error"')) console.error(line);
}
