import { type Context, Hono } from "hono";
import { afterwards } from "../afterwards.ts";
import { watchAlarms } from "../alarms.ts";
import type { AppEnv } from "../env.ts";
import { type Act, notingChange } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { listOff, turnOn } from "../store/webhook-queue.ts";
import { sweepCalls } from "../webhooks/send.ts";
import { secretVariable } from "../webhooks/signature.ts";
import { countFailed, listCalls, replayCall, replayFailed } from "./store-webhooks.ts";
import { viewOf } from "./view.ts";
import { callsShown, WebhooksPage } from "./webhooks.tsx";

/** The calls of webhooks, and what the owner does about them. */
export const webhooks = new Hono<AppEnv>()
  .get("/webhooks", async (c) => {
    const { db, catalog, webhookSecrets } = c.var.deps;
    const [calls, failed, off] = await Promise.all([listCalls(db, callsShown), countFailed(db), listOff(db)]);
    const states = catalog.site.webhooks.map(({ name, url }) => ({
      name,
      url,
      failed: failed.get(name) ?? 0,
      isOff: off.some((row) => row.webhook === name && row.url === url),
      lacks: webhookSecrets(name).length === 0 ? secretVariable(name) : null,
    }));
    return c.html(<WebhooksPage view={viewOf(c)} webhooks={states} calls={calls} />);
  })
  .post("/webhooks/calls/:id/replay", (c) => {
    const id = c.req.param("id");
    return act(c, { act: "webhook.replay", subject: id }, (db, now) => replayCall(db, id, now));
  })
  .post("/webhooks/:name/replay", (c) => {
    const name = c.req.param("name");
    return act(c, { act: "webhook.replay-all", subject: name }, (db, now) => replayFailed(db, name, now));
  })
  .post("/webhooks/:name/on", (c) => {
    const name = c.req.param("name");
    return act(c, { act: "webhook.on", subject: name }, (db) => turnOn(db, name));
  });

/** Does what the owner asked for, then makes the calls that are due, and ends the alarms that this has mended. */
async function act(
  c: Context<AppEnv>,
  done: Act,
  change: (db: D1Database, now: number) => D1PreparedStatement,
) {
  const { deps } = c.var;
  const at = deps.now();
  await withRetries(() => deps.db.batch([change(deps.db, at), notingChange(c, done)]));
  afterwards(
    c,
    sweepCalls(deps).then(() => watchAlarms(deps)),
  );
  return c.redirect(viewOf(c).link("/admin/webhooks"), 303);
}
