import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import { originsSql } from "../../worker/funnel/store-quality.ts";
import { revenueSql } from "../../worker/funnel/store-revenue.ts";
import { stampCode } from "../../worker/stamp/code.ts";
import { anApp, freshDatabase, noon, origin, press, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { ours, readDesk, signIn } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const catalog = aCatalog(({ site, landings }) => {
  site.campaigns = { "pane-2027": { cost: { amount: 100, currency: "EUR" } } };
  if (landings.sconto) landings.sconto.campaign = "pane-2027";
  if (landings.guida) landings.guida.campaign = "libro";
});

it("tells what a campaign cost for each lead and each redeemed coupon, of all its days", async ({
  expect,
}) => {
  const app = anApp({ catalog });
  expect(await readDesk(app, "/admin/steps?campaign=pane-2027")).toMatch(
    /<dt>Spesa<\/dt><dd>100\s€<\/dd><\/div><div><dt>Costo per contatto<\/dt><dd>–<\/dd>/,
  );
  for (const name of ["ada", "bea", "cleo"])
    await submit(app, "sconto", { email: `${name}@example.com` }, { Referer: `${origin}/?utm_source=meta` });
  await submit(app, "guida", { email: "dora@example.com", nome: "Dora" });
  const { code } = (await rowsOf("coupon"))[0] ?? {};
  await press(app, `/k/${code}`, { Cookie: await signIn(app) });
  await env.DB.prepare("UPDATE coupon SET amount = 25050 WHERE code = ?1").bind(code).run();
  app.clock.now += 20 * 86_400_000;
  const html = await readDesk(app, "/admin/steps?days=7&campaign=pane-2027");
  // A hundred by three, rounded to the cent; whatever the period shows.
  expect(html).toMatch(/<dt>Costo per contatto<\/dt><dd>33,33\s€<\/dd>/);
  expect(html).toMatch(/<dt>Costo per buono usato<\/dt><dd>100\s€<\/dd>/);
  expect(html).toMatch(/<dt>Scontrini segnati<\/dt><dd>250,50\s€<\/dd><dd>2,5 volte la spesa<\/dd>/);
  expect(html).toContain("Nessun passo contato in questo periodo.");
  const month = await readDesk(app, "/admin/steps?days=30&campaign=pane-2027");
  expect(month).toContain(`data-label="Invii">3<small>`);
  expect(month).not.toContain("dora");
  const all = await readDesk(app, "/admin/steps?days=30&campaign=ignota");
  expect(all).toContain('href="/admin/steps?days=30&amp;campaign=libro"');
  // A cost without days belongs to no period: no figure is made up for one.
  expect(all).not.toContain("Costo per contatto");
  expect(all).toContain("una spesa senza primo giorno");
});

it("counts the steps of the campaign's own days against its cost", async ({ expect }) => {
  const bounded = aCatalog(({ site, landings }) => {
    const cost = { amount: 90, currency: "EUR" };
    site.campaigns = { "pane-2027": { cost, from: "2027-03-10", until: "2027-03-11" } };
    if (landings.sconto) landings.sconto.campaign = "pane-2027";
  });
  const app = anApp({ catalog: bounded });
  const day = 86_400_000;
  for (const [name, days] of Object.entries({ early: -1, ada: 0, bea: 1, cleo: 1, late: 2 })) {
    app.clock.now = noon + days * day;
    await submit(app, "sconto", { email: `${name}@example.com` });
  }
  app.clock.now = noon + day;
  const Cookie = await signIn(app);
  const coupons = await env.DB.prepare(
    "SELECT code FROM coupon JOIN lead ON lead.id = lead_id WHERE email IN ('ada@example.com', 'late@example.com') ORDER BY email",
  ).all<{ code: string }>();
  const [hers, late] = coupons.results.map(({ code }) => code);
  await press(app, `/k/${hers}`, { Cookie });
  app.clock.now = noon + 3 * day;
  await press(app, `/k/${late}`, { Cookie: await signIn(app) });
  await env.DB.prepare("UPDATE coupon SET amount = 1000 WHERE redeemed_at IS NOT NULL").run();
  const html = await readDesk(app, "/admin/steps?campaign=pane-2027");
  expect(html).toMatch(/<dd>90\s€<\/dd><dd>dal 10 marzo 2027 all’11 marzo 2027<\/dd>/);
  expect(html).toMatch(/<dt>Costo per contatto<\/dt><dd>30\s€<\/dd>/);
  expect(html).toMatch(/<dt>Costo per buono usato<\/dt><dd>90\s€<\/dd>/);
  expect(html).toMatch(/<dt>Scontrini segnati<\/dt><dd>10\s€<\/dd>/);
});

it("reads what campaigns earned from one index, and no coupon", async ({ expect }) => {
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${revenueSql}`)
    .bind("[]", "{}")
    .all<{ detail: string }>();
  const text = plan.results.map(({ detail }) => detail).join("\n");
  expect(text).toMatch(/SEARCH coupon USING COVERING INDEX coupon_redeemed/);
  expect(text).not.toMatch(/submission/);
});

it("finds whose copy bears a stamp, and of what", async ({ expect }) => {
  const app = anApp();
  await submit(app, "guida", { email: "ada@example.com", nome: "Ada" });
  await submit(app, "guida", { email: "bea@example.com", nome: "Bea" });
  const lead = (await rowsOf("lead")).find(({ email }) => email === "bea@example.com");
  const grant = (await rowsOf("grant")).find(({ lead_id }) => lead_id === lead?.id);
  const code = stampCode(String(grant?.id));
  const html = await readDesk(app, `/admin/leads?q=${encodeURIComponent(code.toLowerCase())}`);
  expect(html).toContain("Questo codice è su una copia di «La guida».");
  expect(html).toContain(`/admin/leads/${lead?.id}`);
  expect(html).not.toContain("ada@example.com");
});

/** A day's steps, as if they had been counted. */
function counted(day: string, landing: string, source: string, steps: Record<string, number>) {
  return env.DB.batch(
    Object.entries(steps).map(([step, n]) =>
      env.DB.prepare(
        "INSERT INTO step_count (day, landing, step, source, n) VALUES (?1, ?2, ?3, ?4, ?5)",
      ).bind(...[day, landing, step, source, n]),
    ),
  );
}

it("compares the period with the one before it, says what was lost where, and how sure a rate is", async ({
  expect,
}) => {
  const app = anApp({ catalog });
  await counted("2027-03-09", "sconto", "meta", {
    view: 1000,
    start: 400,
    submit: 200,
    confirm: 12,
    download: 30,
  });
  await counted("2027-03-01", "sconto", "meta", { view: 400, submit: 100, confirm: 15 });
  await counted("2027-03-09", "guida", "google", { view: 7, submit: 3 });
  const html = await readDesk(app, "/admin/steps?days=7&landing=sconto");
  expect(html).toContain(
    "Dal 4 marzo 2027 al 10 marzo 2027, accanto ai giorni dal 25 febbraio 2027 al 3 marzo 2027",
  );
  expect(html).toContain("prosegue 40% · persi dopo «visite»: 600");
  expect(html).toContain("18 in più di «conferme»: un file aperto dalla pagina non chiede conferma");
  expect(html).toContain("▲ 100% in più (erano 100)");
  // Fifteen confirmations before are too few to reckon with.
  expect(html).toContain("prima 15");
  const all = await readDesk(app, "/admin/steps?days=7");
  expect(all).toContain("43% (16–75%)");
  expect(all).toContain('href="/admin/steps?days=7&amp;source=google"');
  expect(all).toMatch(/aria-label="Invii ogni giorno: 203 in tutto, al massimo 203 in uno\."/);
  const narrow = await readDesk(
    app,
    "/admin/steps?from=2027-03-01&until=2027-03-08&source=meta&stage=awareness",
  );
  expect(narrow).toContain('href="/admin/steps?days=30&amp;stage=awareness&amp;source=meta"');
  expect(narrow).not.toContain("203");
  const wrong = await readDesk(app, "/admin/steps?from=2027-03-09&until=2027-03-08");
  expect(wrong).toContain("Il primo giorno deve venire prima dell’ultimo");
});

it("counts a year by its months, to the step", async ({ expect }) => {
  for (const [day, n] of [
    ["2026-03-10", 1],
    ["2026-03-11", 2],
    ["2026-03-31", 4],
    ["2026-04-01", 8],
    ["2027-02-28", 16],
    ["2027-03-10", 32],
    ["2027-03-11", 64],
  ] as const)
    await counted(day, "guida", "direct", { view: n });
  await env.DB.prepare("UPDATE step_count SET n = n + 128 WHERE day = '2026-04-01'").run();
  await env.DB.prepare("DELETE FROM step_count WHERE day = '2026-03-31'").run();
  const html = await readDesk(anApp(), "/admin/steps?days=365");
  expect(html).toContain(`<td role="cell" class="n" data-label="Visite">${2 + 8 + 128 + 16 + 32}</td>`);
});

it("shares a cost out over its days, by campaign and by source, and knows what it does not know", async ({
  expect,
}) => {
  const app = anApp({ catalog });
  const Cookie = await signIn(app);
  const send = (path: string, body: Record<string, string>) =>
    app.ask(path, { method: "POST", headers: { ...ours, Cookie }, body: new URLSearchParams(body) });
  await counted("2027-03-09", "sconto", "google", { view: 500, submit: 50, confirm: 25, redeem: 2 });
  const cost = {
    campaign: "pane-2027",
    from: "2027-03-01",
    until: "2027-03-10",
    amount: "1.000,00",
    source: "google",
  };
  const seen = { impressions: "20.000", clicks: "300" };
  expect((await send("/admin/costs", { ...cost, ...seen, id: "k".repeat(22) })).status).toBe(303);
  // Pressed twice, it is one cost.
  await send("/admin/costs", { ...cost, ...seen, id: "k".repeat(22) });
  expect(await rowsOf("cost")).toHaveLength(1);
  const html = await readDesk(app, "/admin/steps?from=2027-03-06&until=2027-03-10");
  const [, money = ""] = html.split("Quanto è costato, nel periodo</h2>");
  for (const text of ["500\u00a0€", "10\u00a0€", "20\u00a0€", "250\u00a0€", "50\u00a0€", "1,5%"])
    expect(money).toContain(text);
  expect(money).toContain("su 2</small>");
  expect(money.match(/data-label="Scontrini segnati">–/g)).toHaveLength(2);
  const faulty = await send("/admin/costs", { ...cost, amount: "1.000", until: "2027-02-01" });
  expect(faulty.status).toBe(422);
  const again = await faulty.text();
  expect(again).toContain('<a href="#f-amount">Così può essere mille o uno virgola');
  expect(again).toContain('<a href="#f-until">L’ultimo giorno viene prima del primo');
  await send(`/admin/costs/${"k".repeat(22)}`, { ...cost, amount: "80" });
  expect(await readDesk(app, "/admin/costs")).toMatch(/<td role="cell" class="n">80\s€/);
  const calculator = await readDesk(app, "/admin/costs/calculator?campaign=pane-2027");
  expect(calculator).toContain(
    'name="conversion" required="" inputmode="decimal" maxlength="20" type="text" value="10"',
  );
  expect((await app.ask("/admin/costs/calculator?click=0", { headers: { Cookie } })).status).toBe(422);
  await send(`/admin/costs/${"k".repeat(22)}/delete`, {});
  expect(await rowsOf("cost")).toEqual([]);
  expect(
    (await rowsOf("audit")).map(({ act }) => act).filter((act) => String(act).startsWith("cost")),
  ).toEqual(["cost.add", "cost.change", "cost.delete"]);
});

it("imports a file after a look at every row, once however often it comes", async ({ expect }) => {
  const app = anApp({ catalog });
  const Cookie = await signIn(app);
  const file = (amount: string) =>
    `Campagna;Giorno;Importo speso (EUR);Impressioni\nPane 2027;09/03/2027;${amount};1.000\nAltra;09/03/2027;5,00;10\nPane 2027;ieri;5,00;10\nTotale;;17,00;1.010\n`;
  const send = async (text: string, more: [string, string][] = []) => {
    const body = new FormData();
    body.append("file", new File([text], "meta.csv", { type: "text/csv" }));
    for (const [name, value] of more) body.append(name, value);
    return app.ask("/admin/costs/import", { method: "POST", headers: { ...ours, Cookie }, body });
  };
  const trial = await (await send(file("12,00"))).text();
  expect(trial).toContain("2 righe da scrivere");
  expect(trial).toContain("i giorni non si leggono");
  expect(trial).toContain("è un totale");
  expect(trial).toContain('<input type="hidden" name="name" value="Altra"/>');
  expect(await rowsOf("cost")).toEqual([]);
  const write: [string, string][] = [
    ["act", "write"],
    ["name", "Altra"],
    ["as", "libro"],
  ];
  for (let time = 0; time < 2; time += 1) await send(file("12,00"), write);
  await send(file("13,00"), write);
  expect(
    (await rowsOf("cost")).map(({ campaign, amount, source }) => [campaign, amount, source]).sort(),
  ).toEqual([
    ["libro", 500, "facebook"],
    ["pane-2027", 1300, "facebook"],
  ]);
  for (const [text, said] of [
    ["", "Scegli un file"],
    ["nome,cognome", "Non c’è una riga di intestazioni"],
  ] as const) {
    const answer = await send(text);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(said);
  }
});

it("tells how good each source's leads are, of the first source alone, from one index", async ({
  expect,
}) => {
  const app = anApp({ catalog });
  const from = (source: string) => ({ Referer: `${origin}/?utm_source=${source}` });
  for (const name of ["ada", "bea"])
    await submit(app, "sconto", { email: `${name}@example.com` }, from("Meta"));
  await submit(app, "sconto", { email: "cleo@example.com" }, { Referer: `${origin}/` });
  await submit(app, "guida", { email: "ada@example.com", nome: "Ada" }, from("google"));
  const { code } = (await rowsOf("coupon"))[0] ?? {};
  await press(app, `/k/${code}`, { Cookie: await signIn(app) });
  await env.DB.prepare("UPDATE lead SET quality = iif(email LIKE 'ada%', 3, 2), fit = 10").run();
  const html = await readDesk(app, "/admin/steps");
  const [, quality = ""] = html.split("Qualità e quantità, per provenienza</h2>");
  expect(quality).toContain("meta: contatti 2, qualità 2,5");
  expect(quality).toContain("diretto: contatti 1, qualità 2,0");
  expect(quality).not.toContain("google:");
  expect(quality).toMatch(/data-label="Con buono usato">(50|100)% \(/);
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${originsSql}`)
    .bind(0, 1, null)
    .all<{ detail: string }>();
  expect(plan.results[0]?.detail).toContain("COVERING INDEX lead_origin");
});
