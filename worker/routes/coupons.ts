import { type Context, Hono } from "hono";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { dayIn } from "../calendar.ts";
import { isSameOrigin } from "../desk/same-origin.ts";
import { isOwner } from "../desk/session.ts";
import type { AppEnv } from "../env.ts";
import { findLanding } from "../landing.ts";
import { sendCalls } from "../outgoing.ts";
import { couponView, type GrantView, showGrant, statusOf } from "../pages/grant-page.ts";
import { answerProblem, problemJson, wantsJson } from "../pages/problem.tsx";
import { type Coupon, findCoupon, redeemCoupon } from "../store/coupons.ts";
import { withRetries } from "../store/retry.ts";
import { callsFor } from "../store/webhook-calls.ts";
import { newId } from "../tokens.ts";

/** A coupon at the till: its state for everyone who holds the code, and its one use for the owner. */
export const coupons = new Hono<AppEnv>()
  .get("/:code", async (c) => {
    const coupon = await couponHere(c);
    return coupon === null ? answerProblem(c, "unknown_coupon") : show(c, coupon);
  })
  .post("/:code", async (c) => {
    // The owner's cookie opens it: pages that may post to forms may not come along, a neighbouring subdomain's least of all.
    if (!isSameOrigin(c) || !(await isOwner(c))) return answerProblem(c, "forbidden");
    const coupon = await couponHere(c);
    return coupon === null ? answerProblem(c, "unknown_coupon") : redeem(c, coupon);
  })
  .all("/:code", (c) => {
    c.header("Allow", "GET, HEAD, POST");
    return answerProblem(c, "method_not_allowed");
  });

async function couponHere(c: Context<AppEnv>): Promise<Coupon | null> {
  const code = readCouponCode(c.req.param("code") ?? "");
  return code === null ? null : withRetries(() => findCoupon(c.var.deps.db, code));
}

async function redeem(c: Context<AppEnv>, { code }: Coupon): Promise<Response> {
  const { db, now, random, catalog } = c.var.deps;
  const at = now();
  const calls = callsFor(c.var.deps, "redeem");
  // One name for all tries: a repeated one then knows its own work.
  const redemption = { id: newId(random), by: "owner", at, day: dayIn(at, catalog.site.timeZone), calls };
  const result = await withRetries(() => redeemCoupon(db, code, redemption));
  c.executionCtx.waitUntil(sendCalls(c.var.deps, calls));
  if (result === null) return answerProblem(c, "unknown_coupon");
  if (result.redeemed) return wantsJson(c) ? c.json({ code, redeemedAt: at }) : c.redirect(`/k/${code}`, 303);
  const problem = statusOf(result.coupon, at) === "early" ? "not_yet_open" : "already_redeemed";
  if (wantsJson(c)) return problemJson(c, statusOf(result.coupon, at) === "expired" ? "closed" : problem);
  return show(c, result.coupon, 409);
}

async function show(c: Context<AppEnv>, coupon: Coupon, status = 200): Promise<Response> {
  const { catalog, now } = c.var.deps;
  const here = findLanding(catalog, coupon.landing);
  if (here === null) return answerProblem(c, "unknown_coupon");
  const { slots, coupon: shown } = couponView(here, coupon, now(), catalog.site.timeZone);
  const mayRedeem = shown?.status === "valid" && (await isOwner(c));
  const view: GrantView = {
    state: "coupon",
    // The code is not the person: whoever holds it learns no name.
    slots: { ...slots, name: null },
    actions: mayRedeem ? { redeem: `/k/${coupon.code}` } : {},
    ...(shown === undefined ? {} : { coupon: shown }),
  };
  // The till's button posts from here: with a referrer policy of none, older browsers would hide where it comes from.
  c.header("Referrer-Policy", "same-origin");
  return showGrant(c, here.landing, view, status);
}
