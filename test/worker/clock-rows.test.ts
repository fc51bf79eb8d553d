import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { tick } from "../../worker/clock.ts";
import { type App, freshDatabase, noon } from "../support/worker-app.ts";
import { billedDatabase } from "../support/worker-billed.ts";
import { aCampaignApp, by, campaignCatalog, storeReaders } from "../support/worker-campaigns.ts";
import { aSequence } from "../support/worker-sequences.ts";

const [minute, day] = [60_000, 86_400_000];
const readers = 2000;

/**
 * A business with all that the clock sees to and nothing to do: its readers had their mails, take their sequences or are
 * at their end, and those who were silent for long have been asked; a campaign waits for its day.
 */
async function aQuietHouse(): Promise<App> {
  await freshDatabase();
  const catalog = campaignCatalog({}, (change) => {
    change.site.hygiene = { silent: (365 * day) / 1000, answer: (30 * day) / 1000, purpose: "marketing" };
    change.sequences = {
      dopo: aSequence(),
      tutti: aSequence({ title: "Tutti", start: { segment: "bar" } }),
    };
    for (const magnet of Object.values(change.magnets)) magnet.remind = day / 1000;
  });
  const app = aCampaignApp({}, { catalog });
  await storeReaders(Array.from({ length: readers }, () => ({})));
  expect((await approveCampaign(app.deps, "primavera", by)).ok).toBe(true);
  const was = noon - 2 * day;
  const mail = `'sent', 1, ${was}, ${was}, ${was}, ${was}`;
  const columns = "status, attempts, first_at, next_at, created_at, sent_at";
  const statements = [
    `UPDATE campaign SET starts_at = ${noon + 30 * day}`,
    `UPDATE lead SET seen_at = ${was - 400 * day} + rowid WHERE rowid % 4 = 0`,
    `INSERT INTO message (id, kind, mailing, lead_id, inbox, ${columns})
     SELECT 'a' || substr(id, 2), 'campaign', 'campaigns/inverno', id, substr(id || id, 1, 43), ${mail} FROM lead`,
    `INSERT INTO message (id, kind, lead_id, about, inbox, ${columns})
     SELECT 'b' || substr(id, 2), 'campaign', id, '{}', substr(id || id, 1, 43), ${mail} FROM lead WHERE rowid % 4 = 0`,
    `INSERT INTO renewal (lead_id, since, message_id, asked_at)
     SELECT lead_id, seen_at, message.id, ${was} FROM message JOIN lead ON lead.id = lead_id WHERE about = '{}'`,
    `INSERT INTO enrolment (lead_id, sequence, started_at, judged_from, next_at, status, ended_at)
     SELECT lead.id, name.value, ${was}, ${was}, ${noon + 5 * day}, iif(lead.rowid % 2, 'active', 'done'),
       iif(lead.rowid % 2, NULL, ${was}) FROM lead, json_each('["dopo","tutti"]') AS name`,
    `INSERT INTO suppression (inbox, reason, at) SELECT substr(id || id, 1, 43), 'bounce', ${was} FROM lead WHERE rowid % 9 = 0`,
  ];
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
  // Whoever takes a sequence is looked at anew as the clock first knows its rules, and then waits for days.
  await tick({ ...app.deps, mailer: null });
  await env.DB.exec(`UPDATE enrolment SET next_at = ${noon + 5 * day} WHERE status = 'active'`);
  // What the rows above made due, and what is done once a day, is done first.
  await passMinutes(app, 12);
  return app;
}

/** Lets minutes pass; the rows that D1 read in each. */
async function passMinutes(app: App, count: number): Promise<number[]> {
  const read: number[] = [];
  for (; read.length < count; app.clock.now += minute) {
    const { db, bill } = billedDatabase(env.DB);
    for (const round of ["mails", "house"] as const) await tick({ ...app.deps, db }, round);
    read.push(bill.read);
  }
  return read;
}

it("a clock with nothing to do reads few rows, however many leads, mails and open questions there are", async () => {
  const app = await aQuietHouse();
  const read = await passMinutes(app, 20);
  expect(app.lines.filter(({ event }) => event === "tick-failed")).toEqual([]);
  // Leads are gone through for a sequence that a segment starts, each once in a good quarter of an hour.
  const passes = read.filter((rows) => rows >= 100);
  expect(passes.length, read.join(" ")).toBeLessThanOrEqual(2);
  expect(Math.max(...read)).toBeLessThan(readers * 5);
}, 120_000);
