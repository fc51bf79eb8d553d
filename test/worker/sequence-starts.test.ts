import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import { readCopy } from "../../worker/preferences/copy.ts";
import { standing } from "../../worker/retention/due.ts";
import { erasing } from "../../worker/retention/erase.ts";
import { advanceSequences } from "../../worker/sequences/run.ts";
import {
  type App,
  anApp,
  faultyDatabase,
  freshDatabase,
  linkIn,
  noon,
  press,
} from "../support/worker-app.ts";
import {
  aReader,
  aSequence,
  aSequenceCatalog,
  aStep,
  day,
  goOn,
  hour,
  leave,
  mailsTo,
  pass,
  wayOf,
} from "../support/worker-sequences.ts";

beforeEach(freshDatabase);

const quick = 6 * hour;

/** The same app with another build of its content. */
function rebuilt(app: App, sequences: Parameters<typeof aSequenceCatalog>[0]): App {
  return { ...app, deps: { ...app.deps, catalog: aSequenceCatalog(sequences) } };
}

it("begins with the step that is named: the post, the press that confirms, the download", async ({
  expect,
}) => {
  const app = anApp({
    catalog: aSequenceCatalog({
      chiesto: aSequence({ start: { step: "submit" } }),
      confermato: aSequence({ start: { step: "confirm" } }),
      scaricato: aSequence(),
      altrove: aSequence({ landings: ["doppia"] }),
      scoperta: aSequence({ start: { stage: "awareness" }, landings: [] }),
      decisione: aSequence({ start: { stage: "decision" }, landings: [] }),
    }),
  });
  const lead = await aReader(app, "ada", { fetches: false });
  await pass(app);
  const begun = async () =>
    (
      await env.DB.prepare(
        "SELECT sequence, started_at - ?2 AS after FROM enrolment WHERE lead_id = ?1 ORDER BY sequence",
      )
        .bind(lead, noon)
        .all<{ sequence: string; after: number }>()
    ).results.map(({ sequence, after }) => `${sequence} ${after}`);
  expect(await begun()).toEqual(["chiesto 0", "scoperta 0"]);
  app.clock.now = noon + hour;
  await press(app, linkIn(app));
  await pass(app);
  expect(await begun()).toEqual(["chiesto 0", `confermato ${hour}`, `scaricato ${hour}`, "scoperta 0"]);
});

it("begins for whoever is in the segment, or comes into it, and may be written to", async ({ expect }) => {
  const app = anApp({
    catalog: aSequenceCatalog({ bar: aSequence({ start: { segment: "bar" }, landings: [] }) }, (catalog) => {
      catalog.segments = { bar: { title: "Bar", question: { field: "tag", is: "vip" } } };
    }),
  });
  const [inside, later, silent] = [
    await aReader(app, "ada"),
    await aReader(app, "bea"),
    await aReader(app, "cleo", { agrees: false }),
  ];
  const tag = (lead: string) =>
    env.DB.prepare("INSERT INTO lead_tag (lead_id, tag, at) VALUES (?1, 'vip', 1)").bind(lead).run();
  await tag(inside);
  await tag(silent);
  await pass(app);
  expect(await wayOf(inside, "bar")).toMatchObject({ status: "active" });
  await tag(later);
  await pass(app);
  expect(await wayOf(later, "bar")).toBeNull();
  app.clock.now = noon + hour;
  await pass(app);
  expect(await wayOf(later, "bar")).toMatchObject({ status: "active" });
  expect(await wayOf(silent, "bar")).toBeNull();
  await goOn(app, noon + 2 * day, quick);
  expect((await mailsTo(inside)).map(({ mailing }) => mailing)).toEqual(["sequences/bar/primo"]);
});

it("a sequence that content has lost stops with a reason, and goes on when it is back", async ({
  expect,
}) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await pass(app);
  app.clock.now = noon + day;
  await pass(app);
  const without = rebuilt(app, {});
  await goOn(without, noon + 10 * day, day);
  expect(await wayOf(lead, "dopo")).toMatchObject({ status: "stopped", reason: "gone" });
  // What waited in the outbox waits on.
  expect(await mailsTo(lead)).toMatchObject([{ status: "withheld" }]);
  await goOn(app, noon + 25 * day, quick);
  expect((await mailsTo(lead)).map(({ mailing, status }) => `${mailing} ${status}`)).toEqual(
    ["primo", "secondo", "terzo"].map((step) => `sequences/dopo/${step} sent`),
  );
  expect(await wayOf(lead, "dopo")).toMatchObject({ status: "done" });
});

it("goes on after the last step that still exists, and never sends one twice", async ({ expect }) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await goOn(app, noon + 5 * day, quick);
  expect(await wayOf(lead, "dopo")).toMatchObject({ passed: '["primo","secondo"]' });
  const moved = [
    aStep("nuovo", 1),
    aStep("secondo", 1),
    aStep("primo", 1),
    aStep("quarto", 1),
    aStep("terzo", 1),
  ];
  await goOn(rebuilt(app, { dopo: aSequence({ steps: moved }) }), noon + 15 * day, quick);
  expect((await mailsTo(lead)).map(({ mailing }) => mailing.split("/")[2])).toEqual([
    "primo",
    "secondo",
    "quarto",
    "terzo",
  ]);
});

it("a run that breaks off has done nothing, and the next does it once", async ({ expect }) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await pass(app);
  app.clock.now = noon + day;
  const broken = faultyDatabase((call) => {
    if (call === 2) throw new Error("D1_ERROR: the process died.");
  });
  await expect(advanceSequences({ ...app.deps, db: broken })).rejects.toThrow("died");
  expect(await mailsTo(lead)).toEqual([]);
  expect(await wayOf(lead, "dopo")).toMatchObject({ passed: "[]" });
  // The answer of the batch is lost: what it did is there, and is not done again.
  const deaf = faultyDatabase(
    () => {},
    (call) => {
      if (call === 2) throw new Error("D1_ERROR: Network connection lost.");
    },
  );
  await expect(advanceSequences({ ...app.deps, db: deaf })).rejects.toThrow("lost");
  await pass(app);
  expect(await mailsTo(lead)).toHaveLength(1);
  expect(await wayOf(lead, "dopo")).toMatchObject({ passed: '["primo"]' });
});

it("a clock that stood still for a day catches up, one mail for each, within the hours", async ({
  expect,
}) => {
  const steps = [aStep("primo", 1), aStep("secondo", 0), aStep("terzo", 0)];
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence({ steps }) }) });
  const lead = await aReader(app, "ada");
  await pass(app);
  app.clock.now = noon + 2 * day + 12 * hour;
  await pass(app);
  expect(await mailsTo(lead)).toEqual([]);
  await goOn(app, noon + 2 * day + 22 * hour, hour);
  await pass(app);
  expect(await mailsTo(lead)).toHaveLength(1);
  await goOn(app, noon + 6 * day, hour);
  const mails = await mailsTo(lead);
  expect(mails).toHaveLength(3);
  // A mail a day, whatever the delays say.
  for (const [place, { at }] of mails.slice(1).entries())
    expect(at - (mails[place]?.at ?? 0)).toBeGreaterThanOrEqual(day);
});

it("whoever is erased leaves no trace of sequences behind, and gets nothing that waits", async ({
  expect,
}) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await pass(app);
  app.clock.now = noon + day;
  await pass(app);
  await env.DB.prepare("INSERT INTO reply (lead_id, at) VALUES (?1, 1)").bind(lead).run();
  await env.DB.batch(erasing(app.deps, { ids: [lead], due: standing, now: app.clock.now }));
  expect(await wayOf(lead, "dopo")).toBeNull();
  expect(await env.DB.prepare("SELECT count(*) AS n FROM reply").first("n")).toBe(0);
  await leave(app);
  expect(await mailsTo(lead)).toMatchObject([{ status: "withheld" }]);
});

it("a copy of one's data tells of the sequences, and why each ended", async ({ expect }) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await goOn(app, noon + 2 * day, quick);
  await env.DB.prepare("INSERT INTO reply (lead_id, at) VALUES (?1, ?2)").bind(lead, app.clock.now).run();
  await pass(app);
  const copy = await readCopy(env.DB, lead);
  const iso = (at: number) => new Date(at).toISOString();
  expect(copy.sequences).toEqual([
    {
      sequence: "dopo",
      startedAt: iso(noon),
      status: "stopped",
      reason: "replied",
      lastStep: "primo",
      lastAt: iso(noon + day),
      endedAt: iso(app.clock.now),
    },
  ]);
  expect(copy.person).toMatchObject([{ repliedAt: iso(app.clock.now) }]);
});
