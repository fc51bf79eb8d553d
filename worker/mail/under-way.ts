/** Mails, and calls of webhooks, that leave at once from one isolate; while so many are under way, the next ones wait for the clock. */
const most = 20;

const counts = new WeakMap<object, number>();

/**
 * Whether something may leave by this way right after its submission.
 *
 * A provider that hangs would otherwise hold a connection for every submission that comes in meanwhile.
 */
export function hasRoom(way: object): boolean {
  return (counts.get(way) ?? 0) < most;
}

/** Counts `sending` among those under way until it ends. */
export async function countUnderWay(way: object, sending: Promise<void>): Promise<void> {
  counts.set(way, (counts.get(way) ?? 0) + 1);
  try {
    await sending;
  } finally {
    counts.set(way, (counts.get(way) ?? 1) - 1);
  }
}
