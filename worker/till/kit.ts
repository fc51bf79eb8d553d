import type { CatalogCoupon } from "../../content/schema/catalog.ts";
import { couponTag } from "../../content/schema/coupon-payload.ts";
import type { TillKit, TillOffer } from "../../content/schema/till.ts";
import { couponKey } from "../coupon/link.ts";
import { sayWorth } from "../desk/money.ts";
import type { Deps } from "../env.ts";
import { findMagnet } from "../landing.ts";
import type { Device } from "../store/till-entry.ts";

/** All that `device` needs to take coupons without reception. */
export async function kitFor(deps: Deps, device: Device): Promise<TillKit> {
  const { catalog, publicUrl, now } = deps;
  const names = Object.keys(catalog.magnets);
  return {
    device: { name: device.name, shop: device.shop, shopTitle: shopTitleOf(deps, device.shop) },
    host: new URL(publicUrl).host,
    key: await couponKey(deps),
    timeZone: catalog.site.timeZone,
    now: now(),
    shops: shopTitles(deps),
    offers: names.flatMap((name) => offerOf(deps, name) ?? []),
  };
}

/** What coupons of the magnet `name` are worth, in the site's language; null where it is none, or none any more. */
export function offerOf({ catalog }: Deps, name: string): TillOffer | null {
  const magnet = findMagnet(catalog, name);
  return magnet?.kind === "coupon" ? offered(name, magnet, catalog.site.locale) : null;
}

function offered(name: string, magnet: CatalogCoupon, locale: Parameters<typeof sayWorth>[1]): TillOffer {
  const { title, terms, combinable, shops, weekdays, hours } = magnet;
  const value = sayWorth(magnet.value, locale);
  return { tag: couponTag(name), title, value, terms, combinable, shops, weekdays, hours };
}

/** What people call the shop `name`. */
export function shopTitleOf(deps: Deps, name: string): string {
  return deps.catalog.site.shops.find((shop) => shop.name === name)?.title ?? name;
}

/** What people call each shop, by its name. */
export function shopTitles({ catalog }: Deps): Record<string, string> {
  return Object.fromEntries(catalog.site.shops.map(({ name, title }) => [name, title]));
}
