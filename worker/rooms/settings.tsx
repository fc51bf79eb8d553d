import { Hono } from "hono";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { readHealth } from "../health.ts";
import { lastMigration } from "../store/migrations.ts";
import { withRetries } from "../store/retry.ts";
import { SettingsPage } from "./settings-page.tsx";

/** How the site is configured and how it is; no secret is shown, only whether it is there. */
export const settingsRoom = new Hono<AppEnv>().get("/settings", async (c) => {
  const { deps } = c.var;
  const { db } = deps;
  const [health, migration, jobs] = await withRetries(() =>
    Promise.all([readHealth(deps), lastMigration(db), readJobs(db)]),
  );
  return c.html(<SettingsPage view={viewOf(c)} deps={deps} health={health} store={{ migration, ...jobs }} />);
});

/** When each piece of the clock's work last got to its end, and how many bytes the database has. */
async function readJobs(db: D1Database): Promise<{ ran: ReadonlyMap<string, number>; bytes: number }> {
  const { results, meta } = await db
    .prepare("SELECT name, ran_at FROM job")
    .all<{ name: string; ran_at: number }>();
  return { ran: new Map(results.map(({ name, ran_at }) => [name, ran_at])), bytes: meta.size_after };
}
