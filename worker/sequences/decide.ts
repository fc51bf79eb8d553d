import type { CatalogSequence, CatalogSequenceStep } from "../../content/schema/sequence.ts";
import { type Capped, roomFrom } from "../mailings/caps.ts";
import type { Facts, Had, StopReason, Way } from "./enrolment.ts";
import { isFor, stopOf } from "./facts.ts";
import { after, allowedFrom } from "./moment.ts";

/** What is to be done about one person's way through a sequence, and the steps that are passed over before it. */
export type Decision = { over: readonly string[]; place: number; last: Had | null } & (
  | { act: "send"; step: CatalogSequenceStep; at: number }
  | { act: "wait"; until: number }
  | { act: "stop"; reason: StopReason }
  | { act: "done" }
);

/** What a decision is made of. */
export interface Question extends Capped {
  sequence: CatalogSequence;
  way: Way;
  facts: Facts;
  now: number;
}

/** How long a sequence waits for the permission without which it sends nothing, in milliseconds. */
const patience = 30 * 86_400_000;
/** The clock comes by minutes: a mail that was due at most so long ago leaves as if it were on time, in milliseconds. */
const grace = 15 * 60_000;
const again = { permission: 86_400_000, outbox: 3_600_000 };

/** Says what is to be done now; it reads nothing, and the same question has the same answer. */
export function decide(question: Question): Decision {
  const { sequence, way, facts, now, timeZone } = question;
  const last = facts.had.reduce<Had | null>(
    (one, had) => (one === null || had.at >= one.at ? had : one),
    null,
  );
  const base = Math.max(way.startedAt, last?.at ?? 0);
  const passed = new Set([...way.passed, ...facts.had.map(({ step }) => step)]);
  const over: string[] = [];
  let place = placeIn(sequence.steps, way);
  const so = () => ({ over, place, last });

  const reason = stopOf(sequence, way, facts);
  if (reason !== null) return { ...so(), act: "stop", reason };
  if (facts.permission === "later") {
    const ends = Math.max(base, way.judgedFrom) + patience;
    if (now >= ends) return { ...so(), act: "stop", reason: "no-permission" };
    return { ...so(), act: "wait", until: Math.min(ends, now + again.permission) };
  }
  for (; place < sequence.steps.length; place += 1) {
    const step = sequence.steps[place] as CatalogSequenceStep;
    if (!passed.has(step.name)) {
      // The delay counts from a mail that has left.
      if (last?.out === false) return { ...so(), act: "wait", until: now + again.outbox };
      const wished = after(base, step.delay, timeZone);
      const at = momentOf(step, wished, question);
      if (at > now) return { ...so(), act: "wait", until: at };
      if (isFor(step, way, facts)) {
        const free = momentOf(step, roomFrom(wished, facts.mailsAt, question), question);
        if (free > now) return { ...so(), act: "wait", until: free };
        place += 1;
        return { ...so(), act: "send", step, at: free };
      }
    }
    if (!way.passed.includes(step.name)) over.push(step.name);
  }
  return last?.out === false ? { ...so(), act: "wait", until: now + again.outbox } : { ...so(), act: "done" };
}

/** When the step after the one that was just sent is to be looked at: not before, whatever happens. */
export function nextLook({ sequence, timeZone }: Question, { place }: Decision, sentAt: number): number {
  const step = sequence.steps[place];
  return step === undefined
    ? sentAt + again.outbox
    : allowedFrom(after(sentAt, step.delay, timeZone), opening(sequence, step), timeZone);
}

/** How many steps are behind the person: as far as the last that still exists, else as many as there were. */
function placeIn(steps: readonly CatalogSequenceStep[], { passed, place }: Way): number {
  for (const name of [...passed].reverse()) {
    const found = steps.findIndex((step) => step.name === name);
    if (found >= 0) return found + 1;
  }
  return Math.min(place, steps.length);
}

/** When `step`, wished for at `wished`, may leave: what is late by more than the clock's own pace begins anew at this moment. */
function momentOf(step: CatalogSequenceStep, wished: number, question: Question): number {
  const { sequence, now, timeZone } = question;
  const hours = opening(sequence, step);
  const due = allowedFrom(wished, hours, timeZone);
  return due > now - grace ? due : allowedFrom(now, hours, timeZone);
}

function opening(sequence: CatalogSequence, { delay }: CatalogSequenceStep) {
  return { weekdays: delay.weekdays, hours: delay.hours ?? sequence.hours };
}
