import { fill } from "../../content/schema/locales/worker.ts";
import type { HeldCoupon, LeadFile, Receipt } from "./store-lead.ts";
import { landingTitle, type View } from "./view.ts";

/** One thing that happened, in words. */
export interface Event {
  at: number;
  text: string;
}

/** Everything that happened with a lead, the latest first. */
export function timelineOf(
  { lead, submissions, receipts, messages, coupons }: LeadFile,
  view: View,
): Event[] {
  const words = view.words.timeline;
  // Of what happened at one moment, the cause stands below.
  const events: Event[] = [
    ...coupons.flatMap(({ code, redeemed_at }) => moment(redeemed_at, fill(words.redeemed, { code }))),
    ...coupons.flatMap((coupon) => moment(coupon.voided_at, voidText(coupon, view))),
    ...messages.flatMap(({ sent_at, kind }) =>
      moment(sent_at, fill(words.sent, { kind: view.words.messageKinds[kind] })),
    ),
    ...coupons.flatMap(({ code, issued_at }) => moment(issued_at, fill(words.coupon, { code }))),
    ...receipts.map((receipt) => ({ at: receipt.at, text: consentText(receipt, view) })),
    ...moment(lead.confirmed_at, words.confirmed),
    ...submissions.map(({ at, landing }) => ({
      at,
      text: fill(words.submitted, { landing: landingTitle(view.catalog, landing) }),
    })),
  ];
  return events.sort((one, other) => other.at - one.at);
}

function moment(at: number | null, text: string): Event[] {
  return at === null ? [] : [{ at, text }];
}

function voidText({ code, replaced_by }: HeldCoupon, view: View): string {
  const words = view.words.timeline;
  return replaced_by === null
    ? fill(words.voided, { code })
    : fill(words.replaced, { code, other: replaced_by });
}

function consentText({ granted, channel, purpose }: Receipt, view: View): string {
  const words = view.words.timeline;
  if (granted === 0) return fill(words.withdrew, { purpose });
  return fill(channel === "confirm" ? words.reaffirmed : words.consented, {
    purpose,
  });
}
