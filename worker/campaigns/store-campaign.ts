import type { CampaignStatus, StopReason } from "./campaign.ts";

/** Why somebody of the segment was left out. */
type LeftOut = Readonly<Record<string, number>>;

/** The numbers by which the subjects were judged. */
export interface Verdict {
  /** Whether one was pressed so much more often that chance does not explain it. */
  clear: boolean;
  /** Mails that arrived, and people who pressed a link in them, by subject. */
  delivered: number[];
  pressed: number[];
}

/** A campaign that somebody approved, as it stands. */
export interface CampaignRow {
  name: string;
  status: CampaignStatus;
  hash: string;
  /** As JSON. */
  approved: string;
  approvedBy: string | null;
  approvedAt: number;
  startsAt: number;
  lastRow: number | null;
  turn: number;
  pacedAt: number;
  day: string | null;
  dayMails: number;
  days: number;
  written: number[];
  leftOut: LeftOut;
  /** How many wait for another day, since their inboxes had their mails, by the day on which they are tried again. */
  capped: Readonly<Record<string, number>>;
  judgeAt: number | null;
  winner: number | null;
  verdict: Verdict | null;
  was: "approved" | "testing" | "sending" | null;
  stoppedAt: number | null;
  reason: StopReason | null;
  doneAt: number | null;
}

/** A row as the database keeps it. */
export type Stored = Omit<CampaignRow, "written" | "leftOut" | "capped" | "verdict"> & {
  written: string;
  leftOut: string;
  verdict: string | null;
};

const columns = `name, status, hash, approved, approved_by AS approvedBy, approved_at AS approvedAt, starts_at AS startsAt,
  last_row AS lastRow, turn, paced_at AS pacedAt, day, day_mails AS dayMails, days, written, left_out AS leftOut,
  judge_at AS judgeAt, winner, verdict, was, stopped_at AS stoppedAt, reason, done_at AS doneAt`;

/** The campaign `name`, or null while nobody has approved it. */
export async function readCampaign(db: D1Database, name: string): Promise<CampaignRow | null> {
  const row = await db.prepare(`SELECT ${columns} FROM campaign WHERE name = ?1`).bind(name).first<Stored>();
  return row === null ? null : readRow(row);
}

/** All campaigns that were approved, the last approved first. */
export async function listCampaigns(db: D1Database): Promise<CampaignRow[]> {
  const found = await db
    .prepare(`SELECT ${columns} FROM campaign ORDER BY approved_at DESC, name LIMIT 500`)
    .all<Stored>();
  return found.results.map(readRow);
}

/** No clock is further ahead of another, in milliseconds: on one's own it may be time already. */
export const widest = 26 * 3_600_000;

/** Those that go out, or wait for their time: whoever waited longest for its turn first. */
export function selectOpen(db: D1Database, most: number, at: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT ${columns} FROM campaign WHERE status IN ('testing', 'sending') OR (status = 'approved' AND starts_at
          <= ?2 + iif(approved ->> '$.entry.zone' = 'lead', ${widest}, 0)) ORDER BY paced_at, name LIMIT ?1`,
    )
    .bind(most, at);
}

/** A row as it comes from the database. */
export function readRow({ written, leftOut: counts, verdict, ...row }: Stored): CampaignRow {
  const { capped = {}, ...leftOut } = JSON.parse(counts);
  return {
    ...row,
    written: JSON.parse(written),
    ...{ leftOut, capped },
    verdict: verdict === null ? null : JSON.parse(verdict),
  };
}

/** How far a campaign has come among the leads of one time zone. */
export interface Place {
  part: "test" | "rest";
  /** '' is the site's own. */
  zone: string;
  startsAt: number;
  row: number;
  doneAt: number | null;
}

/** How far the campaign `name` has come, zone by zone. */
export async function listPlaces(db: D1Database, name: string): Promise<Place[]> {
  const found = await db
    .prepare(
      `SELECT part, zone, starts_at AS startsAt, row, done_at AS doneAt FROM campaign_place
        WHERE campaign = ?1 ORDER BY part, starts_at, zone`,
    )
    .bind(name)
    .all<Place>();
  return found.results;
}

/** What is left of a campaign's mails in the outbox, and what became of those that left. */
export interface Mails {
  waiting: number;
  sent: number;
  delivered: number;
  bounced: number;
  /** Given up after all tries. */
  dead: number;
  /** Not sent after all: whoever it was for withdrew, or is written to no more. */
  withheld: number;
}

/** How the mails of `mailing` stand. */
export async function countMails(db: D1Database, mailing: string): Promise<Mails> {
  const row = await db
    .prepare(
      `SELECT count(*) FILTER (WHERE status IN ('queued', 'leased') OR failure = 'stopped') AS waiting,
         count(*) FILTER (WHERE status = 'sent') AS sent, count(delivered_at) AS delivered, count(hard_at) AS bounced,
         count(*) FILTER (WHERE status = 'dead') AS dead,
         count(*) FILTER (WHERE status = 'withheld' AND coalesce(failure, '') NOT IN ('stopped', 'capped', 'cap')) AS withheld
         FROM message WHERE mailing = ?1`,
    )
    .bind(mailing)
    .first<Mails>();
  return row ?? { waiting: 0, sent: 0, delivered: 0, bounced: 0, dead: 0, withheld: 0 };
}
