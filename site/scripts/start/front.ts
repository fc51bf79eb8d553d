import { readFile } from "node:fs/promises";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import { answerFromOutbox, isOutboxPath } from "../../outbox/routes.ts";
import type { Outbox } from "../../outbox/store.ts";
import { filledInPages } from "./filled-in.ts";
import { isBusy, listen } from "./ports.ts";
import { forward, forwardUpgrade } from "./proxy.ts";

/** The servers behind the front. */
export interface Backends {
  /** Makes pages. */
  pages: string;
  /** Takes what `routes` names, and pages that are filled in. */
  worker: string;
  /** As `run_worker_first` in wrangler.toml has them. */
  routes: string[];
}

/** The one origin of `npm start`. */
export interface Front {
  url: string;
  port: number;
  /** Ports that were asked for first and had another owner. */
  busy: number[];
  stop(): Promise<void>;
}

export interface FrontSettings {
  /** The port to try first. */
  port: number;
  outbox: Outbox;
  /** The file from which the Worker takes its catalog; it says which pages are filled in. */
  catalog: string;
  /** Requests wait for it. */
  backends: Promise<Backends>;
}

/** Opens the front on `settings.port`, or on the next one that is free. */
export async function openFront(settings: FrontSettings): Promise<Front> {
  const servers = () => ["127.0.0.1", "::1"].map((host) => ({ host, server: serverOf(settings) }));
  const busy: number[] = [];
  for (let port = settings.port; port < settings.port + 20; port++) {
    const open = await listenAll(servers(), port);
    if (open !== undefined) {
      return { url: `http://localhost:${port}`, port, busy, stop: () => closeAll(open) };
    }
    busy.push(port);
  }
  throw new Error(
    `Every port from ${settings.port} to ${settings.port + 19} is taken. Name another: npm start -- --port 9000`,
  );
}

/** Both addresses that "localhost" can mean; a machine without IPv6 has one. */
async function listenAll(
  hosts: { host: string; server: Server }[],
  port: number,
): Promise<Server[] | undefined> {
  const open: Server[] = [];
  for (const { host, server } of hosts) {
    try {
      await listen(server, port, host);
      open.push(server);
    } catch (error) {
      if (isBusy(error)) {
        await closeAll(open);
        return undefined;
      }
      if (host === "127.0.0.1") throw error;
    }
  }
  return open;
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      return closed;
    }),
  );
}

function serverOf(settings: FrontSettings): Server {
  const server = createServer({ requestTimeout: 0 }, answerer(settings));
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    void settings.backends.then(({ pages }) => forwardUpgrade(pages, request, socket, head));
  });
  return server;
}

function answerer(settings: FrontSettings): RequestListener {
  const isFilledIn = filledInPages(settings.catalog);
  return async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === catalogPath) return sendCatalog(settings.catalog, response);
    if (isOutboxPath(path)) return answerFromOutbox(settings.outbox, request, response);
    const { pages, worker, routes } = await settings.backends;
    const isWorkers =
      path.startsWith(mailPreview) || routes.some((route) => covers(route, path)) || (await isFilledIn(path));
    forward(isWorkers ? worker : pages, request, response);
  };
}

/** Mails are looked at where they are composed. */
const mailPreview = "/preview/mails/";

/** Where the Worker asks for the catalog. */
export const catalogPath = "/_catalog.json";

async function sendCatalog(file: string, response: ServerResponse): Promise<void> {
  const catalog = await readFile(file).catch(() => undefined);
  response.writeHead(catalog === undefined ? 404 : 200, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  response.end(catalog);
}

/** Whether `route`, as wrangler.toml writes it, covers `path`. */
export function covers(route: string, path: string): boolean {
  return route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : path === route;
}
