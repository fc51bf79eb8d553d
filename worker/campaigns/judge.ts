import { clicksByVariant } from "../clicks/store-variants.ts";
import type { Deps } from "../env.ts";
import { usualTest } from "./begin.ts";
import { type Approved, mailingOf } from "./campaign.ts";
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
  const told = new Map((await clicksByVariant(db, mailingOf(name))).map((row) => [row.variant, row]));
  const places = Array.from({ length: variants }, (_, place) => place);
  return {
    delivered: places.map((place) => told.get(place)?.arrived ?? 0),
    // Nobody presses what did not arrive.
    pressed: places.map((place) => Math.min(told.get(place)?.people ?? 0, told.get(place)?.arrived ?? 0)),
  };
}
