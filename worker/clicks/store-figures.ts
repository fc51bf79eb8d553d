/** What became of a mailing, and what its readers did; numbers alone. */
export interface Counts {
  /** Those that left, and of these as many as left since deliveries are reported. */
  sent: number;
  told: number;
  delivered: number;
  deferred: number;
  hard: number;
  soft: number;
  complained: number;
  unsubscribed: number;
  /** People who pressed a link, presses of links, and how often scanners did. */
  pressed: number;
  presses: number;
  scanned: number;
  landed: number;
  submitted: number;
  confirmed: number;
  downloaded: number;
  redeemed: number;
}

/** The counts of one variant. */
interface VariantCounts extends Counts {
  variant: number;
}

/** How often one link was pressed. */
export interface LinkCounts {
  /** Where it leads; null where nobody knows any more. */
  href: string | null;
  people: number;
  presses: number;
  scanned: number;
}

/** All figures of one mailing. */
export interface MailingFigures {
  mailing: string;
  total: Counts;
  variants: VariantCounts[];
  links: LinkCounts[];
  /** How often its picture was fetched. */
  opened: number;
  /** When its first and its last mail left; null where none did. */
  firstAt: number | null;
  lastAt: number | null;
}

/** The counts of one mailing within some days. */
export interface MailingCounts extends Counts {
  mailing: string;
  opened: number;
  lastAt: number | null;
}

const counted = [
  ...["sent", "delivered", "deferred", "hard", "soft", "complained", "unsubscribed"],
  ...["landed", "submitted", "confirmed", "downloaded", "redeemed"],
] as const;
const sums = counted.map((name) => `sum(${name}) AS ${name}`).join(", ");
const names = [...counted, "told"].map((name) => `coalesce(mails.${name}, 0) AS ${name}`).join(", ");

/** The statement that tells the counts by `key`, of the rows that `where` finds; ?2 and ?3 are days, by number and by name. */
function countsBy(key: "mailing" | "variant", where: { mails: string; clicks: string }): string {
  return `
    WITH taken AS MATERIALIZED (SELECT * FROM mailing_count WHERE ${where.mails}),
    reported AS (SELECT mailing, min(day) AS since FROM taken WHERE delivered > 0 GROUP BY mailing),
    mails AS (
      SELECT taken.${key}, ${sums}, coalesce(sum(sent) FILTER (WHERE taken.day >= since), 0) AS told
        FROM taken LEFT JOIN reported ON reported.mailing = taken.mailing GROUP BY taken.${key}),
    clicks AS (
      SELECT ${key}, coalesce(sum(people) FILTER (WHERE kind = 'person'), 0) AS pressed,
        coalesce(sum(n) FILTER (WHERE kind = 'person'), 0) AS presses,
        coalesce(sum(presses) FILTER (WHERE kind = 'scanner'), 0) AS scanned
        FROM click_count WHERE ${where.clicks} GROUP BY ${key})
    SELECT coalesce(mails.${key}, clicks.${key}) AS ${key}, ${names},
      coalesce(pressed, 0) AS pressed, coalesce(presses, 0) AS presses, coalesce(scanned, 0) AS scanned
      FROM mails FULL JOIN clicks ON clicks.${key} = mails.${key} ORDER BY 1`;
}

const byVariant = countsBy("variant", { mails: "mailing = ?1", clicks: "mailing = ?1" });

/** All figures of `mailing`: they are read from counts of days, whatever the number of leads. */
export async function mailingFigures(db: D1Database, mailing: string): Promise<MailingFigures> {
  const of = (sql: string) => db.prepare(sql).bind(mailing);
  const [variants, links, opened, left] = await Promise.all([
    of(byVariant).all<VariantCounts>(),
    of(byLink).all<LinkCounts>(),
    of("SELECT coalesce(sum(n), 0) AS n FROM open_count WHERE mailing = ?1").first<number>("n"),
    of("SELECT first_at AS firstAt, last_at AS lastAt FROM mailing_sent WHERE mailing = ?1").first<Left>(),
  ]);
  return {
    mailing,
    total: sumCounts(variants.results),
    variants: variants.results,
    links: links.results,
    opened: opened ?? 0,
    ...(left ?? { firstAt: null, lastAt: null }),
  };
}

type Left = Pick<MailingFigures, "firstAt" | "lastAt">;

const byLink = `
  SELECT href, coalesce(sum(n) FILTER (WHERE kind = 'person'), 0) AS people,
    coalesce(sum(click_count.presses) FILTER (WHERE kind = 'person'), 0) AS presses,
    coalesce(sum(click_count.presses) FILTER (WHERE kind = 'scanner'), 0) AS scanned
    FROM click_count LEFT JOIN mailing_link
      ON mailing_link.mailing = click_count.mailing AND mailing_link.link = click_count.link
   WHERE click_count.mailing = ?1 GROUP BY click_count.link, href ORDER BY people DESC, href`;

/** How many mails arrived: those delivered, or where none are reported those that did not come back. */
export function arrivedOf({ sent, delivered, hard, soft }: Counts): number {
  return delivered > 0 ? delivered : Math.max(0, sent - hard - soft);
}

const none: Counts = {
  ...{ sent: 0, told: 0, delivered: 0, deferred: 0, hard: 0, soft: 0, complained: 0, unsubscribed: 0 },
  ...{ pressed: 0, presses: 0, scanned: 0 },
  ...{ landed: 0, submitted: 0, confirmed: 0, downloaded: 0, redeemed: 0 },
};

/** `rows` added up. */
export function sumCounts(rows: readonly Counts[]): Counts {
  const sum = { ...none };
  for (const row of rows) for (const key of Object.keys(none) as (keyof Counts)[]) sum[key] += row[key];
  return sum;
}

const byMailing = countsBy("mailing", {
  mails: "day BETWEEN ?1 AND ?2",
  clicks: `mailing IN (SELECT DISTINCT mailing FROM taken) AND day BETWEEN ?3 AND ?4`,
});

/** The counts of all mailings of which anything is told from the day `from` to the day `until`, the last sent first. */
export async function listFigures(
  db: D1Database,
  { from, until }: { from: string; until: string },
): Promise<MailingCounts[]> {
  // Counts of mails know Greenwich's days alone: no zone differs by more than one.
  const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const { results } = await db
    .prepare(
      `SELECT told.*, last_at AS lastAt, coalesce((SELECT sum(n) FROM open_count
         WHERE open_count.mailing = told.mailing AND day BETWEEN ?3 AND ?4), 0) AS opened
         FROM (${byMailing}) AS told LEFT JOIN mailing_sent ON mailing_sent.mailing = told.mailing
        ORDER BY last_at DESC, told.mailing`,
    )
    .bind(number(from), number(until), from, until)
    .all<MailingCounts>();
  return results;
}
