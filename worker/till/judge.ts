import { readPayload } from "../../content/schema/coupon-payload.ts";
import { couponState } from "../../content/schema/coupon-rules.ts";
import type { TillAnswer, TillFacts, TillOutcome } from "../../content/schema/till.ts";
import { isOurClaim } from "../coupon/link.ts";
import type { Deps } from "../env.ts";
import type { TakenCoupon } from "../store/redemptions.ts";
import { offerOf, shopTitleOf } from "./kit.ts";

/** Where and when a coupon is judged. */
export interface Place {
  /** Null at the desk, where every shop's count. */
  shop: string | null;
  at: number;
}

/** Whether `payload` is what this site signed for `code`; none proves nothing, and nothing against it. */
export async function isTrue(deps: Deps, code: string, payload: string | null): Promise<boolean> {
  if (payload === null) return true;
  const read = readPayload(code, payload);
  return read !== null && (await isOurClaim(deps, read.claim, read.signature));
}

/** What `coupon` is good for, in `place`. */
export function judge(deps: Deps, coupon: TakenCoupon, place: Place): TillAnswer {
  return answered(deps, coupon, outcomeOf(deps, coupon, place));
}

/** What speaks against an open coupon there and then: its shops, or its hours. */
export function refusalOf(deps: Deps, coupon: TakenCoupon, place: Place): "shop" | "hours" | null {
  const outcome = outcomeOf(deps, { ...coupon, redeemedAt: null, voidedAt: null }, place);
  return outcome === "shop" || outcome === "hours" ? outcome : null;
}

/** The answer `outcome` about `coupon`. */
export function answered(
  deps: Deps,
  coupon: TakenCoupon,
  outcome: TillOutcome,
  undo: TillAnswer["undo"] = null,
): TillAnswer {
  const { code, validFrom, validUntil, redeemedAt, shop } = coupon;
  const usedIn = shop === null ? null : shopTitleOf(deps, shop);
  const facts: TillFacts = { validFrom, validUntil, usedAt: redeemedAt, usedIn };
  return { outcome, code, offer: offerOf(deps, coupon.magnet), facts, undo };
}

/** An answer about a code that says nothing of any coupon. */
export function bare(outcome: TillOutcome, code: string): TillAnswer {
  return { outcome, code, offer: null, facts: null, undo: null };
}

function outcomeOf(deps: Deps, coupon: TakenCoupon, { shop, at }: Place): TillOutcome {
  const { timeZone } = deps.catalog.site;
  // Coupons whose magnet is gone are honoured still: they were promised.
  const window = offerOf(deps, coupon.magnet) ?? { shops: [] };
  const state = couponState(coupon, window, { at, shop, timeZone });
  return state === "redeemed" ? "used" : state;
}
