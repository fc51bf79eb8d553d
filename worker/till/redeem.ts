import { readCouponCode } from "../../content/schema/coupon-code.ts";
import type { TillAnswer } from "../../content/schema/till.ts";
import { undoTime } from "../../content/schema/till.ts";
import { dayIn } from "../calendar.ts";
import type { Deps } from "../env.ts";
import { printedFor } from "../landing.ts";
import {
  findTaken,
  type Outcome,
  type Redemption,
  redeemCoupon,
  type TakenCoupon,
  undoRedemption,
} from "../store/redemptions.ts";
import { withRetries } from "../store/retry.ts";
import { type CallDraft, callsFor } from "../store/webhook-calls.ts";
import { newRowId } from "../tokens.ts";
import { answered, bare, isTrue, judge, refusalOf } from "./judge.ts";

/** Who redeems, and where: a till or staff in their shop, or the owner anywhere. */
export interface Taker {
  till: string | null;
  shop: string | null;
  /** Notes who at the desk does it. */
  noted?: D1PreparedStatement;
}

/** What is to be redeemed. */
export interface Asked {
  /** Names the redemption; the same name never redeems twice. */
  id: string;
  text: string;
  payload: string | null;
  amount: number | null;
  at: number;
  offline: Redemption["offline"];
}

/** How `text`, a code, stands for `taker` at this moment. */
export async function lookAt(
  deps: Deps,
  taker: Taker,
  text: string,
  payload: string | null,
): Promise<TillAnswer> {
  const code = readCouponCode(text);
  if (code === null) return bare("mistyped", text);
  if (!(await isTrue(deps, code, payload))) return bare("forged", code);
  const coupon = await withRetries(() => findTaken(deps.db, code));
  if (coupon === null) return bare("unknown", code);
  return judge(deps, coupon, { shop: taker.shop, at: deps.now() });
}

/** Redeems what is asked for; the answer, and the calls of webhooks that follow from it. */
export async function take(
  deps: Deps,
  taker: Taker,
  asked: Asked,
): Promise<{ answer: TillAnswer; calls: CallDraft[] }> {
  const { id, text, payload, amount, at, offline } = asked;
  const code = readCouponCode(text);
  if (code === null) return { answer: bare("mistyped", text), calls: [] };
  if (!(await isTrue(deps, code, payload))) return { answer: bare("forged", code), calls: [] };
  const known = await withRetries(() => findTaken(deps.db, code));
  if (known === null) return { answer: bare("unknown", code), calls: [] };
  const calls = callsFor(deps, "redeem");
  const redemption: Redemption = {
    ...{ id, ...taker, at, amount, offline, calls },
    day: dayIn(at, deps.catalog.site.timeZone),
    printedFor: printedFor(deps.catalog, known.magnet),
    refusal: refusalOf(deps, known, { shop: taker.shop, at }),
  };
  const result = await withRetries(() => redeemCoupon(deps.db, code, redemption));
  if (result === null) return { answer: bare("unknown", code), calls: [] };
  const { coupon } = result;
  // What was done under this name and taken back since is told as it stands.
  const outcome = isUse(result.outcome) && coupon.redemption !== id ? "undone" : result.outcome;
  return { answer: answered(deps, coupon, outcome, undoOf(deps, coupon, id)), calls };
}

function isUse(outcome: Outcome): boolean {
  return outcome === "redeemed" || outcome === "clock";
}

/** How `coupon` can be taken back, if the redemption called `id` stands and its time lasts. */
export function undoOf(deps: Deps, { redemption, redeemedAt }: TakenCoupon, id: string): TillAnswer["undo"] {
  if (redemption !== id || redeemedAt === null || redeemedAt <= deps.now() - undoTime) return null;
  return { redemption: id, until: redeemedAt + undoTime };
}

/** Takes the redemption called `name` back, if it is `taker`'s own and its time lasts; how the coupon stands then. */
export async function takeBack(deps: Deps, taker: Taker, text: string, name: string): Promise<TillAnswer> {
  const { db, now, random, catalog } = deps;
  const code = readCouponCode(text);
  const coupon = code === null ? null : await withRetries(() => findTaken(db, code));
  if (coupon === null) return bare("unknown", text);
  const at = now();
  const undoing = {
    id: newRowId(random, at),
    redemption: name,
    till: taker.till,
    noted: taker.noted,
    at,
    day: dayIn(coupon.redeemedAt ?? at, catalog.site.timeZone),
    printedFor: printedFor(catalog, coupon.magnet),
  };
  // What another shop took is not for this one's staff to take back.
  const isTheirs = taker.till !== null || taker.shop === null || taker.shop === coupon.shop;
  const done = isTheirs && (await withRetries(() => undoRedemption(db, coupon.code, undoing)));
  const after = (await withRetries(() => findTaken(db, coupon.code))) ?? coupon;
  return done ? answered(deps, after, "undone") : judge(deps, after, { shop: taker.shop, at });
}
