import { beforeEach, describe, it } from "vitest";
import {
  type App,
  anApp,
  everything,
  faultyDatabase,
  freshDatabase,
  origin,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aCityCatalog, cityPage } from "../support/worker-city.ts";
import { ours, readDesk, signIn } from "../support/worker-desk.ts";
import { controlsIn } from "../support/worker-steps.ts";

beforeEach(freshDatabase);

const catalog = aCityCatalog();
const day = 86_400_000;

/** Presses the button on the lead's page; what the desk then shows. */
async function makeLink(app: App, landing: string, headers: Record<string, string> = ours) {
  const [lead] = await rowsOf("lead");
  const answer = await app.ask(`/admin/leads/${lead?.id}/prefill`, {
    method: "POST",
    headers: { ...headers, Cookie: await signIn(app) },
    body: new URLSearchParams({ landing }),
  });
  const page = await answer.text();
  const link = /href="https:\/\/forno\.example(\/citta\/\?p=[\w-]{43})"/.exec(page)?.[1] ?? "";
  return { status: answer.status, page, link };
}

/** The lead Ada, known from two forms. */
async function leaveAda(app: App) {
  await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
  app.clock.now += 1000;
  const answers = {
    telefono: "051 555 0142",
    email: "ada@example.com",
    oggetto: 'Pane "nero"',
    persone: "12",
  };
  await submit(app, "contatto", { ...answers, "consent-regolamento": "yes" });
}

describe("a link of ours that fills in a form", () => {
  it("is made on the lead's page, and shows what the lead answered, in fields of the same name and kind", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    await leaveAda(app);
    const [lead] = await rowsOf("lead");
    const offered = await readDesk(app, `/admin/leads/${lead?.id}`);
    expect(offered).toContain("Link già compilato");
    expect(
      [...(offered.split('name="landing"')[1]?.matchAll(/<option value="([\w/]+)"/g) ?? [])].map(
        ([, path]) => path,
      ),
    ).toEqual(["citta"]);
    const { status, link } = await makeLink(app, "citta");
    expect(status).toBe(200);
    const answer = await app.ask(link);
    const page = await answer.text();
    const { email, nome, telefono, oggetto, persone, ...others } = controlsIn(page);
    expect({ email, nome, telefono, oggetto }).toEqual({
      email: "ada@example.com",
      nome: "Ada",
      telefono: "+39 051 555 0142",
      oggetto: "Pane &quot;nero&quot;",
    });
    // Twelve people are more than this form takes; and nobody agrees to anything by a link.
    expect([persone, others]).toEqual(["", { _website: "" }]);
    expect([answer.headers.get("Cache-Control"), answer.headers.get("X-Robots-Tag")]).toEqual([
      "no-store",
      "noindex",
    ]);
  });

  it("changes nothing when it is opened, and is stored as a hash alone", async ({ expect }) => {
    const app = anApp({ catalog });
    await leaveAda(app);
    const { link } = await makeLink(app, "citta");
    const before = await everything();
    for (let round = 0; round < 3; round++) await app.ask(link, { method: round === 1 ? "HEAD" : "GET" });
    expect(await everything()).toEqual(before);
    const token = link.slice(link.indexOf("=") + 1);
    expect((await app.ask(`/g/${token}`)).status).toBe(404);
    const refused = await submit(app, "citta", { email: "x" }, { Referer: `${origin}${link}&citta=Roma` });
    expect(controlsIn(await refused.text())._page).toBe(`${origin}/citta/?citta=Roma`);
    expect(JSON.stringify([before, app.lines])).not.toContain(token);
  });

  it("is the same link when it is made again, and lasts thirty days from then", async ({ expect }) => {
    const app = anApp({ catalog });
    await leaveAda(app);
    const first = await makeLink(app, "citta");
    app.clock.now += 20 * day;
    expect((await makeLink(app, "citta")).link).toBe(first.link);
    app.clock.now += 30 * day - 1;
    expect(await (await app.ask(first.link)).text()).toContain("ada@example.com");
    app.clock.now += 1;
    expect(await (await app.ask(first.link)).text()).toBe(cityPage);
  });

  it("opens the plain page where it is unknown, another's, another purpose's, or its lead is gone", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    await leaveAda(app);
    const { link } = await makeLink(app, "citta");
    const grant = /\/g\/([\w-]+)/.exec(app.mails[0]?.text ?? "")?.[1] ?? "";
    for (const token of ["", "x", "x".repeat(43), grant, link.slice(-43, -1), `${link.slice(-43)}x`])
      expect(await (await app.ask(`/citta/?p=${token}`)).text(), token).toBe(cityPage);
    const other = anApp({
      catalog: aCityCatalog(({ landings }) => Object.assign(landings, { altra: landings.citta })),
    });
    Object.assign(other.deps.catalog.landings.altra ?? {}, {
      pages: { ...other.deps.catalog.landings.altra?.pages, landing: "/altra/" },
    });
    expect(await (await other.ask(link.replace("citta", "altra"))).text()).toBe(cityPage);
    const closed = anApp({
      catalog: aCityCatalog(({ forms }) => Object.assign(forms.citta ?? {}, { prefill: false })),
    });
    expect(await (await closed.ask(link)).text()).toBe(cityPage);
    await app.deps.db
      .prepare(
        "UPDATE lead SET identity = NULL, email = NULL, phone = NULL, given_name = NULL, family_name = NULL, erased_at = 1",
      )
      .run();
    expect(await (await app.ask(link)).text()).toBe(cityPage);
  });

  it("opens the plain page while the database is away", async ({ expect }) => {
    const app = anApp({ catalog });
    await leaveAda(app);
    const { link } = await makeLink(app, "citta");
    const db = new Proxy(
      faultyDatabase(() => {}),
      {
        get: () => () => {
          throw new Error("D1_ERROR: no more");
        },
      },
    );
    const answer = await anApp({ catalog, db }).ask(link);
    expect([answer.status, await answer.text()]).toEqual([200, cityPage]);
  });

  it("is made for the owner alone, from the desk alone, and for a form that allows it", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    await leaveAda(app);
    const [lead] = await rowsOf("lead");
    const body = new URLSearchParams({ landing: "citta" });
    const stranger = await app.ask(`/admin/leads/${lead?.id}/prefill`, {
      method: "POST",
      headers: ours,
      body,
    });
    expect(stranger.status).toBe(401);
    expect((await makeLink(app, "citta", { Origin: "https://evil.example" })).status).toBe(403);
    expect((await makeLink(app, "guida")).status).toBe(404);
    expect((await makeLink(app, "__proto__")).status).toBe(404);
    expect((await rowsOf("token")).filter(({ purpose }) => purpose === "prefill")).toEqual([]);
  });
});
