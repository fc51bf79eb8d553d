import fc from "fast-check";
import { describe, it } from "vitest";
import { allowanceOf, slotsFrom } from "../../worker/campaigns/pace.ts";
import { startIn } from "../../worker/campaigns/starts.ts";
import { type Tried, winnerOf } from "../../worker/campaigns/winner.ts";
import { seeded } from "../bench/generated-landings.ts";

const tried = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([delivered, share]): Tried => ({ delivered, pressed: Math.floor(delivered * share) }));
const several = fc.array(tried, { minLength: 2, maxLength: 4 });

describe("the winner among subjects", () => {
  it("is the same whatever their order", ({ expect }) => {
    fc.assert(
      fc.property(several, fc.integer({ min: 0, max: 3 }), (subjects, turn) => {
        const winner = winnerOf(subjects);
        const moved = turn % subjects.length;
        const turned = [...subjects.slice(moved), ...subjects.slice(0, moved)];
        const found = winnerOf(turned);
        expect(found === null ? null : turned[found]).toEqual(winner === null ? null : subjects[winner]);
      }),
    );
  });

  it("stays the winner when more people press it, or fewer another", ({ expect }) => {
    fc.assert(
      fc.property(
        several,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 500 }),
        (subjects, place, n) => {
          const winner = winnerOf(subjects);
          fc.pre(winner !== null);
          const changed = subjects.map((subject, each) => {
            if (each !== place % subjects.length) return subject;
            const pressed = each === winner ? subject.pressed + n : subject.pressed - n;
            return { ...subject, pressed: Math.min(Math.max(pressed, 0), subject.delivered) };
          });
          expect(winnerOf(changed)).toBe(winner);
        },
      ),
    );
  });

  it("is nobody on equal numbers, and on few", ({ expect }) => {
    fc.assert(
      fc.property(tried, fc.integer({ min: 2, max: 4 }), (subject, count) => {
        expect(winnerOf(Array.from({ length: count }, () => subject))).toBeNull();
      }),
    );
    expect(
      winnerOf([
        { delivered: 20, pressed: 9 },
        { delivered: 20, pressed: 0 },
      ]),
    ).toBeNull();
    expect(winnerOf([])).toBeNull();
    expect(
      winnerOf([
        { delivered: 0, pressed: 0 },
        { delivered: 0, pressed: 0 },
      ]),
    ).toBeNull();
  });

  it("is found where one is much better, and in fewer than five of a hundred where all are equally good", ({
    expect,
  }) => {
    expect(
      winnerOf([
        { delivered: 1000, pressed: 20 },
        { delivered: 1000, pressed: 45 },
      ]),
    ).toBe(1);
    const random = seeded(11);
    for (const [count, delivered, rate] of [
      [2, 400, 0.05],
      [2, 2000, 0.02],
      [3, 1000, 0.04],
      [4, 300, 0.1],
    ] as const) {
      let found = 0;
      const rounds = 4000;
      for (let round = 0; round < rounds; round += 1) {
        const subjects = Array.from({ length: count }, () => {
          let pressed = 0;
          for (let mail = 0; mail < delivered; mail += 1) if (random() < rate) pressed += 1;
          return { delivered, pressed };
        });
        if (winnerOf(subjects) !== null) found += 1;
      }
      expect(found / rounds, `${count} subjects, ${delivered} mails each`).toBeLessThan(0.05);
    }
  });
});

describe("the throttle", () => {
  it("gives each minute its share, however late the clock comes", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 60_000 }),
        fc.array(fc.integer({ min: 55_000, max: 110_000 }), { minLength: 60, maxLength: 120 }),
        (rate, pauses) => {
          let at = 1_800_000_000_000;
          const begun = at;
          let last = 0;
          let count = 0;
          for (const pause of pauses) {
            const slots = slotsFrom(last, at, { rate, most: 1_000_000 });
            if (slots.length > 0 && last > 0)
              expect((slots[0] ?? 0) - last).toBeGreaterThanOrEqual(Math.floor(3_600_000 / rate));
            count += slots.length;
            last = slots.at(-1) ?? last;
            at += pause;
          }
          const due = (rate * (at - begun)) / 3_600_000;
          expect(count).toBeLessThanOrEqual(due + rate / 60 + 1);
          expect(count).toBeGreaterThanOrEqual(due - rate / 30 - 1);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("warms up day by day, and keeps a tenth of the site's cap for mails that were asked for", ({
    expect,
  }) => {
    const catalog = { site: { limits: { mails: 4000 } } } as never;
    const warmup = { first: 200, growth: 1.5 };
    const on = (row: { day: string | null; dayMails: number; days: number } | null, sent = 0) =>
      allowanceOf({ catalog }, { warmup }, { row, day: "2027-03-10", sent });
    expect(on(null)).toBe(200);
    expect(on({ day: "2027-03-10", dayMails: 150, days: 0 })).toBe(50);
    expect(on({ day: "2027-03-09", dayMails: 200, days: 0 })).toBe(300);
    expect(on({ day: "2027-03-09", dayMails: 300, days: 1 })).toBe(450);
    expect(on({ day: "2027-03-09", dayMails: 300, days: 1 }, 3500)).toBe(100);
    expect(on(null, 3700)).toBe(0);
    expect(allowanceOf({ catalog }, {}, { row: null, day: "2027-03-10", sent: 600 })).toBe(3000);
  });
});

it("a time to send is read on the clock of a zone, on both days that clocks change", ({ expect }) => {
  const at = (send: string, zone: string) => new Date(startIn({ send }, zone, 0)).toISOString();
  expect(at("2027-03-28 09:30", "Europe/Rome")).toBe("2027-03-28T07:30:00.000Z");
  expect(at("2027-03-27 09:30", "Europe/Rome")).toBe("2027-03-27T08:30:00.000Z");
  expect(at("2026-10-25 09:30", "Europe/Rome")).toBe("2026-10-25T08:30:00.000Z");
  expect(at("2026-10-24 09:30", "Europe/Rome")).toBe("2026-10-24T07:30:00.000Z");
  expect(at("2027-03-28 09:30", "America/New_York")).toBe("2027-03-28T13:30:00.000Z");
  expect(startIn({}, "Europe/Rome", 42)).toBe(42);
});
