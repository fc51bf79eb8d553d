import type { Catalog } from "../content/schema/catalog.ts";
import type { Deps } from "./env.ts";
import { missingSecrets } from "./import/meta-state.ts";
import { listAlarms } from "./store/alarms.ts";
import { countOutbox } from "./store/messages.ts";
import { lastMigration, newestMigration } from "./store/migrations.ts";

/** How the site is: what is wrong, by short names, and how its mails stand. */
export interface Health {
  problems: string[];
  outbox: { waiting: number; dead: number; oldest: number };
}

/** Whether all is well: the database, the secrets that the content calls for, the mails, and what the clock has found. */
export async function readHealth(deps: Deps): Promise<Health> {
  const { db, now, log } = deps;
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
  problems.push(...missingIn(deps));
  if (Object.keys(deps.catalog.site.meta.forms).length > 0)
    problems.push(...missingSecrets(deps).map((name) => name.toLowerCase()));
  const oldest = Math.round(outbox.oldest / 1000);
  if (oldest > 3600 && !problems.includes("outbox")) problems.push("outbox");
  for (const { name } of deps.catalog.site.webhooks) {
    if (deps.webhookSecrets(name).length === 0) problems.push(`webhook_secret_${name}`);
  }
  return { problems, outbox: { ...outbox, oldest } };
}

/** What the content calls for, and the configuration lacks. */
function missingIn({
  bucket,
  catalog,
  mailer,
  mailerProblem,
  tokenSecret,
  ownerToken,
  turnstile,
  wallets,
}: Deps) {
  const problems: string[] = [];
  if (mailer === null) problems.push("mailer");
  if (mailerProblem !== null) problems.push(mailerProblem);
  problems.push(...wallets.problems);
  if (tokenSecret === "") problems.push("token_secret");
  if (ownerToken === null) problems.push("owner_token");
  if (catalog.site.challenge === "turnstile" && turnstile === null) problems.push("turnstile_secret");
  if (bucket === null && needsBucket(catalog)) problems.push("files_bucket");
  return problems;
}

/** Whether a magnet gives a file that is too large to lie among the pages. */
export function needsBucket({ magnets }: Catalog): boolean {
  return Object.values(magnets).some(
    (magnet) => "files" in magnet && magnet.files.some(({ store }) => store === "bucket"),
  );
}
