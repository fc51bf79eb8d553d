import { Hono } from "hono";
import type { Catalog } from "../../content/schema/catalog.ts";
import type { AppEnv } from "../env.ts";
import { listAlarms } from "../store/alarms.ts";
import { countOutbox } from "../store/messages.ts";
import { lastMigration, newestMigration } from "../store/migrations.ts";

/** Whether all is well: for monitors, and for whoever has just deployed. */
export const health = new Hono<AppEnv>().get("/", async (c) => {
  const {
    db,
    bucket,
    catalog,
    mailer,
    mailerProblem,
    now,
    tokenSecret,
    ownerToken,
    webhookSecrets,
    log,
    turnstile,
    wallets,
  } = c.var.deps;
  const problems: string[] = [];
  let outbox = { waiting: 0, dead: 0, oldest: 0 };
  try {
    if ((await lastMigration(db)) !== newestMigration) problems.push("migrations");
    else {
      outbox = await countOutbox(db, now());
      problems.push(...(await listAlarms(db)).map(({ name }) => name));
    }
  } catch (error) {
    log({ event: "health", error: error instanceof Error ? error.message : "unknown" });
    problems.push("database");
  }
  if (mailer === null) problems.push("mailer");
  if (mailerProblem !== null) problems.push(mailerProblem);
  problems.push(...wallets.problems);
  if (tokenSecret === "") problems.push("token_secret");
  if (ownerToken === null) problems.push("owner_token");
  if (catalog.site.challenge === "turnstile" && turnstile === null) problems.push("turnstile_secret");
  if (bucket === null && needsBucket(catalog)) problems.push("files_bucket");
  const oldest = Math.round(outbox.oldest / 1000);
  if (oldest > 3600 && !problems.includes("outbox")) problems.push("outbox");
  for (const { name } of catalog.site.webhooks) {
    if (webhookSecrets(name).length === 0) problems.push(`webhook_secret_${name}`);
  }
  const body = {
    ok: problems.length === 0,
    problems,
    mailer: mailer?.name ?? null,
    outbox: { ...outbox, oldest },
  };
  return c.json(body, body.ok ? 200 : 503);
});

/** Whether a magnet gives a file that is too large to lie among the pages. */
function needsBucket({ magnets }: Catalog): boolean {
  return Object.values(magnets).some(
    (magnet) => "files" in magnet && magnet.files.some(({ store }) => store === "bucket"),
  );
}
