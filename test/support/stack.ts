import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { answerFromOutbox } from "../../site/outbox/routes.ts";
import { type OutboxMail, openOutbox } from "../../site/outbox/store.ts";
import { quiet } from "../../site/scripts/start/environment.ts";
import { freePort, listen, portOf } from "../../site/scripts/start/ports.ts";
import { runWorker } from "../../site/scripts/start/worker-runtime.ts";

/** The built site and the Worker as production has them, with an empty database and an outbox of their own. */
export interface TestStack {
  /** The one origin of site and Worker. */
  url: string;
  /** The pages of the outbox. */
  outboxUrl: string;
  /** What opens the desk. */
  ownerToken: string;
  /** All mails that left, the newest first. */
  outbox(): OutboxMail[];
  /** The mail to `to` that arrives within five seconds, or has arrived. */
  mailTo(to: string): Promise<OutboxMail>;
  /** The rows that `sql` finds in the stack's database. */
  query(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]>;
  /** Does what the clock does in production every few minutes. */
  tick(): Promise<void>;
  /** What the Worker said on its console. */
  logs: string[];
  stop(): Promise<void>;
}

const home = resolve(fileURLToPath(import.meta.url), "../../..");

/**
 * Starts the stack of the project at `root` on free ports; it needs `dist/`, which `npm run build` makes.
 * `variables` win over the usual ones.
 */
export async function startStack(variables: Record<string, string> = {}, root = home): Promise<TestStack> {
  if (!existsSync(join(root, "dist/catalog.json")))
    throw new Error("There is no built site yet: npm run build");
  Object.assign(process.env, quiet, { WRANGLER_LOG: "error" });
  const folder = await mkdtemp(join(tmpdir(), "imbuto-stack-"));
  const { outbox, server } = await serveOutbox(folder);
  const outboxUrl = `http://localhost:${portOf(server)}/outbox/`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const ownerToken = "the-owner-token-of-the-test-stack-0123456789";
  const logs: string[] = [];
  const worker = await runWorker({
    root,
    port,
    state: join(folder, "state"),
    watch: false,
    ...(existsSync(join(root, "dist/bucket")) ? { bucket: join(root, "dist/bucket") } : {}),
    log: (level, line) => logs.push(`${level}: ${line}`),
    variables: {
      PUBLIC_URL: url,
      MAILER: "outbox",
      OUTBOX_URL: `http://127.0.0.1:${portOf(server)}/outbox/mails`,
      TOKEN_SECRET: "the-token-secret-of-the-test-stack-0123456789",
      OWNER_TOKEN: ownerToken,
      ...variables,
    },
  });
  return {
    url,
    outboxUrl,
    ownerToken,
    logs,
    outbox: outbox.mails,
    mailTo: (to) => awaited(() => outbox.mails().find((mail) => mail.to === to), `No mail to ${to} arrived.`),
    query: async (sql, ...values) =>
      (
        await worker.database
          .prepare(sql)
          .bind(...values)
          .all()
      ).results,
    tick: worker.tick,
    async stop() {
      await worker.stop();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serveOutbox(folder: string) {
  const outbox = await openOutbox(join(folder, "outbox"));
  const server = createServer((request, response) => void answerFromOutbox(outbox, request, response));
  await listen(server, 0, "127.0.0.1");
  return { outbox, server };
}

async function awaited<T>(look: () => T | undefined, problem: string): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(problem);
}
