import fc from "fast-check";
import type { CatalogSequence } from "../../content/schema/sequence.ts";
import type { Beat, History } from "./sequence-model.ts";

const minute = 60_000;
const day = 86_400_000;

/** Both changes of the clock in a winter: 25 October 2026 and 28 March 2027. */
export const changes = [Date.parse("2026-10-25T01:00:00Z"), Date.parse("2027-03-28T01:00:00Z")];

const names = ["a", "b", "c", "d", "e"];
// Between two and three, clocks change: only whole hours there.
const hours = fc
  .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 }))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other + Number(one === other))])
  .filter(([from = 0, until = 0]) => from < until && from !== 5 && until !== 5 && until <= 48)
  .map(([from = 0, until = 0]) => ({ from: from * 30, until: until * 30 }));
const weekdays: fc.Arbitrary<number[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<number[]>([1, 2, 3, 4, 5, 6, 7]) },
  fc.constant<number[]>([1, 2, 3, 4, 5]),
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
);

const branch: fc.Arbitrary<NonNullable<CatalogSequence["steps"][number]["when"]>> = fc.record(
  {
    answers: fc.constantFrom(
      { settore: "Bar" },
      { settore: ["Bar", "Negozio"] },
      { settore: "Bar", luce: "Poca" },
    ),
    downloaded: fc.constantFrom(true, false, "guida", "altro"),
    redeemed: fc.constantFrom(true, false, "sconto"),
    clicked: fc.constantFrom("a", "b"),
    not: fc.boolean(),
  },
  { requiredKeys: ["not"] },
);

function aStep(name: string) {
  return fc
    .record({
      days: fc.integer({ min: 0, max: 12 }),
      seconds: fc.constantFrom(0, 0, 1800, 7200, 43_200),
      weekdays,
      hours: fc.option(hours),
      when: fc.option(branch, { nil: undefined }),
    })
    .map(({ when, ...delay }) => ({
      name,
      locale: "it" as const,
      subject: name,
      delay,
      ...(when === undefined ? {} : { when }),
      asset: `/_private/mails/${name}.json` as const,
      links: [],
    }));
}

const goal = fc.constantFrom(
  undefined,
  undefined,
  { step: "redeem" as const },
  { step: "submit" as const, landing: "altra" },
  { step: "download" as const, magnet: "altro" },
);

/** Any sequence of up to five mails. */
export const someSequence: fc.Arbitrary<CatalogSequence> = fc
  .record({
    steps: fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(...names.slice(0, n).map(aStep))),
    stop: fc.subarray(["bought", "redeemed", "replied"] as const),
    goal,
    hours,
  })
  .map(({ goal: wanted, ...rest }) => ({
    title: "Una",
    start: { step: "download" },
    purpose: "marketing",
    landings: ["guida"],
    ...(wanted === undefined ? {} : { goal: wanted }),
    ...rest,
  }));

/** What somebody may do within sixty days of `from`; a start within the first ten. */
export function someHistory(from: number): fc.Arbitrary<History> {
  const within = (days: number) => fc.integer({ min: 1, max: days * 1440 }).map((n) => n * minute + 7);
  const seldom: fc.Arbitrary<number | null> = fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: within(60) },
  );
  return fc
    .record({
      asked: within(9),
      begins: fc.integer({ min: 0, max: 1440 }).map((n) => n * minute),
      permitted: fc.oneof<fc.MaybeWeightedArbitrary<number | null>[]>(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.option(within(35)) },
      ),
      withdrawn: seldom,
      lost: fc.tuple(seldom, fc.constantFrom("bounced", "complained", "merged", "unsubscribed")),
      bought: seldom,
      replied: seldom,
      deeds: fc.array(
        fc.record({
          at: within(60),
          step: fc.constantFrom("submit", "download", "redeem"),
          landing: fc.constantFrom("guida", "altra"),
          magnet: fc.constantFrom("guida", "altro", "sconto"),
        }),
        { maxLength: 3 },
      ),
      answers: fc.array(
        fc.record({
          at: within(60),
          given: fc.record(
            { settore: fc.constantFrom("Bar", "Negozio"), luce: fc.constantFrom("Poca", "Molta") },
            { requiredKeys: [] },
          ),
        }),
        { maxLength: 3 },
      ),
      pressed: fc.array(fc.record({ at: within(60), step: fc.constantFrom("a", "b") }), { maxLength: 2 }),
    })
    .map(({ asked, begins, permitted, withdrawn, lost: [lostAt, reason], bought, replied, ...rest }) => {
      const askedAt = from + asked;
      const startedAt = askedAt + begins;
      const then = (n: number | null) => (n === null ? null : startedAt + n);
      return {
        askedAt,
        startedAt,
        permittedAt: then(permitted),
        withdrawnAt: then(withdrawn),
        lost: lostAt === null ? null : { at: startedAt + lostAt, reason },
        boughtAt: then(bought),
        repliedAt: then(replied),
        deeds: [
          { at: startedAt, step: "download", landing: "guida", magnets: ["guida"] },
          ...rest.deeds.map(({ at, magnet, ...deed }) => ({ ...deed, at: from + at, magnets: [magnet] })),
        ],
        answers: rest.answers
          .map(({ at, given }) => ({ at: from + at, given: { ...given } }))
          .sort((one, other) => one.at - other.at),
        pressed: rest.pressed.map(({ at, step }) => ({ at: from + at, step })),
      };
    });
}

/** When the clock comes in seventy days after `from`: at its pace, but for a day that it misses; at times twice. */
export function someBeats(from: number, sequence: CatalogSequence, pace: number): fc.Arbitrary<Beat[]> {
  const span = fc.tuple(fc.integer({ min: 0, max: 65 }), fc.integer({ min: 0, max: 6 }));
  const within = (at: number, [begins, lasts]: [number, number]) =>
    at >= from + begins * day && at < from + (begins + lasts) * day;
  return fc.record({ paused: span, stuck: span, missed: fc.integer({ min: 0, max: 70 }) }).map((spans) => {
    const beats: Beat[] = [];
    for (let at = from; at <= from + 70 * day; at += pace) {
      if (within(at, [spans.missed, 1])) continue;
      beats.push({ at, paused: within(at, spans.paused), stuck: within(at, spans.stuck), sequence });
      if (beats.length % 50 === 0) beats.push({ ...(beats.at(-1) as Beat) });
    }
    return beats;
  });
}
