import type { Catalog, CatalogsInFile } from "../content/schema/catalog.ts";
import { catalogSchema, catalogsSchema } from "../content/schema/catalog.ts";
import { createApp } from "./app.ts";
import { depsOf, type Place } from "./deps.ts";
import type { Deps, Env } from "./env.ts";
import { hardened } from "./guards/headers.ts";

/** One client: its site, its database, its app. */
export interface Client {
  /** Null where there is only one client, which answers to every host. */
  host: string | null;
  /** Null while its database is not bound: then it can do nothing. */
  deps: Deps | null;
  fetch: (request: Request, env: Env, context: ExecutionContext) => Response | Promise<Response>;
}

/** The clients that `contents`, the file of the catalog, names. */
export function clientsOf(env: Env, contents: CatalogsInFile): readonly Client[] {
  if (!("clients" in contents)) return [clientOf(env, catalogSchema.parse(contents), null)];
  const { clients } = catalogsSchema.parse(contents);
  const several = Object.entries(clients);
  const beside = () =>
    several.map(([host, { site }]) => ({
      host,
      name: site.name,
      url: site.url,
      db: databaseOf(env, site.database),
    }));
  return several.map(([host, catalog]) => clientOf(env, catalog, host, beside));
}

/** The one of `clients` that `request` is for; none of them reads what belongs to another. */
export function clientFor(clients: readonly Client[], request: Request): Client | null {
  const { host } = new URL(request.url);
  return clients.find((client) => client.host === null || client.host === host) ?? null;
}

/** The answer to a host that is no client's. */
export function noClient(): Response {
  return hardened(
    new Response("404\n", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } }),
  );
}

/** The client that `catalog` describes, at `host` where there are several. */
export function clientOf(
  env: Env,
  catalog: Catalog,
  host: string | null,
  clients?: Place["clients"],
): Client {
  const { database } = catalog.site;
  const db = databaseOf(env, database);
  if (db === null) return unbound(database, host);
  const place: Place = { db, host, ...(clients && { clients }) };
  const deps = depsOf(env, catalog, place);
  const app = createApp(deps);
  return { host, deps, fetch: (request, bindings, context) => app.fetch(request, bindings, context) };
}

/** A client whose database is not there: it says so, to monitors by name, and in the log. */
function unbound(database: string, host: string | null): Client {
  const problem = `The catalog asks for the D1 binding ${database}, and wrangler.toml has none of that name.`;
  return {
    host,
    deps: null,
    fetch(request) {
      console.log(JSON.stringify({ event: "error", error: problem }));
      const isHealth = new URL(request.url).pathname === "/health";
      const body = isHealth
        ? { ok: false, problems: [`database ${database}`] }
        : { code: "unavailable", status: 503, title: "Service unavailable" };
      return hardened(
        new Response(JSON.stringify(body), {
          status: 503,
          headers: { "Content-Type": "application/json; charset=utf-8", "Retry-After": "60" },
        }),
      );
    },
  };
}

function databaseOf(env: Env, binding: string): D1Database | null {
  const db: unknown = Reflect.get(env, binding);
  return isDatabase(db) ? db : null;
}

function isDatabase(value: unknown): value is D1Database {
  return typeof value === "object" && value !== null && "prepare" in value && "batch" in value;
}
