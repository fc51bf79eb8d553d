import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { reckonLeads } from "../../worker/score/due.ts";
import { pausing, resuming } from "../../worker/sequences/acts.ts";
import { advanceSequences } from "../../worker/sequences/run.ts";
import { changes, someBeats, someHistory, someSequence } from "../support/sequence-histories.ts";
import { type Beat, expectedOf, type History } from "../support/sequence-model.ts";
import { type App, anApp, freshDatabase } from "../support/worker-app.ts";
import { happeningsOf, head } from "../support/worker-sequence-world.ts";
import { aSequenceCatalog, leave } from "../support/worker-sequences.ts";

beforeEach(freshDatabase);

const hour = 3_600_000;
const day = 86_400_000;
const people = 500;
const sequences = 6;
const seed = 20_270_328;

/** Whoever agrees after having taken it back is another case; whose presses are told is known by what is stored of them. */
function plain(history: History): History {
  const { permittedAt, withdrawnAt } = history;
  const isFirst = permittedAt === null || withdrawnAt === null || permittedAt < withdrawnAt;
  return { ...history, withdrawnAt: isFirst ? withdrawnAt : null, pressed: [] };
}

/** What the clock does at one beat; every so often two of its runs overlap. */
async function runs(app: App, beat: number): Promise<void> {
  await reckonLeads(app.deps);
  const twice = beat % 7 === 0 ? [advanceSequences(app.deps)] : [];
  await Promise.all([advanceSequences(app.deps), ...twice]);
  for (let rest = 0; rest < 4; rest += 1) {
    const due = await env.DB.prepare(
      `SELECT 1 FROM enrolment JOIN sequence_state USING (sequence)
        WHERE status = 'active' AND next_at <= ?1 AND paused_at IS NULL LIMIT 1`,
    )
      .bind(app.clock.now)
      .first();
    if (due === null) return;
    await advanceSequences(app.deps);
  }
}

it.each(changes)(
  "five hundred people get what the rules say, once, through sixty days around the change of summer time at %i",
  async (change) => {
    const from = change - 25 * day - 11 * hour;
    const plans = fc.sample(
      someSequence.chain((sequence) => fc.tuple(fc.constant(sequence), someBeats(from, sequence, 5 * hour))),
      { seed: seed + change, numRuns: sequences },
    );
    const histories = fc.sample(someHistory(from).map(plain), { seed: seed - change, numRuns: people });
    const catalog = aSequenceCatalog(
      Object.fromEntries(
        plans.map(([sequence], place) => [`s${place}`, { ...sequence, landings: [`l${place}`] }]),
      ),
    );
    const app = anApp({ catalog });
    await env.DB.prepare(
      `INSERT INTO lead (id, identity, email, locale, first_source, last_source, created_at, seen_at)
       VALUES (?1, 'email:head@example.com', 'head@example.com', 'it', '{}', '{}', 1, 1)`,
    )
      .bind(head)
      .run();
    const secret = app.deps.tokenSecret;
    const happenings = await Promise.all(
      histories.map((history, place) =>
        happeningsOf(history, { place, landing: `l${place % sequences}`, secret }),
      ),
    );
    const waiting = happenings.flat().sort((one, other) => one.at - other.at);
    // One day is missed by all, and at one provider or another nothing leaves for some.
    const [, first] = plans[0] ?? fail();
    const beats = plans.map(([sequence, own]) =>
      first.map((beat): Beat => {
        const same = own.find(({ at }) => at === beat.at);
        return { at: beat.at, stuck: beat.stuck, paused: same?.paused ?? false, sequence };
      }),
    );
    const paused = plans.map(() => false);
    for (const [place, { at, stuck }] of first.entries()) {
      app.clock.now = at;
      const next = waiting.findIndex((happening) => happening.at > at);
      const due = waiting
        .splice(0, next === -1 ? waiting.length : next)
        .flatMap(({ statements }) => statements);
      if (due.length > 0) await env.DB.batch([env.DB.prepare("PRAGMA defer_foreign_keys = on"), ...due]);
      for (const [which, own] of beats.entries()) {
        const isPaused = own[place]?.paused === true;
        if (isPaused === paused[which]) continue;
        paused[which] = isPaused;
        const name = `s${which}`;
        const sequence = catalog.sequences[name] ?? fail();
        await env.DB.batch(
          isPaused
            ? pausing(env.DB, name, at)
            : resuming(env.DB, name, sequence, { now: at, timeZone: catalog.site.timeZone }),
        );
      }
      await runs(app, place);
      if (!stuck) await leave(app);
    }
    const sent = await env.DB.prepare(
      `SELECT lead_id AS lead, json_group_array(json_object('mailing', mailing, 'at', first_at) ORDER BY first_at, id) AS mails
         FROM message WHERE kind = 'sequence' GROUP BY lead_id`,
    ).all<{ lead: string; mails: string }>();
    const ways = await env.DB.prepare(
      "SELECT lead_id AS lead, coalesce(reason, iif(status = 'done', 'done', NULL)) AS ended FROM enrolment",
    ).all<{ lead: string; ended: string | null }>();
    const mailsOf = new Map(sent.results.map(({ lead, mails }) => [lead, mails]));
    const endOf = new Map(ways.results.map(({ lead, ended }) => [lead, ended]));
    const found = histories.map((_, place) => {
      const lead = `l${place}-`.padEnd(22, "0");
      const mails: { mailing: string; at: number }[] = JSON.parse(mailsOf.get(lead) ?? "[]");
      return {
        place,
        mails: mails.map(({ mailing, at }) => ({ step: mailing.split("/").at(-1), at })),
        // Whoever was merged before the clock came has not begun.
        ended: endOf.has(lead) ? endOf.get(lead) : "merged",
      };
    });
    const expected = histories.map((history, place) => ({
      place,
      ...expectedOf(history, beats[place % sequences] ?? fail()),
    }));
    expect(found).toEqual(expected);
    expect(found.flatMap(({ mails }) => mails).length).toBeGreaterThan(people / 2);
    expect(new Set(found.map(({ ended }) => ended)).size).toBeGreaterThan(6);
  },
  300_000,
);

function fail(): never {
  throw new Error("There is one for each.");
}
