import type { CatalogCampaign } from "../../content/schema/campaign.ts";
import type { Deps } from "../env.ts";
import { mailsOfOneRun } from "../mail/send.ts";
import type { CampaignRow } from "./store-campaign.ts";

/** How many mails of a campaign one call of the clock writes at the most, where a queue hands them on. */
export const mostOfOneRun = 1000;

/** How fast a campaign goes out. */
export interface Pace {
  /** Mails an hour, as the campaign asks. */
  asked: number;
  /** Mails an hour that are kept. */
  kept: number;
  /** What keeps it from going as fast as asked: there is no queue, or even with one that is the most. */
  limit: "no-queue" | "most" | null;
}

const runsAnHour = 60;

/** The pace that is kept: without a queue mails leave with the clock, as many each minute as one of its runs sends. */
export function paceOf(
  deps: Pick<Deps, "queue" | "mailer" | "mailsPerRun" | "catalog">,
  { rate }: Pick<CatalogCampaign, "rate">,
): Pace {
  const most = (deps.queue === null ? mailsOfOneRun(deps) : mostOfOneRun) * runsAnHour;
  const limit = rate <= most ? null : deps.queue === null ? "no-queue" : "most";
  return { asked: rate, kept: Math.min(rate, most), limit };
}

/** For how long ahead mails are written, and how long a delay of the clock is made up for, in milliseconds. */
export const ahead = 60_000;

/**
 * The moments at which the next mails leave, at `rate` mails an hour, the first a step after the last one before.
 *
 * What a run of the clock missed is made up for by the next one alone: after a stop, or a night, there is no rush.
 */
export function slotsFrom(
  pacedAt: number,
  at: number,
  { rate, most }: { rate: number; most: number },
): number[] {
  const step = 3_600_000 / rate;
  const first = pacedAt + step < at - ahead ? at : pacedAt + step;
  const count = Math.max(0, Math.min(most, Math.ceil((at + ahead - first) / step)));
  return Array.from({ length: count }, (_, place) => Math.round(first + place * step));
}

/** How many mails of the campaign may wait at once: more say that they do not leave, and would leave in a rush. */
export function mostWaiting(rate: number): number {
  return Math.ceil((rate * 2 * ahead) / 3_600_000) + 1;
}

// Of the site's cap for a day, what campaigns leave to mails that somebody asked for.
const keptForService = 0.1;

/** How many mails of the campaign may still be written for `day`, of which `sent` mails of all kinds have left. */
export function allowanceOf(
  { catalog }: Pick<Deps, "catalog">,
  { warmup }: Pick<CatalogCampaign, "warmup">,
  {
    row,
    day,
    sent,
  }: { row: Pick<CampaignRow, "day" | "dayMails" | "days"> | null; day: string; sent: number },
): number {
  const { limits } = catalog.site;
  const room = Math.floor(limits.mails * (1 - keptForService)) - sent;
  if (warmup === undefined) return Math.max(0, room);
  const today = row?.day === day ? row.dayMails : 0;
  const before = row === null || row.day === null ? 0 : row.days + (row.day === day ? 0 : 1);
  return Math.max(0, Math.min(room, Math.floor(warmup.first * warmup.growth ** before) - today));
}
