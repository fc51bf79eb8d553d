import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { watchAlarms } from "../../worker/alarms.ts";
import { resolverOf } from "../../worker/webhooks/resolver.ts";
import { sweepCalls, waits } from "../../worker/webhooks/send.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";
import { ours, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);
afterEach(() => vi.unstubAllGlobals());

const secret = `whsec_${btoa("a secret of thirty-two bytes ....")}`;
const older = `whsec_${btoa("another one, which goes out soon")}`;
const url = "https://gestionale.example/contatti";
const ada = { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" };
const second = 1000;

/** A Worker with one webhook, and the receiver behind it, which answers as told. */
function aReceiver(change: { url?: string; events?: ("submission" | "confirm" | "redeem")[] } = {}) {
  const calls: { url: string; headers: Record<string, string>; body: string; redirect: string }[] = [];
  const answering: { make: () => Response | Promise<Response> } = { make: () => new Response("ok") };
  vi.stubGlobal("fetch", async (asked: string, init: RequestInit) => {
    const body = String(init.body);
    calls.push({
      url: asked,
      headers: Object.fromEntries(new Headers(init.headers)),
      body,
      redirect: init.redirect ?? "follow",
    });
    return answering.make();
  });
  const app = anApp({
    catalog: aCatalog(({ site }) => {
      site.webhooks = [{ name: "gestionale", url, events: ["submission"], ...change }];
    }),
    webhookSecrets: () => [secret, older],
    resolve: async () => ["93.184.216.34"],
  });
  app.clock.now = Date.now();
  return { app, calls, answering };
}

/** Goes on to the next try and makes it. */
async function nextTry(app: App): Promise<number> {
  const [call] = await rowsOf("webhook_call");
  const wait = Number(call?.next_at) - app.clock.now;
  app.clock.now = Number(call?.next_at) - 1;
  await sweepCalls(app.deps);
  app.clock.now += 1;
  await sweepCalls(app.deps);
  return wait;
}

describe("webhooks", () => {
  it("tell of a submission with every field, consent and source, signed as Standard Webhooks has it", async ({
    expect,
  }) => {
    const { app, calls } = aReceiver();
    await submit(app, "guida", ada, { Referer: `${origin}/guida/?utm_source=radio` });
    expect(calls.length).toBe(1);
    const [call] = calls;
    expect(call).toMatchObject({ url, redirect: "manual" });
    // The official library, with either of the two secrets.
    for (const key of [secret, older]) {
      expect(new Webhook(key).verify(call?.body ?? "", call?.headers ?? {})).toBeTruthy();
    }
    const stranger = new Webhook(`whsec_${btoa("nobody has ever told them this..")}`);
    expect(() => stranger.verify(call?.body ?? "", call?.headers ?? {})).toThrow(/No matching signature/);
    expect(() => new Webhook(secret).verify(`${call?.body} `, call?.headers ?? {})).toThrow();
    const [lead] = await rowsOf("lead");
    const said = JSON.parse(call?.body ?? "{}");
    expect(said).toMatchObject({
      type: "submission.created",
      timestamp: new Date(app.clock.now).toISOString(),
      data: {
        lead: lead?.id,
        submission: {
          landing: "guida",
          form: "guida",
          source: { first: { utm_source: "radio", landing: "guida" }, last: { utm_source: "radio" } },
        },
        consents: [{ purpose: "marketing", state: "given", wording: marketingWords }],
      },
    });
    const form = app.deps.catalog.forms.guida;
    expect(said.data.submission.fields.map(({ name }: { name: string }) => name)).toEqual(
      form?.fields
        .filter(({ type }) => type !== "page" && type !== "note")
        .map((field) => "name" in field && field.name),
    );
    expect(said.data.submission.fields).toContainEqual({
      name: "email",
      label: "E-mail",
      type: "email",
      value: "ada@example.com",
    });
    expect(await rowsOf("webhook_call")).toMatchObject([{ status: "sent", attempts: 1, answer: "HTTP 200" }]);
    await sweepCalls(app.deps);
    expect(calls.length).toBe(1);
  });

  it("follow the plan of ten tries in 75 hours and 35 minutes, with the same bytes each time", async ({
    expect,
  }) => {
    const { app, calls, answering } = aReceiver();
    const answers = [
      () => new Response("", { status: 500 }),
      () => Promise.reject(new TypeError("refused")),
      () => new Response("", { status: 302, headers: { Location: "http://127.0.0.1/" } }),
      () => Promise.reject(new DOMException("slow", "TimeoutError")),
      () => new Response("", { status: 404 }),
    ];
    answering.make = () => answers[calls.length % answers.length]?.() ?? new Response("");
    await submit(app, "guida", ada);
    const begun = app.clock.now;
    for (const wait of waits) expect(await nextTry(app)).toBe(wait);
    expect(calls.length).toBe(10);
    expect(app.clock.now - begun).toBe((75 * 60 + 35) * 60 * second + 5 * second);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
    expect(await rowsOf("webhook_call")).toMatchObject([{ status: "dead", attempts: 10 }]);
    expect(await rowsOf("alarm")).toMatchObject([{ name: "webhook-failed:gestionale" }]);
    app.clock.now += 1e9;
    await sweepCalls(app.deps);
    expect(calls.length).toBe(10);
  });

  it("wait as long as the receiver asks, and never less than the plan", async ({ expect }) => {
    const { app, answering } = aReceiver();
    answering.make = () => new Response("", { status: 429, headers: { "Retry-After": "3600" } });
    await submit(app, "guida", ada);
    expect(await rowsOf("webhook_call")).toMatchObject([
      { next_at: app.clock.now + 3600 * second, answer: "HTTP 429" },
    ]);
    answering.make = () => new Response("", { status: 503, headers: { "Retry-After": "1" } });
    await nextTry(app);
    expect(await rowsOf("webhook_call")).toMatchObject([{ next_at: app.clock.now + (waits[1] ?? 0) }]);
  });

  it("are off after a 410, and on again with a new address or by the owner's hand", async ({ expect }) => {
    const { app, calls, answering } = aReceiver();
    answering.make = () => new Response("", { status: 410 });
    await submit(app, "guida", ada);
    await submit(app, "guida", { email: "b@example.com" });
    expect(calls.length).toBe(1);
    expect(await rowsOf("alarm")).toMatchObject([{ name: "webhook-off:gestionale" }]);
    await watchAlarms(app.deps);
    expect(app.mails.at(-1)).toMatchObject({
      to: "privacy@forno.example",
      subject: "Forno di Prova: Il webhook «gestionale» è spento",
    });
    const page = await readDesk(app, "/admin/webhooks");
    expect(page).toContain("spento");
    answering.make = () => new Response("");
    const headers = { ...ours, Cookie: await signIn(app) };
    expect((await app.ask("/admin/webhooks/gestionale/on", { method: "POST", headers })).status).toBe(303);
    expect((await app.ask("/admin/webhooks/gestionale/replay", { method: "POST", headers })).status).toBe(
      303,
    );
    expect((await rowsOf("webhook_call")).map(({ status }) => status)).toEqual(["sent", "sent"]);
    await watchAlarms(app.deps);
    expect(await rowsOf("alarm")).toEqual([]);
    await app.deps.db
      .prepare("INSERT INTO webhook_off (webhook, url, at) VALUES ('gestionale', 'https://old.example/', 1)")
      .run();
    await submit(app, "guida", { email: "c@example.com" });
    expect(calls.length).toBe(4);
  });

  it("reach no private network, by whatever name", async ({ expect }) => {
    for (const addresses of [
      ["127.0.0.1"],
      ["93.184.216.34", "10.0.0.1"],
      ["::ffff:127.0.0.1"],
      ["fd00::1"],
    ]) {
      await freshDatabase();
      const { app, calls } = aReceiver();
      app.deps.resolve = async () => addresses;
      await submit(app, "guida", ada);
      expect(calls).toEqual([]);
      expect(await rowsOf("webhook_call")).toMatchObject([{ status: "dead", answer: "private" }]);
    }
  });

  it("wait for an address and for a secret, and for nothing else", async ({ expect }) => {
    const { app, calls } = aReceiver();
    app.deps.resolve = async () => null;
    await submit(app, "guida", ada);
    expect(await rowsOf("webhook_call")).toMatchObject([{ status: "queued", answer: "no-address" }]);
    app.deps.resolve = async () => ["93.184.216.34"];
    app.deps.webhookSecrets = () => [];
    await nextTry(app);
    expect(await rowsOf("webhook_call")).toMatchObject([{ status: "queued", answer: "no-secret" }]);
    expect(calls).toEqual([]);
    expect(await (await app.ask("/health")).json()).toMatchObject({
      problems: expect.arrayContaining(["webhook_secret_gestionale"]),
    });
    app.deps.webhookSecrets = () => [secret];
    await nextTry(app);
    expect(await rowsOf("webhook_call")).toMatchObject([{ status: "sent", attempts: 3 }]);
  });

  it("tell once of a confirmation and of a coupon used, however often the button is pressed", async ({
    expect,
  }) => {
    const { app, calls } = aReceiver({ events: ["confirm", "redeem"] });
    await submit(app, "guida", ada);
    expect(calls).toEqual([]);
    await Promise.all([press(app, linkIn(app)), press(app, linkIn(app)), press(app, linkIn(app))]);
    expect(calls.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: "submission.confirmed", data: { consents: [{ purpose: "marketing", state: "confirmed" }] } },
    ]);
    await submit(app, "sconto", { email: "b@example.com" });
    const [coupon] = await rowsOf("coupon");
    const headers = { ...ours, Cookie: await signIn(app) };
    for (let n = 0; n < 3; n += 1) await app.ask(`/k/${coupon?.code}`, { method: "POST", headers });
    expect(calls.slice(1).map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: "coupon.redeemed", data: { coupon: { code: coupon?.code } } },
    ]);
  });

  it("leave out what is suspected, and one broken call keeps no other back", async ({ expect }) => {
    const { app, calls } = aReceiver();
    await submit(app, "guida", { ...ada, _website: "https://spam.example" });
    const suspected = (await rowsOf("submission")).filter(({ status }) => status === "quarantined").length;
    await submit(app, "guida", { email: "b@example.com" });
    await submit(app, "guida", { email: "c@example.com" });
    expect(calls.length).toBe(3 - suspected);
    await app.deps.db.prepare("UPDATE webhook_call SET status = 'queued', next_at = 0").run();
    await app.deps.db
      .prepare(
        "UPDATE submission SET answers = json_object('email', json_object('a', 1)) WHERE answers LIKE '%b@%'",
      )
      .run();
    await sweepCalls(app.deps);
    const statuses = (await rowsOf("webhook_call")).map(({ status }) => String(status)).sort();
    expect(statuses.filter((status) => status === "queued").length).toBe(1);
    expect(statuses.filter((status) => status === "sent").length).toBe(statuses.length - 1);
  });

  it("ask a resolver for both kinds of address, and believe no half answer", async ({ expect }) => {
    const answers: Record<string, unknown> = {
      "a.example A": {
        Status: 0,
        Answer: [
          { type: 5, data: "b.example." },
          { type: 1, data: "192.0.2.7" },
        ],
      },
      "a.example AAAA": { Status: 0, Answer: [{ type: 28, data: "2001:db8::7" }] },
      "half.example A": { Status: 0, Answer: [{ type: 1, data: "93.184.216.34" }] },
      "half.example AAAA": { Status: 2 },
      "none.example A": { Status: 0 },
      "none.example AAAA": { Status: 0 },
      "odd.example A": "nonsense",
      "odd.example AAAA": null,
    };
    vi.stubGlobal("fetch", async (asked: URL) => {
      const { name, type } = Object.fromEntries(asked.searchParams);
      return Response.json(answers[`${name} ${type}`] ?? { Status: 3 });
    });
    const resolve = resolverOf("https://dns.example/query");
    expect(await resolve("a.example")).toEqual(["192.0.2.7", "2001:db8::7"]);
    for (const host of ["half.example", "odd.example"]) expect(await resolve(host)).toBeNull();
    for (const host of ["none.example", "unknown.example"]) expect(await resolve(host)).toEqual([]);
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("refused")));
    expect(await resolve("a.example")).toBeNull();
  });
});
