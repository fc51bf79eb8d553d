import catalog from "#catalog";
import { catalogSchema } from "../content/schema/catalog.ts";
import { createApp } from "./app.ts";
import { depsOf } from "./deps.ts";
import type { Deps, Env } from "./env.ts";
import { sweepOutbox } from "./mail/send.ts";

type App = ReturnType<typeof createApp>;

// Bindings stay the same for the life of an isolate: one app serves all of its requests.
let running: { deps: Deps; app: App } | undefined;

export default {
  fetch: (request, env, context) => start(env).app.fetch(request, env, context),
  async scheduled(_event, env) {
    await sweepOutbox(start(env).deps);
  },
} satisfies ExportedHandler<Env>;

function start(env: Env): { deps: Deps; app: App } {
  if (running === undefined) {
    const deps = depsOf(env, catalogSchema.parse(catalog));
    running = { deps, app: createApp(deps) };
  }
  return running;
}
