import type { Env } from "../../worker/env.ts";
import worker from "../../worker/index.ts";
import { billedDatabase } from "./worker-billed.ts";
import { brokenDatabase } from "./worker-broken-database.ts";

/**
 * The deployed Worker, whole, in surroundings that break when told so: its clock, its database and its assets.
 * `POST /_rig` says what is to fail, and answers with what was counted since the last time.
 */
export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/_rig":
        return Response.json(change(await request.json<Partial<Orders>>()));
      case "/_rig/query": {
        const { sql, values } = await request.json<{ sql: string; values: unknown[] }>();
        return Response.json(
          (
            await env.DB.prepare(sql)
              .bind(...values)
              .all()
          ).results,
        );
      }
      case "/_rig/asked":
        return Response.json(asked.splice(0));
      case "/_rig/jobs":
        return Response.json(jobs.splice(0));
      case "/_rig/deliver":
        return deliver(env, await request.json<unknown[]>());
      case "/_rig/scheduled":
        return scheduled(env, Number(searchParams.get("times") ?? 1), searchParams.get("cron") ?? "");
      default:
        return worker.fetch(request, broken(env), context);
    }
  },
} satisfies ExportedHandler<Env>;

/** What is to go wrong from now on. */
interface Orders {
  /** Milliseconds by which the clock is off. */
  clock: number;
  /** Calls to the database that fail with `text`, counted from 1 since the order; `after`: it was done, and only the answer got lost. */
  database: { from: number; to: number; text: string; after?: boolean } | null;
  /** The database fails from the moment on at which a mail was handed over, as when the process dies there. */
  diesAfterMail: boolean;
  /** How assets fail. */
  assets: "404" | "500" | "throws" | "late" | null;
  /** Jobs for the queue are kept here, to be handed over when told so; only before the first request. */
  keepsJobs: boolean;
}

const orders: Orders = { clock: 0, database: null, diesAfterMail: false, assets: null, keepsJobs: false };
const jobs: unknown[] = [];
/** The last statements, whose times are measured without the Worker around them. */
const asked: { sql: string; values: readonly unknown[] }[] = [];
const counted = { calls: 0, statements: 0, mails: 0 };
const bill = { read: 0, written: 0, size: 0 };
let dead = false;

function change(ordered: Partial<Orders>): typeof counted & { read: number } {
  const before = { ...counted, read: bill.read };
  Object.assign(orders, ordered);
  Object.assign(counted, { calls: 0, statements: 0, mails: 0 });
  bill.read = 0;
  if (ordered.diesAfterMail !== undefined) dead = false;
  return before;
}

const trueNow = Date.now;
Date.now = () => trueNow() + orders.clock;

const trueFetch = globalThis.fetch;
globalThis.fetch = async (...request: Parameters<typeof fetch>) => {
  try {
    return await trueFetch(...request);
  } finally {
    counted.mails += 1;
    if (orders.diesAfterMail) dead = true;
  }
};

/** Runs the clock's work `times` times at once, to its very end. */
async function scheduled(env: Env, times: number, cron: string): Promise<Response> {
  const pending: Promise<unknown>[] = [];
  const event = { type: "scheduled", scheduledTime: Date.now(), cron, noRetry() {} };
  const run: unknown = Reflect.get(worker, "scheduled");
  if (typeof run !== "function") throw new Error("The Worker does nothing by the clock.");
  const runs = Array.from({ length: times }, async () => {
    await Reflect.apply(run, worker, [event, broken(env), contextFor(pending)]);
  });
  const results = await Promise.allSettled(runs);
  await Promise.allSettled(pending);
  return Response.json({ failed: results.filter((result) => result.status === "rejected").length });
}

function broken(env: Env): Env {
  const whole = { ...env, DB: database(env), ASSETS: brokenAssets(env.ASSETS) };
  return orders.keepsJobs ? Object.assign(whole, { QUEUE: kept }) : whole;
}

/** A queue that hands nothing on by itself. */
const kept = {
  send: async (body: unknown) => void jobs.push(body),
  sendBatch: async (messages: Iterable<{ body: unknown }>) =>
    void jobs.push(...Array.from(messages, ({ body }) => body)),
};

/** Hands `bodies` over as one delivery of the queue. */
async function deliver(env: Env, bodies: unknown[]): Promise<Response> {
  const took = { ackAll() {}, retryAll() {}, ack() {}, retry() {}, attempts: 1, timestamp: new Date() };
  const messages = bodies.map((body, place) => ({ ...took, id: String(place), body }));
  const pending: Promise<unknown>[] = [];
  const run: unknown = Reflect.get(worker, "queue");
  if (typeof run !== "function") return Response.json({ failed: bodies.length });
  try {
    await Reflect.apply(run, worker, [
      { ...took, queue: "imbuto", messages },
      broken(env),
      contextFor(pending),
    ]);
    await Promise.all(pending);
    return Response.json({ failed: 0 });
  } catch {
    return Response.json({ failed: bodies.length });
  }
}

function contextFor(pending: Promise<unknown>[]) {
  return {
    waitUntil: (promise: Promise<unknown>) => void pending.push(promise),
    passThroughOnException() {},
    props: {},
  };
}

function database(env: Env): D1Database {
  const fails = () => {
    const fault = orders.database;
    return fault !== null && counted.calls >= fault.from && counted.calls <= fault.to ? fault : null;
  };
  return brokenDatabase(billedDatabase(env.DB, bill).db, {
    asked(sql, values) {
      if (asked.length < 200) asked.push({ sql, values });
    },
    before(_, statements) {
      counted.calls += 1;
      counted.statements += statements;
      if (dead) throw new Error("D1_ERROR: the process is gone.");
      const fault = fails();
      if (fault !== null && !fault.after) throw new Error(fault.text);
    },
    after() {
      const fault = fails();
      if (fault !== null) throw new Error(fault.text);
    },
  });
}

function brokenAssets(assets: Fetcher): Fetcher {
  return new Proxy(assets, {
    get(_, name) {
      if (name !== "fetch") return Reflect.get(assets, name, assets);
      return async (...request: Parameters<Fetcher["fetch"]>) => {
        switch (orders.assets) {
          case "404":
            return new Response("not here", { status: 404 });
          case "500":
            return new Response("Error: at Object.<anonymous> (store.ts:1:1)", { status: 500 });
          case "throws":
            throw new Error("internal error; reference = 0123456789");
          case "late":
            await new Promise((resume) => setTimeout(resume, 1000));
        }
        return assets.fetch(...request);
      };
    },
  });
}
