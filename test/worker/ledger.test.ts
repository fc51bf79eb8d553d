import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { genesis, linkText, receiptColumns, receiptSchema } from "../../content/schema/ledger.ts";
import { tick } from "../../worker/clock.ts";
import { digest, hexDigest } from "../../worker/digest.ts";
import { ledgerState, sealReceipts } from "../../worker/ledger/seal.ts";
import { anApp, freshDatabase, linkIn, noon, press, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { signIn } from "../support/worker-desk.ts";
import { fakeAsset } from "../support/worker-pages.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" };

/** Writes `count` receipts of one lead, each in its own words. */
async function write(count: number): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO receipt (lead_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
     SELECT lead.id, 'marketing', 1, 'Parole ' || n.value, printf('%064d', n.value), 'guida', 'b1', 'it', '/guida/', 'form', n.value
       FROM lead, json_each(?1) AS n`,
  )
    .bind(JSON.stringify(Array.from({ length: count }, (_, place) => place + 1)))
    .run();
}

/** The links as anyone can reckon them from the receipts alone. */
async function reckoned(): Promise<string[]> {
  const links: string[] = [];
  for (const row of await rowsOf("receipt")) {
    links.push(await digest(linkText(links.at(-1) ?? genesis, receiptSchema.parse(row))));
  }
  return links;
}

const chain = async () => (await rowsOf("seal")).map(({ hash }) => hash);

describe("the chain over the receipts", () => {
  it("has every column of a receipt in it", async ({ expect }) => {
    const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('receipt')").all();
    expect(results.map(({ name }) => name).sort()).toEqual([...receiptColumns].sort());
  });

  it("grows by a press of the mail's button, and by the clock", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    expect(await ledgerState(env.DB)).toEqual({ count: 1, sealed: 0, head: null, waitingSince: noon });
    await press(app, linkIn(app));
    expect(await chain()).toEqual(await reckoned());
    await submit(app, "guida", { ...ada, email: "bea@example.com" });
    await tick(app.deps);
    const links = await reckoned();
    expect(links.length).toBe(3);
    expect(await chain()).toEqual(links);
    expect(await ledgerState(env.DB)).toEqual({
      count: 3,
      sealed: 3,
      head: links.at(-1),
      waitingSince: null,
    });
  });

  it("is the same when twenty seal at once", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await write(700);
    await Promise.all(Array.from({ length: 20 }, () => sealReceipts(app.deps)));
    // Who came second to a link stops; whoever comes next goes on.
    await sealReceipts(app.deps);
    const links = await chain();
    expect(links.length).toBe(701);
    expect(links).toEqual(await reckoned());
    expect(app.lines.filter(({ event }) => event === "seal-failed")).toEqual([]);
  });

  it("goes on where a failure stopped it, and stops after 1,500 receipts", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await write(1600);
    const failing = new Proxy(env.DB, {
      get(db, name) {
        if (name === "prepare") {
          return () => {
            throw new Error("D1_ERROR: out of order");
          };
        }
        const member: unknown = Reflect.get(db, name, db);
        return typeof member === "function" ? member.bind(db) : member;
      },
    });
    await sealReceipts({ ...app.deps, db: failing });
    expect(app.lines.at(-1)).toEqual({ event: "seal-failed", error: "D1_ERROR: out of order" });
    await sealReceipts(app.deps);
    expect((await ledgerState(env.DB)).sealed).toBe(1500);
    await sealReceipts(app.deps);
    expect(await chain()).toEqual(await reckoned());
  });

  it("can be neither changed, nor shortened, nor filled in", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    const hash = "x".repeat(43);
    for (const sql of [
      `UPDATE seal SET hash = '${hash}'`,
      "DELETE FROM seal",
      `INSERT INTO seal VALUES (1, '${hash}')`,
      `INSERT OR REPLACE INTO seal VALUES (2, '${hash}')`,
      "UPDATE page_copy SET at = 0",
      "DELETE FROM page_copy",
    ]) {
      await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow(/append-only|are kept as they are/);
    }
  });
});

describe("the copy of a page", () => {
  it("is kept once for each build and landing, as it was served", async ({ expect }) => {
    const asked: string[] = [];
    const counted = async (path: string) => {
      asked.push(path);
      return fakeAsset(path);
    };
    const app = anApp({ fetchAsset: counted });
    await submit(app, "guida", { email: "no@example.com" });
    await submit(app, "guida", { ...ada, _website: "http://spam.example" });
    expect(await rowsOf("page_copy")).toEqual([]);
    for (const name of ["ada", "bea", "cleo"])
      await submit(app, "guida", { ...ada, email: `${name}@example.com` });
    // Another isolate sees that it is there, and does not ask for the page.
    await submit(anApp({ fetchAsset: counted }), "guida", { ...ada, email: "dora@example.com" });
    expect(asked.filter((path) => !path.startsWith("/_private/"))).toEqual(["/guida/"]);
    const [copy, ...more] = await rowsOf("page_copy");
    expect(more).toEqual([]);
    const page = await (await fakeAsset("/guida/")).text();
    expect(await unpacked(copy?.html)).toBe(page);
    const [receipt] = await rowsOf("receipt");
    expect(copy).toMatchObject({
      build: app.deps.catalog.build,
      landing: "guida",
      hash: await hexDigest(page),
      at: noon,
    });
    expect(await hexDigest(String(copy?.form))).toBe(receipt?.form_hash);
    const next = { ...aCatalog(), build: "b2" };
    await submit(anApp({ catalog: next }), "guida", { ...ada, email: "eva@example.com" });
    expect((await rowsOf("page_copy")).length).toBe(2);
  });

  it("is tried again at the next consent when the page was not to be had", async ({ expect }) => {
    let fails = true;
    const app = anApp({
      fetchAsset: async (path) => (fails ? new Response("gone", { status: 404 }) : fakeAsset(path)),
    });
    expect((await submit(app, "guida", ada)).status).toBe(303);
    expect(app.lines.filter(({ event }) => event === "page-not-kept")).toMatchObject([{ landing: "guida" }]);
    expect(await rowsOf("page_copy")).toEqual([]);
    fails = false;
    await submit(app, "guida", { ...ada, email: "bea@example.com" });
    expect((await rowsOf("page_copy")).length).toBe(1);
  });
});

describe("the desk", () => {
  it("shows each receipt's form and seal, and hands the owner the proof as a file", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const [lead] = await rowsOf("lead");
    const path = `/admin/leads/${lead?.id}`;
    const headers = { Cookie: await signIn(app) };
    const read = async () => (await app.ask(path, { headers })).text();
    expect(await read()).toContain("Il sigillo arriva entro pochi minuti");
    await press(app, linkIn(app));
    const [seal] = await rowsOf("seal");
    const [receipt] = await rowsOf("receipt");
    const page = await read();
    for (const hash of [receipt?.form_hash, receipt?.wording_hash, seal?.hash])
      expect(page).toContain(`title="${hash}"`);
    expect(page).toContain(`href="${path}/evidence.json"`);

    const answer = await app.ask(`${path}/evidence.json`, { headers });
    expect(answer.headers.get("Content-Disposition")).toBe(
      `attachment; filename="evidence-${lead?.id}.json"`,
    );
    expect(answer.headers.get("Cache-Control")).toContain("no-store");
    expect(await answer.json()).toMatchObject({
      made: new Date(noon).toISOString(),
      lead: { id: lead?.id, email: "ada@example.com" },
      consents: [{ purpose: "marketing", state: "confirmed" }],
      receipts: [
        { event: "given", link: { before: genesis, hash: seal?.hash } },
        { event: "confirmed", link: { before: seal?.hash } },
      ],
      pages: [{ landing: "guida", build: receipt?.build }],
      chain: { receipts: 2, sealed: 2 },
    });
  });

  it("hands it to nobody else, and none of somebody who is not there", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const [lead] = await rowsOf("lead");
    const asked = await app.ask(`/admin/leads/${lead?.id}/evidence.json`);
    expect(await asked.text()).not.toContain("ada@example.com");
    const headers = { Cookie: await signIn(app) };
    expect((await app.ask("/admin/leads/nobody/evidence.json", { headers })).status).toBe(404);
  });
});

async function unpacked(stored: unknown): Promise<string> {
  const bytes = new Uint8Array(stored as number[]);
  const html = new Response(bytes).body?.pipeThrough(new DecompressionStream("gzip"));
  return new Response(html ?? null).text();
}
