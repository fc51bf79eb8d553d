import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, it } from "vitest";
import type { Deps } from "../../worker/env.ts";
import { anApp, freshDatabase, linkIn, origin, rowsOf, submit } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { ours, signIn } from "../support/worker-desk.ts";

/** A path of the app with its parameters filled in, and what is sent there. */
interface Asked {
  path: string;
  init: RequestInit;
}

const tooMuch = "D1_ERROR: D1 DB is overloaded. Requests queued for too long.";

// What counts tries and tells of events; a try that failed is one all the same.
const journals = ["sign_in_attempt", "export", "session", "d1_migrations", "alarm", "job"];
// What is done after the answer, and caught up by the clock where it failed.
const later = ["seal", "page_copy"];
const aside = new Set([...journals, ...later]);

describe("storage that fails at call k, for k = 1 to the last, on every route", () => {
  // What shows things changes nothing, so one world serves all of it.
  let shown: World;
  beforeAll(async () => {
    shown = await aWorld();
  });

  for (const { method, path } of routesOf().filter((route) => route.method === "GET")) {
    it(`${method} ${path}: answered or 503, and nothing is changed`, async ({ expect }) => {
      const before = await counts();
      const request = requestTo(shown, method, path);
      const { calls } = await ask(request, Number.POSITIVE_INFINITY, "before");
      expect(calls).toBeLessThan(50);
      for (const moment of ["before", "after"] as const) {
        for (let k = 1; k <= calls; k += 1) {
          const { status, retryAfter } = await ask(request, k, moment);
          const label = `${moment} call ${k} of ${calls}: ${status}`;
          expect(status < 500 || status === 503, label).toBe(true);
          // A monitor wants no advice on when to come back.
          if (status === 503 && path !== "/health") expect(retryAfter, label).not.toBeNull();
          expect(await counts(), label).toEqual(before);
        }
      }
    });
  }
});

describe("storage that fails at call k, for k = 1 to the last, on every route that acts", () => {
  for (const { method, path } of routesOf().filter((route) => route.method !== "GET")) {
    it(`${method} ${path}: answered or 503, whole or not at all`, { timeout: 30_000 }, async ({ expect }) => {
      const well = await ask(requestTo(await aWorld(), method, path), Number.POSITIVE_INFINITY, "before");
      const whole = await counts();
      expect(well.calls).toBeLessThan(50);
      let world = await aWorld();
      let isAsBefore = true;
      for (const moment of ["before", "after"] as const) {
        for (let k = 1; k <= well.calls; k += 1) {
          // What was refused before it began has left the world as it was; only the door counts its tries.
          world = isAsBefore && path !== "/admin/sign-in" ? world : await aWorld();
          const before = await counts();
          const { status, retryAfter } = await ask(requestTo(world, method, path), k, moment);
          const label = `${moment} call ${k} of ${well.calls}: ${status}`;
          const after = await counts();
          expect(status < 500 || status === 503, label).toBe(true);
          if (status === 503) expect(retryAfter, label).not.toBeNull();
          isAsBefore = status === 503 && moment === "before";
          if (isAsBefore) expect(after, label).toEqual(before);
          if (JSON.stringify(after) !== JSON.stringify(before)) expect(after, label).toEqual(whole);
          // Nothing is acknowledged that is not there.
          if (status === well.status) expect(after, label).toEqual(whole);
        }
      }
    });
  }
});

describe("a mailer that fails at call k", () => {
  it("changes no answer and loses no mail", async ({ expect }) => {
    for (const landing of ["guida", "en/guide", "sconto-mail"]) {
      await freshDatabase();
      const well = await submit(anApp(), landing, { email: "ada@example.com", nome: "Ada" });
      for (const fail of [
        () => Promise.reject(new Error("killed")),
        () => Promise.resolve({ ok: false as const, reason: "HTTP 500", next: "retry" as const }),
        () => Promise.resolve({ ok: false as const, reason: "HTTP 422", next: "give_up" as const }),
        () => Promise.resolve({ ok: false as const, reason: "HTTP 401", next: "stop" as const }),
      ]) {
        await freshDatabase();
        const app = anApp({ mailer: { name: "fails", knowsRepeats: true, send: fail } });
        const answer = await submit(app, landing, { email: "ada@example.com", nome: "Ada" });
        expect(answer.status).toBe(well.status);
        expect((await rowsOf("message")).filter(({ status }) => status === "sent")).toEqual([]);
        expect((await rowsOf("message")).length).toBeGreaterThan(0);
      }
    }
  });
});

/** Every route that answers, once for each method; not what stands before all of them. */
function routesOf(): { method: string; path: string }[] {
  const routes = anApp()
    .app.routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(routes)].map((route) => {
    const [method = "", path = ""] = route.split(" ");
    return { method, path };
  });
}

/** A lead with a guide, another with a coupon, and an owner at the desk: what a route may ask for. */
interface World {
  values: Record<string, string>;
  cookie: string;
}

async function aWorld(): Promise<World> {
  await freshDatabase();
  const app = anApp();
  await submit(app, "sconto", { email: "ada@example.com" });
  await submit(app, "guida", { email: "bea@example.com", nome: "Bea", "consent-marketing": "yes" });
  const token = linkIn(app).slice("/g/".length);
  const [coupon] = await rowsOf("coupon");
  const [lead] = await rowsOf("lead");
  const values = {
    landing: "guida",
    token,
    file: encodeURIComponent("La guida è qui.pdf"),
    code: String(coupon?.code),
    id: String(lead?.id),
  };
  return { values, cookie: await signIn(app) };
}

/** A request to the route, its parameters filled in from `world`; a parameter that no world has names nothing. */
function requestTo({ values, cookie }: World, method: string, path: string): Asked {
  const filled = path.replace(/:(\w+)(?:\{[^}]*\})?/g, (_, name: string) => values[name] ?? "nobody");
  const headers = { ...ours, ...(filled === "/admin/sign-in" ? {} : { Cookie: cookie }) };
  return { path: filled, init: { method, headers, ...(method === "GET" ? {} : { body: bodyFor(path) }) } };
}

function bodyFor(path: string): BodyInit {
  if (path === "/e") return JSON.stringify({ landing: "guida", step: "view" });
  if (path === "/admin/sign-in") return new URLSearchParams({ token: anApp().deps.ownerToken ?? "" });
  return new URLSearchParams({ email: "ida@example.com", nome: "Ida", "consent-marketing": "yes" });
}

/** Sends the request while call `k` fails, before it is made or with its answer lost. */
async function ask({ path, init }: Asked, k: number, moment: "before" | "after") {
  let calls = 0;
  const fail = (call: number) => {
    if (call === k) throw new Error(tooMuch);
  };
  const db: Deps["db"] = brokenDatabase(env.DB, {
    before(call) {
      calls = Math.max(calls, call);
      if (moment === "before") fail(call);
    },
    after: (call) => (moment === "after" ? fail(call) : undefined),
  });
  const context = createExecutionContext();
  const request = new Request(new URL(path, origin), { redirect: "manual", ...init });
  const answer = await anApp({ db }).app.fetch(request, {}, context);
  // What is done after the answer may fail: the clock does it again.
  await waitOnExecutionContext(context).catch(() => {});
  // A file that breaks off in the middle is one that the client knows to be broken.
  await answer.text().catch(() => "");
  return { calls, status: answer.status, retryAfter: answer.headers.get("Retry-After") };
}

/** How many rows each table has, whatever tables there are. */
async function counts(): Promise<Record<string, number>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'",
  ).all<{ name: string }>();
  const names = results.map(({ name }) => name).filter((name) => !aside.has(name));
  const found = await env.DB.batch<{ n: number }>(
    names.map((name) => env.DB.prepare(`SELECT count(*) AS n FROM "${name}"`)),
  );
  return Object.fromEntries(names.map((name, place) => [name, found[place]?.results[0]?.n ?? 0]));
}
