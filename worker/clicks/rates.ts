import { bands as usual } from "../costs/calculator.ts";
import type { Verdict } from "../desk/mail-rates.ts";
import { arrivedOf, type Counts } from "./store-figures.ts";

/** How a rate stands to its band, on so many mails that a verdict means something. */
export interface Judged {
  rate: number;
  part: number;
  whole: number;
  verdict: Verdict;
}

/** On fewer mails that arrived, presses and openings are judged by chance. */
const fewArrived = 100;

/** On fewer mails that left, deliveries are. */
const fewSent = 20;

/** DR: of the mails that left since deliveries are reported, those that were delivered; null where nothing is told, or little. */
export function deliveryRate({ delivered, told }: Counts): Judged | null {
  return delivered === 0 || told < fewSent ? null : judged(delivered, told, usual.delivery);
}

/** OR: how often the picture was fetched for each mail that arrived; null where openings are not counted, or few mails. */
export function openRate(counts: Counts, opened: number): Judged | null {
  const arrived = arrivedOf(counts);
  return opened === 0 || arrived < fewArrived ? null : judged(opened, arrived, usual.open);
}

/** CTR: of the mails that arrived, those whose readers pressed a link; null on few mails. */
export function clickRate(counts: Counts): Judged | null {
  const arrived = arrivedOf(counts);
  return arrived < fewArrived ? null : judged(counts.pressed, arrived, usual.click);
}

function judged(part: number, whole: number, [low, high]: readonly [number, number]): Judged {
  const rate = part / whole;
  return { rate, part, whole, verdict: rate >= high ? "well" : rate >= low ? "watch" : "act" };
}
