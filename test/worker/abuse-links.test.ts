import { beforeEach, describe, it } from "vitest";
import { hashOfToken, tokenFor, tokenPurposes } from "../../worker/tokens.ts";
import {
  type App,
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
import { aCatalog, usualLimits } from "../support/worker-catalog.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const hour = 3_600_000;

/** What an answer says to a stranger: all but what is drawn anew for each. */
async function saidBy(answer: Response): Promise<string> {
  const { "x-request-id": _, ...headers } = Object.fromEntries(answer.headers);
  const text = JSON.stringify([answer.status, headers, await answer.text()]);
  // The link itself is given back by the page's form.
  return text
    .replaceAll(/nonce(?:-|=\\")[\w-]+/g, "nonce")
    .replaceAll(/(?:\/g\/|value=\\")[\w-]{43}/g, "/g/");
}

const limited = () => aCatalog((catalog) => void Object.assign(catalog.site.limits, usualLimits));

describe("A4 replays", () => {
  it("of one post have one effect, ten times over", async ({ expect }) => {
    const app = anApp();
    const key = { "Idempotency-Key": "replayed-0123456789" };
    for (let n = 0; n < 10; n += 1) {
      await submitJson(app, "guida", ada, key);
      app.clock.now += hour;
    }
    expect(await countRows()).toMatchObject({ lead: 1, submission: 1, grant: 1, message: 1 });
    expect(app.mails).toHaveLength(1);
  });
});

describe("A5 tokens", () => {
  it("of each purpose open nothing that was made for another, and nothing with one bit turned", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const [grant] = await rowsOf("grant");
    const subject = String(grant?.id);
    let opened = 0;
    for (const written of tokenPurposes)
      for (const asked of tokenPurposes) {
        const hash = await hashOfToken(await tokenFor(app.deps.tokenSecret, written, subject));
        const found = await app.deps.db
          .prepare("SELECT 1 AS n FROM token WHERE hash = ?1 AND purpose = ?2 AND subject_id = ?3")
          .bind(hash, asked, subject)
          .first();
        if (found !== null) opened += 1;
      }
    // The one that the mail carries.
    expect(opened).toBe(1);

    const token = linkIn(app).replace("/g/", "");
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const turned = new Set<string>();
    for (let n = 0; turned.size < 60; n += 1) {
      const place = n % token.length;
      const bit = 1 << (Math.floor(n / token.length) % 6);
      const letter = letters[letters.indexOf(token[place] ?? "A") ^ bit];
      turned.add(token.slice(0, place) + letter + token.slice(place + 1));
    }
    const statuses = await Promise.all(
      [...turned].flatMap((other) => [app.ask(`/g/${other}`), press(app, `/g/${other}`)]),
    );
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([404]));
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: null }]);
  }, 120_000);
});

describe("A6 enumeration", () => {
  it("learns nothing from the form's answer to an address that is new, known or blocked", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, email: "known@example.com" });
    await submit(app, "guida", { ...ada, email: "blocked@example.com" });
    await app.deps.db
      .prepare(
        "INSERT INTO suppression (inbox, reason, at) SELECT inbox, 'complaint', 1 FROM message WHERE rowid = 2",
      )
      .run();
    app.clock.now += hour;
    const said = new Set<string>();
    for (const landing of ["guida", "guida"])
      for (const email of ["new@example.com", "known@example.com", "blocked@example.com"])
        said.add(await saidBy(await submit(app, landing, { email, nome: `B${said.size}` })));
    expect(said.size).toBe(1);
    // Shown on the page, too: the link differs, and nothing else.
    const shown = new Set<string>();
    for (const email of ["new2@example.com", "known@example.com", "blocked@example.com"]) {
      const answer = await submit(app, "en/guide", { email, nome: "Cleo" });
      const headers = Object.fromEntries(answer.headers);
      shown.add(`${answer.status} ${headers.location?.length} ${Object.keys(headers).sort()}`);
    }
    expect(shown.size).toBe(1);
  });
});

describe("A7 guesses", () => {
  it("of a link, of a file or of a coupon find nothing, and hear one answer: 300 of them", async ({
    expect,
  }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    await submit(app, "sconto", ada);
    const before = await everything();
    const said = new Set<string>();
    const guess = () => tokenFor("another secret", "grant-mail", crypto.randomUUID());
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, async (_, n) =>
          app.ask(n % 2 === 0 ? `/g/${await guess()}` : `/g/${await guess()}/guida.pdf`),
        ),
      );
      for (const answer of answers) said.add(await saidBy(answer));
    }
    expect(said.size).toBe(1);
    expect([...said][0]).toMatch(/^\[404/);
    expect(await everything()).toEqual(before);
  }, 120_000);
});

describe("A8 links that are passed on", () => {
  it("are refused politely after their last use, and offer a new one to the address alone", async ({
    expect,
  }) => {
    const app = anApp({
      catalog: aCatalog((catalog) => {
        if (catalog.magnets.guida !== undefined) catalog.magnets.guida.uses = 5;
      }),
    });
    await submit(app, "guida", ada);
    const link = linkIn(app);
    for (let use = 1; use <= 5; use += 1) {
      expect((await press(app, link)).headers.get("Location"), `use ${use}`).toContain("La%20guida");
      app.clock.now += hour + 1;
    }
    expect((await press(app, link)).headers.get("Location")).toBe(link);
    const sixth = await app.ask(link);
    expect([sixth.status, (await sixth.text()).includes("Finito")]).toEqual([410, true]);
    const body = new URLSearchParams({ email: ada.email });
    await app.ask("/g", { method: "POST", headers: { Origin: origin }, body });
    expect(app.mails).toHaveLength(2);
    expect((await press(app, link)).headers.get("Location")).toContain("La%20guida");
  });
});

describe("A9 hoarders of coupons", () => {
  it("with 100 addresses in one household get five in a minute, and 30 in an hour", async ({ expect }) => {
    const app = anApp({ catalog: limited() });
    const network = { "CF-Connecting-IP": "203.0.113.5" };
    let n = 0;
    const claim = () => submit(app, "sconto", { email: `ada${n++}@example.com`, nome: "Ada" }, network);
    for (let count = 0; count < 40; count += 1) await claim();
    expect(await countRows()).toMatchObject({ coupon: 5 });
    for (let minutes = 0; minutes < 30; minutes += 1) {
      app.clock.now += 60_001;
      await claim();
      await claim();
    }
    expect((await countRows()).coupon).toBeLessThanOrEqual(30);
  });
});

describe("A15 what was not asked", () => {
  it("is refused or ignored: twenty shapes, and none of them is kept", async ({ expect }) => {
    const app = anApp();
    const shapes: Record<string, string>[] = [
      { settore: "Altro" },
      { settore: "Bar,Negozio" },
      { prezzo: "0" },
      { uses: "999" },
      { magnet: "doppia" },
      { grant_id: "x" },
      { lead_id: "x" },
      { status: "accepted" },
      { confirmed_at: "1" },
      { locale: "en" },
      { delivery: "page" },
      { "consent-partners": "yes" },
      { consents: "marketing" },
      { code: "PANE-AAAAA-BBBBB" },
      { expires: "9999999999" },
      { role: "owner" },
      { score: "100" },
      { submission: "x" },
      { tokens: "[]" },
      { released: "1" },
    ];
    expect(shapes).toHaveLength(20);
    for (const shape of shapes)
      expect((await submit(app, "guida", { ...ada, ...shape })).status, JSON.stringify(shape)).toBe(422);
    // Sources come from the page's own address and are cut; one's own control names nothing.
    await submit(app, "guida", { ...ada, _source: '{"utm_source":"x"}', _suspicion: "no", _at: "1" });
    expect(await rowsOf("submission")).toMatchObject([{ source: "{}", status: "accepted" }]);
  });
});

describe("A18 logs", () => {
  it("hold no address, no name and no token, whatever was done", async ({ expect }) => {
    const app: App = anApp();
    await submit(app, "guida", { ...ada, nome: "Nomeraro" });
    await submit(app, "guida", { ...ada, nome: "Nomeraro", _website: "x" });
    const link = linkIn(app);
    await app.ask(link);
    await press(app, link);
    await app.ask("/admin/leads?q=ada@example.com");
    await app.ask("/g", {
      method: "POST",
      headers: { Origin: origin },
      body: new URLSearchParams({ email: ada.email }),
    });
    app.mailing.answer = { ok: false, reason: "HTTP 500", next: "retry" };
    await submit(app, "guida", { ...ada, nome: "Altra" });
    const logged = JSON.stringify(app.lines);
    expect(app.lines.length).toBeGreaterThan(5);
    for (const secret of [
      "ada@",
      "example.com",
      "Nomeraro",
      link.replace("/g/", ""),
      app.deps.ownerToken ?? "",
    ])
      expect(logged).not.toContain(secret);
  });
});
