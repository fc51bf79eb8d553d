import { createHmac } from "node:crypto";
import type { Catalog } from "../../content/schema/catalog.ts";
import { addDays, dayIn, momentOfClock } from "../../worker/calendar.ts";
import { openDatabase } from "../support/database-file.ts";

/** The tag by which the segment of the campaign knows its readers. */
const tag = "campagna";

/** Who is in the database beside the readers, and must get nothing. */
const others = { elsewhere: 0.05, suppressed: 0.02, unconfirmed: 0.01, withdrawn: 0.01 };

/** Writes `count` readers of a campaign into the database of `folder`, others between them, and the campaign, approved. */
export function storeCampaign(
  folder: string,
  catalog: Catalog,
  { count, secret, rate }: { count: number; secret: string; rate: number },
): number {
  const [name = "", entry] = Object.entries(catalog.campaigns)[0] ?? [];
  if (entry === undefined) throw new Error("The built content has no campaign.");
  const database = openDatabase(folder);
  const now = Date.now() - 86_400_000;
  const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);
  database.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
  let strangers = 0;
  const store = (kind: keyof typeof others | "reader", place: number) => {
    const id = `${kind[0]}${place}`.padEnd(22, "x");
    // Strangers have another name before the sign: the provider tells them apart.
    const email = `${kind === "reader" ? "ada" : "nobody"}.${kind}${place}@example.com`;
    run(
      `INSERT INTO lead (id, identity, email, locale, first_source, last_source, created_at, seen_at, confirmed_at)
       VALUES (?1, 'email:' || ?2, ?2, 'it', '{}', '{}', ?3, ?3, ?3)`,
      ...[id, email, now],
    );
    run(
      `INSERT INTO submission (id, landing, form, build, lead_id, status, answers, consents, fingerprint, locale, source,
         source_label, page_url, at) VALUES (?1, ?2, ?3, 'b', ?1, 'accepted', '{}', '["marketing"]', ?4, 'it', '{}', 'diretto',
         'https://example.com/', ?5)`,
      ...[id, landing, form, id.padEnd(43, "x"), now],
    );
    const receipt = (channel: string, granted: number) =>
      run(
        `INSERT INTO receipt (lead_id, submission_id, purpose, granted, wording, wording_hash, form, build, locale, page_url,
           channel, at) VALUES (?1, ?1, ?2, ?3, 'Sì', ?4, ?5, 'b', 'it', 'https://example.com/', ?6, ?7)`,
        ...[id, entry.purpose, granted, "0".repeat(64), form, channel, now],
      );
    receipt("form", 1);
    if (kind !== "unconfirmed") receipt("confirm", 1);
    if (kind === "withdrawn") receipt("preferences", 0);
    if (kind !== "elsewhere") run("INSERT INTO lead_tag (lead_id, tag, at) VALUES (?1, ?2, 1)", id, tag);
    if (kind === "suppressed")
      run(
        "INSERT INTO suppression (inbox, reason, at) VALUES (?1, 'unsubscribed', 1)",
        inboxOf(secret, email),
      );
  };
  const [landing = "", { form } = { form: "" }] = Object.entries(catalog.landings)[0] ?? [];
  for (let place = 0; place < count; place += 1) {
    store("reader", place);
    for (const [kind, share] of Object.entries(others) as [keyof typeof others, number][]) {
      if (place % Math.round(1 / share) > 0) continue;
      store(kind, place);
      strangers += 1;
    }
  }
  const approved = {
    entry: { ...entry, send: undefined, warmup: undefined, rate, subjects: entry.subjects.slice(0, 1) },
    question: { field: "tag", is: tag },
  };
  run(
    `INSERT INTO campaign (name, status, hash, approved, approved_at, starts_at, last_row)
     VALUES (?1, 'sending', ?2, ?3, ?4, ?4, (SELECT max(rowid) FROM lead))`,
    ...[name, "0".repeat(43), JSON.stringify(approved), now],
  );
  run("INSERT INTO campaign_place (campaign, part, zone, starts_at) VALUES (?1, 'rest', '', ?2)", name, now);
  database.exec("COMMIT");
  database.close();
  return strangers;
}

/** Nine in the morning of the day after `time`, in milliseconds: an hour at which campaigns go out. */
export function morningAfter(time: number, timeZone: string): number {
  return momentOfClock(Date.parse(`${addDays(dayIn(time, timeZone), 1)}T09:00:00Z`), timeZone);
}

/** As the Worker knows an inbox. */
function inboxOf(secret: string, email: string): string {
  return createHmac("sha256", secret).update(`inbox:${email}`).digest("base64url");
}
