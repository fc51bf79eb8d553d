import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import { revenueSql } from "../../worker/funnel/store-revenue.ts";
import { stampCode } from "../../worker/stamp/code.ts";
import { anApp, freshDatabase, noon, origin, press, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { readDesk, signIn } from "../support/worker-desk.ts";

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
  expect(html).toMatch(/<dd>90\s€<\/dd><dd>dal 10 marzo 2027 al 11 marzo 2027<\/dd>/);
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
  expect(text).toMatch(/SEARCH submission USING INDEX/);
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
