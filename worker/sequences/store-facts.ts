import { counts, leavesAt } from "../mailings/caps.ts";
import { permissionOf } from "../mailings/permission.ts";
import type { Rule } from "../mailings/rule.ts";
import { openedAt } from "./starts.ts";

/** One lead, asked about for one purpose. */
export interface LeadRow {
  lead: string;
  purpose: string;
  email: string | null;
  merged: 0 | 1;
  bought: 0 | 1;
  repliedAt: number | null;
  withdrawnAt: number | null;
}

/** One submission of a lead, or of one that is the same person. */
export interface PostRow {
  lead: string;
  id: string;
  landing: string;
  at: number;
  confirmedAt: number | null;
  /** As JSON. */
  answers: string;
  /** Lists, as JSON: [magnet, when it was opened]; [magnet, when its coupon was used]. */
  grants: string;
  coupons: string;
}

/** One mail of a sequence. */
export interface MailRow {
  lead: string;
  mailing: string;
  status: string;
  failure: string | null;
  firstAt: number;
  sentAt: number | null;
  /** 1: a link in it was pressed; told of those who agreed to tracking. */
  pressed: 0 | 1;
}

interface People {
  leads: LeadRow[];
  /** Leads that may be written to, but for what their inboxes say, by purpose. */
  permitted: ReadonlyMap<string, ReadonlySet<string>>;
  posts: PostRow[];
  mails: MailRow[];
}

// Deeds of those who are the same person count alike; consents belong to one address.
const family = `SELECT own.id, coalesce(own.merged_into, own.id) AS head FROM lead AS own
  WHERE own.id IN (SELECT value ->> 0 FROM json_each(?1))
     OR own.merged_into IN (SELECT value ->> 0 FROM json_each(?1))`;

/** Reads what is known of leads for their purposes; `opens` tells for how long a press opens each magnet. */
export async function readPeople(
  db: D1Database,
  ways: readonly { leadId: string; purpose: string }[],
  { opens, rules }: { opens: Record<string, number>; rules: readonly Rule[] },
): Promise<People> {
  const pairs = new Map(ways.map(({ leadId, purpose }) => [`${leadId} ${purpose}`, [leadId, purpose]]));
  const asked = JSON.stringify([...pairs.values()]);
  const [leads, posts, mails, ...permitted] = await db.batch([
    db
      .prepare(
        `SELECT lead.id AS lead, asked.value ->> 1 AS purpose, lead.email, lead.merged_into IS NOT NULL AS merged,
           EXISTS (SELECT 1 FROM lead AS one WHERE one.id IN ${twins} AND one.status = 'customer')
             OR EXISTS (SELECT 1 FROM sale WHERE sale.lead_id IN ${twins}) AS bought,
           (SELECT max(at) FROM reply WHERE reply.lead_id IN ${twins}) AS repliedAt,
           (SELECT at FROM consent_state WHERE consent_state.lead_id = lead.id
              AND consent_state.purpose = asked.value ->> 1 AND state = 'withdrawn') AS withdrawnAt
           FROM json_each(?1) AS asked JOIN lead ON lead.id = asked.value ->> 0`,
      )
      .bind(asked),
    db
      .prepare(
        `WITH family AS MATERIALIZED (${family})
         SELECT family.head AS lead, submission.id, submission.landing, submission.at,
           submission.confirmed_at AS confirmedAt, submission.answers,
           (SELECT json_group_array(json_array("grant".magnet, ${openedAt("?2")})) FROM "grant"
             WHERE "grant".submission_id = submission.id) AS grants,
           (SELECT json_group_array(json_array(coupon.magnet, coupon.redeemed_at)) FROM coupon
             WHERE coupon.lead_id = family.id AND coupon.submission_id = submission.id
               AND coupon.redeemed_at IS NOT NULL) AS coupons
           FROM family CROSS JOIN submission ON submission.lead_id = family.id AND submission.status = 'accepted'
          ORDER BY submission.at, submission.id`,
      )
      .bind(asked, JSON.stringify(opens)),
    db
      .prepare(
        `WITH family AS MATERIALIZED (${family})
         SELECT family.head AS lead, mailing, status, failure, first_at AS firstAt, sent_at AS sentAt,
           EXISTS (SELECT 1 FROM lead_press
             WHERE lead_press.lead_id = family.id AND lead_press.mailing = message.mailing) AS pressed
           FROM family CROSS JOIN message ON message.lead_id = family.id AND message.kind = 'sequence'
          WHERE mailing IS NOT NULL ORDER BY first_at, message.id`,
      )
      .bind(asked),
    ...rules.map((rule) => {
      const { sql, values } = permissionOf(rule, 2);
      return db
        .prepare(
          `SELECT lead.id FROM lead
            WHERE lead.id IN (SELECT value ->> 0 FROM json_each(?1)) AND ${sql} IS NULL`,
        )
        .bind(asked, ...values);
    }),
  ]);
  return {
    permitted: new Map(
      rules.map(({ purpose }, place) => [
        purpose,
        new Set(((permitted[place]?.results ?? []) as unknown as { id: string }[]).map(({ id }) => id)),
      ]),
    ),
    leads: leads?.results as unknown as LeadRow[],
    posts: posts?.results as unknown as PostRow[],
    mails: mails?.results as unknown as MailRow[],
  };
}

const twins = "(SELECT lead.id UNION ALL SELECT twin.id FROM lead AS twin WHERE twin.merged_into = lead.id)";

/** How one inbox stands. */
export interface InboxRow {
  inbox: string;
  /** What keeps it from being written to, since when; null: nothing. */
  reason: string | null;
  at: number | null;
  /** When the mails of content to it left, or are to leave, as far as a cap may count them (JSON). */
  mails: string;
}

// A mail that is late by minutes bears yesterday's date at times, and its seven days begin six before.
const counted = 9 * 86_400_000;

/** Reads what keeps `inboxes` from being written to, and the mails of content that they had of late. */
export async function readInboxes(
  db: D1Database,
  inboxes: readonly string[],
  now: number,
): Promise<InboxRow[]> {
  if (inboxes.length === 0) return [];
  const found = await db
    .prepare(
      `SELECT asked.value AS inbox, suppression.reason, suppression.at,
         (SELECT json_group_array(${leavesAt}) FROM message
           WHERE message.inbox = asked.value AND ${counts} AND ${leavesAt} > ?2 - ${counted}) AS mails
         FROM json_each(?1) AS asked LEFT JOIN suppression ON suppression.inbox = asked.value`,
    )
    .bind(JSON.stringify(inboxes), now)
    .all<InboxRow>();
  return found.results;
}
