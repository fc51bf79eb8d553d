import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, it } from "vitest";
import type { Deps } from "../../worker/env.ts";
import type { Delivery, Mail } from "../../worker/mail/mailer.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { aBusyWorld, actingRoutes, type BusyWorld } from "../support/worker-acts.ts";
import { type App, anApp, freshDatabase, linkIn, origin, rowsOf, submit } from "../support/worker-app.ts";
import { brokenDatabase } from "../support/worker-broken-database.ts";
import { aBusyCatalog } from "../support/worker-busy.ts";
import { ours, signIn } from "../support/worker-desk.ts";
import { routesOf } from "../support/worker-routes.ts";
import { rememberDatabase } from "../support/worker-snapshot.ts";

/** A path of the app with its parameters filled in, and what is sent there. */
interface Asked {
  path: string;
  init: RequestInit;
}

const tooMuch = "D1_ERROR: D1 DB is overloaded. Requests queued for too long.";

// What counts tries and tells of events; a try that failed is one all the same.
const journals = ["sign_in_attempt", "export", "session", "d1_migrations", "alarm", "job", "scan"];
// What is done after the answer, and caught up by the clock where it failed.
const later = ["seal", "page_copy", ...["step", "part", "bytes", "refusal"].map((name) => `import_${name}`)];
const aside = new Set([...journals, ...later]);
const answering = routesOf(anApp().deps).filter(({ method }) => method !== "ALL");

describe("storage that fails at call k, for k = 1 to the last, on every route", () => {
  // What shows things changes nothing, so one world serves all of it.
  let shown: World;
  beforeAll(async () => {
    shown = await aWorld();
  });

  for (const { method, path } of answering.filter((route) => route.method === "GET")) {
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
  let world: World;
  let before: Record<string, number>;
  let putBack: () => Promise<void>;
  beforeAll(async () => {
    world = await aWorld();
    before = await counts();
    putBack = await rememberDatabase();
  });

  for (const { method, path } of answering.filter((route) => route.method !== "GET")) {
    it(`${method} ${path}: answered or 503, whole or not at all`, { timeout: 120_000 }, async ({
      expect,
    }) => {
      await putBack();
      const well = await ask(requestTo(world, method, path), Number.POSITIVE_INFINITY, "before");
      const whole = await counts();
      expect(well.calls).toBeLessThan(50);
      for (const moment of ["before", "after"] as const) {
        for (let k = 1; k <= well.calls; k += 1) {
          await putBack();
          const { status, retryAfter } = await ask(requestTo(world, method, path), k, moment);
          const label = `${moment} call ${k} of ${well.calls}: ${status}`;
          const after = await counts();
          expect(status < 500 || status === 503, label).toBe(true);
          if (status === 503) expect(retryAfter, label).not.toBeNull();
          if (status === 503 && moment === "before") expect(after, label).toEqual(before);
          if (JSON.stringify(after) !== JSON.stringify(before)) expect(after, label).toEqual(whole);
          // Nothing is acknowledged that is not there.
          if (status === well.status) expect(after, label).toEqual(whole);
        }
      }
    });
  }
});

describe("a mailer that fails at call k, for k = 1 to the last, on every route that acts", () => {
  let world: BusyWorld;
  let putBack: () => Promise<void>;
  beforeAll(async () => {
    await freshDatabase();
    world = await aBusyWorld(anApp({ catalog: aBusyCatalog() }));
    putBack = await rememberDatabase();
  });

  /** Sends what the route is for while the mailer fails at call `k`, and what the database then holds. */
  async function act(route: string, k: number, way: Way | null) {
    await putBack();
    const asked = world.acts.find((each) => each.route === route);
    if (asked === undefined) throw new Error(`Nothing is sent to ${route}.`);
    const given: Mail[] = [];
    const took: string[] = [];
    const send = async (mail: Mail): Promise<Delivery> => {
      given.push(mail);
      if (way !== null && given.length === k) return ways[way]();
      took.push(mail.id);
      return { ok: true, providerId: null };
    };
    const app = anApp({ catalog: aBusyCatalog(), mailer: { name: "fails", knowsRepeats: true, send } });
    const headers = { ...ours, Cookie: world.cookie };
    const { status } = await app.ask(asked.address, {
      method: "POST",
      headers,
      body: new URLSearchParams(asked.body),
    });
    return {
      app,
      status,
      given: given.slice(),
      took,
      letters: await letters(),
      rows: await rowsBesideMail(),
    };
  }

  for (const route of actingRoutes()) {
    it(`${route}: the same answer, and no mail is lost or sent twice`, async ({ expect }) => {
      const well = await act(route, 0, null);
      await caughtUp(well.app);
      const wellInTheEnd = await letters();
      mailCalls += well.given.length;
      for (let k = 1; k <= well.given.length; k += 1) {
        for (const way of wayNames) {
          const ill = await act(route, k, way);
          const label = `call ${k} of ${well.given.length}: ${way}`;
          expect([ill.status, ill.rows], label).toEqual([well.status, well.rows]);
          // A trial of a letter is told of on the page and kept nowhere: whoever looked for it presses again.
          if (/^\/admin\/mail\/.*\/test$/.test(route)) {
            expect(ill.letters.map(said), label).toEqual(well.letters.map(said));
            continue;
          }
          const hit = ill.given[k - 1]?.id;
          const ending = way === "give_up" ? "dead" : "queued";
          expect(ill.letters.find(({ id }) => id === hit)?.status, label).toBe(ending);
          // The others left as ever; where no mail can leave at all, they wait.
          const others = ill.letters
            .filter(({ id }) => id !== hit)
            .map(({ name, status }) => ({ name, status }));
          for (const { name, status } of others) {
            const same = well.letters.some((letter) => letter.name === name && letter.status === status);
            expect(
              same || name.startsWith("alarm") || (way === "stop" && status === "queued"),
              `${label}: ${name} ${status}`,
            ).toBe(true);
          }
          await caughtUp(ill.app);
          // In the end all is as with a good mailer, but for the one that its provider will never take.
          const name = ill.letters.find(({ id }) => id === hit)?.name ?? "";
          const hoped = wellInTheEnd.toSpliced(
            wellInTheEnd.findIndex((letter) => letter.name === name),
            way === "give_up" ? 1 : 0,
          );
          const left = (await letters()).filter(({ id }) => way !== "give_up" || id !== hit);
          expect(left.flatMap(said), label).toEqual(hoped.flatMap(said));
          expect(new Set(ill.took).size, label).toBe(ill.took.length);
        }
      }
    });
  }

  it("was asked for mails by many a route", ({ expect }) => {
    expect(mailCalls).toBeGreaterThan(15);
  });
});

let mailCalls = 0;

/** How a mailer can fail; the first is one that breaks its word. */
const ways = {
  throws: () => Promise.reject(new Error("killed")),
  retry: async () => ({ ok: false as const, reason: "HTTP 500", next: "retry" as const }),
  give_up: async () => ({ ok: false as const, reason: "HTTP 422", next: "give_up" as const }),
  stop: async () => ({ ok: false as const, reason: "HTTP 401", next: "stop" as const }),
};
type Way = keyof typeof ways;
const wayNames: readonly Way[] = ["throws", "retry", "give_up", "stop"];

interface LetterRow {
  id: string;
  name: string;
  status: string;
}
// An alarm tells of the very failure.
const said = ({ name, status }: LetterRow) => (name.startsWith("alarm") ? [] : [`${name}: ${status}`]);

/** All messages, named by what they are and who they are for; what a sender still held would be lost with it. */
async function letters(): Promise<LetterRow[]> {
  const { results } = await env.DB.prepare(
    `SELECT message.id, kind || ' ' || coalesce(recipient, lead.email, '') || coalesce(' about ' || lead.email, '') AS name, message.status
       FROM message LEFT JOIN lead ON lead.id = message.lead_id ORDER BY 2, 3`,
  ).all<LetterRow>();
  return results;
}

async function rowsBesideMail() {
  const { message: _, mail_count: __, mail_report: ___, ...rest } = await counts();
  return rest;
}

/** Lets the clock do its work until nothing that can leave is left. */
async function caughtUp(app: App): Promise<void> {
  for (let n = 0; n < 2; n += 1) {
    app.clock.now += 3_600_000;
    await sweepOutbox(app.deps);
  }
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
  const each = names.map((name) => `('${name}', (SELECT count(*) FROM "${name}"))`);
  const found = await env.DB.prepare(`VALUES ${each}`).raw<[string, number]>();
  return Object.fromEntries(found);
}
