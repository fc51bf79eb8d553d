import type { Context } from "hono";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { AppEnv } from "../env.ts";
import { findLanding, type LandingHere } from "../landing.ts";
import { missingPage } from "../pages/missing-page.ts";
import { openPage } from "../pages/open-page.ts";
import { answerProblem } from "../pages/problem.tsx";
import { servedPage } from "../pages/served-page.ts";

/** What is no asset and no other route's: landings that the Worker fills in, and the page for all that is nowhere. */
export function answerPage(c: Context<AppEnv>): Response | Promise<Response> {
  const { path, method } = c.req;
  const here = dynamicAt(c, path);
  if (method !== "GET" && method !== "HEAD") {
    if (here === null) return answerProblem(c, "not_found");
    c.header("Allow", "GET, HEAD");
    return answerProblem(c, "method_not_allowed");
  }
  if (here !== null) return openPage(c, here);
  // As the platform does with the addresses of assets.
  const slashed = path.replace(/(?:\/index)?(?:\.html)?$/, "/");
  if (dynamicAt(c, slashed) !== null) return c.redirect(slashed + new URL(c.req.url).search, 307);
  return c.var.deps.servesPages ? servedPage(c) : missingPage(c);
}

const known = new WeakMap<Catalog, ReadonlyMap<string, string>>();

/** The landing whose page the Worker makes at the address `path`, or null. */
function dynamicAt(c: Context<AppEnv>, path: string): LandingHere | null {
  const { catalog } = c.var.deps;
  const addresses = known.get(catalog) ?? addressesOf(catalog);
  known.set(catalog, addresses);
  const name = addresses.get(path);
  return name === undefined ? null : findLanding(catalog, name);
}

function addressesOf(catalog: Catalog): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalog.landings).flatMap(
      ([
        name,
        {
          dynamic,
          pages: { landing },
        },
      ]) => (dynamic === undefined ? [] : [[landing, name] as const]),
    ),
  );
}
