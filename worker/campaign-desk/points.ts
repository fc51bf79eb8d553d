import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import type { Pace } from "../campaigns/pace.ts";
import type { Recipients } from "../campaigns/recipients.ts";
import { startIn } from "../campaigns/starts.ts";
import { complaintLimits, sayFine } from "../complaints.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { Complaints } from "../store/complaints.ts";
import type { Point } from "./point.ts";
import { sayLength, sayToCome } from "./say-time.ts";

/** What the points are told from that need no mail and no network. */
export interface Facts {
  name: string;
  entry: CatalogCampaign;
  /** Null where its segment cannot be asked. */
  recipients: Recipients | null;
  pace: Pace;
  /** The name of the way out; null where there is none. */
  mailer: string | null;
  complaints: Complaints;
  isHeld: boolean;
  hasWords: boolean;
}

const hour = 3_600_000;

/** Where the author mends it. */
export function fileOf(name: string): string {
  return `content/campaigns/${name}.mdx`;
}

/** The points that the desk knows by itself: who gets it, when, how fast, by which way, and with what standing. */
export function ownPoints(view: View, facts: Facts): Point[] {
  const { points } = view.texts.campaigns.checks;
  return [
    recipientsPoint(view, facts),
    timePoint(view, facts),
    ...pacePoint(view, facts),
    mailerPoint(view, facts),
    complaintsPoint(view, facts),
    ...(facts.hasWords
      ? []
      : [{ name: "words", mark: "mend", text: points.wordsGone, cure: points.wordsGoneCure } as const]),
  ];
}

function recipientsPoint(view: View, { name, entry, recipients }: Facts): Point {
  const { points } = view.texts.campaigns.checks;
  const point = { name: "recipients" } as const;
  if (recipients === null)
    return {
      ...point,
      mark: "mend",
      text: fill(points.recipientsSegment, { name: entry.segment }),
      cure: fill(points.recipientsSegmentCure, { name: entry.segment, file: fileOf(name) }),
    };
  if (recipients.recipients === 0 && recipients.isExact)
    return { ...point, mark: "mend", text: points.recipientsNone, cure: points.recipientsCure };
  return { ...point, mark: "passed", text: fill(points.recipients, { n: sayRecipients(recipients, view) }) };
}

/** How many get it; past what could be counted in time at least as many. */
export function sayRecipients({ recipients, isExact }: Recipients, view: View): string {
  const n = sayNumber(recipients, view.reading.locale);
  return isExact ? n : fill(view.texts.campaigns.who.more, { n });
}

function timePoint(view: View, { name, entry }: Facts): Point {
  const { points } = view.texts.campaigns.checks;
  const { now, timeZone } = view.reading;
  if (entry.send === undefined) return { name: "time", mark: "passed", text: points.timeNow };
  const start = startIn(entry, timeZone, now);
  const when = sayToCome(start, view.reading);
  if (start >= now) return { name: "time", mark: "passed", text: fill(points.time, { when }) };
  return {
    name: "time",
    mark: "mend",
    text: fill(points.timePast, { when }),
    cure: fill(points.timePastCure, { file: fileOf(name) }),
  };
}

function pacePoint(view: View, { name, recipients, pace }: Facts): Point[] {
  const { points } = view.texts.campaigns.checks;
  if (recipients === null || recipients.recipients === 0) return [];
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const time = sayLength((recipients.recipients / pace.kept) * hour, view);
  const told = { kept: say(pace.kept), asked: say(pace.asked), time };
  if (pace.limit === null) return [{ name: "pace", mark: "passed", text: fill(points.pace, told) }];
  const cure = pace.limit === "no-queue" ? points.paceQueue : fill(points.paceMost, { file: fileOf(name) });
  return [{ name: "pace", mark: "know", text: fill(points.paceSlow, told), cure }];
}

function mailerPoint(view: View, { mailer }: Facts): Point {
  const { points } = view.texts.campaigns.checks;
  if (mailer === null)
    return {
      name: "mailer",
      mark: "mend",
      text: points.mailerNone,
      cure: points.mailerNoneCure,
      page: "/admin/settings",
    };
  if (mailer === "outbox") return { name: "mailer", mark: "know", text: points.mailerLocal };
  return { name: "mailer", mark: "passed", text: fill(points.mailer, { mailer }) };
}

function complaintsPoint(view: View, { complaints, isHeld }: Facts): Point {
  const { points } = view.texts.campaigns.checks;
  const { complained, arrived } = complaints;
  const point = { name: "complaints" } as const;
  if (isHeld)
    return {
      ...point,
      mark: "mend",
      text: points.complaintsHeld,
      cure: points.complaintsHeldCure,
      page: "/admin/mail",
    };
  if (complained === 0) return { ...point, mark: "passed", text: points.complaintsNone };
  const rate = `${sayFine(complained, arrived, view.reading.locale)} (${complained}/${arrived})`;
  if (complained * 1000 < arrived * complaintLimits.alarm)
    return { ...point, mark: "passed", text: fill(points.complaints, { rate }) };
  return {
    ...point,
    mark: "know",
    text: fill(points.complaintsMany, { rate }),
    cure: points.complaintsManyCure,
    page: "/admin/mail",
  };
}
