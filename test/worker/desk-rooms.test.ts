import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { tick } from "../../worker/clock.ts";
import { newestMigration } from "../../worker/store/migrations.ts";
import { anApp, freshDatabase, noon, submit } from "../support/worker-app.ts";
import { aCatalog, marketingWords } from "../support/worker-catalog.ts";
import { act, readDesk } from "../support/worker-desk.ts";
import { fakeAsset } from "../support/worker-pages.ts";
import { ada } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const day = 86_400_000;

describe("the rooms about content and settings", () => {
  const check = {
    counts: { error: 0, warning: 2, note: 1, silenced: 0 },
    findings: [
      {
        ...{ rule: "alt-missing", severity: "warning", file: "content/landings/guida/index.mdx", line: 7 },
        ...{ message: "The picture has no words.", cure: "Write alt." },
      },
    ],
  };

  it("show what is live, since when and until when, and what the build's check found", async ({ expect }) => {
    const catalog = aCatalog(({ landings }) => {
      Object.assign(landings["sconto"] ?? {}, { from: "2027-04-01" });
      Object.assign(landings["doppia"] ?? {}, { until: "2027-03-09" });
    });
    const app = anApp({
      catalog,
      fetchAsset: (path) =>
        path === "/_private/check.json" ? Promise.resolve(Response.json(check)) : fakeAsset(path),
    });
    await submit(app, "guida", ada);
    const html = await readDesk(app, "/admin/content");
    expect(html).toContain("dal 1 aprile 2027");
    expect(html).toContain("finita il 9 marzo 2027");
    expect(html).toContain(marketingWords);
    expect(html).toContain("2 da sistemare, 1 note");
    expect(html).toContain("alt-missing, index.mdx:7");
    expect(await readDesk(anApp(), "/admin/content")).toContain("npm run check");
  });

  it("show how it is and when the clock came by, and no secret", async ({ expect }) => {
    const app = anApp();
    await tick(app.deps);
    const html = await readDesk(app, "/admin/settings");
    expect(html).toContain("Tutto in ordine.");
    expect(html).toContain(newestMigration);
    expect(html).toMatch(/Sigilli delle ricevute<\/dt><dd><time/);
    expect(html).not.toContain(app.deps.ownerToken ?? "");
    expect(html).not.toContain(app.deps.tokenSecret);
    const ill = await readDesk(anApp({ mailer: null, mailerProblem: "MAILER" }), "/admin/settings");
    expect(ill).toContain("Nessun servizio di posta");
  });
});

describe("today", () => {
  it("says whom to call, the best score first, and none that was contacted; and what else waits", async ({
    expect,
  }) => {
    const app = anApp();
    for (const name of ["tiepida", "calda", "sentita", "falsa"])
      await submit(app, "guida", { email: `${name}@example.com`, nome: name });
    const set = env.DB.prepare(
      "UPDATE lead SET fit = ?2, status = ?3, quality = ?4 WHERE email = ?1 || '@example.com'",
    );
    await env.DB.batch([
      set.bind("tiepida", 5, "new", 2),
      set.bind("calda", 90, "new", null),
      set.bind("sentita", 95, "contacted", 3),
      set.bind("falsa", 99, "new", 0),
    ]);
    await act(app, "/admin/requests", "kind=access&contact=calda@example.com&channel=letter&day=2027-03-09");
    const html = await readDesk(app, "/admin");
    expect([...html.matchAll(/mailto:(\w+)@/g)].map(([, name]) => name)).toEqual(["calda", "tiepida"]);
    expect(html).toContain('<span class="hot">caldo </span>90');
    expect(html).toContain("Una richiesta sui dati: restano 30 giorni.");
    app.clock.now = noon + 70 * day;
    expect(await readDesk(app, "/admin")).toContain("Hai già sentito tutti");
  });

  it("says what was spent, and for each lead", async ({ expect }) => {
    const app = anApp();
    for (const name of ["uno", "due"])
      await submit(app, "guida", { email: `${name}@example.com`, nome: name });
    expect(await readDesk(app, "/admin")).not.toContain("Spesi in 30 giorni");
    await env.DB.prepare(
      `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, created_at)
       VALUES (?1, 'primavera', '2027-03-01', '2027-03-10', 2500, 'EUR', ?2)`,
    )
      .bind("c".repeat(22), noon)
      .run();
    expect(await readDesk(app, "/admin")).toMatch(
      /Spesi in 30 giorni<\/dt><dd>25\s€<\/dd><dd>12,50\s€ a contatto/,
    );
  });
});
