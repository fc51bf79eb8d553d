import { beforeAll, describe, it, vi } from "vitest";
import { headerBreaks, italian, prototypeKeys, queries, traversals } from "../fixtures/hostile.ts";
import { hostileReturns } from "../fixtures/redirects.ts";
import {
  anApp,
  countRows,
  everything,
  freshDatabase,
  linkIn,
  origin,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { signIn } from "../support/worker-desk.ts";

vi.setConfig({ testTimeout: 60_000 });
beforeAll(freshDatabase);

const hour = 3_600_000;

/** What an honest visit left: a lead, an open grant, and the owner at the desk. */
async function aVisit() {
  await freshDatabase();
  const app = anApp();
  await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
  await press(app, linkIn(app));
  return { app, link: linkIn(app), headers: { Cookie: await signIn(app) } };
}

describe("a name that climbs", () => {
  it("is no file, no token, no code, no landing and no lead: 60 names x 7 addresses", async ({ expect }) => {
    const { app, link, headers } = await aVisit();
    const before = await everything();
    let asked = 0;
    for (const name of traversals) {
      const escaped = encodeURIComponent(name).replaceAll(".", "%2E");
      for (const path of [
        `${link}/${escaped}`,
        `/g/${escaped}`,
        `/g/${escaped}/guida.pdf`,
        `/k/${escaped}`,
        `/f/${escaped}`,
        `/admin/leads/${escaped}`,
        `/_private/${escaped}`,
      ]) {
        const method = path.startsWith("/f/") ? "POST" : "GET";
        const answer = await app.ask(path, { method, headers: { ...headers, Origin: origin } });
        const text = await answer.text();
        asked += 1;
        // Two dots are gone before anybody sees them: then it is the folder's own page that answers.
        const isHere = new URL(path, origin).pathname === path;
        expect(answer.status >= (isHere ? 400 : 200) && answer.status < 500, `${answer.status} ${path}`).toBe(
          true,
        );
        expect(text.includes("%PDF") || text.includes("La guida, dalla prima"), path).toBe(false);
      }
    }
    expect(asked).toBe(420);
    expect(await everything()).toEqual(before);
  });
});

describe("SQL in an address", () => {
  it("is a word to look for, or nothing: 40 texts x 9 parameters", async ({ expect }) => {
    const { app, headers } = await aVisit();
    const before = await everything();
    const listIn = (page: string) => /<main[\s\S]*<\/main>/.exec(page)?.[0];
    const list = listIn(await (await app.ask("/admin/leads", { headers })).text());
    expect(list).toContain("ada@example.com");
    let asked = 0;
    for (const text of queries) {
      for (const [path, ...keys] of [
        ["/admin/leads", "q"],
        ["/admin/leads", "before", "sort", "order", "limit", "offset"],
        ["/admin/steps", "days", "sort"],
        ["/admin/leads.csv", "format"],
      ] as const) {
        const query = new URLSearchParams(keys.map((key): [string, string] => [key, text]));
        const answer = await app.ask(`${path}?${query}`, { headers });
        asked += keys.length;
        expect(answer.status, `${path}?${query}`).toBeLessThan(500);
        const said = await answer.text();
        expect(said).not.toMatch(/SQLITE_[A-Z]|syntax error|D1_ERROR|no such (?:table|column)/);
        if (keys[0] === "before") expect(listIn(said)).toBe(list);
      }
      const missing = await app.ask(`/admin/leads/${encodeURIComponent(text)}`, { headers });
      expect(missing.status, text).toBe(404);
    }
    expect(asked).toBe(360);
    expect(await everything()).toEqual(before);
  });
});

describe("a line break for a header", () => {
  it("makes no line of a mail, of an answer or of a log: 30 texts in 5 places", async ({ expect }) => {
    await freshDatabase();
    const app = anApp();
    for (const [n, text] of headerBreaks.entries()) {
      app.clock.now += hour;
      const email = `a${n}@example.com`;
      const sent = await submitJson(app, "guida", { email, nome: text, _referrer: text, _page: text });
      expect(sent.status, text).toBe(201);
      const elsewhere = [
        await submitJson(app, "guida", { email: `${text}@example.com`, nome: "Ada" }),
        await submitJson(app, "guida", { email: `a@example.com${text}`, nome: "Ada" }),
        await submitJson(app, "guida", { email: `_${email}`, _key: ` ${text}` }),
      ];
      expect(elsewhere.map(({ status }) => status)).toEqual([422, 422, 400]);
      for (const { answer } of [sent, ...elsewhere]) expect(answer.headers.get("Bcc")).toBeNull();
    }
    expect(app.mails).toHaveLength(30);
    for (const { subject, to, replyTo = "", from, headers, text } of app.mails) {
      expect([subject, to, replyTo, from.name, from.email, ...Object.values(headers)].join("")).not.toMatch(
        /[\r\n\u2028\u0085]/,
      );
      expect(text).not.toMatch(/^(?:Bcc|Subject|Reply-To):/m);
    }
    expect(JSON.stringify(app.lines)).not.toMatch(/vittima|evil/);
  });

  it("in the name of a file is left out of the answer's header", async ({ expect }) => {
    await freshDatabase();
    for (const [n, text] of headerBreaks.entries()) {
      const app = anApp({
        catalog: aCatalog(({ magnets }) => {
          const { guida } = magnets;
          if (guida?.kind === "ebook") for (const file of guida.files) file.name = text.replaceAll("/", "-");
        }),
      });
      await submit(app, "guida", { email: `a${n}@example.com` });
      await press(app, linkIn(app));
      const answer = await app.ask(`${linkIn(app)}/${encodeURIComponent(text.replaceAll("/", "-"))}`);
      expect(answer.status, text).toBe(200);
      expect(answer.headers.get("Content-Disposition")).toMatch(
        /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w%.!~-]*$/,
      );
      await answer.arrayBuffer();
    }
  });
});

describe("a key that every object has", () => {
  it("is an unknown field, and pollutes nothing: 20 keys x 4 formats", async ({ expect }) => {
    const app = anApp();
    const before = await countRows();
    for (const key of prototypeKeys) {
      const name = JSON.stringify(key);
      for (const body of [
        `{"email":"a@example.com",${name}:{"polluted":1}}`,
        `{"answers":{"email":"a@example.com",${name}:"x"}}`,
      ]) {
        const { status, body: problem } = await submitJson(app, "guida", body);
        expect([status, problem.errors], key).toMatchObject([422, [{ field: key, code: "unknown" }]]);
      }
      const form = await submit(app, "guida", { email: "a@example.com", [key]: "x" });
      expect(form.status, key).toBe(422);
      const { status } = await submitJson(app, "guida", {
        answers: { email: "a@example.com" },
        consents: [key.replace(/^consent-/, "")],
      });
      expect(status, key).toBe(422);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(await countRows()).toEqual(before);
  });
});

describe("an address to be led to", () => {
  it("is none of those that a form may not lead to: 50 targets x 4 ways to ask", async ({ expect }) => {
    const targets = hostileReturns(origin);
    expect(targets).toHaveLength(50);
    const returns = ["https://partner.example/grazie"];
    const catalog = aCatalog(({ site }) => Object.assign(site, { returns }));
    const app = anApp({ catalog });
    const [partner = ""] = returns;
    const listed = await submit(app, "guida", { email: "eva@example.com", _next: partner });
    expect(listed.headers.get("Location")).toBe(partner);
    for (const target of targets) {
      app.clock.now += hour;
      const answers = { email: "ada@example.com", _next: target, _redirect: target, _return: target };
      const headers = /^[\x20-\x7e]*$/.test(target) ? { Referer: target } : {};
      const query = new URLSearchParams({ _next: target, redirect: target, next: target });
      const answer = await submit(app, `guida?${query}`, answers, headers);
      expect([answer.status, answer.headers.get("Location")], target).toEqual([303, "/guida/grazie/"]);
    }
  });
});

describe("what Italians answer", () => {
  it("is accepted and kept unaltered: 60 of 60", async ({ expect }) => {
    await freshDatabase();
    const types = Object.keys(italian);
    const catalog = aCatalog(({ forms }) => {
      const { guida } = forms;
      if (guida === undefined) throw new Error("The fixture has lost its form guida.");
      guida.fields = [
        { type: "email", name: "email", required: true },
        ...(["given-name", "family-name", "phone", "postal-code", "company", "city"] as const).map(
          (type) => ({
            type,
            name: type,
          }),
        ),
      ];
    });
    const app = anApp({ catalog });
    let kept = 0;
    for (const type of types) {
      for (const [n, answer] of (italian[type] ?? []).entries()) {
        app.clock.now += hour;
        const answers = { email: `${type}${n}@example.com`, [type]: answer };
        expect((await submit(app, "guida", answers)).status, answer).toBe(303);
        const stored = JSON.parse(String((await rowsOf("submission")).at(-1)?.answers));
        // A number is kept as networks write it: the same figures, with the country's code.
        if (type === "phone") expect(stored.phone).toMatch(/^\+39[0-9]+$/);
        else expect(stored[type]).toBe(answer);
        kept += 1;
      }
    }
    expect(kept).toBe(60);
  });
});
