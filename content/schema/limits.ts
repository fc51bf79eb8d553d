import * as z from "zod";
import { durationSchema } from "./primitives.ts";

const count = z.number().int().min(1).max(1_000_000);

/** How much is taken, and how much is mailed, before it looks like abuse. */
export const limitsSchema = z.strictObject({
  /** Posts of one network (an address of IPv4, or a /64 of IPv6) that are taken as people's; more of them go to quarantine. */
  network: z
    .strictObject({
      /** In a minute. */
      minute: count.default(5),
      /** In an hour; of ten times as many none is stored. */
      hour: count.default(30),
    })
    .prefault({}),
  /** Mails to one inbox, whatever the page and whatever way its address is written. */
  inbox: z
    .strictObject({
      /** The least time between two mails to someone who has not proved the address. */
      spacing: durationSchema.prefault("10 minutes"),
      /** In a day, to someone who has not proved the address. */
      day: count.default(3),
      /** In thirty days, to someone who has not proved the address. */
      month: count.default(5),
      /** In a day, to someone who has. */
      proved: count.default(20),
    })
    .prefault({}),
  /** Mails of one page in an hour to people who have not proved their address; above it they wait for the owner. */
  unproved: count.default(200),
  /** Mails of the whole site in a day; what is above waits for the next. */
  mails: count.default(4000),
  /** Mails of sequences and campaigns, taken together, to one inbox, by the days of the site's calendar (`timeZone`). */
  mailings: z
    .strictObject({
      /** On one day, from midnight to midnight: one a day at the same hour keeps within it when clocks change, too. */
      day: count.default(1),
      /** On any seven days in a row; what finds no room goes at its hour on the first day that has some. */
      week: count.default(3),
    })
    .prefault({}),
});
export type Limits = z.output<typeof limitsSchema>;
