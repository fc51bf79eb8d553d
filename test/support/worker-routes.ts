import type { Hono } from "hono";
import type { AppEnv } from "../../worker/env.ts";

/** One thing that the Worker answers to. */
export interface Route {
  method: string;
  /** Its address, with a name after a colon where anything may stand. */
  path: string;
}

/** All routes of `app`, each once; guards before them are none. */
export function routesOf(app: Hono<AppEnv>): Route[] {
  const named = app.routes
    .filter(({ path }) => !path.endsWith("/*"))
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(named)].map((name) => {
    const place = name.indexOf(" ");
    return { method: name.slice(0, place), path: name.slice(place + 1) };
  });
}

/** Whether anything may stand somewhere in `path`. */
export function isOpen(path: string): boolean {
  return path.includes(":");
}

/** `path` with `id` wherever anything may stand, and a file's name where a pattern asks for one. */
export function at(path: string, id: string): string {
  return path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string, pattern = "") => {
    if (name === "form") return "calendar";
    if (name !== "file") return id;
    return pattern.includes("json") ? "copy.json" : encodeURIComponent("La guida è qui.pdf");
  });
}
