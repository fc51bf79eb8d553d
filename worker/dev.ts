import { catalogSchema } from "../content/schema/catalog.ts";
import { type Client, clientOf } from "./clients.ts";
import { tick } from "./clock.ts";
import type { Env } from "./env.ts";
import { answerPreview } from "./mail/preview.tsx";
import { mailPreview } from "./mail/preview-parts.tsx";

/** The Worker's surroundings under `npm start`. */
interface DevEnv extends Env {
  /** Where the catalog of the content as last saved is to be had. */
  CATALOG_URL: string;
}

interface Running {
  catalog: string;
  client: Client;
}

let running: Running | undefined;

/** The Worker for `npm start`: it looks for a new catalog with each request, so a saved field counts at once. */
export default {
  async fetch(request, env, context) {
    const current = await follow(env);
    if (current === undefined)
      return new Response(mistaken, { status: 503, headers: { "Retry-After": "5" } });
    const { deps } = current.client;
    const { pathname } = new URL(request.url);
    if (deps !== null && pathname.startsWith(mailPreview)) return answerPreview(deps, request);
    return current.client.fetch(request, env, context);
  },
  async scheduled(_event, env) {
    const current = await follow(env);
    if (current?.client.deps) await tick(current.client.deps);
  },
} satisfies ExportedHandler<DevEnv>;

/** The app for the catalog as it is now; while there is none, the last one; undefined before the first. */
async function follow(env: DevEnv): Promise<Running | undefined> {
  const answer = await fetch(env.CATALOG_URL);
  if (!answer.ok) return running;
  const catalog = await answer.text();
  if (running?.catalog !== catalog) {
    running = { catalog, client: clientOf(env, catalogSchema.parse(JSON.parse(catalog)), null) };
  }
  return running;
}

const mistaken = "There is a mistake in content/. The browser and the terminal say where.\n";
