import type { CouponWindow } from "./coupon-rules.ts";

// What the Worker and the page of a till tell each other. Both judge by the same rules and say it in the same words, so
// that staff see no difference between a till with reception and one without.

/** For how long a redemption may be taken back, in milliseconds. */
export const undoTime = 120_000;

/** How long a till may be without contact and still take coupons, in milliseconds: it cannot know that it was revoked. */
export const longestAway = 3 * 86_400_000;

/** How many redemptions a till hands over at once. */
export const mostSettled = 8;

/**
 * What becomes of a code at a till.
 *
 * `clock`: taken without reception at a moment that cannot be true. `mistyped`: no code has this check character.
 * `unproved`: typed without reception, where only a signed QR code can be believed. `foreign`: a QR code of something else.
 */
export type TillOutcome =
  | "valid"
  | "redeemed"
  | "undone"
  | "used"
  | "expired"
  | "early"
  | "hours"
  | "shop"
  | "void"
  | "unknown"
  | "forged"
  | "clock"
  | "mistyped"
  | "unproved"
  | "foreign";

/** What coupons of one magnet are worth, and on what conditions. */
export interface TillOffer extends CouponWindow {
  /** `couponTag` of the magnet's name, as signed codes tell it. */
  tag: number;
  title: string;
  /** What it is worth, in words. */
  value: string;
  terms: readonly string[];
  combinable: boolean;
}

/** How one coupon stands; moments in milliseconds. */
export interface TillFacts {
  validFrom: number;
  validUntil: number;
  usedAt: number | null;
  /** The title of the shop that took it. */
  usedIn: string | null;
}

/** What a till is told about a code that was scanned or typed. */
export interface TillAnswer {
  outcome: TillOutcome;
  /** The code as it is written; as it was typed where it is none. */
  code: string;
  offer: TillOffer | null;
  facts: TillFacts | null;
  /** Names the redemption that can still be taken back, and the moment until which it can. */
  undo: { redemption: string; until: number } | null;
}

/** What a till takes along, so as to work without reception. */
export interface TillKit {
  device: { name: string; shop: string; shopTitle: string };
  /** The host that signed codes are bound to, and the key that proves them: 32 bytes, base64url. */
  host: string;
  key: string;
  timeZone: string;
  /** The server's clock, against which the till's own is set. */
  now: number;
  /** Titles of shops, by name. */
  shops: Record<string, string>;
  offers: readonly TillOffer[];
}

/** One redemption without reception, as it waits on the device. */
export interface QueuedRedemption {
  /** 22 letters: however often it is handed over, it counts once. */
  id: string;
  code: string;
  payload: string | null;
  /** When it was done, by the till's clock as it was set at the last contact. */
  at: number;
  /** What the receipt came to, in cents. */
  amount: number | null;
}

/** What a till hands over once it has reception again. */
export interface Settlement {
  queue: readonly QueuedRedemption[];
  /** How many are left for the next time: the contact counts only once all have been handed over. */
  rest: number;
}

/** What became of what a till handed over. */
export interface Settled {
  results: { id: string; answer: TillAnswer }[];
  kit: TillKit;
}
