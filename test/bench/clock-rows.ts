import type { Rig } from "../faults/rig.ts";
import { kept } from "./table.ts";

/** Rows that a day of the clock may read where nothing happens: a fifth of what the free plan reads in a day. */
const mostADay = 1_000_000;

const minute = 60_000;
/** As wrangler.toml has them: each has an invocation to itself. */
const rounds = ["* * * * *", "0-59 * * * *"];
/** Minutes until what a crowd left undone is done, and minutes that are counted: each piece comes first in one of them. */
const spans = { settling: 60, counted: 30 };

/** A line of the table: rows that D1 reads in one minute of the clock where nothing happens, and in a day of them. */
export async function idleRow(rig: Rig, began: number): Promise<string[]> {
  let at = began - Date.now();
  const pass = async () => {
    await rig.order({ clock: at });
    for (const cron of rounds) await rig.tick(1, cron);
    at += minute;
    return (await rig.order({})).read;
  };
  for (let left = spans.settling; left > 0; left -= 1) await pass();
  const read: number[] = [];
  for (let left = spans.counted; left > 0; left -= 1) read.push(await pass());
  const mean = read.reduce((sum, rows) => sum + rows, 0) / read.length;
  const label = `a minute of the clock, ${Math.round(mean)} rows (at most ${Math.max(...read)})`;
  return [label, "", "", "", "", "", String(Math.round(mean * 1440)), kept(mean * 1440 < mostADay)];
}
