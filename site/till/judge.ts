import { readPayload } from "../../content/schema/coupon-payload.ts";
import { couponState } from "../../content/schema/coupon-rules.ts";
import type { ReadCode } from "../../content/schema/coupon-typed.ts";
import { longestAway, type TillAnswer, type TillOutcome } from "../../content/schema/till.ts";
import { momentNow } from "./clock.ts";
import { keptKit, ownCode } from "./kept.ts";
import { isSigned } from "./signed.ts";

/** What the till itself can say of a code while it has no reception. */
export async function judgeAlone(read: ReadCode): Promise<TillAnswer> {
  const { code, payload } = read;
  if (code === null) return bare("mistyped", read.text);
  const kept = await keptKit();
  if (kept === undefined) return bare("unproved", code);
  const { kit, contact } = kept;
  const own = await ownCode(code);
  if (own !== undefined) {
    const facts = { validFrom: 0, validUntil: 0, usedAt: own.at, usedIn: kit.device.shopTitle };
    return { ...bare("used", code), facts };
  }
  const signed = payload === null ? null : readPayload(code, payload);
  const at = await momentNow();
  // A till that has been away for long may have been revoked.
  if (payload === null || at - contact > longestAway) return bare("unproved", code);
  if (signed === null || !(await isSigned(kit, signed.claim, signed.signature))) return bare("forged", code);
  const { tag, validFrom, validUntil } = signed.claim;
  const offer = kit.offers.find((each) => each.tag === tag) ?? null;
  const coupon = { validFrom, validUntil, redeemedAt: null, voidedAt: null };
  const place = { at, shop: kit.device.shop, timeZone: kit.timeZone };
  const state = couponState(coupon, offer ?? { shops: [] }, place);
  const facts = { validFrom, validUntil, usedAt: null, usedIn: null };
  return { outcome: state === "redeemed" ? "used" : state, code, offer, facts, undo: null };
}

/** Whether the till has been without contact for too long to take anything. */
export async function isAwayTooLong(): Promise<boolean> {
  const kept = await keptKit();
  return kept !== undefined && (await momentNow()) - kept.contact > longestAway;
}

/** An answer that says nothing of any coupon. */
export function bare(outcome: TillOutcome, code: string): TillAnswer {
  return { outcome, code, offer: null, facts: null, undo: null };
}
