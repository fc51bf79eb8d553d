import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { checkDomain } from "../../worker/campaign-desk/domain.ts";
import { checkLinks } from "../../worker/campaign-desk/links.ts";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { type App, anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { aCampaignApp, by, readerId, storeReaders } from "../support/worker-campaigns.ts";
import { act, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);
afterEach(() => vi.unstubAllGlobals());

const path = "/admin/mail/campaigns/primavera";

/** What the page would send with the owner's approval. */
async function seenOn(app: App): Promise<string> {
  const [, seen = ""] = /name="seen" value="([\w-]+)"/.exec(await readDesk(app, path)) ?? [];
  return seen;
}

describe("the page of a campaign", () => {
  it("counts who gets it and who does not, shows the letter of one of them, and lets the owner approve what was seen", async ({
    expect,
  }) => {
    const app = aCampaignApp();
    await storeReaders([{}, {}, { consent: "given" }, { consent: "withdrawn" }]);
    const html = await readDesk(app, path);
    expect(html).toContain("La ricevono in 2");
    expect(html).toMatch(new RegExp(`src="${path}/letter.html\\?lead=${readerId(1)}"|lead=${readerId(0)}`));
    expect(await readDesk(app, "/admin")).toContain("Una campagna aspetta");
    const seen = await seenOn(app);
    expect((await act(app, `${path}/approve`, { seen })).status).toBe(422);
    expect((await act(app, `${path}/approve`, { seen: "another", read: "yes" })).status).toBe(422);
    expect(await rowsOf("campaign")).toEqual([]);
    expect((await act(app, `${path}/approve`, { seen, read: "yes" })).headers.get("Location")).toMatch(
      /said=approved/,
    );
    expect(await rowsOf("campaign")).toMatchObject([{ name: "primavera", status: "approved" }]);
    expect(await readDesk(app, "/admin")).not.toContain("Una campagna aspetta");
  });

  it("leaves nobody without a way out of a stop: it says what left, and goes on for a reason that stays", async ({
    expect,
  }) => {
    const app = aCampaignApp();
    await storeReaders([{}]);
    await approveCampaign(app.deps, "primavera", by);
    await act(app, `${path}/stop`);
    expect(await readDesk(app, path)).toContain("Ne sono partite 0");
    expect((await act(app, `${path}/resume`, { reason: "perché" })).status).toBe(422);
    await act(app, `${path}/resume`, { reason: "Era un falso allarme." });
    expect(await rowsOf("campaign")).toMatchObject([{ status: "approved" }]);
    expect(await readDesk(app, path)).toContain("«Era un falso allarme.»");
  });

  it("names what keeps it from leaving, each with its cure", async ({ expect }) => {
    const app = aCampaignApp({ send: "2027-03-01 09:30" }, { mailer: null });
    const html = await readDesk(app, path);
    for (const text of [
      "Nessuno del segmento",
      "è già passato",
      "Cambia send in content/campaigns/primavera.mdx",
      "Nessun servizio di posta",
    ])
      expect(html, text).toContain(text);
    expect(html).not.toContain('name="seen"');
  });

  it("sends a test to people of the business alone, marked, ten times in an hour, with nothing that opens", async ({
    expect,
  }) => {
    const app = aCampaignApp();
    await storeReaders([{}]);
    const lead = readerId(0);
    expect((await act(app, `${path}/test`, { to: "altri@example.com", lead })).status).toBe(422);
    for (let n = 0; n < 10; n += 1) {
      const answer = await act(app, `${path}/test`, { to: "marta@forno.example", lead });
      expect(answer.headers.get("Location")).toMatch(/said=tested/);
    }
    expect((await act(app, `${path}/test`, { to: "marta@forno.example", lead })).status).toBe(422);
    expect(app.mails).toHaveLength(10);
    const [mail] = app.mails;
    expect(mail).toMatchObject({ to: "marta@forno.example", subject: expect.stringMatching(/^\[prova\] /) });
    expect(`${mail?.html}${mail?.text}`).not.toMatch(/\/[ug]\/[\w-]{20,}/);
    expect(mail?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  });

  it("shows and tries the letter before it has a reader, with the words kept for whom nothing is known", async ({
    expect,
  }) => {
    const app = aCampaignApp();
    const html = await readDesk(app, path);
    expect(html).toContain("Come la riceve chi non ha detto nulla di sé");
    expect(html).toContain("Il segmento non ha ancora destinatari");
    expect(html).not.toContain('name="lead"');
    const Cookie = await signIn(app);
    const letter = await (await app.ask(`${path}/letter.html`, { headers: { Cookie } })).text();
    expect(letter).toContain("Qui starà scritto perché la mail arriva");
    const sent = await act(app, `${path}/test`, { to: "marta@forno.example" });
    expect(sent.headers.get("Location")).toMatch(/said=tested/);
    expect(app.mails).toMatchObject([{ text: expect.stringContaining("Qui starà scritto") }]);
  });

  it("shows the letter in a frame of its own, where nothing runs", async ({ expect }) => {
    const app = aCampaignApp();
    await storeReaders([{}]);
    const Cookie = await signIn(app);
    const answer = await app.ask(`${path}/letter.html?lead=${readerId(0)}`, { headers: { Cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Security-Policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(await answer.text()).not.toMatch(/<script|\/u\/[\w-]{20,}/);
  });
});

describe("what the network is asked", () => {
  it("asks pages among the files and others at their addresses, and no private one", async ({ expect }) => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      if (url === "https://via.example/")
        return new Response(null, { status: 301, headers: { Location: "https://dentro.example/" } });
      return new Response(null, { status: url.endsWith("/gone") ? 404 : url.endsWith("/shy") ? 403 : 200 });
    });
    const { deps } = anApp({
      resolve: async (host) => (host === "dentro.example" ? ["10.0.0.1"] : ["93.184.216.34"]),
      fetchAsset: async (page) => new Response(null, { status: page === "/guida/" ? 200 : 404 }),
    });
    const links = [
      "/guida/",
      "/nulla/",
      "https://a.example/",
      "https://a.example/gone",
      "https://a.example/shy",
      "https://via.example/",
      "https://127.0.0.1/",
      "http://a.example/",
    ];
    const found = await checkLinks(deps, links);
    expect(found.map(({ is }) => is)).toEqual([
      "alive",
      "dead",
      "alive",
      "dead",
      "unsure",
      "private",
      "private",
      "private",
    ]);
    expect(asked.some((url) => /dentro|127\.0/.test(url))).toBe(false);
  });

  it("reads SPF, DKIM and DMARC of the sender's domain", async ({ expect }) => {
    const texts: Record<string, string[]> = {
      "send.forno.example": ["v=spf1 include:amazonses.com ~all"],
      "resend._domainkey.forno.example": ["p=MIGf"],
      "_dmarc.forno.example": ["v=DMARC1; p=none"],
    };
    const mailer = {
      name: "resend",
      knowsRepeats: true,
      send: async () => ({ ok: true as const, providerId: null }),
    };
    const check = async (readTexts: (name: string) => Promise<string[] | null>) =>
      (await checkDomain(anApp({ readTexts, mailer }).deps)).map(({ is }) => is);
    expect(await check(async (name) => texts[name] ?? [])).toEqual(["there", "there", "there"]);
    expect(await check(async () => [])).toEqual(["missing", "missing", "missing"]);
    expect(await check(async () => null)).toEqual(["silent", "silent", "silent"]);
  });
});

describe("the page of a lead", () => {
  it("marks a reply, and takes the mark off", async ({ expect }) => {
    const app = aCampaignApp();
    await storeReaders([{}]);
    const lead = `/admin/leads/${readerId(0)}`;
    await act(app, `${lead}/replied`, { is: "yes" });
    expect(await rowsOf("reply")).toHaveLength(1);
    await act(app, `${lead}/replied`, { is: "no" });
    expect(await rowsOf("reply")).toEqual([]);
  });
});
