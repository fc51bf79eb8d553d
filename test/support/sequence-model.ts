import type { CatalogSequence, CatalogSequenceStep } from "../../content/schema/sequence.ts";

// What a sequence sends to one person, thought out minute by minute and beat by beat, without any of the Worker's code.

const minute = 60_000;
const hour = 3_600_000;
const day = 86_400_000;

/** All that one person does, with the moments at which it is done. */
export interface History {
  /** When what starts the sequence was asked for, and when it starts. */
  askedAt: number;
  startedAt: number;
  permittedAt: number | null;
  withdrawnAt: number | null;
  lost: { at: number; reason: string } | null;
  boughtAt: number | null;
  repliedAt: number | null;
  deeds: { at: number; step: string; landing: string; magnets: string[] }[];
  answers: { at: number; given: Record<string, string> }[];
  pressed: { at: number; step: string }[];
}

/** One moment at which the clock comes. */
export interface Beat {
  at: number;
  /** Whether the sequence is paused. */
  paused: boolean;
  /** Whether the provider takes no mail. */
  stuck: boolean;
  /** The sequence, as content has it then; null: not at all. */
  sequence: CatalogSequence | null;
}

interface Letter {
  step: string;
  at: number;
  leaves: number;
  leftAt: number | null;
  /** Taken out of the outbox before it had left. */
  dropped: boolean;
}

/** The mails that a person gets, with the moments that they are due at, and how it ends: `done`, a reason, or null. */
export function expectedOf(history: History, beats: readonly Beat[]) {
  const letters: Letter[] = [];
  const past: string[] = [];
  let place = 0;
  let ended: string | null = null;
  let wasPaused = false;
  for (const { at: now, paused, stuck, sequence } of beats) {
    if (now < history.startedAt) continue;
    const halted = paused || sequence === null;
    if (wasPaused && !halted)
      for (const letter of letters)
        if (letter.leftAt === null)
          letter.leaves = firstAllowed(now, stepOf(sequence, letter.step), sequence);
    wasPaused = halted;
    if (halted) continue;
    if (ended === null) {
      ended = endOf(history, sequence, lastOf(history, letters), now);
      if (ended !== null) for (const letter of letters) letter.dropped ||= letter.leftAt === null;
    }
    // Some steps may be passed over at one moment; one mail at most is written.
    while (ended === null && isPermitted(history, now)) {
      if (letters.some((letter) => letter.leftAt === null)) break;
      const next = indexAfter(sequence, past, place);
      const step = sequence.steps[next];
      if (step === undefined) {
        ended = "done";
        break;
      }
      if (past.includes(step.name)) {
        past.splice(past.indexOf(step.name), 1);
        past.push(step.name);
        place = next + 1;
        continue;
      }
      const wished = laterBy(lastOf(history, letters), step.delay);
      const due = onTime(firstAllowed(wished, step, sequence), now, step, sequence);
      if (due > now) break;
      const isWanted = concerns(step, history, now);
      if (isWanted) {
        const free = withRoom(wished, letters);
        const at = onTime(firstAllowed(free, step, sequence), now, step, sequence);
        if (at > now) break;
        letters.push({ step: step.name, at, leaves: at, leftAt: null, dropped: false });
      }
      past.push(step.name);
      place = next + 1;
      if (isWanted) break;
    }
    if (stuck) continue;
    for (const letter of letters)
      if (letter.leftAt === null && !letter.dropped && letter.leaves <= now) letter.leftAt = now;
  }
  return { mails: letters.map(({ step, at }) => ({ step, at })), ended };
}

/** Where the way goes on: after the last step that is still there, else at the same place. */
function indexAfter({ steps }: CatalogSequence, past: readonly string[], place: number): number {
  const there = past.filter((name) => steps.some((step) => step.name === name));
  const last = there[there.length - 1];
  return last === undefined ? place : steps.findIndex((step) => step.name === last) + 1;
}

function endOf(history: History, { stop, goal }: CatalogSequence, last: number, now: number): string | null {
  const has = (at: number | null) => at !== null && at <= now;
  const since = (at: number | null) => at !== null && at <= now && at > history.startedAt;
  if (history.lost !== null && has(history.lost.at)) return history.lost.reason;
  if (has(history.withdrawnAt)) return "withdrawn";
  if (stop.includes("bought") && has(history.boughtAt)) return "bought";
  if (stop.includes("replied") && since(history.repliedAt)) return "replied";
  const deeds = history.deeds.filter(({ at }) => since(at));
  if (stop.includes("redeemed") && deeds.some(({ step }) => step === "redeem")) return "redeemed";
  const isGoal = ({ step, landing, magnets }: History["deeds"][number]) =>
    goal !== undefined &&
    step === goal.step &&
    (goal.landing === undefined || landing === goal.landing) &&
    (goal.magnet === undefined || magnets.includes(goal.magnet));
  if (deeds.some(isGoal)) return "goal";
  return !isPermitted(history, now) && now >= last + 30 * day ? "no-permission" : null;
}

function isPermitted({ permittedAt }: History, now: number): boolean {
  return permittedAt !== null && permittedAt <= now;
}

/** The moment from which the next delay counts. */
function lastOf({ startedAt }: History, letters: readonly Letter[]): number {
  const last = letters[letters.length - 1];
  if (last === undefined) return startedAt;
  const counts = last.leftAt !== null && last.leftAt > last.at + hour ? last.leftAt : last.at;
  return Math.max(startedAt, counts);
}

/** The same time of the first date, from that of `wished` on, on which one mail more is neither the day's second nor the fourth of seven days. */
function withRoom(wished: number, letters: readonly Letter[]): number {
  const dates = letters
    .map(({ leftAt, leaves }) => dateOf(leftAt ?? leaves))
    .sort((one, other) => other - one);
  const [last, , third] = dates;
  const free = Math.max(
    dateOf(wished),
    last === undefined ? 0 : last + 1,
    third === undefined ? 0 : third + 7,
  );
  return laterBy(wished, { days: free - dateOf(wished), seconds: 0 });
}

/** The days from the first of all to that of `moment`, in Rome. */
function dateOf(moment: number): number {
  return Math.floor((moment + romeAhead(moment)) / day);
}

function concerns({ when }: CatalogSequenceStep, history: History, now: number): boolean {
  if (when === undefined) return true;
  const done = (kind: string) => history.deeds.filter(({ step, at }) => step === kind && at <= now);
  const parts: boolean[] = [];
  if (when.answers !== undefined) {
    const given: Record<string, string> = {};
    for (const answer of history.answers) if (answer.at <= now) Object.assign(given, answer.given);
    for (const [field, wanted] of Object.entries(when.answers))
      parts.push(given[field] !== undefined && [wanted].flat().includes(given[field]));
  }
  for (const [kind, wanted] of [
    ["download", when.downloaded],
    ["redeem", when.redeemed],
  ] as const) {
    if (typeof wanted === "string") parts.push(done(kind).some(({ magnets }) => magnets.includes(wanted)));
    if (typeof wanted === "boolean")
      parts.push(done(kind).some(({ at }) => at >= history.askedAt) === wanted);
  }
  if (when.clicked !== undefined)
    parts.push(history.pressed.some(({ step, at }) => step === when.clicked && at <= now));
  return parts.every((part) => part) !== when.not;
}

/** What is late by a quarter of an hour or more is no longer on time: then the first moment from now on counts. */
function onTime(due: number, now: number, step: CatalogSequenceStep, sequence: CatalogSequence): number {
  return now - due < 15 * minute ? due : firstAllowed(now, step, sequence);
}

function stepOf({ steps }: CatalogSequence, name: string): CatalogSequenceStep {
  const step = steps.find((one) => one.name === name);
  if (step === undefined) throw new Error("The model knows no mail whose step is gone.");
  return step;
}

/** Looked for minute by minute. */
function firstAllowed(from: number, { delay }: CatalogSequenceStep, sequence: CatalogSequence): number {
  const hours = delay.hours ?? sequence.hours;
  const isAllowed = (moment: number) => {
    const shown = new Date(moment + romeAhead(moment));
    const time = shown.getUTCHours() * 60 + shown.getUTCMinutes();
    return delay.weekdays.includes(shown.getUTCDay() || 7) && time >= hours.from && time < hours.until;
  };
  let moment = from;
  while (!isAllowed(moment)) moment = Math.floor(moment / minute + 1) * minute;
  return moment;
}

function laterBy(
  base: number,
  { days, seconds }: Pick<CatalogSequenceStep["delay"], "days" | "seconds">,
): number {
  if (days === 0) return base + seconds * 1000;
  const shown = base + romeAhead(base) + days * day;
  // What clocks show twice is meant the second time; what they leave out, an hour later.
  const meant = [1, 2].map((ahead) => shown - ahead * hour).find((at) => at + romeAhead(at) === shown);
  return (meant ?? shown - hour) + seconds * 1000;
}

/** How far clocks in Rome are ahead of Greenwich: by the Union's rule, summer from March's last Sunday to October's. */
function romeAhead(moment: number): number {
  const year = new Date(moment).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * day;
  };
  return moment >= lastSunday(2) && moment < lastSunday(9) ? 2 * hour : hour;
}
