import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { insertMailings } from "../../worker/mailings/insert.ts";
import { mailingAt } from "../../worker/mailings/mailing.ts";
import { ruleFor } from "../../worker/mailings/rule.ts";
import { standing } from "../../worker/retention/due.ts";
import { erasing } from "../../worker/retention/erase.ts";
import { type App, anApp, freshDatabase, rowsOf } from "../support/worker-app.ts";
import { act, readDesk } from "../support/worker-desk.ts";
import { aDraft, aLead, aMailingCatalog, mailingAsset } from "../support/worker-mailings.ts";

beforeEach(freshDatabase);

const email = "ada@example.com";
const mailing = "campaigns/clienti";
const bought = { day: "2027-03-09", what: "Due  pagnotte", given: "yes" };

async function aShop(softOptIn = true) {
  const catalog = aMailingCatalog(({ site }) => {
    site.softOptIn = softOptIn;
  });
  const app = anApp({ catalog, fetchAsset: mailingAsset });
  const lead = await aLead(app, email);
  return { app, lead, path: `/admin/leads/${lead}` };
}

/** How many mails to customers are written for the lead, asked now. */
async function written(app: App, lead: string): Promise<number> {
  const rule = ruleFor(app.deps, mailingAt(app.deps.catalog, mailing) ?? { purpose: "" });
  const draft = await aDraft(app, lead, email, { mailing });
  await env.DB.batch(insertMailings(env.DB, [draft], rule));
  const { length } = (await rowsOf("message")).filter((row) => row["mailing"] === mailing);
  await env.DB.prepare("DELETE FROM message WHERE mailing IS NOT NULL").run();
  return length;
}

async function salesActs(): Promise<unknown[]> {
  const acts = (await rowsOf("audit")).map((row) => row["act"]);
  return acts.filter((one) => String(one).startsWith("lead.sale"));
}

describe("a sale", () => {
  it("is noted once, listed, allows mails to customers, and is taken back", async ({ expect }) => {
    const { app, lead, path } = await aShop();
    expect(await readDesk(app, path)).toContain('max="2027-03-10" type="date" value="2027-03-10"');
    expect(await written(app, lead)).toBe(0);
    const first = await act(app, `${path}/sales`, bought);
    const second = await act(app, `${path}/sales`, bought);
    expect([first, second].map((answer) => answer.headers.get("Location"))).toEqual([
      `${path}?said=sold`,
      `${path}?said=late`,
    ]);
    const [sale, ...more] = await rowsOf("sale");
    // Midnight in Rome.
    const at = Date.parse("2027-03-08T23:00:00Z");
    expect([sale, more]).toMatchObject([{ day: bought.day, at, what: "Due pagnotte" }, []]);
    expect(await readDesk(app, path)).toContain("9 marzo 2027 · con l’indirizzo");
    expect(await written(app, lead)).toBe(1);
    const back = await act(app, `${path}/sales/${sale?.["id"]}/delete`);
    expect(back.headers.get("Location")).toBe(`${path}?said=unsold`);
    expect([await rowsOf("sale"), await written(app, lead)]).toEqual([[], 0]);
    expect(await salesActs()).toEqual(["lead.sale", "lead.sale-delete"]);
  });

  it("allows no mail where the address was not given in it", async ({ expect }) => {
    const { app, lead, path } = await aShop();
    await act(app, `${path}/sales`, { day: bought.day, what: bought.what });
    expect(await rowsOf("sale")).toMatchObject([{ inbox: null }]);
    expect(await written(app, lead)).toBe(0);
    expect(await readDesk(app, path)).toContain("senza l’indirizzo: non permette mail");
  });

  it.for([
    ["a day to come", { day: "2027-03-11" }, "f-day"],
    ["no day", { day: "ieri" }, "f-day"],
    ["a day that no calendar has", { day: "2027-02-30" }, "f-day"],
    ["nothing bought", { what: "  " }, "f-what"],
    ["too many words", { what: "x".repeat(201) }, "f-what"],
  ] as const)("is refused with %s, and shows what was typed", async ([, change, field], { expect }) => {
    const { app, path } = await aShop();
    const answer = await act(app, `${path}/sales`, { ...bought, ...change });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(`href="#${field}"`)]);
    expect([await rowsOf("sale"), await salesActs()]).toEqual([[], []]);
  });

  it("is taken back only on the page of its lead", async ({ expect }) => {
    const { app, path } = await aShop();
    await act(app, `${path}/sales`, bought);
    const [sale] = await rowsOf("sale");
    const other = await aLead(app, "bea@example.com");
    const answer = await act(app, `/admin/leads/${other}/sales/${sale?.["id"]}/delete`);
    expect(answer.headers.get("Location")).toBe(`/admin/leads/${other}?said=late`);
    expect(await rowsOf("sale")).toHaveLength(1);
  });

  it("goes with its lead, and none is noted for whoever was erased", async ({ expect }) => {
    const { app, lead, path } = await aShop();
    await act(app, `${path}/sales`, bought);
    await env.DB.batch(erasing(app.deps, { ids: [lead], due: standing, now: app.clock.now }));
    expect((await act(app, `${path}/sales`, bought)).status).toBe(404);
    expect(await rowsOf("sale")).toEqual([]);
  });

  it("has no form and is not noted where the owner has declared no soft opt-in", async ({ expect }) => {
    const { app, path } = await aShop(false);
    expect(await readDesk(app, path)).not.toContain(`${path}/sales`);
    expect((await act(app, `${path}/sales`, bought)).status).toBe(404);
    expect(await rowsOf("sale")).toEqual([]);
  });
});
