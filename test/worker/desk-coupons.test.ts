import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import type { CatalogFileContents } from "../../content/schema/catalog.ts";
import { couponListSql, couponLists } from "../../worker/desk/store-coupons.ts";
import { anApp, freshDatabase, noon, origin, rowsOf } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { aCoupon, makeBatch, pageAfter, post, redeem } from "../support/worker-coupons.ts";
import { readDesk, takeLeads } from "../support/worker-desk.ts";

beforeEach(freshDatabase);

const day = 86_400_000;

/** The coupon of the fixture, by its name. */
const magnet = "sconto";

describe("a coupon at the desk", () => {
  it("is taken back once, with the reason in its history, and the till refuses it", async ({ expect }) => {
    const app = anApp();
    const { code, act } = await aCoupon(app);
    const html = await pageAfter(app, await act("void", { reason: "  Girava\nsu un  forum " }));
    expect(html).toContain("Annullato: alla cassa non vale più.");
    expect(html).toContain("<span>Annullato. Motivo: Girava su un forum</span>");
    expect(html).not.toContain('/extend"');
    app.clock.now += 1000;
    expect((await act("void")).status).toBe(409);
    expect((await act("extend", { day: "2028-01-01" })).status).toBe(409);
    expect(await rowsOf("coupon_act")).toHaveLength(1);
    expect((await rowsOf("stock"))[0]).toMatchObject({ issued: 1 });
    await redeem(app, code);
    expect((await rowsOf("coupon"))[0]).toMatchObject({ redeemed_at: null, voided_at: noon });
  });

  it("stays as it is once it is used", async ({ expect }) => {
    const app = anApp();
    const { code, act } = await aCoupon(app);
    await redeem(app, code);
    const before = await rowsOf("coupon");
    for (const [name, body] of [["void"], ["extend", { day: "2028-01-01" }], ["replace"]] as const) {
      expect((await act(name, body)).status, name).toBe(409);
    }
    expect(await rowsOf("coupon")).toEqual(before);
    expect(await rowsOf("coupon_act")).toEqual([]);
    expect(await readDesk(app, `/admin/coupons/${code}`)).toContain("Usato: Banco");
  });

  it("is good again once the owner takes a use of two minutes back, and not later", async ({ expect }) => {
    const app = anApp();
    const { code, act } = await aCoupon(app);
    expect((await act("undo")).status, "no use to take back").toBe(409);
    await redeem(app, code);
    expect(await rowsOf("step_count")).toContainEqual(expect.objectContaining({ step: "redeem", n: 1 }));
    app.clock.now += 119_000;
    expect(await pageAfter(app, await act("undo"))).toContain("il buono è di nuovo da usare");
    expect((await rowsOf("coupon"))[0]).toMatchObject({ redeemed_at: null, redeemed_by: null });
    expect((await rowsOf("step_count")).map(({ step }) => step)).not.toContain("redeem");
    expect(await readDesk(app, `/admin/coupons/${code}`)).toContain("Uso ritirato entro due minuti");
    await redeem(app, code);
    app.clock.now += 120_000;
    expect((await act("undo")).status).toBe(409);
    expect(await readDesk(app, `/admin/coupons/${code}`)).not.toContain("/undo");
  });

  it("gets a new code in its place, which leaves by mail and keeps the last day", async ({ expect }) => {
    const app = anApp();
    const { code, act } = await aCoupon(app, "ada@example.com");
    app.clock.now += 60_000;
    const mails = app.mails.length;
    const html = await pageAfter(app, await act("replace", { mail: "yes", reason: "Perso" }));
    const [old, other] = (await rowsOf("coupon")).sort((one) => (one.code === code ? -1 : 1));
    expect(old).toMatchObject({ voided_at: app.clock.now, replaced_by: other?.code });
    expect(other).toMatchObject({ valid_until: old?.valid_until, lead_id: old?.lead_id, voided_at: null });
    expect(html).toContain("questo è il codice nuovo");
    expect(html).toContain(`Prende il posto di ${code}`);
    expect(await readDesk(app, `/admin/coupons/${code}`)).toContain(
      `Sostituito con ${other?.code}. Motivo: Perso`,
    );
    expect((await rowsOf("grant")).map((grant) => grant.coupon_code)).toEqual([other?.code]);
    expect(app.mails).toHaveLength(mails + 1);
    expect(app.mails.at(-1)?.to).toBe("ada@example.com");
    expect(await readDesk(app, `/admin/leads/${old?.lead_id}`)).toContain(
      `Il buono ${code} è stato sostituito con ${other?.code}`,
    );
    // Once: the old one is no longer there to be replaced.
    expect((await act("replace")).status).toBe(409);
    expect(await rowsOf("coupon")).toHaveLength(2);
    expect((await rowsOf("stock"))[0]).toMatchObject({ issued: 1 });
  });

  it("keeps the mail of a new code back where the inbox has had enough, and says so", async ({ expect }) => {
    const catalog = aCatalog(({ site }) => {
      site.limits = { ...site.limits, inbox: { spacing: 0, day: 1, month: 5, proved: 1 } };
    });
    const app = anApp({ catalog });
    const { act } = await aCoupon(app, "ada@example.com", "sconto-mail");
    const mails = app.mails.length;
    expect(await pageAfter(app, await act("replace", { mail: "yes" }))).toContain(
      "La mail però è trattenuta",
    );
    expect(app.mails).toHaveLength(mails);
    // Without the tick the owner hands it over.
    const { act: hers } = await aCoupon(app, "bea@example.com");
    const left = app.mails.length;
    expect(await pageAfter(app, await hers("replace"))).toContain("Nessuna mail è partita");
    expect(app.mails).toHaveLength(left);
  });

  it("can only end later, and its links live as long", async ({ expect }) => {
    const app = anApp();
    const { code, act } = await aCoupon(app);
    const until = Number((await rowsOf("coupon"))[0]?.valid_until);
    expect((await act("extend", { day: "2027-03-11" })).status).toBe(422);
    expect((await act("extend", { day: "nonsense" })).status).toBe(422);
    const longer = await pageAfter(app, await act("extend", { day: "2028-02-29", reason: "Ferie" }));
    expect(longer).toContain("29 febbraio 2028");
    expect(longer).toContain("Motivo: Ferie");
    const later = Date.parse("2028-03-01T00:00:00+01:00");
    expect((await rowsOf("coupon"))[0]?.valid_until).toBe(later);
    expect((await rowsOf("grant"))[0]?.expires_at).toBe(later);
    expect((await rowsOf("coupon_act"))[0]).toMatchObject({ act: "extended", note: String(until) });
    app.clock.now = until + day;
    expect(await readDesk(app, `/admin/coupons/${code}`)).toContain("29 febbraio 2028");
    await redeem(app, code);
    expect((await rowsOf("coupon"))[0]?.redeemed_at).toBe(app.clock.now);
  });

  it("is counted, listed, and found by its code's beginning, by a mistyped code and by its holder", async ({
    expect,
  }) => {
    const app = anApp();
    const { code } = await aCoupon(app, "ada@example.com");
    await aCoupon(app, "bea@example.com");
    await redeem(app, code);
    const html = await readDesk(app, "/admin/coupons");
    expect(html).toContain("2 buoni emessi, 1 usati");
    expect(html).toContain("<dd>50% degli emessi</dd>");
    const wrong = code.slice(0, -1) + (code.endsWith("A") ? "B" : "A");
    const slips = [
      wrong,
      wrong.slice(5),
      code.slice(0, 7) + code.slice(8),
      `L${code}`,
      `PNAE${code.slice(4)}`,
    ];
    for (const slip of slips) {
      const found = await readDesk(app, `/admin/coupons?q=${slip}`);
      expect(found, slip).toContain(`/admin/coupons/${code}`);
      expect(found, slip).toContain("Forse volevi dire");
    }
    for (const query of [code, code.slice(0, 8).toLowerCase(), "ADA@example.com", "ada@exam"]) {
      const found = await readDesk(app, `/admin/coupons?q=${encodeURIComponent(query)}`);
      expect(found, query).toContain(`/admin/coupons/${code}`);
    }
    expect(await readDesk(app, "/admin/coupons?q=nessuno%40example.com")).toContain(
      "Nessun buono corrisponde",
    );
    expect(await (await takeLeads(app)).text()).toContain(`"${code}","sconto"`);
  });
});

describe("codes to print", () => {
  it("are made all together within the quota, or not at all", async ({ expect }) => {
    const app = anApp({ catalog: aCatalog(quota(12)) });
    await aCoupon(app);
    const made = await makeBatch(app, { count: "10" });
    expect(made.status).toBe(303);
    expect(await rowsOf("coupon")).toHaveLength(11);
    expect((await rowsOf("stock"))[0]).toMatchObject({ issued: 11 });
    // The same form pressed twice is one batch.
    const id = made.headers.get("Location")?.match(/[\w-]{22}/)?.[0] ?? "";
    expect((await makeBatch(app, { id, count: "10" })).headers.get("Location")).toContain(id);
    expect(await rowsOf("coupon")).toHaveLength(11);
    expect(await readDesk(app, "/admin/coupons/batches")).toMatch(/name="id" value="[\w-]{22}"/);
    const refused = await makeBatch(app, { count: "2" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("di questo omaggio ne restano 1.");
    expect(await rowsOf("batch")).toHaveLength(1);
  });

  it("are five thousand in one press, on sheets of two hundred", async ({ expect }) => {
    const app = anApp();
    const page = (await makeBatch(app, { count: "5000" })).headers.get("Location") ?? "";
    expect(await rowsOf("coupon")).toHaveLength(5000);
    const csv = await readDesk(app, `${page.split("?")[0]}/codes.csv`);
    expect(new Set(csv.match(/^"[\dA-Z]+-[\dA-Z-]+"/gm)).size).toBe(5000);
  });

  it("count in the report by their source, for the page that gives the same, and are uncounted", async ({
    expect,
  }) => {
    const app = anApp();
    await makeBatch(app, {});
    const code = String((await rowsOf("coupon"))[0]?.code);
    await redeem(app, code);
    const row = { landing: "sconto", step: "redeem", source: "mercato", n: 1 };
    expect(await rowsOf("step_count")).toMatchObject([row]);
    expect(await readDesk(app, "/admin/steps")).toContain("mercato");
    expect((await post(app, `/admin/counter/${code}/undo`, {})).status).toBe(303);
    expect(await rowsOf("step_count")).toEqual([]);
  });

  it.for([
    ["count", "5001"],
    ["count", "1e2"],
    ["magnet", "guida"],
    ["magnet", "toString"],
    ["title", "  "],
    ["source", "=1+1"],
    ["day", "2027-03-09"],
    ["day", "30 febbraio"],
  ] as const)("are not made with the %s %s", async ([name, value], { expect }) => {
    const answer = await makeBatch(anApp(), { [name]: value });
    expect(answer.status).toBe(422);
    expect(await rowsOf("batch")).toEqual([]);
  });

  it("come as a file in which no cell computes, and are taken back but for those used", async ({
    expect,
  }) => {
    const app = anApp();
    const page = (await makeBatch(app, { title: "<b>Mercato</b>" })).headers.get("Location") ?? "";
    const batch = page.split("?")[0] ?? "";
    expect(await readDesk(app, page)).toContain("&lt;b&gt;Mercato");
    const [head, ...lines] = (await readDesk(app, `${batch}/codes.csv`)).trimEnd().split("\r\n");
    expect(head).toBe('"codice","pagina","qr","ultimo-giorno","stato","usato","negozio","scontrino"');
    expect(lines).toHaveLength(10);
    const [code = "", own = "", qr = ""] = lines[0]?.slice(1, -1).split('","') ?? [];
    expect(own).toBe(`${origin}/k/${code}`);
    expect(qr).toMatch(new RegExp(`^HTTPS://FORNO\\.EXAMPLE/K/${code}/[A-Z2-7]{124}$`));
    await env.DB.prepare(
      "UPDATE coupon SET redeemed_at = ?2, redemption = 'x', redeemed_by = 'owner' WHERE code = ?1",
    )
      .bind(code, noon)
      .run();
    expect(await pageAfter(app, await post(app, `${batch}/void`, {}))).toContain("Annullati.");
    expect((await rowsOf("coupon")).filter(({ voided_at }) => voided_at === null)).toHaveLength(1);
  });
});

describe("the list of coupons", () => {
  it("shows 120 of one moment over three pages: none lost, none twice", async ({ expect }) => {
    const app = anApp();
    await makeBatch(app, { count: "120" });
    const seen: string[] = [];
    for (let path: string | undefined = "/admin/coupons?list=open"; path !== undefined; ) {
      const html = await readDesk(app, path);
      seen.push(...[...html.matchAll(/href="\/admin\/coupons\/([A-Z0-9-]+)"/g)].map(([, code = ""]) => code));
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it("leaves as a file, as it is narrowed, and names nobody", async ({ expect }) => {
    const app = anApp();
    const { code, act } = await aCoupon(app, "ada@example.com");
    await makeBatch(app, { title: "=1+1" });
    await act("void");
    const [head, ...lines] = (await readDesk(app, "/admin/coupons.csv")).trimEnd().split("\r\n");
    expect(head).toMatch(/^"codice","omaggio","stato","dato"/);
    expect(lines).toHaveLength(11);
    expect(lines.join()).not.toContain("ada@");
    expect(lines.filter((line) => line.includes(`"'=1+1"`))).toHaveLength(10);
    const [lead] = await rowsOf("lead");
    const taken = await readDesk(app, "/admin/coupons.csv?list=void&format=excel");
    expect(taken).toMatch(/^"codice";/);
    expect(taken).toMatch(new RegExp(`"${code}";"sconto";"annullato";.*;"${lead?.id}";`));
    expect(taken.trimEnd().split("\r\n")).toHaveLength(2);
  });

  it.for(couponLists)("walks an index for %s, and sorts nothing", async (list, { expect }) => {
    const filter = { list, magnet: null, shop: null, batch: null };
    const { sql, values } = couponListSql(filter, noon, { at: noon, code: "A" }, 51);
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>();
    const text = plan.results.map(({ detail }) => detail).join("\n");
    const [found = "", read = ""] = text.split("SCAN place");
    expect(found).toContain("SEARCH coupon USING COVERING INDEX");
    expect(found).not.toContain("TEMP B-TREE");
    expect(read).toContain("SEARCH coupon USING PRIMARY KEY");
  });
});

function quota(n: number) {
  return ({ magnets }: CatalogFileContents) => {
    const found = magnets[magnet];
    if (found?.kind === "coupon") found.quota = n;
  };
}
