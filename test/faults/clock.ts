import { join } from "node:path";
import { until } from "./awaiting.ts";
import { attempt, submissionsOf } from "./clients.ts";
import type { Fault, Stage } from "./fault.ts";
import { openProvider, type Provider } from "./provider.ts";
import { type Rig, startRig } from "./rig.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Moments at which calendars go wrong, and by how much clocks are wrong. */
const moments = [
  ["an hour before the clocks go back", "2026-10-25T00:30:00Z"],
  ["in the hour that comes twice", "2026-10-25T01:30:00Z"],
  ["an hour before the clocks go forward", "2027-03-28T00:30:00Z"],
  ["just after the hour that is missing", "2027-03-28T01:00:01Z"],
  ["on 29 February", "2028-02-29T12:00:00Z"],
  ["a second before the year ends in Rome", "2027-12-31T22:59:59Z"],
  ["a second after the year began in Rome", "2027-12-31T23:00:01Z"],
] as const;
const skews = [25 * hour, -25 * hour, 5 * minute, -5 * minute] as const;

/** The clock jumps, and calendars turn: grants end when the server's clock says so, and each mail leaves once. */
export const clock: Fault = {
  name: "F8",
  title: "Clock skew and calendar",
  async run(stage) {
    const provider = await openProvider();
    const vars = { MAILER: "outbox", OUTBOX_URL: provider.url };
    const rig = await startRig({ ...stage.rig, database: join(stage.folder, "database") }, vars);
    const times = [...moments.map(([, at]) => Date.parse(at)), ...skews.map((skew) => Date.now() + skew)];
    const zeros = noMistakes();
    try {
      for (const [place, at] of times.entries())
        await atMoment(stage, { rig, provider, at, first: place * 2 }, zeros);
      const { mails, twice } = provider.delivered();
      return {
        did: `${moments.length} moments of the calendar, and the clock off by ±25 h and ±5 min`,
        counts: { submissions: times.length * 2, mails },
        zeros: { ...zeros, "never sent": times.length * 2 - mails, twice },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};

function noMistakes() {
  return {
    "not acknowledged": 0,
    "end of a grant off": 0,
    "end of a coupon off": 0,
    "counted on another day": 0,
    "mails more than an hour late": 0,
    "closed before its end": 0,
    "open after its end": 0,
  };
}

interface Moment {
  rig: Rig;
  provider: Provider;
  at: number;
  /** The number of the first of its two people: one for a file, one for a coupon. */
  first: number;
}

async function atMoment(
  { catalog }: Stage,
  { rig, provider, at, first }: Moment,
  zeros: ReturnType<typeof noMistakes>,
) {
  const { timeZone } = catalog.site;
  const set = (now: number) => rig.order({ clock: now - Date.now() });
  await set(at);
  await provider.behave("fails");
  for (const sent of submissionsOf(catalog, 2, first)) {
    if ((await attempt(rig.direct, sent)) === undefined) zeros["not acknowledged"]++;
  }
  await until(async () => (await rig.number("SELECT count(*) FROM message WHERE status = 'leased'")) === 0);
  await provider.behave("well");
  // Twenty minutes later, whatever the hands of the clocks on the walls did meanwhile.
  await set(at + 20 * minute);
  await rig.tick();
  for (const row of await rig.rows(drawn)) {
    const asked = Number(row.at);
    const isCoupon = row.valid_until !== null;
    // A coupon's days end at midnight where the shop is; a file's span is so many whole days of 24 hours.
    if (isCoupon && wallTime(Number(row.valid_until), timeZone) !== "00:00:00")
      zeros["end of a coupon off"]++;
    if (!isCoupon && (Number(row.expires_at) - asked) % day !== 0) zeros["end of a grant off"]++;
    if (row.sent_at === null || Number(row.sent_at) - asked > hour) zeros["mails more than an hour late"]++;
    if (isCoupon) continue;
    const link = linkTo(provider, first);
    await set(Number(row.expires_at) - 10_000);
    if ((await fetch(`${rig.direct}${link}`)).status !== 200) zeros["closed before its end"]++;
    await set(Number(row.expires_at) + 10_000);
    if ((await fetch(`${rig.direct}${link}`)).status === 200) zeros["open after its end"]++;
  }
  const today = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  const counted = "SELECT count(*) FROM step_count WHERE step = 'submit' AND day = ?1";
  if ((await rig.number(counted, today)) === 0) zeros["counted on another day"]++;
}

const drawn = `SELECT s.at, g.expires_at, c.valid_until, m.sent_at FROM submission s
  JOIN "grant" g ON g.submission_id = s.id
  LEFT JOIN coupon c ON c.submission_id = s.id
  JOIN message m ON m.submission_id = s.id AND m.kind = 'delivery'
  ORDER BY s.rowid DESC LIMIT 2`;

/** What a clock on a wall shows. */
function wallTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" }).format(at);
}

/** The private page that was mailed to that person. */
function linkTo(provider: Provider, number: number): string {
  const mail = provider.arrivals.find(({ to, accepted }) => accepted && to === `ada.${number}@example.com`);
  return /\/g\/[\w-]{43}/.exec(mail?.body ?? "")?.[0] ?? "/g/none";
}
