import type { Deps } from "./env.ts";
import { withRetries } from "./store/retry.ts";
import { countSteps, type StepCount } from "./store/steps.ts";

/** Views that were added up since `since`, by what they are counted under. */
interface Buffer {
  counts: Map<string, StepCount>;
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
 * Counts one more step. It is written a moment later, together with all that come until then, so that a burst is a few
 * writes; `after` keeps the isolate awake for it.
 */
export function addStep(deps: Deps, step: Omit<StepCount, "n">, after: (work: Promise<void>) => void): void {
  const buffer = buffers.get(deps) ?? { counts: new Map(), since: deps.now() };
  buffers.set(deps, buffer);
  const needsWriter = buffer.counts.size === 0 || deps.now() - buffer.since > patience;
  addTo(buffer, { ...step, n: 1 });
  if (!needsWriter) return;
  buffer.since = deps.now();
  after(writeSoon(deps, buffer));
}

function addTo({ counts }: Buffer, step: StepCount): void {
  const keyOf = ({ day, landing, step: name, source }: StepCount) => [day, landing, name, source].join("\n");
  const isNew = !counts.has(keyOf(step));
  const kept = isNew && counts.size >= mostKinds ? { ...step, source: "other" } : step;
  counts.set(keyOf(kept), { ...kept, n: kept.n + (counts.get(keyOf(kept))?.n ?? 0) });
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

async function write({ db, queue }: Deps, taken: readonly StepCount[]): Promise<void> {
  if (queue === null) return withRetries(() => countSteps(db, taken));
  const bundles = Array.from({ length: Math.ceil(taken.length / together) }, (_, place) => ({
    body: { steps: taken.slice(place * together, (place + 1) * together) },
  }));
  await queue.sendBatch(bundles);
}
