import { complaintLimits } from "../complaints.ts";
import type { ReportRow } from "../store/mail-report.ts";

/** What became of the mails of some days. */
export interface MailSum extends Omit<ReportRow, "hour"> {
  /** Of those sent, as many as left since deliveries have been reported. */
  told: number;
  /** The first hour of these days of which deliveries are reported; null where none are. */
  toldSince: number | null;
}

/** How a rate stands: as it should, so that an eye should be kept on it, or so that something must be done. */
export type Verdict = "well" | "watch" | "act";

/** The trade's bands: 90 to 95 of a hundred arrive, at most 2 come back, at most 1 of a thousand complains. */
export const bands = { delivery: { low: 0.9, high: 0.95 }, bounce: 0.02 };

/** On fewer mails no verdict is given. */
export const fewMails = 20;

/** Adds up the hours from `first` on. */
export function sumReport(rows: readonly ReportRow[], first: number): MailSum {
  const sum: MailSum = { sent: 0, delivered: 0, hard: 0, soft: 0, complained: 0, told: 0, toldSince: null };
  for (const row of rows) {
    if (row.hour < first) continue;
    if (sum.toldSince === null && row.delivered > 0) sum.toldSince = row.hour;
    for (const key of ["sent", "delivered", "hard", "soft", "complained"] as const) sum[key] += row[key];
    if (sum.toldSince !== null) sum.told += row.sent;
  }
  return sum;
}

/** How many arrived: those delivered, or where none are reported those that did not come back. */
export function arrivedOf({ delivered, sent, hard, soft }: MailSum): number {
  return delivered > 0 ? delivered : Math.max(0, sent - hard - soft);
}

/** How the delivery rate stands to its band. */
export function judgeDelivery({ delivered, told }: MailSum): Verdict {
  const { low, high } = bands.delivery;
  if (delivered >= told * high) return "well";
  return delivered >= told * low ? "watch" : "act";
}

/** How the rate of what came back stands to its limit. */
export function judgeBounces({ hard, soft, sent }: MailSum): Verdict {
  if (hard + soft >= sent * bands.bounce) return "act";
  return (hard + soft) * 2 >= sent * bands.bounce ? "watch" : "well";
}

/** How the rate of complaints stands to its limits. */
export function judgeComplained(sum: MailSum): Verdict {
  const thousandth = arrivedOf(sum) / 1000;
  if (sum.complained === 0 || sum.complained < thousandth * complaintLimits.alarm) return "well";
  return sum.complained < thousandth * complaintLimits.stop ? "watch" : "act";
}
