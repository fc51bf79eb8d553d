import type { Deps } from "./env.ts";
import { countEngagement, type EngagementCount } from "./store/engagement.ts";
import { withRetries } from "./store/retry.ts";
import { countSteps, type StepCount } from "./store/steps.ts";

/** What pages tell, added up. */
type Count = StepCount | EngagementCount;

/** Counts that were added up since `since`, by what they are counted under. */
interface Buffer {
  counts: Map<string, Count>;
  since: number;
}

// An isolate holds no more; sources beyond them are nobody's true sources.
const mostKinds = 2000;
const mostTries = 3;
/** A writer that has not come back by then, in milliseconds, is gone. */
const patience = 30_000;
/** As many counts as one message of a queue has room for. */
const together = 400;

const buffers = new WeakMap<Deps, Buffer>();

/**
 * Counts one more of each of `counted`. It is written a moment later, together with all that come until then, so that a
 * burst is a few writes; `after` keeps the isolate awake for it.
 */
export function addCounts(
  deps: Deps,
  counted: readonly (Omit<StepCount, "n"> | Omit<EngagementCount, "n">)[],
  after: (work: Promise<void>) => void,
): void {
  const buffer = buffers.get(deps) ?? { counts: new Map(), since: deps.now() };
  buffers.set(deps, buffer);
  const needsWriter = buffer.counts.size === 0 || deps.now() - buffer.since > patience;
  for (const each of counted) addTo(buffer, { ...each, n: 1 });
  if (!needsWriter) return;
  buffer.since = deps.now();
  after(writeSoon(deps, buffer));
}

function addTo({ counts }: Buffer, count: Count): void {
  const isNew = !counts.has(keyOf(count));
  const kept = isNew && counts.size >= mostKinds && "step" in count ? { ...count, source: "other" } : count;
  counts.set(keyOf(kept), { ...kept, n: kept.n + (counts.get(keyOf(kept))?.n ?? 0) });
}

function keyOf(count: Count): string {
  const { day, landing } = count;
  const rest = "step" in count ? [count.step, count.source] : [count.kind, count.band, ""];
  return [day, landing, ...rest].join("\n");
}

async function writeSoon(deps: Deps, buffer: Buffer): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    await new Promise((resume) => setTimeout(resume, deps.stepDelay));
    const taken = [...buffer.counts.values()];
    buffer.counts = new Map();
    if (taken.length === 0) return;
    try {
      return await write(deps, taken);
    } catch (error) {
      // What could not be written waits for the next try, or for the next view.
      for (const each of taken) addTo(buffer, each);
      deps.log({ event: "steps", error: error instanceof Error ? error.name : "unknown", tries });
    }
  }
  buffer.since = 0;
}

async function write({ db, queue }: Deps, taken: readonly Count[]): Promise<void> {
  const steps = taken.filter((count): count is StepCount => "step" in count);
  const engagement = taken.filter((count): count is EngagementCount => "kind" in count);
  if (queue === null) return void (await withRetries(() => db.batch(countingOf(db, { steps, engagement }))));
  await queue.sendBatch([
    ...bundled(steps).map((steps) => ({ body: { steps } })),
    ...bundled(engagement).map((engagement) => ({ body: { engagement } })),
  ]);
}

function bundled<T>(counts: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(counts.length / together) }, (_, place) =>
    counts.slice(place * together, (place + 1) * together),
  );
}

/** The statements that write counts of both kinds, where there are any. */
export function countingOf(
  db: D1Database,
  { steps, engagement }: { steps: readonly StepCount[]; engagement: readonly EngagementCount[] },
): D1PreparedStatement[] {
  return [
    ...(steps.length === 0 ? [] : [countSteps(db, steps)]),
    ...(engagement.length === 0 ? [] : [countEngagement(db, engagement)]),
  ];
}
