/** What became of one subject of a campaign. */
export interface Tried {
  /** Mails that arrived with it. */
  delivered: number;
  /** People who pressed a link in one of them, each once. */
  pressed: number;
}

/** Fewer presses than these of the best subject say nothing. */
const leastPressed = 10;

/**
 * The subject that more people pressed than any other, by so much that chance does not explain it; null where there is none.
 *
 * The best is held against each of the others by a test of two proportions, with Yates' correction, at a level of 5 % for
 * all pairs together (Bonferroni): of a hundred campaigns whose subjects are equally good, fewer than five find a winner.
 */
export function winnerOf(tried: readonly Tried[]): number | null {
  const rates = tried.map(({ delivered, pressed }) => (delivered === 0 ? 0 : pressed / delivered));
  const best = rates.indexOf(Math.max(...rates));
  const top = tried[best];
  if (top === undefined || top.pressed < leastPressed) return null;
  const limit = limits[tried.length - 2] ?? Number.POSITIVE_INFINITY;
  const wins = tried.every((other, place) => place === best || distance(top, other) >= limit);
  return wins ? best : null;
}

// Two-sided, at 5 % divided by the number of pairs: one of two subjects, three of three, six of four.
const limits = [1.959964, 2.39398, 2.638257];

/** By how many standard errors `one` is pressed more often than `other`. */
function distance(one: Tried, other: Tried): number {
  if (one.delivered === 0 || other.delivered === 0) return 0;
  const share = (one.pressed + other.pressed) / (one.delivered + other.delivered);
  const parts = 1 / one.delivered + 1 / other.delivered;
  const error = Math.sqrt(share * (1 - share) * parts);
  const apart = one.pressed / one.delivered - other.pressed / other.delivered - parts / 2;
  return error === 0 ? 0 : apart / error;
}
