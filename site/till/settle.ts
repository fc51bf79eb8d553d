import { mostSettled } from "../../content/schema/till.ts";
import { takeAlong } from "./clock.ts";
import { dequeue, keepConflict, queued } from "./kept.ts";
import { askToSettle, type Heard } from "./talk.ts";

/** What came of handing over: whether there was contact, how much is left, and whether anything was handed over. */
export interface Handed {
  heard: Heard<unknown>["heard"] | "busy";
  waiting: number;
  done: number;
}

/** Hands over what waits, in as many goes as it takes; while another page of this till does it, this one only counts. */
export async function handOver(): Promise<Handed> {
  let handed: Handed = { heard: "busy", waiting: 0, done: 0 };
  await navigator.locks.request("imbuto-till", { ifAvailable: true }, async (lock) => {
    if (lock !== null) handed = await handOverAll();
  });
  return { ...handed, waiting: (await queued()).length };
}

/** Takes a redemption back that still waits; whether it did. None is on its way meanwhile. */
export function dropWaiting(id: string): Promise<boolean> {
  return navigator.locks.request("imbuto-till", async () => {
    const waits = (await queued()).some((entry) => entry.id === id);
    if (waits) await dequeue(id);
    return waits;
  });
}

async function handOverAll(): Promise<Handed> {
  for (let done = 0; ; ) {
    const all = await queued();
    const queue = all.slice(0, mostSettled);
    const asked = Date.now();
    const told = await askToSettle({ queue, rest: all.length - queue.length });
    if (told.heard !== "answer") return { heard: told.heard, waiting: all.length, done };
    for (const { id, answer } of told.answer.results) {
      const entry = queue.find((each) => each.id === id);
      // Kept before it is let go of: what did not hold is never hidden.
      if (answer.outcome !== "redeemed" && answer.outcome !== "undone")
        await keepConflict({ id, at: entry?.at ?? asked, answer });
      await dequeue(id);
    }
    done += queue.length;
    await takeAlong(told.answer.kit, asked);
    if (all.length <= queue.length) return { heard: "answer", waiting: 0, done };
  }
}
