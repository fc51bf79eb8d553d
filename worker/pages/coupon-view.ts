import { type CouponState, couponState } from "../../content/schema/coupon-rules.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { sayDay, sayMoment } from "../calendar.ts";
import { couponLink } from "../coupon/link.ts";
import { qrSvg } from "../coupon/qr.ts";
import type { Deps } from "../env.ts";
import { findMagnet, type LandingHere } from "../landing.ts";
import { sayValue } from "../mail/delivery-mail.tsx";
import type { Coupon } from "../store/coupons.ts";
import type { GrantView } from "./grant-page.ts";

/** A coupon on a page. */
export interface CouponHere {
  here: LandingHere;
  coupon: Coupon;
  /** Where its PDF, its calendar reminder and its passes lie. */
  folder: string;
}

/** What a coupon's ticket says, how it stands now, and where to take it along from. */
export async function couponView(
  deps: Deps,
  { here, coupon, folder }: CouponHere,
): Promise<Pick<GrantView, "slots" | "links"> & { coupon: NonNullable<GrantView["coupon"]> }> {
  const { locale } = here.landing;
  const { timeZone } = deps.catalog.site;
  const words = textsIn(locale).worker;
  const magnet = findMagnet(deps.catalog, coupon.magnet);
  const known = magnet?.kind === "coupon" ? magnet : null;
  const status = couponState(coupon, known ?? { shops: [] }, { at: deps.now(), shop: null, timeZone });
  const told = status === "shop" ? "valid" : status;
  const isOver = told === "redeemed" || told === "expired" || told === "void";
  return {
    coupon: {
      magnet: coupon.magnet,
      code: coupon.code,
      status: told,
      qr: qrSvg(await couponLink(deps, coupon), fill(words.qr, { code: coupon.code })),
    },
    slots: {
      code: coupon.code,
      "valid-until": sayDay(coupon.validUntil - 1, locale, timeZone),
      ...(known === null ? {} : { value: sayValue(known.value, locale) }),
      "coupon-status": fill(words.coupon[told], { date: dateOf(coupon, told, locale, timeZone) }),
    },
    links: isOver
      ? {}
      : {
          calendar: `${folder}/calendar`,
          pdf: known?.sheet === undefined ? null : `${folder}/pdf`,
          apple: deps.wallets.apple === null ? null : `${folder}/apple`,
          google: deps.wallets.google === null ? null : `${folder}/google`,
        },
  };
}

/** The moment that the words about `status` name. */
function dateOf(coupon: Coupon, status: CouponState, locale: Locale, timeZone: string): string {
  if (status === "redeemed") return sayMoment(coupon.redeemedAt ?? 0, locale, timeZone);
  return sayDay(status === "early" ? coupon.validFrom : coupon.validUntil - 1, locale, timeZone);
}
