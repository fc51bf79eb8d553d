import fc from "fast-check";
import { describe, it } from "vitest";
import { hasRoom, roomFrom } from "../../worker/mailings/caps.ts";
import { type Hours, nextAllowed } from "../../worker/mailings/quiet.ts";

const minute = 60_000;
const day = 1440 * minute;

// Clocks of Sydney are set back as those of Rome leap; those of Lord Howe change by half an hour.
const zones = ["Europe/Rome", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe"];
const changes = [
  "2026-10-25T01:00Z",
  "2026-11-01T06:00Z",
  "2027-03-14T07:00Z",
  "2027-03-28T01:00Z",
  "2027-04-03T15:00Z",
  "2027-10-02T15:30Z",
].map((moment) => Date.parse(moment));

/** What the clocks show, asked of the platform minute by minute. */
function shownIn(timeZone: string) {
  const style = { timeZone, hourCycle: "h23", weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
  const format = new Intl.DateTimeFormat("en-GB", style);
  return (moment: number) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.get("weekday") ?? "") + 1;
    return { weekday, minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
  };
}

/** The first allowed minute, by trying one after the other. */
function tried(at: number, { timeZone, from, until, weekdays }: Hours): number {
  const shown = shownIn(timeZone);
  for (let moment = at; moment <= at + 15 * day; moment += minute) {
    const now = shown(moment);
    if (now.minute >= from && now.minute < until && (weekdays?.includes(now.weekday) ?? true)) return moment;
  }
  return Number.NaN;
}

describe("the hours at which mails may leave", () => {
  it("are found as by trying every minute, when clocks are set on and back, too", ({ expect }) => {
    const moments = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * 1440, max: 1440 }));
    const spans = fc.oneof(
      fc.tuple(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 1, max: 120 })),
      fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 })),
    );
    const days = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        moments,
        spans,
        days,
        (timeZone, [change, offset], [from, long], weekdays) => {
          const hours = { timeZone, from, until: Math.min(1440, from + long), ...(weekdays && { weekdays }) };
          const at = change + offset * minute;
          expect(nextAllowed(at, hours)).toBe(tried(at, hours));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("begin later on a day whose first hour is left out, and anew where it comes twice", ({ expect }) => {
    const early = { timeZone: "Europe/Rome", from: 150, until: 210 };
    const said = (moment: number) => new Date(moment).toISOString();
    expect(said(nextAllowed(Date.parse("2027-03-28T00:10Z"), early))).toBe("2027-03-28T01:00:00.000Z");
    const short = { timeZone: "Europe/Rome", from: 135, until: 150 };
    expect(said(nextAllowed(Date.parse("2027-10-31T00:20Z"), short))).toBe("2027-10-31T00:20:00.000Z");
    expect(said(nextAllowed(Date.parse("2027-10-31T00:40Z"), short))).toBe("2027-10-31T01:15:00.000Z");
  });
});

describe("the room that caps leave", () => {
  const hour = 60 * minute;

  it("is found as by trying every day of the calendar, when clocks are set on and back, too", ({
    expect,
  }) => {
    const times = fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 6 });
    const caps = fc.record({ day: fc.integer({ min: 1, max: 2 }), week: fc.integer({ min: 1, max: 4 }) });
    const late = fc.integer({ min: -30, max: 30 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...changes),
        times,
        caps,
        fc.integer({ min: -300, max: 300 }),
        late,
        (timeZone, change, had, most, from, behind) => {
          const style = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
          const format = new Intl.DateTimeFormat("en-CA", style);
          const dateOf = (moment: number) => Date.parse(`${format.format(moment)}T00:00:00Z`) / day;
          const moments = had.map((time) => change + time * hour);
          const dates = moments.map(dateOf);
          // Every seven days in a row that the date is among.
          const fits = (date: number) =>
            dates.filter((one) => one === date).length < most.day &&
            Array.from({ length: 7 }, (_, n) => date - n).every(
              (first) => dates.filter((one) => one >= first && one < first + 7).length < most.week,
            );
          const at = change + from * hour + 11 * minute;
          const now = at + behind * hour;
          const today = dateOf(now);
          let free = dateOf(at);
          // Late, it leaves today.
          while (!fits(free) || (at < now && free <= today && !fits(today))) free += 1;
          const capped = { caps: most, timeZone };
          expect(hasRoom(at, moments, capped)).toBe(fits(dateOf(at)));
          const found = roomFrom(at, moments, { ...capped, now });
          expect(dateOf(found)).toBe(free);
          if (free === dateOf(at)) expect(found).toBe(at);
          const shown = shownIn(timeZone);
          // What clocks leave out is shown an hour later, or half an hour.
          expect(shown(found).minute - shown(at).minute).toBeOneOf([0, 30, 60]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
