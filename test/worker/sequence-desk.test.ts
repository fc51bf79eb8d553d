import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import {
  lettingGoOn,
  markingReplied,
  pausing,
  resuming,
  stopping,
  unmarkingReplied,
} from "../../worker/sequences/acts.ts";
import { listEnrolled, readWays } from "../../worker/sequences/enrolled.ts";
import { isOver } from "../../worker/sequences/halted.ts";
import { listSequences } from "../../worker/sequences/standing.ts";
import { type App, anApp, freshDatabase, noon } from "../support/worker-app.ts";
import {
  aReader,
  aSequence,
  aSequenceCatalog,
  day,
  goOn,
  hour,
  mailsTo,
  pass,
  wayOf,
} from "../support/worker-sequences.ts";

beforeEach(freshDatabase);

const catalog = aSequenceCatalog({ dopo: aSequence() });
const sequence = catalog.sequences["dopo"];
const quick = 6 * hour;

function pause(app: App) {
  return env.DB.batch(pausing(env.DB, "dopo", app.clock.now));
}

function resume(app: App) {
  if (sequence === undefined) throw new Error("The catalog has it.");
  const moment = { now: app.clock.now, timeZone: catalog.site.timeZone };
  return env.DB.batch(resuming(env.DB, "dopo", sequence, moment));
}

it("keeps everyone's place while it is paused, and sends nobody two mails at once after it", async ({
  expect,
}) => {
  const app = anApp({ catalog });
  const lead = await aReader(app, "ada");
  await goOn(app, noon + 2 * day, quick);
  await pause(app);
  await goOn(app, noon + 30 * day, day);
  expect(await mailsTo(lead)).toHaveLength(1);
  await resume(app);
  await goOn(app, noon + 30 * day + 1);
  expect((await mailsTo(lead)).map(({ mailing }) => mailing)).toEqual([
    "sequences/dopo/primo",
    "sequences/dopo/secondo",
  ]);
  await goOn(app, noon + 38 * day, quick);
  expect((await mailsTo(lead)).at(-1)).toMatchObject({
    mailing: "sequences/dopo/terzo",
    at: noon + 37 * day + 1,
  });
});

it("a pause holds what waits in the outbox, and lets it go at an hour that it may leave at", async ({
  expect,
}) => {
  const app = anApp({ catalog });
  const lead = await aReader(app, "ada");
  await pass(app);
  app.clock.now = noon + day;
  await pass(app);
  await pause(app);
  expect(await mailsTo(lead)).toMatchObject([{ status: "withheld" }]);
  await goOn(app, noon + 2 * day + 9 * hour, 3 * hour);
  // At nine in the evening.
  await resume(app);
  expect(await mailsTo(lead)).toMatchObject([{ status: "queued" }]);
  const next = await env.DB.prepare("SELECT next_at FROM message WHERE kind = 'sequence'").first("next_at");
  expect(next).toBe(noon + 2 * day + 21 * hour);
  await goOn(app, noon + 3 * day, hour);
  expect(await mailsTo(lead)).toMatchObject([{ status: "sent" }]);
});

it("stops one person's way, with what waits in the outbox, and lets it go on", async ({ expect }) => {
  const app = anApp({ catalog });
  const [ada, bea] = [await aReader(app, "ada"), await aReader(app, "bea")];
  await pass(app);
  app.clock.now = noon + day;
  await pass(app);
  await env.DB.batch(stopping(env.DB, { lead: ada, sequence: "dopo" }, app.clock.now));
  expect(await wayOf(ada, "dopo")).toMatchObject({ status: "stopped", reason: "owner" });
  expect(await mailsTo(ada)).toMatchObject([{ status: "withheld" }]);
  expect(await mailsTo(bea)).toMatchObject([{ status: "queued" }]);
  const over = await env.DB.prepare(`SELECT lead_id AS lead FROM message WHERE ${isOver}`).all();
  expect(over.results).toEqual([{ lead: ada }]);
  await lettingGoOn(env.DB, { lead: ada, sequence: "dopo" }, app.clock.now).run();
  await goOn(app, noon + 12 * day, quick);
  expect((await mailsTo(ada)).map(({ status }) => status)).toEqual(["withheld", "sent", "sent"]);
});

it("who wrote back gets no more, until the owner lets the sequence go on", async ({ expect }) => {
  const app = anApp({ catalog });
  const lead = await aReader(app, "ada");
  await goOn(app, noon + 2 * day, quick);
  await markingReplied(env.DB, lead, app.clock.now).run();
  await pass(app);
  expect(await wayOf(lead, "dopo")).toMatchObject({ status: "stopped", reason: "replied" });
  expect((await readWays(env.DB, lead)).repliedAt).toBe(noon + 2 * day);
  await lettingGoOn(env.DB, { lead, sequence: "dopo" }, app.clock.now).run();
  await goOn(app, noon + 5 * day, quick);
  expect(await mailsTo(lead)).toHaveLength(2);
  await unmarkingReplied(env.DB, lead).run();
  expect((await readWays(env.DB, lead)).repliedAt).toBeNull();
});

it("tells how a sequence stands, and lists who is where, page by page", async ({ expect }) => {
  const app = anApp({ catalog });
  const names = ["ada", "bea", "cleo", "dora", "elsa"];
  for (const name of names) {
    await aReader(app, name);
    app.clock.now += 1000;
  }
  await pass(app);
  await goOn(app, noon + day + 2500, quick);
  await env.DB.batch(pausing(env.DB, "dopo", app.clock.now));
  expect(await listSequences(env.DB, catalog)).toMatchObject([
    {
      name: "dopo",
      pausedAt: app.clock.now,
      active: 5,
      fresh: 2,
      stopped: 0,
      steps: [{ name: "primo", written: 3, here: 3 }, { written: 0 }, { written: 0 }],
    },
  ]);
  const wanted = { sequence: "dopo", status: "active", step: null, most: 2 } as const;
  const first = await listEnrolled(env.DB, { ...wanted, after: null });
  const second = await listEnrolled(env.DB, { ...wanted, after: first.further });
  const third = await listEnrolled(env.DB, { ...wanted, after: second.further });
  const listed = [first, second, third].flatMap(({ people }) => people.map(({ email }) => email));
  expect(listed.sort()).toEqual(names.map((name) => `${name}@example.com`));
  expect(third.further).toBeNull();
  const fresh = await listEnrolled(env.DB, { ...wanted, step: "", after: null, most: 9 });
  expect(fresh.people.map(({ email }) => email)).toEqual(["dora@example.com", "elsa@example.com"]);
});
