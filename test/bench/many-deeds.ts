import type { DatabaseSync } from "node:sqlite";
import { type Crowd, day, idOf } from "./crowd.ts";
import { oneOf } from "./many-answers.ts";

/** Where visits come from, with their medium and campaign; null: from nowhere that says so. */
export const sources = [
  ["facebook", "paid", "primo-pane"],
  ["instagram", "paid", "lievito-madre"],
  ["google", "cpc", "forniture"],
  ["newsletter", "email", "notte-del-forno"],
  [null, "", ""],
  [null, "", ""],
] as const;

const tags = ["fiera", "mercato", "richiamare", "vip", "ingrosso", "festa"];

/** What the business did about the crowd: people of its own, tags, notes, colleagues in charge, acts, costs. */
export function addWork(db: DatabaseSync, { leads, now }: Crowd, random: () => number): void {
  const addMember = db.prepare(
    "INSERT INTO member (id, name, email, role, shop, token_hash, created_at, joined_at) VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6, ?6)",
  );
  const members = ["Marta", "Giulio", "Irene"].map((name, place) => {
    const id = idOf("p", place);
    addMember.run(
      id,
      name,
      `${name.toLowerCase()}@example.com`,
      place === 0 ? "owner" : "editor",
      id.padEnd(43, "x"),
      now - 700 * day,
    );
    return id;
  });
  const addTag = db.prepare("INSERT OR IGNORE INTO lead_tag (lead_id, tag, at) VALUES (?1, ?2, ?3)");
  const addNote = db.prepare(
    "INSERT INTO note (id, lead_id, member_id, text, at) VALUES (?1, ?2, ?3, ?4, ?5)",
  );
  const assign = db.prepare("UPDATE lead SET assignee = ?2 WHERE id = ?1");
  const addAct = db.prepare(
    "INSERT INTO audit (at, member_id, way, act, subject, about) VALUES (?1, ?2, 'token', ?3, ?4, '{}')",
  );
  for (let number = 0; number < leads; number += 1) {
    const lead = idOf("l", number);
    const at = now - Math.floor(random() * 365 * day);
    if (random() < 0.3) addTag.run(lead, oneOf(tags, random), at);
    // A rare one, for searches that find little.
    if (number % 5000 === 7) addTag.run(lead, "rara", at);
    if (random() < 0.2) assign.run(lead, oneOf(members, random));
    if (random() < 0.1)
      addNote.run(idOf("n", number), lead, oneOf(members, random), "Richiamare martedì, dopo le cinque.", at);
    if (random() < 0.2)
      addAct.run(at, oneOf(members, random), oneOf(["lead.note", "lead.status", "lead.tag"], random), lead);
  }
  addCosts(db, now, random);
}

function addCosts(db: DatabaseSync, now: number, random: () => number): void {
  const add = db.prepare(
    `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, source, impressions, clicks, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, 'EUR', ?6, ?7, ?8, ?9)`,
  );
  for (let month = 0; month < 24; month += 1) {
    for (const [place, [source, , campaign]] of sources.slice(0, 4).entries()) {
      const from = now - (month + 1) * 30 * day;
      const seen = Math.floor(random() * 50_000);
      add.run(
        ...[idOf("c", month * 10 + place), campaign, dayOf(from), dayOf(from + 29 * day)],
        ...[Math.floor(random() * 50_000), source, seen, Math.floor(seen / 50), now],
      );
    }
  }
}

/** What two years of visits counted, day by day, narrower at each step. */
export function addSteps(db: DatabaseSync, { catalog, leads, now }: Crowd, random: () => number): void {
  const add = db.prepare(
    "INSERT INTO step_count (day, landing, step, source, n) VALUES (?1, ?2, ?3, ?4, ?5)",
  );
  const names = ["facebook", "instagram", "google", "newsletter", "direct"];
  const shares = { view: 1, start: 0.4, submit: 0.2, confirm: 0.14, download: 0.1, redeem: 0.04 };
  // As many submits as such a crowd would leave.
  const views = Math.max(1, (leads * 5) / (730 * Object.keys(catalog.landings).length * names.length));
  for (let ago = 0; ago < 730; ago += 1) {
    const date = dayOf(now - ago * day);
    for (const landing of Object.keys(catalog.landings)) {
      for (const source of names) {
        const seen = views * (0.5 + random());
        for (const [step, share] of Object.entries(shares)) {
          const n = Math.floor(seen * share + random());
          if (n > 0) add.run(date, landing, step, source, n);
        }
      }
    }
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
