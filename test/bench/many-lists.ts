import type { DatabaseSync } from "node:sqlite";
import { networks, readBands, timeBands } from "../../content/schema/engagement.ts";
import { sliceSql } from "../../worker/lists/count-sql.ts";
import { noForms } from "../../worker/lists/writable.ts";
import { type Crowd, day, idOf } from "./crowd.ts";
import { inboxOf } from "./many-mailings.ts";

/** What the business knows of its lists: sales, inboxes that take no mail, who was asked again, files that came in, zones. */
export function addLists(db: DatabaseSync, { catalog, leads, now }: Crowd): void {
  db.prepare(
    `INSERT INTO sale (id, lead_id, day, at, what, inbox, noted_at)
     SELECT 'v' || substr(id, 2), id, date((?1 - 86400000) / 1000, 'unixepoch'), ?1 - 86400000, 'Una torta', ${inboxOf("id")}, ?1
       FROM lead WHERE rowid % 20 = 3`,
  ).run(now);
  db.prepare(
    `INSERT INTO suppression (inbox, reason, at, silent)
     SELECT ${inboxOf("id")}, '["bounce","complaint","unsubscribed","unsubscribed","owner"]' ->> (rowid / 40 % 5), ?1,
       rowid / 40 % 5 = 3 FROM lead WHERE rowid % 40 = 5`,
  ).run(now - 10 * day);
  db.prepare(
    `INSERT INTO renewal (lead_id, since, message_id, asked_at, outcome, ended_at)
     SELECT id, seen_at, 'w' || substr(id, 2), ?1 - 30 * 86400000, '["yes","life","silent","undelivered"]' ->> (rowid / 50 % 4), ?1
       FROM lead WHERE rowid % 50 = 7`,
  ).run(now - 2 * day);
  db.exec(`
    INSERT INTO lead_zone (lead_id, zone) SELECT id, 'America/New_York' FROM lead WHERE rowid % 100 = 9;
    UPDATE lead SET market = iif(rowid % 3 = 0, 'b2b', 'b2c') WHERE rowid % 5 < 3`);
  db.prepare(
    `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, note)
     VALUES (?1, 'access', ?2, 'mail', ?3, ?3 + 2592000000, 'Per e-mail')`,
  ).run(idOf("q", 0), idOf("l", 1), now - 5 * day);
  addImports(db, Object.keys(catalog.landings)[0] ?? "", now);
  // As the clock counts them, in one piece.
  db.prepare("INSERT INTO list_pass (one, pass, place, whole) VALUES (1, ?1, NULL, ?1)").run(now);
  const add = db.prepare(
    `INSERT INTO list_count (pass, kind, key, n, open, confirmed, bounced, complained) VALUES (${now}, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const row of db.prepare(sliceSql).all(now, "", leads, "marketing", noForms))
    add.run(...Object.values(row));
}

/** Three files, one of them with five thousand rows that were refused, for one of eight reasons. */
function addImports(db: DatabaseSync, landing: string, now: number): void {
  const reading = {
    ...{ encoding: "utf-8", separator: ",", heads: ["Email", "Nome"], samples: [], meta: false },
    ...{ columns: ["field:email", "field:nome"], claims: [] },
  };
  const add = db.prepare(
    `INSERT INTO import (id, name, status, reading, landing, provenance, basis, bytes, at_byte, at_part, parts, rows, taken,
       known, refused, created_at, ended_at)
     VALUES (?1, ?2, 'done', ?3, ?4, 'Fiera di Bologna', 'consent', 900000, 900000, 40, 40, 20000, 14000, 1000, 5000, ?5, ?5 + 60000)`,
  );
  for (const [place, name] of ["fiera.csv", "clienti.csv", "negozio.csv"].entries())
    add.run(idOf("i", place), name, JSON.stringify(reading), landing, now - (place + 1) * 30 * day);
  const reasons = ["damaged", "cells", "contact", "email", "phone", "required", "pattern", "test"];
  db.prepare(
    `INSERT INTO import_refusal (import_id, row, reason, field)
     SELECT ?1, lead.rowid, ?2 ->> (lead.rowid % 8), iif(lead.rowid % 8 = 0, 'Email', NULL) FROM lead LIMIT 5000`,
  ).run(idOf("i", 0), JSON.stringify(reasons));
  db.prepare("UPDATE submission SET page_url = 'import:' || ?1 WHERE rowid % 15 = 4").run(idOf("i", 0));
}

/** How long each landing was open on each day of two years, how far it was read, and where to it was shared. */
export function addEngagement(db: DatabaseSync, { catalog, now }: Crowd): void {
  const bands = [
    ...timeBands.map((band) => ["time", band]),
    ...readBands.map((band) => ["read", band]),
    ...networks.map((network) => ["share", network]),
  ];
  db.prepare(
    `INSERT INTO engagement (day, landing, kind, band, n)
     SELECT date(?1 / 1000 - ago.value * 86400, 'unixepoch'), landing.value, band.value ->> 0, band.value ->> 1,
       1 + (ago.value * 31 + band.key * 7) % 40
       FROM json_each(?2) AS ago, json_each(?3) AS landing, json_each(?4) AS band`,
  ).run(
    now,
    JSON.stringify(Array.from({ length: 730 }, (_, ago) => ago)),
    JSON.stringify(Object.keys(catalog.landings)),
    JSON.stringify(bands),
  );
  // As the clock adds them up.
  db.prepare(
    `INSERT INTO engagement_month (month, landing, kind, band, n)
     SELECT substr(day, 1, 7), landing, kind, band, sum(n) FROM engagement
      WHERE day < strftime('%Y-%m', ?1 / 1000 - 28 * 86400, 'unixepoch') GROUP BY 1, 2, 3, 4`,
  ).run(now);
}
