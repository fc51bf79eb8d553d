import contents from "#catalog";
import { type Client, clientFor, clientsOf, noClient } from "./clients.ts";
import type { Env } from "./env.ts";
import { clientIn, takeJobs, takeReports } from "./queue.ts";

// Bindings stay the same for the life of an isolate: its apps serve all of its requests.
let running: readonly Client[] | undefined;

export default {
  fetch(request, env, context) {
    const client = clientFor(start(env), request);
    return client === null ? noClient() : client.fetch(request, env, context);
  },
  async scheduled({ cron }, env) {
    // What the clock alone does no visitor waits for.
    const { roundOf, tick } = await import("./clock.ts");
    for (const { deps } of start(env)) if (deps !== null) await tick(deps, roundOf(cron));
  },
  async queue(batch, env) {
    const all = batch.messages.map(({ body }) => body);
    const live = start(env).flatMap(({ deps }) => deps ?? []);
    const tooSoon = await Promise.all(live.map((deps) => takeReports(deps, all)));
    for (const { deps, host } of start(env)) {
      const jobs = all.filter((body) => (clientIn(body) ?? host) === host);
      if (deps !== null && jobs.length > 0) await takeJobs(deps, jobs);
    }
    // No client knows of the mail yet; jobs that are done stay done.
    if (tooSoon.length > 0 && tooSoon.every(Boolean)) batch.retryAll({ delaySeconds: 10 });
  },
} satisfies ExportedHandler<Env>;

function start(env: Env): readonly Client[] {
  running ??= clientsOf(env, contents);
  return running;
}
