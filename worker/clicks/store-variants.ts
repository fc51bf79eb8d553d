/** What became of the mails with one subject: so many people pressed by so many mails that arrived. */
export interface VariantClicks {
  variant: number;
  arrived: number;
  people: number;
}

interface Row {
  variant: number;
  sent: number;
  delivered: number;
  back: number;
  people: number;
}

/**
 * What the subjects of `mailing` brought so far, each person once a day and no scanner; the counts outlast the mails.
 *
 * Those arrived that are told to have, or, from a provider that tells nothing, those that did not come back.
 */
export async function clicksByVariant(db: D1Database, mailing: string): Promise<VariantClicks[]> {
  const { results } = await db.prepare(byVariant).bind(mailing).all<Row>();
  const isTold = results.some(({ delivered }) => delivered > 0);
  return results.map(({ variant, sent, delivered, back, people }) => ({
    variant,
    arrived: isTold ? delivered : Math.max(0, sent - back),
    people,
  }));
}

const byVariant = `
  SELECT variant, sum(sent) AS sent, sum(delivered) AS delivered, sum(hard + soft) AS back,
    coalesce((SELECT sum(people) FROM click_count
       WHERE click_count.mailing = ?1 AND click_count.variant = mailing_count.variant AND kind = 'person'), 0) AS people
    FROM mailing_count WHERE mailing = ?1 GROUP BY variant ORDER BY variant`;
