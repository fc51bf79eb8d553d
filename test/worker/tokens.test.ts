import { beforeEach, describe, it } from "vitest";
import { tokenFor } from "../../worker/tokens.ts";
import {
  anApp,
  everything,
  freshDatabase,
  linkIn,
  press,
  rowsOf,
  submit,
  submitJson,
} from "../support/worker-app.ts";

beforeEach(freshDatabase);

const ada = { email: "ada@example.com", nome: "Ada" };
const file = encodeURIComponent("La guida è qui.pdf");
const day = 86_400_000;

describe("promise 3: GET and HEAD never change state", () => {
  it("leaves everything as it was, however often scanners look at every address", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    const { body } = await submitJson(app, "sconto", { email: "ada@example.com" });
    const [coupon] = await rowsOf("coupon");
    const addresses = [
      linkIn(app),
      `${linkIn(app)}/${file}`,
      String(body.next),
      `/k/${coupon?.code}`,
      "/e",
      "/f/guida",
      "/health",
    ];
    const before = await everything();
    for (const address of addresses) {
      for (const method of ["GET", "HEAD", "GET", "OPTIONS"]) await app.ask(address, { method });
    }
    expect(await everything()).toEqual(before);
    await press(app, linkIn(app));
    const opened = await everything();
    for (const method of ["GET", "HEAD", "GET"]) await app.ask(`${linkIn(app)}/${file}`, { method });
    expect(await everything()).toEqual(opened);
  });
});

describe("promise 6: a file never depends on marketing consent", () => {
  it("gives the same file with and without the tick, and writes receipts for what was ticked alone", async ({
    expect,
  }) => {
    const app = anApp();
    for (const answers of [ada, { email: "bea@example.com", "consent-marketing": "yes" }]) {
      await submit(app, "guida", answers);
      await press(app, linkIn(app));
      expect((await app.ask(`${linkIn(app)}/${file}`)).status).toBe(200);
    }
    const leads = await rowsOf("lead");
    const receipts = await rowsOf("receipt");
    expect(receipts.map(({ lead_id, channel }) => [lead_id, channel])).toEqual([
      [leads[1]?.id, "form"],
      [leads[1]?.id, "confirm"],
    ]);
    expect(receipts[1]).toMatchObject({
      wording: receipts[0]?.wording,
      wording_hash: receipts[0]?.wording_hash,
      granted: 1,
    });
    expect(leads.every((lead) => lead.confirmed_at === app.clock.now)).toBe(true);
  });

  it("keeps receipts append-only, whatever statement asks", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    const { db } = app.deps;
    for (const sql of [
      "UPDATE receipt SET granted = 0",
      "DELETE FROM receipt",
      "INSERT OR REPLACE INTO receipt SELECT * FROM receipt",
      "UPDATE OR REPLACE receipt SET id = id",
    ]) {
      await expect(db.prepare(sql).run(), sql).rejects.toThrow("receipts are append-only");
    }
  });
});

describe("promise 8: a token opens one thing, for one purpose, until one time", () => {
  it("stores hashes only, of 256 bits that nobody can guess", async ({ expect }) => {
    const app = anApp();
    const { body } = await submitJson(app, "en/guide", ada);
    const tokens = [linkIn(app), String(body.next)].map((link) => link.slice(3));
    expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    const kept = JSON.stringify(await everything());
    expect(tokens.filter((token) => kept.includes(token))).toEqual([]);
    expect((await rowsOf("token")).map((token) => token.purpose).sort()).toEqual([
      "grant-mail",
      "grant-page",
      "preferences",
    ]);
  });

  it("confirms nobody by the page's token, only by the mail's", async ({ expect }) => {
    const app = anApp();
    const { body } = await submitJson(app, "en/guide", { answers: ada, consents: ["marketing"] });
    await press(app, String(body.next));
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: null }]);
    expect((await rowsOf("receipt")).length).toBe(1);
    await press(app, linkIn(app));
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: app.clock.now }]);
    expect((await rowsOf("receipt")).length).toBe(2);
  });

  it("confirms the ticks of its own submission, not those that a stranger set before", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", { ...ada, "consent-marketing": "yes" });
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    expect((await rowsOf("receipt")).map((receipt) => receipt.channel)).toEqual(["form"]);
  });

  it("answers every token that opens nothing with one and the same page", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    const good = linkIn(app).slice(3);
    const [grant] = await rowsOf("grant");
    const [lead] = await rowsOf("lead");
    const secret = app.deps.tokenSecret;
    const wrong = [
      ...Array.from({ length: 43 }, (_, place) => flipped(good, place)),
      ...(await Promise.all([
        tokenFor(secret, "grant-page", String(grant?.id)),
        tokenFor(secret, "grant-mail", String(lead?.id)),
        tokenFor("another secret", "grant-mail", String(grant?.id)),
      ])),
      "x",
      good.slice(1),
      `${good}x`,
      "%00",
      "..%2f..",
    ];
    // What has the shape of a link gets a form that sends it back; whoever asks knows which shape it has.
    const bodies = { shaped: new Set<string>(), other: new Set<string>() };
    for (const token of wrong) {
      for (const answer of [
        await app.ask(`/g/${token}`),
        await press(app, `/g/${token}`),
        await app.ask(`/g/${token}/${file}`),
      ]) {
        expect(answer.status, token).toBe(404);
        bodies[/^[\w-]{43}$/.test(token) ? "shaped" : "other"].add(plain(await answer.text()));
      }
    }
    expect([bodies.shaped.size, bodies.other.size]).toEqual([1, 1]);
    app.clock.now += 8 * day;
    expect(plain(await (await app.ask(`/g/${good}`)).text())).toBe([...bodies.shaped][0]);

    /** A page without what is different on each: its nonce, and the link itself, which its form gives back. */
    function plain(html: string): string {
      return html.replaceAll(/nonce="[^"]+"|name="token" value="[^"]*"/g, "");
    }
  });

  it("opens the files of its own grant only", async ({ expect }) => {
    const app = anApp();
    const { body } = await submitJson(app, "doppia", ada);
    await submit(app, "guida", ada);
    await press(app, linkIn(app));
    expect((await app.ask(`${linkIn(app)}/guida.epub`)).status).toBe(404);
    expect((await app.ask(`${linkIn(app)}/..%2f..%2fguida.epub`)).status).toBe(404);
    expect((await app.ask(`${body.next}/guida.epub`)).status).toBe(303);
  });

  it("does not tell a stranger who knows an address the name that belongs to it", async ({ expect }) => {
    const app = anApp();
    await submit(app, "en/guide", ada);
    const { body } = await submitJson(app, "en/guide", { email: ada.email });
    expect(await (await app.ask(String(body.next))).text()).not.toContain("Ada");
  });

  it("takes no press from another site", async ({ expect }) => {
    const app = anApp();
    await submit(app, "guida", ada);
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
      { "Sec-Fetch-Site": "same-site", Origin: "https://evil.forno.example" },
      { Origin: "https://evil.example" },
    ]) {
      const answer = await app.ask(linkIn(app), { method: "POST", headers });
      expect(answer.status).toBe(403);
    }
    // Our own page sends no referrer; then older browsers name no origin, either.
    expect((await app.ask(linkIn(app), { method: "POST", headers: { Origin: "null" } })).status).toBe(303);
  });
});

function flipped(token: string, place: number): string {
  return token.slice(0, place) + (token[place] === "A" ? "B" : "A") + token.slice(place + 1);
}
