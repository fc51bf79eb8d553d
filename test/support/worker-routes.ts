import { createApp } from "../../worker/app.ts";
import { createDesk } from "../../worker/desk/app.ts";
import type { Deps } from "../../worker/env.ts";

/** One thing that the Worker answers to. */
export interface Route {
  method: string;
  /** Its address, with a name after a colon where anything may stand. */
  path: string;
}

/** All routes of the Worker, and of the desk that it loads on demand, each once; guards before them are none. */
export function routesOf(deps: Deps): Route[] {
  const named = [...createApp(deps).routes, ...createDesk(deps).routes]
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
