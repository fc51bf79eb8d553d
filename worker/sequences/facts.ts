import type { Goal } from "../../content/schema/goal.ts";
import type { CatalogSequence, CatalogSequenceStep } from "../../content/schema/sequence.ts";
import { isMet } from "../../content/schema/steps.ts";
import type { Deed, Facts, StopReason, Way } from "./enrolment.ts";

/** What ends the way of the person of whom `facts` are known; null where nothing does. */
export function stopOf({ stop, goal }: CatalogSequence, way: Way, facts: Facts): StopReason | null {
  const isNew = (at: number | null) => at !== null && at > way.judgedFrom;
  if (facts.lost !== null) return facts.lost;
  if (facts.permission === "over") return "withdrawn";
  if (stop.includes("bought") && facts.bought) return "bought";
  if (stop.includes("replied") && isNew(facts.repliedAt)) return "replied";
  if (stop.includes("redeemed") && facts.deeds.some(({ step, at }) => step === "redeem" && isNew(at)))
    return "redeemed";
  return goal !== undefined && facts.deeds.some((deed) => isNew(deed.at) && reaches(deed, goal))
    ? "goal"
    : null;
}

function reaches({ step, landing, magnets }: Deed, goal: Goal): boolean {
  return (
    step === goal.step &&
    (goal.landing === undefined || goal.landing === landing) &&
    (goal.magnet === undefined || magnets.includes(goal.magnet))
  );
}

/** Whether `step` is for the person of whom `facts` are known. */
export function isFor({ when }: CatalogSequenceStep, { startedAt }: Way, facts: Facts): boolean {
  if (when === undefined) return true;
  const { answers, downloaded, redeemed, clicked, not } = when;
  const did = (deed: Deed["step"], wanted: boolean | string) => {
    if (typeof wanted === "string")
      return facts.deeds.some(({ step, magnets }) => step === deed && magnets.includes(wanted));
    // Without a name it is told of what came with, or after, what started the sequence.
    const from = facts.askedAt === null ? Number.NEGATIVE_INFINITY : Math.min(facts.askedAt, startedAt);
    return facts.deeds.some(({ step, at }) => step === deed && at >= from) === wanted;
  };
  const holds =
    (answers === undefined || isMet(answers, facts.answers)) &&
    (downloaded === undefined || did("download", downloaded)) &&
    (redeemed === undefined || did("redeem", redeemed)) &&
    (clicked === undefined || facts.clicked.includes(clicked));
  return holds !== not;
}
