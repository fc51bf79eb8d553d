/** What a lead is reckoned from: their own rows, and those of the leads that were merged into them. */
export interface Facts {
  id: string;
  email: string | null;
  phone: string | null;
  givenName: string | null;
  familyName: string | null;
  /** 1: the address belongs to a service of throw-away addresses. */
  disposable: 0 | 1 | null;
  /** What the business says whom they buy for. */
  marketSaid: "b2b" | "b2c" | null;
  /** The worst that a provider reported of mails to the address. */
  bounce: "hard" | "complaint" | null;
  /** When the lead's own address was confirmed. */
  confirmedAt: number | null;
  /** When each of the addresses was. */
  confirmations: number[];
  /** From the first to the last. */
  submissions: { form: string; at: number; answers: Record<string, string | string[]> }[];
  /** Until when each gift was last open. */
  openings: { magnet: string; until: number }[];
  redemptions: number[];
  withdrawals: number[];
}

/** Which leads are read: those in a list, those that are due, or those that come after a place. */
export type Asked =
  | { which: "list"; ids: readonly string[] }
  | { which: "due"; limit: number }
  | { which: "after"; place: string; limit: number };

/** The facts of the leads that are `asked` for; of one that was merged into another, of that other. */
export function selectFacts(db: D1Database, asked: Asked): D1PreparedStatement {
  switch (asked.which) {
    case "list":
      return db
        .prepare(facts.replace("$ASKED", "SELECT value AS id FROM json_each(?1)"))
        .bind(JSON.stringify(asked.ids));
    case "due":
      return db.prepare(facts.replace("$ASKED", `SELECT lead_id AS id FROM (${dueLeads})`)).bind(asked.limit);
    case "after":
      return db
        .prepare(facts.replace("$ASKED", "SELECT id FROM lead WHERE id > ?1 ORDER BY id LIMIT ?2"))
        .bind(asked.place, asked.limit);
  }
}

/** The leads that are due, in their order, `?1` of them. */
export const dueLeads = "SELECT lead_id, n FROM lead_due ORDER BY lead_id LIMIT ?1";

/** A row of `selectFacts`. */
export interface FactsRow {
  facts: string;
}

/** The facts in a row of the database. */
export function factsIn({ facts: json }: FactsRow): Facts {
  // Written by the statement below, out of columns that the tables themselves keep in shape.
  return JSON.parse(json) as Facts;
}

const own = (table: string) =>
  `${table}.lead_id IN (SELECT lead.id UNION ALL SELECT id FROM lead AS m WHERE m.merged_into = lead.id)`;

const facts = `
  SELECT json_object(
    'id', lead.id, 'email', lead.email, 'phone', lead.phone, 'givenName', lead.given_name,
    'familyName', lead.family_name, 'disposable', lead.disposable, 'confirmedAt', lead.confirmed_at,
    'marketSaid', coalesce(lead.market_said, (SELECT min(market_said) FROM lead AS m WHERE m.merged_into = lead.id)),
    'bounce', (SELECT min(bounce) FROM message WHERE message.lead_id = lead.id AND bounce IN ('hard', 'complaint')),
    'confirmations', json((SELECT json_group_array(at) FROM (
      SELECT confirmed_at AS at FROM lead AS m
       WHERE (m.id = lead.id OR m.merged_into = lead.id) AND confirmed_at IS NOT NULL ORDER BY at))),
    'submissions', json((SELECT json_group_array(json_object('form', form, 'at', at, 'answers', json(answers))) FROM (
      SELECT form, at, answers FROM submission
       WHERE ${own("submission")} AND status = 'accepted' ORDER BY at, id))),
    'openings', json((SELECT json_group_array(json_object('magnet', magnet, 'until', until)) FROM (
      SELECT magnet, max(open_until) AS until FROM "grant"
        JOIN submission ON submission.id = "grant".submission_id
       WHERE ${own("submission")} AND open_until IS NOT NULL GROUP BY magnet ORDER BY magnet))),
    'redemptions', json((SELECT json_group_array(redeemed_at) FROM (
      SELECT redeemed_at FROM coupon
       WHERE ${own("coupon")} AND redeemed_at IS NOT NULL ORDER BY redeemed_at, code))),
    'withdrawals', json((SELECT json_group_array(at) FROM (
      SELECT DISTINCT at FROM receipt WHERE ${own("receipt")} AND granted = 0 ORDER BY at)))
  ) AS facts
    FROM lead
   WHERE lead.erased_at IS NULL AND lead.id IN (
     SELECT coalesce(whole.merged_into, whole.id) FROM ($ASKED) AS asked JOIN lead AS whole ON whole.id = asked.id)`;
