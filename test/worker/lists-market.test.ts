import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { marketOf } from "../../worker/lists/market.ts";
import { reckonLeads } from "../../worker/score/due.ts";
import type { Facts } from "../../worker/score/facts.ts";
import { anApp, freshDatabase, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { act } from "../support/worker-desk.ts";

const catalog = aCatalog((draft) => {
  draft.forms["guida"]?.fields.push({ name: "azienda", type: "company" });
});

const nobody: Facts = {
  ...{ id: "l", email: null, phone: "+393331234567", givenName: null, familyName: null, disposable: null },
  ...{ bounce: null, confirmedAt: null, confirmations: [], submissions: [], openings: [], redemptions: [] },
  ...{ withdrawals: [], marketSaid: null },
};

describe("whom a lead buys for", () => {
  beforeEach(freshDatabase);

  it("is told by the address's domain, as far as that tells anything", ({ expect }) => {
    const told = (email: string | null, more: Partial<Facts> = {}) =>
      marketOf(catalog, { ...nobody, email, ...more });
    for (const domain of ["libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "GMAIL.com"])
      expect(told(`ada@${domain}`)).toBe("b2c");
    for (const domain of ["hotmail.it", "yahoo.co.uk", "icloud.com", "proton.me", "outlook.com"])
      expect(told(`ada@${domain}`)).toBe("b2c");
    for (const domain of ["studiorossi.it", "pec.it", "legalmail.it", "pec.studiorossi.it", "gmail-bread.it"])
      expect(told(`ada@${domain}`)).toBe("b2b");
    expect(told("ada@studenti.unibo.it")).toBeNull();
    expect(told(null)).toBeNull();
    expect(told("ada@throwaway.example", { disposable: 1 })).toBeNull();
  });

  it("is told by a business's answers whatever the address, and by the business's own word before all", ({
    expect,
  }) => {
    const answered = (azienda: string): Partial<Facts> => ({
      email: "ada@gmail.com",
      submissions: [{ form: "guida", at: 1, answers: { azienda } }],
    });
    expect(marketOf(catalog, { ...nobody, ...answered("Forno Rossi") })).toBe("b2b");
    expect(marketOf(catalog, { ...nobody, ...answered(" ") })).toBe("b2c");
    expect(marketOf(catalog, { ...nobody, ...answered("Forno Rossi"), marketSaid: "b2c" })).toBe("b2c");
  });

  it("is reckoned by the clock, holds at once where the business says it, and comes back where it says nothing more", async ({
    expect,
  }) => {
    const app = anApp({ catalog });
    await submit(app, "guida", { email: "ada@gmail.com" });
    await submit(app, "guida", { email: "bea@studiorossi.it" });
    await reckonLeads(app.deps);
    const markets = async () => (await rowsOf("lead")).map(({ market }) => market).sort();
    expect(await markets()).toEqual(["b2b", "b2c"]);
    const where = "act=market&market=b2b&who=all&where=email~is~ada%40gmail.com";
    expect((await act(app, "/admin/leads/mark", where)).status).toBe(303);
    expect(await markets()).toEqual(["b2b", "b2b"]);
    await reckonLeads(app.deps);
    expect(await markets()).toEqual(["b2b", "b2b"]);
    const id = await env.DB.prepare("SELECT id FROM lead WHERE email = 'ada@gmail.com'").first<string>("id");
    await act(app, `/admin/leads/${id}/mark`, "market=unknown");
    await reckonLeads(app.deps);
    expect(await markets()).toEqual(["b2b", "b2c"]);
    const noted = (await rowsOf("audit")).filter(({ act: done }) => done === "lead.market");
    expect(noted).toHaveLength(2);
    expect((await act(app, "/admin/leads/mark", "act=market&market=x&who=all")).status).toBe(422);
  });
});
