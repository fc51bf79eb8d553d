import type { Things } from "../bench/desk-pages.ts";
import { addCampaigns } from "./desk-mailings.ts";
import { query, someone } from "./stage.ts";

/** What single pages are about: a lead with its coupon and its receipts, a colleague, a request, printed codes. */
export async function addThings(email: string): Promise<Things> {
  const [row] = await query(
    `SELECT lead.id AS lead, (SELECT code FROM coupon WHERE lead_id = lead.id) AS coupon,
            (SELECT min(id) FROM receipt WHERE lead_id = lead.id) AS receipt FROM lead WHERE email = ?1`,
    email,
  );
  const id = (letter: string) => `${letter}${crypto.randomUUID().replaceAll("-", "")}`.slice(0, 22);
  const [member, batch, request, cost] = [id("p"), id("b"), id("q"), id("c")];
  const lead = String(row?.lead);
  const now = Date.now();
  await query(
    "INSERT INTO member (id, name, email, role, token_hash, created_at, joined_at) VALUES (?1, 'Giulio Conti', ?2, 'editor', ?3, ?4, ?4)",
    ...[member, someone(), id("h").padEnd(43, "x"), now],
  );
  await query(
    "INSERT INTO batch (id, magnet, title, source, size, created_at) VALUES (?1, 'primo-pane', 'Fiera di marzo', 'fiera', 1, ?2)",
    ...[batch, now],
  );
  await query(
    "INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, note) VALUES (?1, 'access', ?2, 'mail', ?3, ?3 + 2592000000, 'Per e-mail')",
    ...[request, lead, now],
  );
  await query(
    `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, source, created_at)
     VALUES (?1, 'primo-pane', '2026-11-01', '2026-11-28', 12000, 'EUR', 'facebook', ?2)`,
    ...[cost, now],
  );
  await query("INSERT INTO lead_tag (lead_id, tag, at) VALUES (?1, 'fiera', ?2)", lead, now);
  await query(
    "INSERT INTO note (id, lead_id, member_id, text, at) VALUES (?1, ?2, ?3, 'Richiamare martedì, dopo le cinque.', ?4)",
    ...[id("n"), lead, member, now],
  );
  await query(
    `INSERT OR IGNORE INTO mail_report
     VALUES ('reminder', CAST(?1 / 3600000 AS INTEGER) - 24, 'resend', 2480, 2316, 31, 24, 8)`,
    now,
  );
  await query(
    `UPDATE message SET bounce = 'hard', bounced_at = ?2, hard_at = ?2, reason = '550 5.1.1 <…> user unknown'
      WHERE id = (SELECT min(id) FROM message WHERE lead_id = ?1)`,
    ...[lead, now],
  );
  // Held, so that the way to let mails go on is looked at, too.
  await query("INSERT OR IGNORE INTO mail_stop (since, complained, arrived) VALUES (?1, 8, 2316)", now);
  await query(
    `INSERT OR IGNORE INTO enrolment (lead_id, sequence, started_at, judged_from, last_step, last_at, next_at)
     VALUES (?1, 'dopo-il-libro', ?2, ?2, 'cinque-secondi', ?2, ?2 + 86400000)`,
    ...[lead, now],
  );
  const mailings = {
    campaigns: ["segale-del-sabato", ...(await addCampaigns())],
    sequence: "dopo-il-libro",
    step: "dopo-il-libro/il-prezzo-massimo",
  };
  return {
    ...mailings,
    lead,
    coupon: String(row?.coupon),
    receipt: String(row?.receipt),
    member,
    batch,
    request,
    cost,
  };
}
