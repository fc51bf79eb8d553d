import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { insertMailings } from "../../worker/mailings/insert.ts";
import { mailingAt } from "../../worker/mailings/mailing.ts";
import { ruleFor } from "../../worker/mailings/rule.ts";
import { standing } from "../../worker/retention/due.ts";
import { erasing } from "../../worker/retention/erase.ts";
import { type App, anApp, freshDatabase, linkIn, press, rowsOf, submit } from "../support/worker-app.ts";
import {
  aDraft,
  aLead,
  aMailingCatalog,
  aReceipt,
  aSale,
  force,
  mailingAsset,
  mailings,
} from "../support/worker-mailings.ts";
import { footIn, oneClick, post } from "../support/worker-preferences.ts";

beforeEach(freshDatabase);

const email = "ada@example.com";

/** The lead, as far as the steps of its state have brought it. */
interface Reached {
  app: App;
  lead: string;
}
type Step = (reached: Reached) => Promise<unknown>;

async function asks(app: App, agrees: boolean): Promise<void> {
  app.clock.now += 3_600_000;
  await submit(app, "guida", { email, nome: "Ada", ...(agrees ? { "consent-marketing": "yes" } : {}) });
}
const agrees: Step = ({ app }) => asks(app, true);
const leavesOut: Step = ({ app }) => asks(app, false);
const confirms: Step = ({ app }) => press(app, linkIn(app));
const withdraws: Step = ({ app }) =>
  post(app, footIn(app), [
    ["action", "save"],
    ["shown", "marketing"],
    ["was", "marketing"],
  ]);
const stops: Step = ({ app }) => oneClick(app, footIn(app));
const run =
  (sql: string): Step =>
  ({ lead }) =>
    env.DB.prepare(sql).bind(lead).run();
const receives =
  (channel: string, purpose = "marketing"): Step =>
  ({ app, lead }) =>
    aReceipt(app, lead, { channel, purpose });
const isSuppressed =
  (reason: string): Step =>
  ({ app }) =>
    env.DB.prepare("INSERT INTO suppression (inbox, reason, at) SELECT inbox, ?1, ?2 FROM message LIMIT 1")
      .bind(reason, app.clock.now)
      .run();
const requests =
  (kind: string, outcome: string | null): Step =>
  async ({ app, lead }) => {
    app.clock.now += 1000;
    await env.DB.prepare(
      `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, done_at, outcome)
     VALUES (?1, ?2, ?3, 'mail', ?4, ?4, iif(?5 IS NULL, NULL, ?4), ?5)`,
    )
      .bind(crypto.randomUUID().slice(0, 22), kind, lead, app.clock.now, outcome)
      .run();
    app.clock.now += 1000;
  };
const buys: Step = ({ app, lead }) => {
  app.clock.now += 86_400_000;
  return aSale(app, lead, email);
};
const erased: Step = ({ app, lead }) =>
  env.DB.batch(erasing(app.deps, { ids: [lead], due: standing, now: app.clock.now }));
const twinAsks =
  (kind: string): Step =>
  async ({ app, lead }) => {
    const twin = await aLead(app, "twin@example.com");
    await env.DB.prepare("UPDATE lead SET merged_into = ?2 WHERE id = ?1").bind(twin, lead).run();
    await requests(kind, null)({ app, lead: twin });
  };
const isMerged: Step = async ({ app, lead }) => {
  const other = await aLead(app, "other@example.com");
  await env.DB.prepare("UPDATE lead SET merged_into = ?2 WHERE id = ?1").bind(lead, other).run();
};

const nobody: readonly string[] = [];
const all = mailings;
const toCustomers = ["campaigns/clienti"];
const good = [agrees, confirms];
const known = [leavesOut, confirms];

const states: [name: string, steps: Step[], allowed: readonly string[]][] = [
  ["was never asked", [({ app }) => submit(app, "sconto-mail", { email, nome: "Ada" }), confirms], nobody],
  ["left the box empty", known, nobody],
  ["agreed, and confirmed nothing", [agrees], nobody],
  ["agreed and confirmed", good, all],
  ["took it back", [...good, withdraws], nobody],
  ["unsubscribed by one press", [...good, stops], nobody],
  ["took it back and agreed again", [...good, withdraws, agrees], nobody],
  ["took it back, agreed again and confirmed", [...good, withdraws, agrees, confirms], all],
  ["agreed, and left the box empty later", [...good, leavesOut], all],
  ["confirmed something else", [...known, receives("confirm", "partners")], nobody],
  ["was imported as agreeing", [...known, receives("import")], nobody],
  ["agreed by another system", [...known, receives("hook")], nobody],
  ["agreed at the desk", [...known, receives("desk")], nobody],
  ["agreed on the page that a mail leads to", [...known, receives("preferences")], all],
  ...["bounce", "complaint", "unsubscribed", "erased", "owner"].map((reason): (typeof states)[number] => [
    `is suppressed: ${reason}`,
    [...good, isSuppressed(reason)],
    nobody,
  ]),
  ["was erased", [...good, erased], nobody],
  ["is part of another", [...good, isMerged], nobody],
  ["asked for a restriction", [...good, requests("restriction", null)], nobody],
  ["was restricted", [...good, requests("restriction", "done")], nobody],
  ["was refused a restriction", [...good, requests("restriction", "refused")], all],
  ["took a restriction back", [...good, requests("restriction", "withdrawn")], all],
  ["objected", [...good, requests("objection", null)], nobody],
  ["objected, and was heard", [...good, requests("objection", "done")], nobody],
  ["was heard, agreed anew and confirmed", [...good, requests("objection", "done"), agrees, confirms], all],
  [
    "objects again after that",
    [...good, requests("objection", "done"), ...good, requests("objection", null)],
    nobody,
  ],
  ["objected by another address", [...good, twinAsks("objection")], nobody],
  ["asked for a copy alone", [...good, requests("access", "done")], all],
  ["has no proved address", [...good, run("UPDATE lead SET confirmed_at = NULL WHERE id = ?1")], nobody],
  ["has no address", [...good, run("UPDATE lead SET email = NULL, phone = '+39051' WHERE id = ?1")], nobody],
  ["bought", [...known, buys], toCustomers],
  ["bought, and agreed", [...good, buys], all],
  ["bought, and gave the address elsewhere", [...known, ({ app, lead }) => aSale(app, lead, null)], nobody],
  [
    "bought, and gave another address",
    [...known, ({ app, lead }) => aSale(app, lead, "b@example.com")],
    nobody,
  ],
  ["bought, and proved no address", [leavesOut, buys], nobody],
  ["bought, and left the box empty later", [...known, buys, leavesOut], nobody],
  ["bought, and agreed later without confirming", [...known, buys, agrees], toCustomers],
  ["bought, and took a consent back", [...good, buys, withdraws], nobody],
  ["bought after a consent was taken back", [...good, withdraws, buys], nobody],
  ["bought, and agreed again after a withdrawal", [...good, withdraws, buys, agrees], nobody],
  ["bought, and unsubscribed by one press", [...known, buys, stops], nobody],
  ["bought, and complained", [...known, buys, isSuppressed("complaint")], nobody],
  ["bought, and objected", [...known, buys, requests("objection", null)], nobody],
];

async function reach(app: App, steps: readonly Step[]): Promise<string> {
  // The lead is there after its first step, whatever that was.
  let lead = "";
  for (const step of steps) {
    await step({ app, lead });
    lead ||=
      (await env.DB.prepare("SELECT id FROM lead WHERE email = ?1").bind(email).first<string>("id")) ?? "";
  }
  app.clock.now += 1000;
  return lead;
}

/** The mailings that are written for the lead, asked one by one. */
async function written(app: App, lead: string): Promise<unknown[]> {
  for (const mailing of mailings) {
    const rule = ruleFor(app.deps, mailingAt(app.deps.catalog, mailing) ?? { purpose: "" });
    const draft = await aDraft(app, lead, email, {
      mailing,
      kind: mailing.startsWith("campaigns") ? "campaign" : "sequence",
    });
    await env.DB.batch(insertMailings(env.DB, [draft], rule));
  }
  const rows = (await rowsOf("message")).filter(({ mailing }) => mailing !== null);
  await env.DB.prepare("DELETE FROM message WHERE mailing IS NOT NULL").run();
  return rows.map(({ mailing }) => mailing);
}

/** Those that leave where they were written all the same. */
async function left(app: App, lead: string): Promise<unknown[]> {
  for (const mailing of mailings) await force(app, mailing, lead, email);
  app.mails.length = 0;
  await sweepOutbox(app.deps);
  const rows = (await rowsOf("message")).filter(({ mailing }) => mailing !== null);
  for (const row of rows) if (row.status !== "sent") expectWithheld(row);
  if (app.mails.length !== rows.filter(({ status }) => status === "sent").length)
    throw new Error("A mail too many.");
  return rows.flatMap(({ status, mailing }) => (status === "sent" ? [mailing] : []));
}

function expectWithheld({ status, failure, mailing }: Record<string, unknown>): void {
  if (status !== "withheld" || failure !== "needless") throw new Error(`${mailing}: ${status}, ${failure}`);
}

describe("without a purpose no mail: a reader who", () => {
  it.for(states)("%s", async ([, steps, allowed], { expect }) => {
    const app = anApp({ catalog: aMailingCatalog(), fetchAsset: mailingAsset });
    const lead = await reach(app, steps);
    expect(await written(app, lead), "as they are written").toEqual(allowed);
    expect((await left(app, lead)).sort(), "as they leave").toEqual([...allowed].sort());
  });

  it("bought gets nothing where the owner has declared no soft opt-in", async ({ expect }) => {
    const catalog = aMailingCatalog((contents) => {
      contents.site.softOptIn = false;
    });
    const app = anApp({ catalog, fetchAsset: mailingAsset });
    const lead = await reach(app, [...known, buys]);
    expect([await written(app, lead), await left(app, lead)]).toEqual([[], []]);
  });
});
