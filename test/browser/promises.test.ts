import { describe, it } from "vitest";
import { builtCatalog } from "../support/answers.ts";
import { arrive, fillIn, send } from "./form-page.ts";
import { linksIn, mails, mailTo, origin, query, someone, visit } from "./stage.ts";

const landings = Object.values(builtCatalog().landings);

describe("promise 2: once", () => {
  it("keeps one submission, one coupon and one mail of a double press without script", async ({ expect }) => {
    const email = someone();
    const { page } = await visit({ javaScript: false });
    await arrive(page, "primo-pane");
    await fillIn(page, { email, nome: "Ada" });
    await page.locator("[data-submit]").dblclick();
    // The second press breaks off the first one's navigation, which waitForURL would take for a failure.
    await page.locator("[data-state=coupon]").waitFor();
    await page.goBack();
    await send(page);
    await page.waitForURL(`${origin}/g/*`);
    await mailTo(email);
    const [counted] = await query(
      `SELECT count(DISTINCT s.id) AS submissions, count(DISTINCT c.code) AS coupons, count(DISTINCT m.id) AS messages
         FROM lead l JOIN submission s ON s.lead_id = l.id JOIN coupon c ON c.lead_id = l.id JOIN message m ON m.lead_id = l.id
        WHERE l.email = ?1`,
      email,
    );
    expect(counted).toEqual({ submissions: 1, coupons: 1, messages: 1 });
    expect((await mails()).filter((mail) => mail.to === email)).toHaveLength(1);
  });
});

describe("promise 6: a file never depends on consent", () => {
  it("shows every consent unticked, and gives the file without any", async ({ expect }) => {
    for (const { pages } of landings) {
      const { page } = await visit();
      await page.goto(`${origin}${pages.landing}`);
      expect(await page.locator("[name^=consent-]").count()).toBeGreaterThan(0);
      expect(await page.locator("[name^=consent-]:checked").count()).toBe(0);
    }
    const email = someone();
    const { page } = await visit();
    await arrive(page, "lievito-madre");
    await fillIn(page, { email });
    await send(page);
    await page.waitForURL(`${origin}/lievito-madre/grazie/`);
    await page.goto(linksIn(await mailTo(email)).find((link) => link.startsWith(`${origin}/g/`)) ?? "");
    await page.locator("[data-form=open]").waitFor();
    const receipts = await query(
      "SELECT 1 FROM receipt r JOIN lead l ON l.id = r.lead_id WHERE l.email = ?1",
      email,
    );
    expect(receipts).toEqual([]);
  });
});

describe("promise 3: GET and HEAD never change state", () => {
  it("lets a scanner follow every link of a mail again and again, and nothing has changed", async ({
    expect,
  }) => {
    const email = someone();
    const { page } = await visit();
    await arrive(page, "lievito-madre");
    await fillIn(page, { email });
    await send(page);
    await page.waitForURL(`${origin}/lievito-madre/grazie/`);
    const mail = await mailTo(email);
    await settled(email);
    const before = await everythingOf(email);

    const links = linksIn(mail);
    expect(links.length).toBeGreaterThan(0);
    for (const link of [...links, page.url()]) {
      for (const method of ["HEAD", "GET", "GET", "HEAD"]) {
        const answer = await fetch(link, {
          method,
          headers: { "user-agent": "Mozilla/5.0 (compatible; MailScanner)" },
        });
        await answer.arrayBuffer();
        expect(answer.status, `${method} of a link`).toBe(200);
      }
    }
    // Some scanners open the link in a browser, with scripts, and look for what else there is to open.
    const scanner = await visit();
    for (const link of links) await scanner.page.goto(link, { waitUntil: "networkidle" });
    for (const address of await scanner.page
      .locator("a[href]")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")))) {
      const next = new URL(address ?? "", scanner.page.url());
      if (next.origin === origin) await (await fetch(next)).arrayBuffer();
    }
    expect(await everythingOf(email)).toEqual(before);
  });
});

describe("promise 7: no cookie, no storage, no third party", () => {
  it("keeps to itself on the whole way of a visitor", async ({ expect }) => {
    const { page, context, requests } = await visit();
    const paths = [
      "/",
      ...landings.flatMap(({ pages }) => [pages.landing, pages.thanks]),
      "/privacy/",
      "/en/privacy/",
      "/404/",
    ];
    const found: string[] = [];
    const look = async () => {
      const kept = await page.evaluate(async () => [
        ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
        ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
        ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
        ...(await caches.keys()).map((name) => `cache ${name}`),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `service worker ${scope}`),
      ]);
      const cookies = (await context.cookies()).map(({ name }) => `cookie ${name}`);
      found.push(...[...kept, ...cookies].map((thing) => `${page.url()}: ${thing}`));
    };
    for (const path of paths) {
      await page.goto(`${origin}${path}`);
      await look();
    }
    const email = someone();
    await arrive(page, "primo-pane", "?utm_source=meta");
    await fillIn(page, { email, nome: "Ada" });
    await send(page);
    await page.waitForURL(`${origin}/g/*`);
    await look();
    const mail = await mailTo(email);
    for (const link of linksIn(mail)) {
      const answer = await page.request.get(link);
      if (answer.headers()["set-cookie"] !== undefined) found.push(`${link}: a cookie`);
      // What is taken along is no page: a browser lays it down and stays where it was.
      if (answer.headers()["content-disposition"] !== undefined) continue;
      await page.goto(link);
      await look();
    }
    expect(found).toEqual([]);
    const elsewhere = requests.filter(
      (address) => !address.startsWith(`${origin}/`) && !address.startsWith("data:"),
    );
    expect(elsewhere).toEqual([]);
    expect(
      mail.html.match(/<(?:img|link|script|iframe)[^>]*(?:src|href)="(?!cid:)/g) ?? [],
      "a mail that loads nothing but what came along in it",
    ).toEqual([]);
  });

  it("answers without Set-Cookie", async ({ expect }) => {
    for (const { pages } of landings) {
      const answer = await fetch(`${origin}${pages.landing}`);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });
});

/**
 * Every row of every table, but for the counts of steps and the desk's own, that leads to the lead at `email`:
 * by the address, by the lead's id, or by the id of a row that does. Other visitors come and go meanwhile.
 */
async function everythingOf(email: string): Promise<Record<string, unknown[]>> {
  const tables = await query(
    `SELECT name FROM sqlite_master WHERE type = 'table'
       AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
       AND name NOT IN ('step_count', 'session', 'sign_in_attempt', 'd1_migrations')`,
  );
  const dumps = await Promise.all(
    tables.map(async ({ name }) => [String(name), await query(`SELECT * FROM "${String(name)}"`)] as const),
  );
  const names = new Set<unknown>([email]);
  for (let known = 0; known < names.size; ) {
    known = names.size;
    for (const row of dumps.flatMap(([, all]) => all)) if (leadsTo(row, names)) names.add(row["id"] ?? email);
  }
  expectSome(names.size);
  return Object.fromEntries(dumps.map(([name, all]) => [name, all.filter((row) => leadsTo(row, names))]));
}

function leadsTo(row: Record<string, unknown>, names: ReadonlySet<unknown>): boolean {
  return Object.values(row).some((value) => names.has(value));
}

/** A lead has at least a submission, a grant and a message of its own. */
function expectSome(names: number): void {
  if (names < 5) throw new Error(`Only ${names - 1} rows lead to this lead.`);
}

/** Waits until the mails to `email` have left, so that its rows stand still. */
async function settled(email: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const [row] = await query(
      "SELECT count(*) AS n FROM message m JOIN lead l ON l.id = m.lead_id WHERE l.email = ?1 AND m.status <> 'sent'",
      email,
    );
    if (row?.["n"] === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("The mail is still on its way after thirty seconds.");
}
