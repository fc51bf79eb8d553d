import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, it } from "vitest";
import { settlePresses } from "../../worker/clicks/settle.ts";
import { anApp, freshDatabase, noon, rowsOf } from "../support/worker-app.ts";

interface Press {
  id: number;
  at: number;
  mailing: string;
  link: string;
  party: string;
  caller: string;
  telling: boolean;
  hasty: boolean;
}

const seconds = 1000;
const minutes = 60_000;

const gap = fc.constantFrom(
  ...[0, 0.5 * seconds, 2 * seconds, 2 * seconds + 1, 6 * seconds, 10 * seconds, 10 * seconds + 1],
  ...[minutes, 5 * minutes, 10 * minutes, 10 * minutes + 1, 31 * minutes, 60 * minutes],
);

const presses = fc
  .array(
    fc.record({
      gap,
      mailing: fc.constantFrom("campaigns/a", "campaigns/b"),
      link: fc.constantFrom("aaaaaaa", "bbbbbbb", "ccccccc"),
      party: fc.constantFrom("x", "y"),
      program: fc.constantFrom("1", "2"),
      telling: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
      hasty: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((drawn) => {
    let at = noon;
    return drawn.map(({ gap, program, ...press }, id): Press => {
      at += gap;
      return { ...press, id: id + 1, at, caller: press.party + program };
    });
  });

/** The counts of `all`, told from the rules alone. */
function counted(all: readonly Press[]): string[] {
  const within = (one: Press, other: Press, time: number) => Math.abs(one.at - other.at) <= time;
  const gives = (press: Press) => {
    const beside = all.filter(
      (other) =>
        other.party === press.party && other.mailing === press.mailing && within(press, other, 10 * seconds),
    );
    return (
      press.telling ||
      beside.some((other) => other.link !== press.link && within(press, other, 2 * seconds)) ||
      new Set(beside.map(({ link }) => link)).size >= 3
    );
  };
  const isScanner = (press: Press) =>
    press.hasty ||
    all.some((other) => other.telling && other.party === press.party && within(press, other, 10 * seconds)) ||
    all.some(
      (other) =>
        other.caller === press.caller &&
        gives(other) &&
        other.at <= press.at &&
        press.at - other.at <= 60 * minutes,
    );
  const judged = all.map((press) => ({ ...press, kind: isScanner(press) ? "scanner" : "person" }));
  const counts = new Map<string, [n: number, presses: number, people: number]>();
  for (const press of judged) {
    const earlier = judged.filter(
      (other) =>
        other.caller === press.caller &&
        other.mailing === press.mailing &&
        other.kind === press.kind &&
        other.id < press.id &&
        press.at - other.at < 10 * minutes,
    );
    const key = `${press.mailing} ${press.link} ${press.kind}`;
    const [n, sum, people] = counts.get(key) ?? [0, 0, 0];
    const isNew = !earlier.some(({ link }) => link === press.link);
    counts.set(key, [n + Number(isNew), sum + 1, people + Number(earlier.length === 0)]);
  }
  return [...counts].map(([key, numbers]) => `${key}: ${numbers}`).sort();
}

async function insert(all: readonly Press[]): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO press (id, at, day, mailing, variant, link, party, caller, telling, hasty)
     SELECT value ->> 'id', value ->> 'at', '2027-03-10', value ->> 'mailing', 0, value ->> 'link', value ->> 'party',
       value ->> 'caller', value ->> 'telling', value ->> 'hasty' FROM json_each(?1)`,
  )
    .bind(JSON.stringify(all))
    .run();
}

beforeAll(freshDatabase);
beforeEach(async () => {
  await env.DB.batch(
    ["press", "scanner", "click_count"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
});

describe("presses", () => {
  it("are judged and added up as the rules say, whenever the clock comes", { timeout: 120_000 }, async ({
    expect,
  }) => {
    const app = anApp();
    await fc.assert(
      fc
        .asyncProperty(presses, fc.array(gap, { maxLength: 12 }), async (all, pauses) => {
          await insert(all);
          app.clock.now = noon;
          for (const pause of pauses) {
            app.clock.now += pause;
            await settlePresses(app.deps);
          }
          app.clock.now = Math.max(app.clock.now, (all.at(-1)?.at ?? noon) + 10 * minutes);
          await settlePresses(app.deps);
          const rows = await rowsOf("click_count");
          const found = rows.map((row) =>
            [row.mailing, row.link, `${row.kind}: ${row.n},${row.presses},${row.people}`].join(" "),
          );
          expect(found.sort()).toEqual(counted(all));
          // Nobody who pressed is known any longer than that takes.
          app.clock.now += 2 * 60 * minutes;
          await settlePresses(app.deps);
          await settlePresses(app.deps);
          expect([await rowsOf("press"), await rowsOf("scanner")]).toEqual([[], []]);
        })
        .beforeEach(async () => {
          await env.DB.batch(
            ["press", "scanner", "click_count"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
          );
        }),
      { numRuns: 60 },
    );
  });

  it("count once when two clocks strike at the same moment", async ({ expect }) => {
    const app = anApp();
    const one = { mailing: "campaigns/a", link: "aaaaaaa", telling: false, hasty: false };
    await insert(
      Array.from({ length: 50 }, (_, n) => ({
        ...{ ...one, id: n + 1, at: noon },
        ...{ party: `p${n}`, caller: `c${n}` },
      })),
    );
    app.clock.now = noon + 10 * minutes;
    await Promise.all([1, 2, 3].map(() => settlePresses(app.deps)));
    expect(await rowsOf("click_count")).toMatchObject([{ n: 50, presses: 50, people: 50 }]);
  });
});
