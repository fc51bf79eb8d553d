import { Hono } from "hono";
import type { AppEnv } from "../env.ts";
import { readHealth } from "../health.ts";

/** Whether all is well: for monitors, and for whoever has just deployed. */
export const health = new Hono<AppEnv>().get("/", async (c) => {
  const { problems, outbox } = await readHealth(c.var.deps);
  const body = { ok: problems.length === 0, problems, mailer: c.var.deps.mailer?.name ?? null, outbox };
  return c.json(body, body.ok ? 200 : 503);
});
