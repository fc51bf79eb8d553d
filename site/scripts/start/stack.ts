import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { layPhonePlans } from "../../catalog/phone-plans.ts";
import { openOutbox } from "../../outbox/store.ts";
import { paint, type Terminal } from "../terminal.ts";
import { type Backends, catalogPath, type Front, openFront } from "./front.ts";
import { type Host, startHost } from "./host.ts";
import { freePort } from "./ports.ts";
import { type LocalSecrets, localSecrets } from "./secrets.ts";

/** All of Imbuto on one origin of this machine. */
export interface Stack {
  front: Front;
  secrets: LocalSecrets;
  /** Resolves with the name of the part that ended although nobody asked it to. */
  broken: Promise<string>;
  stop(): Promise<void>;
}

export interface StackSettings {
  root: string;
  /** The port to try first. */
  port: number;
  terminal: Terminal;
  /** Aborts when nobody wants the stack any more. */
  givenUp: AbortSignal;
}

const pagesSchema = z.object({ url: z.string() });
const workerSchema = z.object({
  url: z.string(),
  routes: z.array(z.string()),
  migrations: z.array(z.string()),
});

/** Starts the parts beside each other and resolves when all of them answer; once `givenUp`, it rejects and leaves nothing behind. */
export async function startStack({ root, port, terminal, givenUp }: StackSettings): Promise<Stack> {
  const secrets = await localSecrets(join(root, ".dev.vars"));
  // The Worker asks for its catalog when it runs; these it is bundled with.
  await layPhonePlans(root);
  if (secrets.fresh) terminal.line("    Made .dev.vars with fresh secrets for this machine.");
  const outbox = await openOutbox(join(root, ".wrangler/outbox"));
  const backends = Promise.withResolvers<Backends>();
  const front = await openFront({
    port,
    outbox,
    catalog: join(root, "dist/catalog.json"),
    backends: backends.promise,
  });
  for (const taken of front.busy)
    terminal.line(`    Port ${taken} is taken by another program; the next one it is.`);

  const pagesPort = await freePort();
  const pages = startPages(root, pagesPort, terminal);
  const worker = await startWorker(
    { root, front, secrets, pages: `http://127.0.0.1:${pagesPort}` },
    terminal,
  );
  const stop = async () => {
    await Promise.all([front.stop(), pages.stop(), worker.stop()]);
  };
  const stopEarly = () => void stop();
  givenUp.addEventListener("abort", stopEarly);
  try {
    const [made, answers] = await Promise.all([
      terminal.step("Pages, made as they are asked for", () => pages.ready),
      terminal.step(
        "Worker and database",
        () => worker.ready,
        ({ migrations }) => told(migrations),
      ),
    ]);
    backends.resolve({ pages: made.url, worker: answers.url, routes: answers.routes });
  } catch (error) {
    await stop();
    throw error;
  }
  givenUp.removeEventListener("abort", stopEarly);
  const broken = Promise.race([pages.gone.then(() => "page server"), worker.gone.then(() => "Worker")]);
  return { front, secrets, broken, stop };
}

function startPages(root: string, port: number, terminal: Terminal): Host<{ url: string }> {
  const script = new URL("./pages-part.ts", import.meta.url);
  const tell = (line: string) => terminal.line(`  ${line.replace(logHead, `${paint("red", "✗")} `)}`);
  return startHost(script, { root, port }, (ready) => pagesSchema.parse(ready), tell);
}

// How Astro begins a line: the time, the level, and who speaks.
const logHead = /^\d\d:\d\d:\d\d (\[(ERROR|WARN|vite)\] ?)+/;

interface WorkerNeeds {
  root: string;
  front: Front;
  secrets: LocalSecrets;
  /** Where pages come from. */
  pages: string;
}

async function startWorker({ root, front, secrets, pages }: WorkerNeeds, terminal: Terminal) {
  // The folder of the built site changes with each build, and each change would reload the Worker.
  const assets = join(root, ".wrangler/no-assets");
  await mkdir(assets, { recursive: true });
  const settings = {
    root,
    assets,
    entrypoint: "worker/dev.ts",
    port: await freePort(),
    state: ".wrangler/state",
    watch: true,
    variables: {
      PUBLIC_URL: front.url,
      SITE_ORIGIN: pages,
      CATALOG_URL: `http://127.0.0.1:${front.port}${catalogPath}`,
      OUTBOX_URL: `http://127.0.0.1:${front.port}/outbox/mails`,
      MAILER: "outbox",
      ...secrets.variables,
    },
  };
  const script = new URL("./worker-part.ts", import.meta.url);
  return startHost(script, settings, (ready) => workerSchema.parse(ready), terminal.line);
}

function told(migrations: string[]): string {
  if (migrations.length === 0) return "";
  return migrations.length === 1 ? "1 migration applied" : `${migrations.length} migrations applied`;
}
