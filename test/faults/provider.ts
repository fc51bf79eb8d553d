import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { listen, portOf } from "../../site/scripts/start/ports.ts";

/** How a mail provider may behave. */
export type Manner =
  | "well"
  | "refused"
  | "hangs"
  | "too-many"
  | "fails"
  | "fails-after-accepting"
  | "garbage"
  | "drips"
  | "revoked";

/** A mail that reached the provider, whatever it answered. */
interface Arrival {
  key: string;
  to: string;
  /** The whole mail, as it came. */
  body: string;
  /** Whether it will be delivered. */
  accepted: boolean;
}

export interface Provider {
  url: string;
  arrivals: Arrival[];
  /** What became of the mails: how many visitors' mails were delivered, and how many of these more than once. */
  delivered(): { mails: number; twice: number };
  behave(manner: Manner): Promise<void>;
  stop(): void;
}

/** As the local outbox is told of it, or as Postmark is, which knows no keys. */
const mailSchema = z.union([
  z.object({ to: z.string() }).transform(({ to }) => ({ to, key: null })),
  z
    .object({ To: z.string(), Headers: z.array(z.object({ Name: z.string(), Value: z.string() })) })
    .transform(({ To, Headers }) => ({
      to: To,
      key: Headers.find(({ Name }) => Name === "X-Entity-Ref-ID")?.Value ?? "",
    })),
]);

/** A mail provider on this machine; one that knows idempotency keys delivers each key once. */
export async function openProvider({ knowsKeys = true } = {}): Promise<Provider> {
  const arrivals: Arrival[] = [];
  let manner: Manner = "well";
  const server = createServer(async (request, response) => {
    const arrival = await arrivalOf(request).catch(() => null);
    if (arrival === null) return;
    const repeated = knowsKeys && arrivals.some(({ key, accepted }) => accepted && key === arrival.key);
    arrival.accepted = accepts(manner) && !repeated;
    arrivals.push(arrival);
    await answer(manner, response).catch(() => {});
  });
  await listen(server, 0, "127.0.0.1");
  const port = portOf(server);
  return {
    url: `http://127.0.0.1:${port}/mails`,
    arrivals,
    delivered() {
      // What the owner is told is mail, too, and not counted here.
      const accepted = arrivals.filter(({ accepted, to }) => accepted && to.startsWith("ada."));
      const mails = new Set(accepted.map(({ key }) => key)).size;
      return { mails, twice: accepted.length - mails };
    },
    async behave(next) {
      if (next === "refused") await close(server);
      else if (!server.listening) await listen(server, port, "127.0.0.1");
      manner = next;
    },
    stop: () => void close(server),
  };
}

async function arrivalOf(request: IncomingMessage): Promise<Arrival> {
  const body = await text(request);
  const { to, key } = mailSchema.parse(JSON.parse(body));
  return { key: key ?? String(request.headers["idempotency-key"] ?? ""), to, body, accepted: false };
}

function accepts(manner: Manner): boolean {
  return ["well", "garbage", "drips", "fails-after-accepting"].includes(manner);
}

async function answer(manner: Manner, response: ServerResponse): Promise<void> {
  const json = { "content-type": "application/json" };
  switch (manner) {
    case "hangs":
      await wait(30_000, undefined, { ref: false });
      return void response.destroy();
    case "too-many":
      return void response.writeHead(429, { ...json, "retry-after": "600" }).end('{"name":"rate_limit"}');
    case "fails":
    case "fails-after-accepting":
      return void response.writeHead(500, json).end('{"name":"internal_error"}');
    case "garbage":
      return void response.writeHead(200, json).end(Buffer.from([0, 255, 60, 123, 34, 200, 10]));
    case "revoked":
      return void response.writeHead(401, json).end('{"name":"invalid_api_key"}');
    case "drips": {
      response.writeHead(200, json);
      for (const letter of '{"id":"slow-but-sure"}') {
        response.write(letter);
        await wait(100, undefined, { ref: false });
      }
      return void response.end();
    }
    case "well":
    case "refused":
      return void response.writeHead(201, json).end('{"id":"taken"}');
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => (server.listening ? server.close(() => done()) : done()));
}
