import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import type { ConsentLock } from "../../content/schema/consent-lock.ts";
import { genesis, linkText, pageCopyText, receiptSchema } from "../../content/schema/ledger.ts";

const migrations = join(import.meta.dirname, "../../worker/migrations");

/** When the first receipt of a register was written. */
export const began = Date.parse("2027-03-10T11:00:00Z");

const words = "Voglio ricevere le novità del forno, «due volte al mese».";
const form = JSON.stringify({ fields: [{ name: "email", type: "email" }], consents: [{ text: words }] });
// Long enough, and varied enough, to fill several pages of the database when it is packed.
const text = Array.from({ length: 150 }, (_, line) => `<p>${sha256(`line ${line}`)}</p>`).join("\n");
const page = `<!doctype html><html lang="it"><title>Guida</title><h1>La guida al pane</h1>${text}</html>`;

/** The lock that knows the words of a register. */
export const itsLock: ConsentLock = {
  guida: { marketing: [{ version: 1, from: "2027-03-01", sha256: sha256(words), text: words }] },
};

/** Makes a register of `count` receipts at `file`, all but the last `unsealed` of them in the chain: two to a lead. */
export function makeRegister(file: string, count: number, unsealed = 0): void {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
  for (const name of readdirSync(migrations).sort()) db.exec(readFileSync(join(migrations, name), "utf8"));
  db.exec("BEGIN");
  const addReceipt = db.prepare(
    `INSERT INTO receipt (lead_id, submission_id, purpose, granted, wording, wording_hash, version, form, form_hash, build,
       locale, page_url, channel, at, message_id)
     VALUES (?1, ?2, 'marketing', 1, ?3, ?4, 1, 'guida', ?5, 'b1b1b1b1b1b1b1b1', 'it', ?6, ?7, ?8, ?9) RETURNING *`,
  );
  const addLead = leadsInto(db);
  const addSeal = db.prepare("INSERT INTO seal (receipt_id, hash) VALUES (?1, ?2)");
  let link = genesis;
  for (let place = 0; place < count; place += 1) {
    const lead = Math.floor(place / 2);
    const at = began + place * 60_000;
    if (place % 2 === 0) addLead(lead, at);
    const confirms = place % 2 === 1;
    const receipt = addReceipt.get(
      ...[
        idOf("lead", lead),
        idOf("post", lead),
        words,
        sha256(words),
        sha256(form),
        "https://forno.example/guida/",
      ],
      ...[confirms ? "confirm" : "form", at, confirms ? idOf("mail", lead) : null],
    );
    link = createHash("sha256")
      .update(linkText(link, receiptSchema.parse(receipt)))
      .digest("base64url");
    if (place < count - unsealed) addSeal.run(place + 1, link);
  }
  addPage(db);
  db.exec("COMMIT");
  db.close();
}

/** Writes lead number `lead` with its one post and its one mail, both of the time `at`. */
function leadsInto(db: DatabaseSync): (lead: number, at: number) => void {
  const addLead = db.prepare(
    `INSERT INTO lead (id, identity, email, given_name, locale, first_source, last_source, created_at, seen_at, confirmed_at)
     VALUES (?1, 'email:' || ?2, ?2, 'Ada', 'it', '{}', '{}', ?3, ?3, ?3 + 60000)`,
  );
  const addPost = db.prepare(
    `INSERT INTO submission (id, landing, form, build, lead_id, status, answers, consents, fingerprint, locale, source,
       source_label, page_url, network, agent, at, confirmed_at)
     VALUES (?1, 'guida', 'guida', 'b1b1b1b1b1b1b1b1', ?2, 'accepted', '{}', '["marketing"]', ?3, 'it', '{}', 'direct',
       'https://forno.example/guida/', ?3, 'Safari, iOS', ?4, ?4 + 60000)`,
  );
  const addMail = db.prepare(
    `INSERT INTO message (id, kind, lead_id, submission_id, status, attempts, next_at, created_at, sent_at, provider,
       provider_id, delivered_at)
     VALUES (?1, 'confirmation', ?2, ?3, 'sent', 1, ?4, ?4, ?4 + 2000, 'postmark', 'p' || ?1, ?4 + 5000)`,
  );
  return (lead, at) => {
    const [id, post, mail] = [idOf("lead", lead), idOf("post", lead), idOf("mail", lead)];
    addLead.run(id, `ada.${lead}@example.com`, at);
    addPost.run(post, id, "f".repeat(43), at);
    addMail.run(mail, id, post, at);
  };
}

function addPage(db: DatabaseSync): void {
  const html = gzipSync(page);
  const row = {
    build: "b1b1b1b1b1b1b1b1",
    landing: "guida",
    hash: sha256(page),
    packed: sha256(html),
    form,
    at: began,
  };
  const seal = createHash("sha256").update(pageCopyText(row)).digest("base64url");
  db.prepare(
    "INSERT INTO page_copy (build, landing, hash, html, form, at, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  ).run(...[row.build, row.landing, row.hash, html, row.form, row.at, seal]);
}

/** The id of the lead, post or mail number `n`. */
export function idOf(kind: "lead" | "post" | "mail", n: number): string {
  return kind + String(n).padStart(22 - kind.length, "0");
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
