import type { DatabaseSync } from "node:sqlite";
import type { Catalog } from "../../content/schema/catalog.ts";
import { linkName } from "../../worker/clicks/link-name.ts";
import { type Crowd, day } from "./crowd.ts";

/** The campaign that went out to all of the crowd who have an address; content does not have it. */
export const sentCampaign = "inverno";

/** Mails of content, and what became of them: a campaign to all, ways through the sequences, presses, what inboxes said. */
export function addMailings(db: DatabaseSync, { catalog, now }: Crowd): void {
  nameInboxes(db);
  addCampaign(db, catalog, now);
  for (const [name, { steps }] of Object.entries(catalog.sequences))
    addWays(db, { name, steps: steps.map((step) => step.name), now });
  addFigures(db, now);
  addPressTokens(db, now);
}

/** The inbox of a lead, as a mail to it has it. */
export const inboxOf = (lead: string) => `substr(${lead} || ${lead}, 1, 43)`;

// Draws of a hundred that are the same each time, and do not hang together.
const factors = { fate: 2_654_435_761, way: 2_246_822_519, takes: 3_266_489_917, tracked: 668_265_263 };
const drawn = (of: keyof typeof factors) => `(lead.rowid * ${factors[of]} % 4294967296 / 65536 % 100)`;

const lastPost = `(SELECT id FROM submission WHERE submission.lead_id = lead.id ORDER BY at DESC LIMIT 1)`;

function nameInboxes(db: DatabaseSync): void {
  db.exec(`UPDATE message SET inbox = ${inboxOf("lead_id")} WHERE inbox IS NULL AND lead_id IS NOT NULL`);
}

/** A hundred thousand mails of two subjects: of a hundred, one never left, one came back, one went unsaid. */
function addCampaign(db: DatabaseSync, catalog: Catalog, now: number): void {
  const [entry] = Object.values(catalog.campaigns);
  if (entry === undefined) throw new Error("The content has no campaign.");
  const question = catalog.segments[entry.segment]?.question;
  const began = now - 20 * day;
  db.prepare(
    `INSERT INTO message (id, kind, mailing, variant, lead_id, submission_id, inbox, status, attempts, first_at, next_at,
       created_at, sent_at, provider, provider_id, failure, delivered_at, hard_at)
     SELECT 'k' || substr(id, 2), 'campaign', 'campaigns/${sentCampaign}', rowid % 2, id, ${lastPost}, ${inboxOf("id")},
       iif(fate = 0, 'withheld', 'sent'), 1, at, at, at, iif(fate = 0, NULL, at + 900), iif(fate = 0, NULL, 'postmark'),
       iif(fate = 0, NULL, 'k' || id), iif(fate = 0, 'suppressed', NULL), iif(fate > 2, at + 4000, NULL),
       iif(fate = 1, at + 4000, NULL)
       FROM (SELECT lead.rowid, lead.id, ${drawn("fate")} AS fate, ?1 + lead.rowid * 500 AS at FROM lead WHERE email IS NOT NULL) AS lead`,
  ).run(began);
  db.prepare(
    `INSERT INTO campaign (name, status, hash, approved, approved_at, starts_at, last_row, paced_at, day, day_mails, days,
       written, left_out, winner, verdict, done_at)
     SELECT '${sentCampaign}', 'done', ?1, ?2, ?3, ?3, count(*), ?3 + count(*) * 500, ?4, 10, 1,
       json_array(count(*) / 2, count(*) / 2, 0, 0), '{"unconfirmed":120,"no-consent":4100}', 1,
       '{"clear":true,"delivered":[4000,4000],"pressed":[180,260]}', ?3 + 2 * 86400000 FROM lead`,
  ).run(
    "0".repeat(43),
    JSON.stringify({ entry: { ...entry, label: sentCampaign }, question }),
    began,
    new Date(began + day).toISOString().slice(0, 10),
  );
  db.prepare(
    `INSERT INTO mailing_reason (mailing, at, reason) VALUES ('campaigns/${sentCampaign}', ?1, 'Il fornaio ha detto di sì.')`,
  ).run(began + 1000);
}

/** One lead of five takes the sequence: two thirds came to its end, some are under way, the others were stopped. */
function addWays(
  db: DatabaseSync,
  { name, steps, now }: { name: string; steps: readonly string[]; now: number },
): void {
  const all = JSON.stringify(steps);
  db.prepare(
    `INSERT INTO enrolment (lead_id, sequence, submission_id, started_at, judged_from, passed, place, last_step, last_at,
       next_at, status, reason, ended_at)
     SELECT id, ?1, ${lastPost}, began, began, iif(place = 0, '[]', ?2), place, iif(place = 0, NULL, ?2 ->> (place - 1)),
       iif(place = 0, NULL, began + 86400000), ?3 + (fate % 20 + 1) * 86400000, status, iif(status = 'stopped', reason, NULL),
       iif(status = 'active', NULL, ?3 - fate * 86400000)
       FROM (SELECT lead.*, ?3 - (40 + fate) * 86400000 AS began, fate % (json_array_length(?2) + 1) AS place,
           iif(fate < 65, 'done', iif(fate < 85, 'active', 'stopped')) AS status,
           '["bought","redeemed","unsubscribed"]' ->> (fate % 3) AS reason
         FROM (SELECT lead.rowid, lead.id, ${drawn("way")} AS fate FROM lead WHERE ${drawn("takes")} < 20) AS lead) AS lead`,
  ).run(name, all, now);
  db.prepare(
    `INSERT INTO message (id, kind, mailing, lead_id, submission_id, inbox, status, attempts, first_at, next_at, created_at,
       sent_at, provider, provider_id, delivered_at)
     SELECT substr('q' || step.key || substr(lead_id, 3), 1, 22), 'sequence', 'sequences/' || ?1 || '/' || step.value, lead_id,
       submission_id, ${inboxOf("lead_id")}, 'sent', 1, last_at, last_at, last_at, last_at + 900, 'postmark',
       step.key || lead_id, last_at + 4000
       FROM enrolment JOIN json_each(?2) AS step ON step.key < place WHERE sequence = ?1`,
  ).run(name, all);
}

/** What the mails' own rows would have counted as they left, and what was pressed in the weeks after. */
function addFigures(db: DatabaseSync, now: number): void {
  db.exec(`
    INSERT INTO mailing_count (mailing, variant, day, sent, delivered, hard, landed, submitted, confirmed, redeemed)
    SELECT mailing, coalesce(variant, 0), coalesce(sent_at, hard_at) / 86400000, count(*), count(delivered_at), count(hard_at),
      count(*) / 25, count(*) / 80, count(*) / 120, count(*) / 300
      FROM message WHERE mailing IS NOT NULL AND sent_at IS NOT NULL GROUP BY 1, 2, 3;
    INSERT INTO mailing_sent (mailing, first_at, began_at, last_at)
    SELECT mailing, min(sent_at), min(sent_at), max(sent_at) FROM message
     WHERE mailing IS NOT NULL AND sent_at IS NOT NULL GROUP BY 1`);
  const links = [
    "/primo-pane/",
    "/abbonamento/",
    "/lievito-madre/",
    "https://www.instagram.com/fornoaurelia.example",
  ];
  const addLink = db.prepare(
    "INSERT INTO mailing_link (mailing, link, href) SELECT mailing, ?1, ?2 FROM mailing_sent WHERE true ON CONFLICT DO NOTHING",
  );
  for (const href of links) addLink.run(linkName(href), href);
  db.prepare(
    `INSERT INTO click_count (mailing, day, variant, link, kind, n, presses, people)
     SELECT mailing, date(first_at / 1000 + ago.value * 86400, 'unixepoch'), variant.value, link, kind.value, 40, 55, 30
       FROM mailing_link JOIN mailing_sent USING (mailing), json_each(?1) AS ago, json_each('[0,1]') AS variant,
         json_each('["person","scanner"]') AS kind WHERE variant.value = 0 OR mailing LIKE 'campaigns/%'`,
  ).run(JSON.stringify(Array.from({ length: 20 }, (_, ago) => ago)));
  db.prepare(
    `INSERT INTO press (at, day, mailing, variant, link, party, caller, telling, hasty)
     SELECT ?1 - lead.rowid * 1000, date(?1 / 1000, 'unixepoch'), 'campaigns/${sentCampaign}', 0, ?2, id, id || 'a', 0, 0
       FROM lead LIMIT 100`,
  ).run(now, linkName("/primo-pane/"));
}

/** One reader of five agreed to tracking, and has addresses of their own in the campaign's mail; of these some pressed. */
function addPressTokens(db: DatabaseSync, now: number): void {
  db.prepare(
    `INSERT INTO token (hash, purpose, subject_id, expires_at)
     SELECT ${inboxOf("id")}, 'press', 'k' || substr(id, 2), ?1 + 162 * 86400000 FROM lead WHERE ${drawn("tracked")} < 20`,
  ).run(now);
  db.prepare(
    `INSERT INTO lead_press (lead_id, mailing, link, first_at)
     SELECT id, 'campaigns/${sentCampaign}', ?2, ?1 - 19 * 86400000 FROM lead WHERE ${drawn("tracked")} < 5`,
  ).run(now, linkName("/primo-pane/"));
}
