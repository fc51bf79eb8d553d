import fc from "fast-check";
import { expect, it } from "vitest";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import { decide, nextLook, type Question } from "../../worker/sequences/decide.ts";
import type { Facts, Way } from "../../worker/sequences/enrolment.ts";
import { allowedFrom } from "../../worker/sequences/moment.ts";
import { changes, someBeats, someHistory, someSequence } from "../support/sequence-histories.ts";
import { type Beat, expectedOf, type History } from "../support/sequence-model.ts";

const minute = 60_000;
const hour = 3_600_000;
const day = 86_400_000;
const timeZone = "Europe/Rome";
const caps = { day: 1, week: 3 };

interface Sent {
  step: string;
  at: number;
  leaves: number;
  leftAt: number | null;
  dropped: boolean;
}

/** What is known of a person at `now`. */
function factsAt(history: History, sent: readonly Sent[], now: number): Facts {
  const is = (at: number | null) => at !== null && at <= now;
  return {
    permission: is(history.withdrawnAt) ? "over" : is(history.permittedAt) ? "given" : "later",
    lost: history.lost !== null && is(history.lost.at) ? (history.lost.reason as Facts["lost"]) : null,
    bought: is(history.boughtAt),
    repliedAt: is(history.repliedAt) ? history.repliedAt : null,
    deeds: history.deeds.filter(({ at }) => at <= now) as Facts["deeds"],
    answers: Object.assign({}, ...history.answers.filter(({ at }) => at <= now).map(({ given }) => given)),
    clicked: history.pressed.filter(({ at }) => at <= now).map(({ step }) => step),
    had: sent.map(({ step, at, leftAt }) => ({
      step,
      at: leftAt !== null && leftAt - at > hour ? leftAt : at,
      out: leftAt !== null,
    })),
    askedAt: history.askedAt,
    mailsAt: sent.map(({ leftAt, leaves }) => leftAt ?? leaves),
  };
}

/** Walks one person through `beats`, looking only when something is due or has happened, as the clock does. */
function walk(history: History, beats: readonly Beat[], most = caps) {
  const sent: Sent[] = [];
  let way: Way = { startedAt: history.startedAt, judgedFrom: history.startedAt, passed: [], place: 0 };
  let [ended, look, wasHalted]: [string | null, number, boolean] = [null, 0, false];
  let before = { known: "", sequence: null as CatalogSequence | null };
  for (const { at: now, paused, stuck, sequence } of beats) {
    if (now < history.startedAt) continue;
    const halted = paused || sequence === null;
    if (wasHalted && !halted)
      for (const mail of sent)
        if (mail.leftAt === null) {
          const step = sequence.steps.find(({ name }) => name === mail.step);
          if (step === undefined) continue;
          const hours = step.delay.hours ?? sequence.hours;
          mail.leaves = allowedFrom(now, { weekdays: step.delay.weekdays, hours }, timeZone);
        }
    wasHalted = halted;
    if (halted) continue;
    const facts = factsAt(history, sent, now);
    const known = JSON.stringify(facts);
    const isNew = known !== before.known || sequence !== before.sequence;
    before = { known, sequence };
    if (ended === null && (now >= look || isNew)) {
      const question: Question = { sequence, way, facts, now, timeZone, caps: most };
      const decision = decide(question);
      const step = decision.act === "send" ? [decision.step.name] : [];
      way = { ...way, passed: [...way.passed, ...decision.over, ...step], place: decision.place };
      if (decision.act === "send") {
        sent.push({
          step: decision.step.name,
          at: decision.at,
          leaves: decision.at,
          leftAt: null,
          dropped: false,
        });
        look = nextLook(question, decision, decision.at);
      }
      if (decision.act === "wait") look = decision.until;
      if (decision.act === "stop") {
        ended = decision.reason;
        for (const mail of sent) mail.dropped ||= mail.leftAt === null;
      }
      if (decision.act === "done") ended = "done";
    }
    if (stuck) continue;
    for (const mail of sent)
      if (mail.leftAt === null && !mail.dropped && mail.leaves <= now) mail.leftAt = now;
  }
  return { mails: sent.map(({ step, at }) => ({ step, at })), ended };
}

// A walk of seventy days is a thousand looks.
const runs = { numRuns: 60 };

it.each(changes)("sends what its rules say, once, across the change of summer time at %i", (change) => {
  const from = change - 20 * day - 8 * hour;
  const world = someSequence.chain((sequence) =>
    fc.tuple(someHistory(from), someBeats(from, sequence, hour), fc.constant(sequence)),
  );
  fc.assert(
    fc.property(world, ([history, beats]) => {
      const found = walk(history, beats);
      expect(found).toEqual(expectedOf(history, beats));
      const steps = found.mails.map(({ step }) => step);
      expect(new Set(steps).size).toBe(steps.length);
    }),
    runs,
  );
});

it("goes on after the last step that still exists when steps are moved, removed, renamed and added", () => {
  const from = Date.parse("2026-10-01T08:00:00Z");
  const builds = fc
    .tuple(someSequence, someSequence, fc.shuffledSubarray(["a", "b", "c", "d", "e", "f"]))
    .map(([one, other, order]): [CatalogSequence, CatalogSequence] => {
      const steps = other.steps.map((step, place) => ({ ...step, name: order[place] ?? `new${place}` }));
      return [one, { ...other, steps: steps as CatalogSequence["steps"] }];
    });
  fc.assert(
    fc.property(
      builds,
      someHistory(from),
      fc.integer({ min: 5, max: 40 }),
      ([one, other], history, changed) => {
        const beats: Beat[] = [];
        for (let at = from; at <= from + 90 * day; at += 2 * hour) {
          const since = at - from - changed * day;
          // Gone for a day between the two.
          const sequence = since < 0 ? one : since < day ? null : other;
          beats.push({ at, paused: false, stuck: false, sequence });
        }
        const found = walk(history, beats);
        expect(found).toEqual(expectedOf(history, beats));
        const steps = found.mails.map(({ step }) => step);
        expect(new Set(steps).size).toBe(steps.length);
      },
    ),
    runs,
  );
});

it("keeps the time of day when clocks change between two mails", () => {
  const base = { days: 3, seconds: 0, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: null };
  for (const change of changes) {
    const startedAt = change - day - 3 * hour;
    const step = {
      name: "a",
      locale: "it",
      subject: "a",
      delay: base,
      asset: "/_private/mails/a.json",
      links: [],
    };
    const sequence = {
      hours: { from: 0, until: 1440 },
      stop: [],
      steps: [step],
    } as unknown as CatalogSequence;
    const history = { ...nobody, askedAt: startedAt, startedAt, permittedAt: startedAt };
    const way = { startedAt, judgedFrom: startedAt, passed: [], place: 0 };
    const decision = decide({
      sequence,
      way,
      facts: factsAt(history, [], startedAt),
      now: startedAt,
      timeZone,
      caps,
    });
    const shown = (at: number) => new Date(at).toLocaleTimeString("it", { timeZone });
    expect(decision).toMatchObject({ act: "wait" });
    if (decision.act === "wait") expect(shown(decision.until)).toBe(shown(startedAt));
    expect(Math.abs((decision.act === "wait" ? decision.until : 0) - startedAt - 3 * day)).toBe(hour);
  }
});

/** A sequence of mails at one hour of the day, `days` apart. */
function aSeries(steps: number, days: number): CatalogSequence {
  const delay = { days, seconds: 0, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: null };
  return {
    title: "Una",
    start: { step: "download" },
    purpose: "marketing",
    landings: ["guida"],
    hours: { from: 0, until: 1440 },
    stop: [],
    steps: Array.from({ length: steps }, (_, n) => ({
      ...{ name: `s${n}`, locale: "it", subject: "a", delay, asset: "/_private/mails/a.json", links: [] },
    })),
  } as unknown as CatalogSequence;
}

it.each([
  ["in spring, when a day has 23 hours", "2026-03-26T08:30:00Z", "2026-03-29"],
  ["in autumn, when a day has 25 hours", "2026-10-22T07:30:00Z", "2026-10-25"],
])("one mail a day goes at its hour %s", (_, start, changed) => {
  const startedAt = Date.parse(start);
  const history = { ...nobody, askedAt: startedAt, startedAt, permittedAt: startedAt };
  const beats: Beat[] = [];
  // The clock comes each minute, late by seconds, and mails take a minute to leave.
  for (let at = startedAt; at < startedAt + 9 * day; at += minute)
    beats.push({ at: at + 7000, paused: false, stuck: false, sequence: aSeries(7, 1) });
  const daily = walk(history, beats, { day: 1, week: 7 });
  const shown = daily.mails.map(({ at }) => new Date(at).toLocaleString("sv", { timeZone }));
  expect(shown.map((text) => text.slice(11))).toEqual(shown.map(() => "09:30:00"));
  expect(new Set(shown.map((text) => text.slice(0, 10))).size).toBe(7);
  expect(shown.some((text) => text.startsWith(changed))).toBe(true);
  // Three of seven days, by the usual cap of a week: what finds no room goes at its hour, too.
  const usual = walk(history, beats);
  expect(usual.mails).toEqual(expectedOf(history, beats).mails);
  expect(usual.mails.map(({ at }) => new Date(at).toLocaleString("sv", { timeZone }).slice(11))).toEqual(
    usual.mails.map(() => "09:30:00"),
  );
});

const nobody: History = {
  askedAt: 0,
  startedAt: 0,
  permittedAt: null,
  withdrawnAt: null,
  lost: null,
  boughtAt: null,
  repliedAt: null,
  deeds: [],
  answers: [],
  pressed: [],
};

it("the first moment that is allowed is the first that a search by minutes finds", () => {
  const shownAt = (at: number) => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).format(at);
    const [, weekday = "", hours = "", minutes = ""] = /^(\w+)\D+(\d+):(\d+)$/.exec(parts) ?? [];
    return {
      weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(weekday) + 1,
      time: Number(hours) * 60 + Number(minutes),
    };
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...changes),
      fc.integer({ min: -2000, max: 500 }),
      someSequence,
      (change, offset, { hours, steps }) => {
        const from = change + offset * minute;
        const weekdays = steps[0]?.delay.weekdays ?? [];
        const found = allowedFrom(from, { weekdays, hours }, timeZone);
        const isAllowed = (at: number) => {
          const { weekday, time } = shownAt(at);
          return weekdays.includes(weekday) && time >= hours.from && time < hours.until;
        };
        expect(isAllowed(found)).toBe(true);
        for (let at = from; at < Math.min(found, from + day); at += 7 * minute)
          expect(isAllowed(at)).toBe(false);
        if (found > from) expect(isAllowed(found - minute)).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});
