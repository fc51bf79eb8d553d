import type { Locale } from "../content/schema/primitives.ts";
import type { Deps } from "./env.ts";
import { clearAlarm, raiseAlarm } from "./store/alarms.ts";
import { type Complaints, putAside, readComplaints, stopUnasked } from "./store/complaints.ts";

/** How far back complaints count, in milliseconds. */
export const complaintTime = 30 * 86_400_000;
/** On fewer mails than these a rate says nothing: one complaint of a hundred may be one slip of a finger. */
const leastArrived = 300;
/** As many people must have complained before mails stop: with three of 300 the true rate is hardly below 0.1 %. */
const leastComplained = 3;
/** Complaints in a thousand: from the first on the owner is told, from the second on mails stop (Gmail's and Yahoo's rules). */
export const complaintLimits = { alarm: 1, stop: 3 };

/** What `counts` call for. */
export function judgeComplaints({ complained, arrived }: Complaints): "well" | "alarm" | "stop" {
  if (arrived < leastArrived || complained * 1000 < arrived * complaintLimits.alarm) return "well";
  const stops = complained >= leastComplained && complained * 1000 >= arrived * complaintLimits.stop;
  return stops ? "stop" : "alarm";
}

/**
 * Tells the owner when too many people complain, and stops the mails that nobody asked for when far too many do.
 *
 * Told twice it does the same once. It is called as a complaint comes in, and by the clock, which also ends the alarm.
 */
export async function watchComplaints({ db, now, catalog }: Deps): Promise<void> {
  const at = now();
  const { all, unjudged, last } = await readComplaints(db, at - complaintTime);
  if (last !== null && last.endedAt === null) {
    await db.batch([putAside(db), ...clearAlarm(db, "complaints")]);
    return;
  }
  const { locale } = catalog.site;
  if (judgeComplaints(unjudged) === "stop") {
    await db.batch([
      ...stopUnasked(db, unjudged, at, sayComplaints(unjudged, locale)),
      ...clearAlarm(db, "complaints"),
    ]);
    return;
  }
  if (judgeComplaints(all) !== "well")
    await raiseAlarm(db, "complaints", at, sayComplaints(all, locale)).run();
  else if (await isAlarmed(db)) await db.batch(clearAlarm(db, "complaints"));
}

async function isAlarmed(db: D1Database): Promise<boolean> {
  return (await db.prepare("SELECT 1 AS found FROM alarm WHERE name = 'complaints'").first("found")) !== null;
}

/** The rate in per cent, and what it is made of: "0,30% (3/1000)". */
function sayComplaints({ complained, arrived }: Complaints, locale: Locale): string {
  return `${sayFine(complained, arrived, locale)} (${complained}/${arrived})`;
}

/** `part` of `whole` in per cent with two decimals. */
export function sayFine(part: number, whole: number, locale: Locale): string {
  if (whole === 0) return "–";
  const style = { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : "it-IT", style).format(part / whole);
}
