import { beforeEach, expect, it } from "vitest";
import { anApp, freshDatabase, noon } from "../support/worker-app.ts";
import {
  aReader,
  aSequence,
  aSequenceCatalog,
  aStep,
  day,
  goOn,
  hour,
  mailsTo,
  pass,
  wayOf,
} from "../support/worker-sequences.ts";

beforeEach(freshDatabase);

it("writes the mails of a sequence one after another, each once, and then is done", async ({ expect }) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await goOn(app, noon + 14 * day);
  expect(await mailsTo(lead)).toEqual([
    { mailing: "sequences/dopo/primo", at: noon + day, status: "sent" },
    { mailing: "sequences/dopo/secondo", at: noon + 4 * day, status: "sent" },
    { mailing: "sequences/dopo/terzo", at: noon + 11 * day, status: "sent" },
  ]);
  expect(await wayOf(lead, "dopo")).toMatchObject({ status: "done", passed: '["primo","secondo","terzo"]' });
});

it.each([
  ["the day of 23 hours", "2026-03-27T08:30", ["2026-03-28T08:30", "2026-03-29T07:30", "2026-03-30T07:30"]],
  ["the day of 25 hours", "2026-10-23T07:30", ["2026-10-24T07:30", "2026-10-25T08:30", "2026-10-26T08:30"]],
])("sends one mail a day at its hour, half past nine, on %s, too", async (_, start, expected) => {
  const steps = ["uno", "due", "tre"].map((name) => aStep(name, 1));
  const catalog = aSequenceCatalog({ dopo: aSequence({ steps }) });
  const app = anApp({ catalog });
  app.clock.now = Date.parse(`${start}:00Z`);
  const lead = await aReader(app, "ada");
  // The clock comes before it, a bit late, and after it.
  for (const moment of expected)
    for (const minutes of [-90, -30, 2, 4, 60]) {
      app.clock.now = Date.parse(`${moment}:07Z`) + minutes * 60_000;
      await goOn(app, app.clock.now + 1000);
    }
  const mails = await mailsTo(lead);
  expect(mails.map(({ at }) => new Date(at).toISOString().slice(0, 16))).toEqual(expected);
});

it("waits for the download, and for the permission", async ({ expect }) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const asked = await aReader(app, "ada", { fetches: false });
  const silent = await aReader(app, "bea", { agrees: false });
  await goOn(app, noon + 3 * day);
  expect(await wayOf(asked, "dopo")).toBeNull();
  expect(await wayOf(silent, "dopo")).toMatchObject({ status: "active" });
  expect(await mailsTo(silent)).toEqual([]);
  await goOn(app, noon + 31 * day, 6 * hour);
  expect(await wayOf(silent, "dopo")).toMatchObject({ status: "stopped", reason: "no-permission" });
});

it("two runs that overlap write each mail once", async ({ expect }) => {
  const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence() }) });
  const lead = await aReader(app, "ada");
  await pass(app);
  app.clock.now = noon + day;
  await Promise.all([pass(app), pass(app), pass(app)]);
  expect(await mailsTo(lead)).toHaveLength(1);
  expect(await wayOf(lead, "dopo")).toMatchObject({ passed: '["primo"]', lastStep: "primo" });
});
