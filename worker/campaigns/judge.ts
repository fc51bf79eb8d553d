import type { Deps } from "../env.ts";
import { usualTest } from "./begin.ts";
import { type Approved, mailingOf } from "./campaign.ts";
import { pressesOf } from "./presses.ts";
import type { CampaignRow, Verdict } from "./store-campaign.ts";
import { winnerOf } from "./winner.ts";

/** Judges the subjects of a campaign that has tried them on all who were drawn, once people have had time to press. */
export async function judgeSubjects(
  { db }: Deps,
  row: CampaignRow,
  { entry }: Approved,
  at: number,
): Promise<void> {
  const { after } = entry.test ?? usualTest;
  if (row.judgeAt === null) {
    await db
      .prepare(
        "UPDATE campaign SET judge_at = ?2, turn = turn + 1 WHERE name = ?1 AND status = 'testing' AND judge_at IS NULL",
      )
      .bind(row.name, Math.max(row.pacedAt, at) + after * 1000)
      .run();
    return;
  }
  if (at < row.judgeAt) return;
  const verdict = await verdictOf(db, row.name, entry.subjects.length);
  const winner = winnerOf(
    verdict.delivered.map((delivered, place) => ({ delivered, pressed: verdict.pressed[place] ?? 0 })),
  );
  await db
    .prepare(
      `UPDATE campaign SET status = 'sending', winner = ?2, verdict = ?3, turn = turn + 1
        WHERE name = ?1 AND status = 'testing'`,
    )
    .bind(row.name, winner ?? 0, JSON.stringify({ ...verdict, clear: winner !== null }))
    .run();
}

async function verdictOf(db: D1Database, name: string, variants: number): Promise<Omit<Verdict, "clear">> {
  const mailing = mailingOf(name);
  const [arrived, pressed] = await Promise.all([countArrived(db, mailing), pressesOf(db, mailing)]);
  const places = Array.from({ length: variants }, (_, place) => place);
  return {
    delivered: places.map((place) => arrived.get(place) ?? 0),
    // Nobody presses what did not arrive.
    pressed: places.map((place) => Math.min(pressed.get(place) ?? 0, arrived.get(place) ?? 0)),
  };
}

/** How many mails arrived, by subject: as many as were told to have, or, from a provider that tells nothing, did not come back. */
async function countArrived(db: D1Database, mailing: string): Promise<Map<number, number>> {
  const found = await db
    .prepare(
      `SELECT coalesce(variant, 0) AS variant, count(*) FILTER (WHERE status = 'sent') AS sent, count(delivered_at) AS delivered,
         count(*) FILTER (WHERE status = 'sent' AND (hard_at IS NOT NULL OR soft_at IS NOT NULL)) AS returned
         FROM message WHERE mailing = ?1 GROUP BY 1`,
    )
    .bind(mailing)
    .all<{ variant: number; sent: number; delivered: number; returned: number }>();
  const isTold = found.results.some(({ delivered }) => delivered > 0);
  return new Map(
    found.results.map(({ variant, sent, delivered, returned }) => [
      variant,
      isTold ? delivered : sent - returned,
    ]),
  );
}
