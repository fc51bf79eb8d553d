import { applyD1Migrations, createExecutionContext, reset, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createApp } from "../../worker/app.ts";
import type { Deps } from "../../worker/env.ts";
import type { Delivery, Mail } from "../../worker/mail/mailer.ts";
import { aCatalog } from "./worker-catalog.ts";
import { fakeAsset } from "./worker-pages.ts";
import { rememberWhole } from "./worker-snapshot.ts";

/** The origin that visitors see. */
export const origin = "https://forno.example";

/** Noon of a spring day in Rome. */
export const noon = Date.parse("2027-03-10T11:00:00Z");

let migrated: (() => Promise<void>) | null = null;

/** An empty database with today's tables: the first comes from the migrations, all others are as it was. */
export async function freshDatabase(): Promise<void> {
  // Only a database that is awake is emptied; one that fell asleep between two files would keep its rows.
  await env.DB.prepare("SELECT 1").run();
  await reset();
  if (migrated !== null) return migrated();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  migrated = await rememberWhole();
}

/** A Worker with a clock that stands still, a mailer that remembers, and the true database. */
export function anApp(change: Partial<Deps> = {}) {
  const mails: Mail[] = [];
  const lines: Record<string, string | number>[] = [];
  const clock = { now: noon };
  const mailing: { answer: Delivery } = { answer: { ok: true, providerId: "p1" } };
  const deps: Deps = {
    catalog: aCatalog(),
    db: env.DB,
    fetchAsset: fakeAsset,
    bucket: null,
    mailer: {
      name: "recording",
      knowsRepeats: true,
      send: async (mail) => {
        mails.push(mail);
        return mailing.answer;
      },
    },
    mailsPerRun: 40,
    alarmMailer: null,
    mailerProblem: null,
    queue: null,
    webhookSecrets: () => [],
    resolve: async () => null,
    readTexts: async () => null,
    webhooksReachPrivate: false,
    now: () => clock.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    publicUrl: origin,
    allowedOrigins: [],
    turnstile: null,
    tokenSecret: "a secret for tests, and for nothing else",
    ownerToken: "owner-token-for-tests-0123456789abcdef",
    access: null,
    agency: null,
    wallets: { apple: null, google: null, problems: [] },
    hooks: { secrets: {}, fetch: () => Promise.resolve(new Response(null, { status: 404 })) },
    meta: {
      appSecret: null,
      verifyToken: null,
      accessToken: null,
      url: "https://graph.example/v1",
      fetch: () => Promise.resolve(new Response(null, { status: 404 })),
    },
    servesPages: false,
    stepDelay: 0,
    log: (line) => void lines.push(line),
    ...change,
  };
  const app = createApp(deps);
  /** Asks the Worker, and waits for what it does after the answer. */
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const context = createExecutionContext();
    const answer = await app.fetch(
      new Request(new URL(path, origin), { redirect: "manual", ...init }),
      {},
      context,
    );
    await waitOnExecutionContext(context);
    return answer;
  }
  return { app, deps, ask, mails, lines, clock, mailing };
}

export type App = ReturnType<typeof anApp>;

/** Posts a form as a browser without script does. */
export function submit(
  app: App,
  landing: string,
  answers: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return app.ask(`/f/${landing}`, {
    method: "POST",
    headers: {
      Origin: origin,
      "Sec-Fetch-Site": "same-origin",
      Referer: `${origin}/${landing}/`,
      ...headers,
    },
    body: new URLSearchParams(answers),
  });
}

/** Posts a form as the page's script does: JSON comes back. */
export async function submitJson(
  app: App,
  landing: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const answer = await app.ask(`/f/${landing}`, {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "application/json", Accept: "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: answer.status, answer, body: await answer.json<Record<string, unknown>>() };
}

/** Presses the one button of a private page. */
export function press(app: App, path: string, headers: Record<string, string> = {}) {
  const ours = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  return app.ask(path, { method: "POST", headers: { ...ours, ...headers } });
}

/** The path of the private page that the last mail links to. */
export function linkIn(app: App): string {
  const [link] = /\/g\/[\w-]+/.exec(app.mails.at(-1)?.text ?? "") ?? [];
  if (link === undefined) throw new Error("No mail with a link has left.");
  return link;
}

/** All rows of `table`. */
export async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const { results } = await env.DB.prepare(`SELECT * FROM "${table}"`).all();
  return results;
}

const tables = [
  "lead",
  "submission",
  "receipt",
  "stock",
  "coupon",
  "grant",
  "token",
  "message",
  "step_count",
];

/** How many rows each table has. */
export async function countRows(): Promise<Record<string, number>> {
  const counts = await env.DB.batch<{ n: number }>(
    tables.map((table) => env.DB.prepare(`SELECT count(*) AS n FROM "${table}"`)),
  );
  return Object.fromEntries(tables.map((table, place) => [table, counts[place]?.results[0]?.n ?? 0]));
}

/** Everything the database holds: equal before and after what must change nothing. */
export async function everything(): Promise<Record<string, unknown>> {
  return Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await rowsOf(table)] as const)),
  );
}

/** A database whose calls go through `before`: it may throw what D1 throws. */
export function faultyDatabase(
  before: (call: number) => void | Promise<void>,
  after: (call: number) => void = () => {},
): D1Database {
  let call = 0;
  return new Proxy(env.DB, {
    get(db, name) {
      if (name !== "batch") {
        const member: unknown = Reflect.get(db, name, db);
        return typeof member === "function" ? member.bind(db) : member;
      }
      return async (statements: D1PreparedStatement[]) => {
        call += 1;
        const mine = call;
        await before(mine);
        const results = await db.batch(statements);
        after(mine);
        return results;
      };
    },
  });
}
