import { catalogSchema } from "../content/schema/catalog.ts";
import { createApp } from "./app.ts";
import { depsOf } from "./deps.ts";
import type { Deps, Env } from "./env.ts";
import { sweepOutbox } from "./mail/send.ts";

/** The Worker's surroundings under `npm start`. */
interface DevEnv extends Env {
  /** Where the catalog of the content as last saved is to be had. */
  CATALOG_URL: string;
}

interface Running {
  catalog: string;
  deps: Deps;
  app: ReturnType<typeof createApp>;
}

let running: Running | undefined;

/** The Worker for `npm start`: it looks for a new catalog with each request, so a saved field counts at once. */
export default {
  async fetch(request, env, context) {
    const current = await follow(env);
    if (current === undefined)
      return new Response(mistaken, { status: 503, headers: { "Retry-After": "5" } });
    return current.app.fetch(request, env, context);
  },
  async scheduled(_event, env) {
    const current = await follow(env);
    if (current !== undefined) await sweepOutbox(current.deps);
  },
} satisfies ExportedHandler<DevEnv>;

/** The app for the catalog as it is now; while there is none, the last one; undefined before the first. */
async function follow(env: DevEnv): Promise<Running | undefined> {
  const answer = await fetch(env.CATALOG_URL);
  if (!answer.ok) return running;
  const catalog = await answer.text();
  if (running?.catalog !== catalog) {
    const deps = depsOf(env, catalogSchema.parse(JSON.parse(catalog)));
    running = { catalog, deps, app: createApp(deps) };
  }
  return running;
}

const mistaken = "There is a mistake in content/. The browser and the terminal say where.\n";
