import contents from "#catalog";
import { type Client, clientFor, clientsOf, noClient } from "./clients.ts";
import { tick } from "./clock.ts";
import type { Env } from "./env.ts";
import { clientIn, takeJobs } from "./queue.ts";

// Bindings stay the same for the life of an isolate: its apps serve all of its requests.
let running: readonly Client[] | undefined;

export default {
  fetch(request, env, context) {
    const client = clientFor(start(env), request);
    return client === null ? noClient() : client.fetch(request, env, context);
  },
  async scheduled(_event, env) {
    for (const { deps } of start(env)) if (deps !== null) await tick(deps);
  },
  async queue(batch, env) {
    for (const { deps, host } of start(env)) {
      const jobs = batch.messages.map(({ body }) => body).filter((body) => (clientIn(body) ?? host) === host);
      if (deps !== null && jobs.length > 0) await takeJobs(deps, jobs);
    }
  },
} satisfies ExportedHandler<Env>;

function start(env: Env): readonly Client[] {
  running ??= clientsOf(env, contents);
  return running;
}
