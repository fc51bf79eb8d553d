import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import { landingFor } from "../landing.ts";
import { carrySource } from "../source.ts";
import type { Coupon } from "../store/coupons.ts";
import { couponView } from "./coupon-view.ts";
import { showGrant } from "./grant-page.ts";
import { answerProblem } from "./problem.tsx";

/** The page of a coupon for whoever holds its code, in the look of the landing it came from. */
export async function showCoupon(
  c: Context<AppEnv>,
  coupon: Coupon,
  { mayRedeem, status = 200 }: { mayRedeem: boolean; status?: number },
): Promise<Response> {
  const { deps } = c.var;
  const here = landingFor(deps.catalog, coupon.landing, coupon.magnet);
  if (here === null) return answerProblem(c, "unknown_coupon");
  const address = `/k/${coupon.code}`;
  const {
    slots,
    links,
    coupon: shown,
  } = await couponView(deps, { here, coupon, folder: `${address}/coupon` });
  const page = await showGrant(
    c,
    here.landing,
    {
      state: "coupon",
      // The code is not the person: whoever holds it learns no name.
      slots: { ...slots, name: null },
      coupon: shown,
      actions: mayRedeem && shown.status === "valid" ? { redeem: address } : {},
      // Whoever has a printed one is nobody's lead yet.
      links: { ...links, offer: offerOf(here.landing.pages.landing, coupon) },
    },
    status,
  );
  // The till's button posts from here: with a referrer policy of none, older browsers would hide where it comes from.
  page.headers.set("Referrer-Policy", "same-origin");
  return page;
}

/** Where to leave one's address, counted under the printed batch that led there; null for a lead's own coupon. */
function offerOf(landing: string, { source }: Coupon): string | null {
  return source === null ? null : carrySource(landing, { utm_source: source, utm_medium: "print" });
}
