import { beforeEach, describe, it } from "vitest";
import { flagDisposable } from "../../worker/disposable.ts";
import {
  type App,
  anApp,
  countRows,
  freshDatabase,
  linkIn,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCatalog, usualLimits } from "../support/worker-catalog.ts";
import { readDesk } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const minute = 60_000;
const hour = 60 * minute;

/** A catalog with the limits of a site that sets none. */
const limited = () => aCatalog((catalog) => void Object.assign(catalog.site.limits, usualLimits));

/** A network of its own for each `n`. */
const from = (n: number) => ({ "CF-Connecting-IP": `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` });

/** Runs `work` for 0 … `count` - 1, fifty at a time. */
async function times<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let start = 0; start < count; start += 50) {
    const size = Math.min(50, count - start);
    results.push(...(await Promise.all(Array.from({ length: size }, (_, n) => work(start + n)))));
  }
  return results;
}

const count = async (app: App, sql: string) => (await app.deps.db.prepare(sql).first<number>("n")) ?? -1;

describe("A1 bots", () => {
  it("send 1,000 posts: no mail, no lead, and answers that tell them nothing", async ({ expect }) => {
    const app = anApp({ catalog: limited() });
    const honest = await submit(app, "guida", { email: "ada@example.com", nome: "Ada" }, from(5000));
    const ways: Record<string, string>[] = [
      { _website: "https://evil.example" },
      { nome: "Win http://evil.example now" },
      { nome: '<a href="//evil.example">x</a>' },
    ];
    const answers = await times(1000, (n) =>
      submit(app, "guida", { email: `bot${n}@example.com`, nome: "Bot", ...ways[n % 3] }, from(n)),
    );
    const shape = (answer: Response) => {
      const { "x-request-id": _, ...headers } = Object.fromEntries(answer.headers);
      return JSON.stringify([answer.status, headers]);
    };
    expect(new Set(answers.map(shape))).toEqual(new Set([shape(honest)]));
    expect(app.mails.map(({ to }) => to)).toEqual(["ada@example.com"]);
    expect(await count(app, "SELECT count(*) AS n FROM lead")).toBe(1);
    expect(await count(app, "SELECT count(*) AS n FROM submission WHERE status = 'quarantined'")).toBe(1000);
    expect(await count(app, "SELECT count(*) AS n FROM token")).toBe(2);
  }, 60_000);

  it("are not what 1,000 people look like, hurried ones and those with links among them", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited() });
    const ways: Record<string, string>[] = [
      { oggetto: "Torta", messaggio: "Come questa: https://example.com/torta, grazie!" },
      { oggetto: "ok", messaggio: "ok" },
      { oggetto: "Nozze", messaggio: "Due link: www.example.com e https://example.org", _took: "9000" },
      { _took: "400" },
    ];
    await times(1000, (n) =>
      submit(
        app,
        "contatto",
        { telefono: `0515${String(n).padStart(5, "0")}`, "consent-regolamento": "yes", ...ways[n % 4] },
        from(n),
      ),
    );
    expect(await count(app, "SELECT count(*) AS n FROM submission WHERE status = 'quarantined'")).toBe(0);
    expect(await count(app, "SELECT count(*) AS n FROM lead")).toBe(1000);
  }, 60_000);

  it("need two hints: speed alone is none, speed with many links is one too many", async ({ expect }) => {
    const app = anApp();
    const links = "http://a.example http://b.example http://c.example";
    const post = (answers: Record<string, string>) =>
      submit(app, "contatto", { telefono: "051555", "consent-regolamento": "yes", ...answers });
    await post({ messaggio: links });
    await post({ messaggio: "ciao", _took: "10" });
    await post({ messaggio: links, _took: "10", oggetto: "x" });
    expect((await rowsOf("submission")).map(({ suspicion }) => suspicion)).toEqual([null, null, "hints"]);
  });

  it("of one network are set apart after five in a minute or thirty in an hour, and refused after 300", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited() });
    const network = { "CF-Connecting-IP": "2001:db8:1:2:aaaa::1" };
    const neighbour = { "CF-Connecting-IP": "2001:db8:1:3::1" };
    let n = 0;
    const post = (headers: Record<string, string>) =>
      submit(app, "guida", { email: `p${n++}@example.com`, nome: "P" }, headers);
    for (let count = 0; count < 6; count += 1) await post({ "CF-Connecting-IP": `2001:db8:1:2:${count}::9` });
    expect(await count(app, "SELECT count(*) AS n FROM submission WHERE suspicion = 'network'")).toBe(1);
    await post(neighbour);
    expect(await count(app, "SELECT count(*) AS n FROM submission WHERE suspicion = 'network'")).toBe(1);
    for (let left = 24; left > 0; left -= 3) {
      app.clock.now += minute + 1;
      for (let more = 0; more < 3; more += 1) await post(network);
    }
    app.clock.now += minute + 1;
    await post(network);
    expect(await count(app, "SELECT count(*) AS n FROM submission WHERE suspicion = 'network'")).toBe(2);
    const last = await times(280, () => post(network));
    expect(new Set(last.map(({ status }) => status))).toEqual(new Set([303, 429]));
    expect(last.filter(({ status }) => status === 303)).toHaveLength(300 - 31);
    expect((await post(neighbour)).status).toBe(303);
    app.clock.now += hour;
    expect((await post(network)).status).toBe(303);
    expect(app.mails.at(-1)?.to).toBe(`p${n - 1}@example.com`);
  }, 120_000);
});

describe("A2 bombs for an inbox", () => {
  it("get three mails out of 500 posts from 500 networks, on any page and in any spelling", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited() });
    const landings = ["guida", "en/guide", "sconto-mail"];
    const spellings = [
      "victim@gmail.com",
      "Victim@Gmail.com",
      "v.i.c.t.i.m@gmail.com",
      "victim+a@googlemail.com",
    ];
    await times(500, (n) =>
      submit(
        app,
        landings[n % 3] ?? "",
        { email: spellings[n % 4] ?? "", nome: `N${"a".repeat(n % 90)}` },
        from(n),
      ),
    );
    for (let round = 0; round < 30; round += 1) {
      app.clock.now += 10 * minute;
      await (await import("../../worker/mail/send.ts")).sweepOutbox(app.deps);
    }
    expect(app.mails).toHaveLength(3);
    expect(await count(app, "SELECT count(*) AS n FROM message WHERE failure = 'inbox-cap'")).toBeGreaterThan(
      0,
    );
  }, 60_000);

  it("stop at 200 mails an hour for 2,249 strangers, and a press makes room for one more", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited() });
    await times(2249, (n) => submit(app, "guida", { email: `victim${n}@example.com`, nome: "V" }, from(n)));
    expect(app.mails).toHaveLength(200);
    expect(await count(app, "SELECT count(*) AS n FROM message WHERE failure = 'landing-cap'")).toBe(2049);
    await press(app, linkIn(app));
    await submit(app, "guida", { email: "late@example.com", nome: "L" }, from(9000));
    expect(app.mails).toHaveLength(201);
  }, 90_000);

  it("A17 carry nothing of what a stranger typed but a name that is one", async ({ expect }) => {
    const app = anApp();
    const typed = [
      "evil.example",
      "Ada: call 555 0123",
      "a@b.it",
      "x".repeat(41),
      "Buy\r\nBcc: c@example.com",
      "{name}",
    ];
    for (const [n, nome] of typed.entries()) await submit(app, "guida", { email: `v${n}@example.com`, nome });
    expect(app.mails).toHaveLength(typed.length);
    for (const { subject, text, html } of app.mails) {
      expect(text.startsWith("Ciao,\n")).toBe(true);
      for (const words of typed) expect(`${subject} ${text} ${html}`).not.toContain(words);
    }
  });
});

describe("A9 hoarders of coupons", () => {
  it("with 100 aliases of one inbox, from 100 networks, get one coupon, shown again and again", async ({
    expect,
  }) => {
    const app = anApp();
    const codes = new Set<string>();
    for (let n = 0; n < 100; n += 1) {
      const answer = await submit(app, "sconto", { email: `hoard+${n}@example.com`, nome: "H" }, from(n));
      const page = await app.ask(answer.headers.get("Location") ?? "/");
      codes.add(/[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(await page.text())?.[0] ?? "none");
    }
    expect(codes.size).toBe(1);
    expect(codes).not.toContain("none");
    expect(await countRows()).toMatchObject({ coupon: 1, submission: 100 });
  });

  it("who claim the last coupon a hundred at once get one", async ({ expect }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => void Object.assign(catalog.magnets.sconto ?? {}, { quota: 1 })),
    });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        submit(app, "sconto", { email: `last${n}@example.com`, nome: "L" }, from(n)),
      ),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await countRows()).toMatchObject({ coupon: 1, submission: 1, lead: 1 });
  });

  it("with 100 aliases of one inbox get 100 links to send to themselves at most thrice", async ({
    expect,
  }) => {
    const app = anApp({ catalog: limited() });
    await times(100, (n) =>
      submit(app, "sconto-mail", { email: `hoard+${n}@example.com`, nome: "H" }, from(n)),
    );
    expect(app.mails.length).toBeLessThanOrEqual(3);
  }, 120_000);
});

describe("throw-away addresses", () => {
  it("are flagged on the desk and in the file, and are not refused", async ({ expect }) => {
    const asked: string[] = [];
    const app = anApp();
    const { fetchAsset } = app.deps;
    app.deps.fetchAsset = (path) => {
      if (!path.startsWith("/_private/disposable/")) return fetchAsset(path);
      asked.push(path);
      return Promise.resolve(new Response("aaa.example\nmailinator.com\n"));
    };
    for (const email of ["a@mailinator.com", "b@deep.sub.MAILINATOR.com", "c@example.com"])
      expect((await submit(app, "guida", { email, nome: "A" })).status).toBe(303);
    expect((await rowsOf("lead")).map(({ disposable }) => disposable)).toEqual([1, 1, null]);
    expect(app.mails).toHaveLength(3);
    const before = asked.length;
    await flagDisposable(app.deps, "x", "d@example.com");
    expect(asked).toHaveLength(before);
    expect((await readDesk(app, "/admin/leads")).match(/usa e getta<\/small>/g)).toHaveLength(2);
  });

  it("cost nobody an answer when their lists cannot be read", async ({ expect }) => {
    const app = anApp();
    const { fetchAsset } = app.deps;
    app.deps.fetchAsset = (path) =>
      path.startsWith("/_private/disposable/") ? Promise.reject(new Error("gone")) : fetchAsset(path);
    expect((await submit(app, "guida", { email: "a@mailinator.com", nome: "A" })).status).toBe(303);
    expect(app.lines).toContainEqual({ event: "disposable", error: "gone" });
  });
});
