import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { notingChange } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { DuplicatesPage } from "./duplicates.tsx";
import { readPairs } from "./store-duplicates.ts";
import { findLead, type Lead } from "./store-lead.ts";
import { merging, tellApart } from "./store-merge.ts";

const formOnly = bodyLimit({ maxSize: 4096 });

/** Leads that may be the same person: to be merged, or told apart for good. */
export const duplicates = new Hono<AppEnv>()
  .get("/duplicates", async (c) => {
    const place = c.req.query("after") ?? "";
    const found = await readPairs(c.var.deps.db, place);
    return c.html(<DuplicatesPage view={viewOf(c)} {...found} first={place === ""} />);
  })
  .post("/duplicates/merge", formOnly, async (c) => {
    const pair = await pairIn(c);
    if (pair === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
    const { stays, other } = pair;
    const results = await withRetries(() =>
      c.var.deps.db.batch([
        ...merging(c.var.deps.db, stays.id, other.id),
        notingChange(c, { act: "lead.merge", subject: stays.id, about: { lead: other.id } }),
      ]),
    );
    const isDone = (results.at(-1)?.meta.changes ?? 0) > 0;
    return isDone
      ? seeSaid(c, `/admin/leads/${stays.id}`, "merged")
      : seeSaid(c, "/admin/leads/duplicates", "late");
  })
  .post("/duplicates/apart", formOnly, async (c) => {
    const pair = await pairIn(c);
    if (pair === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
    const { db, now } = c.var.deps;
    const { stays, other } = pair;
    const apart = notingChange(c, { act: "lead.apart", subject: stays.id, about: { lead: other.id } });
    await withRetries(() => db.batch([tellApart(db, stays.id, other.id, now()), apart]));
    return seeSaid(c, "/admin/leads/duplicates", "apart");
  });

/** The two leads that a form names: the one that stays was confirmed, or else seen first. */
async function pairIn(c: Context<AppEnv>): Promise<{ stays: Lead; other: Lead } | null> {
  const form = await c.req.parseBody();
  const [one, other] = await Promise.all(
    [form["one"], form["other"]].map((id) =>
      withRetries(() => findLead(c.var.deps.db, typeof id === "string" ? id : "")),
    ),
  );
  if (!one || !other || one.id === other.id) return null;
  const [stays, goes] = [one, other].sort(
    (a, b) =>
      Number(a.confirmed_at === null) - Number(b.confirmed_at === null) || a.created_at - b.created_at,
  );
  return stays && goes ? { stays, other: goes } : null;
}
