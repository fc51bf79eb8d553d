import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { countLists, readLists } from "../../worker/lists/count.ts";
import type { ListCount } from "../../worker/lists/count-sql.ts";
import { isBad } from "../../worker/lists/sources.tsx";
import { reckonLeads } from "../../worker/score/due.ts";
import { anApp, freshDatabase, noon, press, rowsOf, submit } from "../support/worker-app.ts";
import { manyLeads, readDesk } from "../support/worker-desk.ts";
import { ada } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const day = 86_400_000;

/** How many of `kind` there are by key, and how many of them can be written to. */
const told = (counts: readonly ListCount[], kind: ListCount["kind"]) =>
  Object.fromEntries(
    counts.filter((count) => count.kind === kind).map(({ key, n, open }) => [key, [n, open]]),
  );

describe("the lists in figures", () => {
  it("tell who can be written to and why not, by age, silence, market and source", async ({ expect }) => {
    const app = anApp();
    const come = async (email: string, more: Record<string, string> = {}, at = noon) => {
      app.clock.now = at;
      await submit(app, "guida", { ...ada, email, ...more });
      const link = /\/g\/[\w-]{43}/.exec(app.mails.at(-1)?.text ?? "")?.[0] ?? "";
      return () => press(app, link);
    };
    await (await come("ada@gmail.com", {}, noon - 500 * day))();
    await (await come("bea@studiorossi.it", {}, noon - 40 * day))();
    await come("cleo@libero.it");
    await (await come("dora@libero.it", { "consent-marketing": "" }))();
    await (await come("ezio@libero.it"))();
    await env.DB.prepare(
      `INSERT INTO suppression (inbox, reason, at)
       SELECT inbox, 'bounce', 1 FROM message JOIN lead ON lead.id = message.lead_id WHERE lead.email = 'ezio@libero.it' LIMIT 1`,
    ).run();
    app.clock.now = noon;
    await reckonLeads(app.deps);
    const counts = (await readLists(app.deps))?.counts ?? [];
    expect(told(counts, "all")).toEqual({ "": [5, 2] });
    expect(told(counts, "standing")).toEqual({
      open: [2, 2],
      unconfirmed: [1, 0],
      none: [1, 0],
      bounce: [1, 0],
    });
    expect(told(counts, "age")).toEqual({ 30: [3, 0], 90: [1, 1], more: [1, 1] });
    expect(told(counts, "activity")).toEqual({ 30: [3, 0], 90: [1, 1], more: [1, 1] });
    expect(told(counts, "market")).toEqual({ b2b: [1, 1], b2c: [4, 1] });
    const html = await readDesk(app, "/admin/mail/lists");
    expect(html).toContain("consenso «marketing» confermato");
    expect(html).toContain("/admin/leads?where=market~is~b2b");
    expect(html).toContain("l’indirizzo non esiste");
    expect(html).toContain("hygiene: { silent: 12 months, answer: 30 days }");
  });

  it("of more than a thousand are counted by the clock, some at a time, each once", async ({ expect }) => {
    await manyLeads(2300);
    const app = anApp();
    expect(await readLists(app.deps)).toBeNull();
    expect(await readDesk(app, "/admin/mail/lists")).toContain("Stiamo contando");
    await countLists(app.deps, 6);
    expect(await readLists(app.deps)).toBeNull();
    await Promise.all([countLists(app.deps, 6), countLists(app.deps, 6)]);
    await countLists(app.deps);
    const lists = await readLists(app.deps);
    expect(lists?.at).toBe(noon);
    expect(told(lists?.counts ?? [], "all")).toEqual({ "": [2300, 0] });
    await countLists(app.deps);
    expect(await rowsOf("list_pass")).toMatchObject([{ pass: noon, place: null, whole: noon }]);
    app.clock.now += day;
    await countLists(app.deps, 6);
    expect((await readLists(app.deps))?.at, "the last whole one stands").toBe(noon);
    await countLists(app.deps);
    expect((await readLists(app.deps))?.at).toBe(noon + day);
    expect(new Set((await rowsOf("list_count")).map(({ pass }) => pass))).toEqual(new Set([noon + day]));
  });

  it("mark a source that brings too many dead addresses, or complaints, but no small one", ({ expect }) => {
    const row = { kind: "source", key: "x", open: 0, confirmed: 0 } as const;
    expect(isBad({ ...row, n: 100, bounced: 3, complained: 0 })).toBe(true);
    expect(isBad({ ...row, n: 100, bounced: 2, complained: 0 })).toBe(false);
    expect(isBad({ ...row, n: 500, bounced: 0, complained: 1 })).toBe(true);
    expect(isBad({ ...row, n: 20, bounced: 5, complained: 1 })).toBe(false);
  });
});
