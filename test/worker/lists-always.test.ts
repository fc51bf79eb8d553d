import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, it } from "vitest";
import { renewSilent } from "../../worker/lists/renew.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { insertMailings } from "../../worker/mailings/insert.ts";
import { ruleFor } from "../../worker/mailings/rule.ts";
import { newRowId } from "../../worker/tokens.ts";
import { type App, anApp, freshDatabase, noon, press, rowsOf, submit } from "../support/worker-app.ts";
import { aCatalog } from "../support/worker-catalog.ts";
import { act, readDesk } from "../support/worker-desk.ts";
import { takeRows, tryRows, upload } from "../support/worker-imports.ts";
import { ada, footIn, post } from "../support/worker-preferences.ts";

const day = 86_400_000;

/** Every way in which somebody who is out might come in again. */
const ways: Record<string, (app: App) => Promise<unknown>> = {
  form: (app) => submit(app, "guida", ada),
  otherSpelling: (app) => submit(app, "guida", { ...ada, email: "ADA+di-nuovo@example.com" }),
  confirm: (app) => press(app, /\/g\/[\w-]{43}/.exec(app.mails[0]?.text ?? "")?.[0] ?? ""),
  preferences: async (app) => {
    await post(app, footIn(app), [
      ["action", "save"],
      ["shown", "marketing"],
    ]);
    await post(app, footIn(app), [
      ["action", "save"],
      ["shown", "marketing"],
      ["on", "marketing"],
    ]);
  },
  stay: (app) => post(app, footIn(app), [["action", "stay"]]),
  import: async (app) => {
    const file = "email,nome,consent.marketing\nada@example.com,Ada,yes\nada+x@example.com,Ada,yes\n";
    const { id } = await tryRows(app, await upload(app, file, { landing: "guida" }));
    await takeRows(app, id);
  },
  desk: (app) => act(app, "/admin/leads/mark", "who=all&act=status&status=customer"),
  merge: async () => {
    await env.DB.prepare(
      `UPDATE lead SET merged_into = (SELECT min(id) FROM lead WHERE merged_into IS NULL)
        WHERE merged_into IS NULL AND id <> (SELECT min(id) FROM lead WHERE merged_into IS NULL)`,
    ).run();
  },
  campaign: (app) => mailing(app, "campaign", `campaigns/c${app.clock.now}`),
  sequence: (app) => mailing(app, "sequence", `sequences/s/${app.clock.now}`),
  hygiene: async (app) => {
    app.clock.now += 400 * day;
    await renewSilent(app.deps);
  },
  outbox: (app) => sweepOutbox(app.deps),
};

/** Writes a mailing to every lead there is, as rooms that send them do. */
async function mailing(app: App, kind: "campaign" | "sequence", name: string): Promise<void> {
  const [sent] = await rowsOf("message");
  const drafts = (await rowsOf("lead")).map(({ id }) => ({
    ...{ id: newRowId(app.deps.random, app.clock.now), mailing: name, kind, variant: null },
    ...{ leadId: String(id), inbox: String(sent?.inbox), at: app.clock.now },
  }));
  await env.DB.batch(insertMailings(env.DB, drafts, ruleFor(app.deps, { purpose: "marketing" })));
}

describe("suppression always wins", () => {
  it("whatever way somebody comes in again", async ({ expect }) => {
    const reason = fc.constantFrom("bounce", "complaint", "owner");
    const path = fc.array(fc.constantFrom(...Object.keys(ways)), { minLength: 5, maxLength: 9 });
    const play = async (why: string, names: string[]) => {
      await freshDatabase();
      const app = anApp({
        catalog: aCatalog(({ site }) => {
          site.hygiene = { silent: 365 * 86_400, answer: 30 * 86_400, purpose: "marketing" };
        }),
      });
      await submit(app, "guida", ada);
      await ways["confirm"]?.(app);
      await env.DB.prepare(
        "INSERT INTO suppression (inbox, reason, at) SELECT inbox, ?1, ?2 FROM message LIMIT 1",
      )
        .bind(why, noon)
        .run();
      for (const name of [...names, "hygiene", "campaign", "outbox"]) {
        app.clock.now += day;
        await ways[name]?.(app);
      }
      const unasked = (await rowsOf("message")).filter(
        ({ kind }) => kind === "campaign" || kind === "sequence",
      );
      expect(unasked.filter(({ status }) => status !== "withheld")).toEqual([]);
      expect((await rowsOf("suppression")).map((row) => row["reason"])).toEqual([why]);
    };
    await fc.assert(fc.asyncProperty(reason, path, play), { numRuns: 4, endOnFailure: true });
  });

  it("and a list without a ground brings no consent along", async ({ expect }) => {
    await freshDatabase();
    const app = anApp();
    const file = "email,nome,consent.marketing\nbea@example.com,Bea,yes\n";
    const { id } = await tryRows(app, await upload(app, file, { landing: "guida", basis: "none" }));
    await takeRows(app, id);
    expect(await rowsOf("lead")).toMatchObject([{ email: "bea@example.com" }]);
    expect(await rowsOf("receipt")).toEqual([]);
    await mailing(app, "campaign", "campaigns/pane");
    expect(await rowsOf("message")).toEqual([]);
    const [lead] = await rowsOf("lead");
    const page = await readDesk(app, `/admin/leads/${lead?.["id"]}`);
    expect(page).toContain("Importato da un elenco");
    expect(page).toContain("nessuna: mai mail");
  });
});
