import { type Context, Hono } from "hono";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import type { ProblemCode } from "../../content/schema/problem.ts";
import type { TillOutcome } from "../../content/schema/till.ts";
import { afterwards } from "../afterwards.ts";
import { takeAlong } from "../coupon/take-along.ts";
import { isSameOrigin } from "../desk/same-origin.ts";
import { memberIn } from "../desk/session.ts";
import type { AppEnv } from "../env.ts";
import { sendCalls } from "../outgoing.ts";
import { showCoupon } from "../pages/coupon-page.ts";
import { answerProblem, problemJson, wantsJson } from "../pages/problem.tsx";
import { takerAtDesk } from "../people/taker.ts";
import { type Coupon, findCoupon } from "../store/coupons.ts";
import { withRetries } from "../store/retry.ts";
import { type Taker, take } from "../till/redeem.ts";
import { newId } from "../tokens.ts";

/** A coupon at the till: its state for everyone who holds the code, and its one use for people of the desk, staff in their own shop. */
export const coupons = new Hono<AppEnv>()
  .get("/:code", async (c) => {
    const coupon = await couponHere(c);
    return coupon === null ? answerProblem(c, "unknown_coupon") : show(c, coupon);
  })
  // As its QR code has it: what follows the code is for tills without reception.
  .get("/:code/:payload", async (c) => {
    const coupon = await couponHere(c);
    return coupon === null ? answerProblem(c, "unknown_coupon") : show(c, coupon);
  })
  .get("/:code/coupon/:form", async (c) => {
    const coupon = await couponHere(c);
    if (coupon === null) return answerProblem(c, "unknown_coupon");
    return (await takeAlong(c, coupon, null)) ?? answerProblem(c, "unknown_coupon");
  })
  .post("/:code", async (c) => {
    // The owner's cookie opens it: pages that may post to forms may not come along, a neighbouring subdomain's least of all.
    const taker = isSameOrigin(c) ? await takerAtDesk(c, "coupon.redeem") : null;
    if (taker === null) return answerProblem(c, "forbidden");
    const coupon = await couponHere(c);
    return coupon === null ? answerProblem(c, "unknown_coupon") : redeem(c, coupon, taker);
  })
  .all("/:code", (c) => {
    c.header("Allow", "GET, HEAD, POST");
    return answerProblem(c, "method_not_allowed");
  });

async function couponHere(c: Context<AppEnv>): Promise<Coupon | null> {
  const code = readCouponCode(c.req.param("code") ?? "");
  return code === null ? null : withRetries(() => findCoupon(c.var.deps.db, code));
}

async function redeem(c: Context<AppEnv>, { code }: Coupon, taker: Taker): Promise<Response> {
  const { deps } = c.var;
  const at = deps.now();
  // One name for all tries: a repeated one then knows its own work.
  const asked = { id: newId(deps.random), text: code, payload: null, amount: null, at, offline: null };
  const { answer, calls } = await take(deps, taker, asked);
  if (calls.length > 0) afterwards(c, sendCalls(deps, calls));
  if (answer.outcome === "redeemed")
    return wantsJson(c) ? c.json({ code, redeemedAt: at }) : c.redirect(`/k/${code}`, 303);
  if (wantsJson(c)) return problemJson(c, problemOf(answer.outcome));
  const coupon = await couponHere(c);
  return coupon === null ? answerProblem(c, "unknown_coupon") : show(c, coupon, 409);
}

function problemOf(outcome: TillOutcome): ProblemCode {
  switch (outcome) {
    case "unknown":
      return "unknown_coupon";
    case "expired":
    case "void":
      return "closed";
    case "early":
    case "hours":
      return "not_yet_open";
    default:
      return "already_redeemed";
  }
}

async function show(c: Context<AppEnv>, coupon: Coupon, status = 200): Promise<Response> {
  return showCoupon(c, coupon, { mayRedeem: (await memberIn(c)) !== null, status });
}
