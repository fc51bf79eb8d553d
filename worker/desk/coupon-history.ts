import { fill } from "../../content/schema/locales/worker.ts";
import type { Event } from "../leads/timeline.ts";
import { outcomeWords } from "./conflicts.tsx";
import { sayLastDay, shopTitle } from "./coupon-parts.tsx";
import { reasonFor } from "./mail.tsx";
import { currencyOf, sayMoney } from "./money.ts";
import type { CouponAct, CouponFile, CouponMail, CouponOne, ScanRow } from "./store-coupon.ts";

import type { View } from "./view.ts";

/** Everything that happened with a coupon, the latest first. */
export function historyOf({ coupon, acts, scans, mails }: CouponFile, view: View): Event[] {
  // Of what happened at one moment, the cause stands below.
  const events: Event[] = [
    ...acts.map((act) => ({ at: act.at, text: actText(act, view) })),
    ...redemptionOf(coupon, scans, view),
    ...scans
      .filter(({ at, outcome }) => outcome !== "redeemed" || at !== coupon.redeemedAt)
      .map((scan) => ({ at: scan.at, text: scanText(scan, view) })),
    ...mails.map((mail) => ({ at: mail.sentAt ?? mail.createdAt, text: mailText(mail, view) })),
    {
      at: coupon.issuedAt,
      text:
        coupon.batchId === null
          ? view.coupons.history.issued
          : fill(view.coupons.history.printed, { title: coupon.batchTitle ?? "" }),
    },
  ];
  return events.sort((one, other) => other.at - one.at);
}

/** Its use: where, by whom, and what the receipt came to. */
function redemptionOf(coupon: CouponOne, scans: readonly ScanRow[], view: View): Event[] {
  const { redeemedAt: at, redeemedBy, shop, amount } = coupon;
  if (at === null) return [];
  const words = view.coupons.history;
  const scan = scans.find((each) => each.outcome === "redeemed" && each.at === at);
  const by = redeemedBy === null || redeemedBy === "owner" ? view.words.title : redeemedBy;
  const where = shop === null ? by : `${by} (${shopTitle(view, shop)})`;
  const currency = currencyOf(view.catalog);
  const said = [
    fill(words.redeemed, { where }),
    ...(amount === null
      ? []
      : [fill(words.amount, { amount: sayMoney(amount, currency, view.reading.locale) })]),
    ...(scan?.offline === 1 ? [words.offline] : []),
  ];
  return [{ at, text: said.join(", ") }];
}

function scanText({ outcome, offline, till, shop }: ScanRow, view: View): string {
  const words = view.coupons.history;
  const what = outcomeWords(view, outcome) + (offline === 1 ? `, ${words.offline}` : "");
  if (till === null) return fill(words.elsewhere, { what });
  return fill(words.at, { what, till, shop: shopTitle(view, shop) });
}

function actText(act: CouponAct, view: View): string {
  const what = deedText(act, view);
  // Why it was done is for those who do it.
  return act.reason === null || view.member?.role === "staff"
    ? what
    : `${what}. ${fill(view.coupons.history.because, { reason: act.reason })}`;
}

function deedText({ act, note }: CouponAct, view: View): string {
  const words = view.coupons.history;
  switch (act) {
    case "voided":
      return words.voided;
    case "replaced":
      return fill(words.replaced, { code: note ?? "" });
    case "extended":
      return fill(words.extended, { day: sayLastDay(Number(note), view) });
  }
}

function mailText({ status, failure, isReminder }: CouponMail, view: View): string {
  const words = isReminder === 1 ? view.coupons.history.reminder : view.coupons.history.mail;
  switch (status) {
    case "sent":
      return words.sent;
    case "queued":
    case "leased":
      return words.waits;
    case "dead":
    case "withheld":
      return failure === null ? words.stopped : `${words.stopped}: ${reasonFor(view, failure)}`;
  }
}
