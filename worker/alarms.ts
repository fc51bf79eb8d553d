import { isToldOnce } from "./alarm-words.ts";
import { dayIn, sayDay } from "./calendar.ts";
import { watchComplaints } from "./complaints.ts";
import type { Deps } from "./env.ts";
import { sendAlarms } from "./mail/send.ts";
import { warnBefore } from "./requests/due.ts";
import { isStillDead, isStillFailed, isStillPaused, isStillStopped, readFacts } from "./store/alarm-facts.ts";
import { type Alarm, clearAlarm, listAlarms, raiseAlarm, tellAlarm } from "./store/alarms.ts";
import { listOff } from "./store/webhook-queue.ts";
import { newId } from "./tokens.ts";

/** A mail that could have left so long ago, in milliseconds, and has not, is one the owner must know of. */
const patience = 3_600_000;

/** An alarm that is still on is told again after that, in milliseconds. */
const againAfter = 86_400_000;

/** An alarm that is told once is on for so long at the most, in milliseconds. */
const onceLasts = 7 * 86_400_000;

/** Raises what is wrong, ends what is over, and tells the owner once by mail. */
export async function watchAlarms(deps: Deps): Promise<void> {
  const { db, now } = deps;
  await watchComplaints(deps);
  const before = await listAlarms(db);
  const statements = [...(await judge(deps, before)), ...(await endings(deps, before))];
  if (statements.length > 0) await db.batch(statements);
  const untold = (await listAlarms(db)).filter(
    (alarm) => alarm.toldAt === null || alarm.toldAt <= toldBefore(alarm, now()),
  );
  if (untold.length > 0) await db.batch(untold.flatMap((alarm) => tell(deps, alarm)));
  await sendAlarms(deps);
}

/** The alarms that only a look at the clock can raise. */
async function judge(deps: Deps, alarms: readonly Alarm[]): Promise<D1PreparedStatement[]> {
  const { db, now, catalog } = deps;
  const { limits, locale, timeZone } = catalog.site;
  const facts = await readFacts(db, dayIn(now(), timeZone), now(), now() - patience);
  const isOn = (name: string) => alarms.some((alarm) => alarm.name === name);
  const capped = facts.waiting === 1 && facts.sent >= limits.mails;
  // What stops the mails is told by its own name, and not a second time by this one.
  const stuck = facts.stuck !== null && !capped && !isOn("mailer-stopped");
  const pressing = facts.due !== null && facts.due - warnBefore <= now();
  return [
    ...toggle(
      db,
      "request-due",
      pressing,
      isOn("request-due"),
      now(),
      sayDay(facts.due ?? 0, locale, timeZone),
    ),
    ...toggle(db, "mail-cap", capped, isOn("mail-cap"), now(), String(facts.sent)),
    ...toggle(db, "outbox", stuck, isOn("outbox"), now(), facts.stuck ?? ""),
  ];
}

function toggle(db: D1Database, name: string, is: boolean, was: boolean, now: number, detail: string) {
  if (is) return [raiseAlarm(db, name, now, detail)];
  return was ? clearAlarm(db, name) : [];
}

/** Ends the alarms whose cause is gone; rows raise those as they are written. */
async function endings({ db, catalog, now }: Deps, alarms: readonly Alarm[]): Promise<D1PreparedStatement[]> {
  const statements = await Promise.all(
    alarms.map(async ({ name }) => {
      const [kind, of = ""] = name.split(/:(.*)/s);
      switch (kind) {
        case "dead-letters":
          return (await isStillDead(db)) ? [] : clearAlarm(db, name);
        case "landing-paused":
          return (await isStillPaused(db, of)) ? [] : clearAlarm(db, name);
        case "campaign-words":
        case "campaign-segment": {
          const stop = { campaign: of, reason: kind.slice("campaign-".length), since: now() - onceLasts };
          return (await isStillStopped(db, stop)) ? [] : clearAlarm(db, name);
        }
        case "webhook-failed":
          return (await isStillFailed(db, of)) ? [] : clearAlarm(db, name);
        case "webhook-off": {
          const { url } = catalog.site.webhooks.find((webhook) => webhook.name === of) ?? {};
          const off = await listOff(db);
          return off.some((row) => row.webhook === of && row.url === url) ? [] : clearAlarm(db, name);
        }
        default:
          return [];
      }
    }),
  );
  return statements.flat();
}

/** Since when an alarm must not have been told, to be told again. */
function toldBefore({ name }: Alarm, now: number): number {
  return isToldOnce(name) ? 0 : now - againAfter;
}

function tell({ db, now, random, catalog }: Deps, alarm: Alarm): D1PreparedStatement[] {
  const { site } = catalog;
  return tellAlarm(db, alarm, {
    id: newId(random),
    recipient: site.alarm ?? site.owner.email,
    now: now(),
    before: toldBefore(alarm, now()),
  });
}
