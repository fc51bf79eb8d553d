import { Hono } from "hono";
import type { AppEnv, Deps } from "../env.ts";
import { findMagnet } from "../landing.ts";
import { problemJson } from "../pages/problem.tsx";
import { countGiven } from "../store/left.ts";
import { withRetries } from "../store/retry.ts";

/** For how long a count is told again, in milliseconds: a crowd on one page asks the database once. */
const keptFor = 5000;

/** How many coupons of a magnet with a quota are left: for the script of a page that says how many there were. */
export const left = new Hono<AppEnv>().get("/left/:magnet{.+}", async (c) => {
  const { deps } = c.var;
  const name = c.req.param("magnet");
  const magnet = findMagnet(deps.catalog, name);
  if (magnet?.kind !== "coupon" || magnet.quota === undefined) return problemJson(c, "not_found");
  const given = await givenOf(deps, name);
  return c.json({ left: Math.max(0, magnet.quota - given), quota: magnet.quota });
});

interface Count {
  at: number;
  given: Promise<number>;
}

const counts = new WeakMap<D1Database, Map<string, Count>>();

function givenOf({ db, now }: Deps, magnet: string): Promise<number> {
  const known = counts.get(db) ?? new Map<string, Count>();
  counts.set(db, known);
  const before = known.get(magnet);
  if (before !== undefined && now() - before.at < keptFor && now() >= before.at) return before.given;
  const given = withRetries(() => countGiven(db, magnet));
  known.set(magnet, { at: now(), given });
  // What failed is asked anew.
  given.catch(() => known.delete(magnet));
  return given;
}
