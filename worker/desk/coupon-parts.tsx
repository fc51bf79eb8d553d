import type { FC } from "hono/jsx";
import { type CouponFacts, couponState } from "../../content/schema/coupon-rules.ts";
import { fill, type Texts } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { When } from "./frame.tsx";
import { nameOf } from "./person.tsx";
import type { CouponRow } from "./store-coupons.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";

/** How a coupon stands, whatever the shop and the hour. */
export type Standing = keyof Texts["couponsDesk"]["states"];

/** How a coupon stands at the moment `now`. */
export function standingOf(coupon: CouponFacts, now: number): Standing {
  const state = couponState(coupon, { shops: [] }, { at: now, shop: null, timeZone: "UTC" });
  // Only a window of hours or shops makes these, and none was given.
  return state === "hours" || state === "shop" ? "valid" : state;
}

/** The last day on which a coupon that ends at `validUntil` is honoured. */
export function sayLastDay(validUntil: number, { reading }: View): string {
  return sayDay(validUntil - 1, reading.locale, reading.timeZone);
}

/** What people call a magnet: its title, or its name once it is gone. */
export function magnetTitle({ catalog }: View, magnet: string): string {
  return (Object.hasOwn(catalog.magnets, magnet) && catalog.magnets[magnet]?.title) || magnet;
}

/** What people call a shop: its title, or its name once it is gone; a dash where none was told. */
export function shopTitle(view: View, shop: string | null): string {
  if (shop === null) return view.coupons.noShop;
  return view.catalog.site.shops.find(({ name }) => name === shop)?.title ?? shop;
}

/** The names of all magnets that are coupons. */
export function couponMagnets({ catalog }: Pick<View, "catalog">): string[] {
  return Object.entries(catalog.magnets).flatMap(([name, magnet]) => (magnet.kind === "coupon" ? name : []));
}

type Held = Pick<CouponRow, "leadId" | "batchId" | "batchTitle"> & Parameters<typeof nameOf>[0];

/** Whose a coupon is: the lead, or the batch that it was printed in. */
export const Holder: FC<{ view: View; coupon: Held }> = ({ view, coupon }) => {
  const { leadId, batchId, batchTitle } = coupon;
  if (batchId !== null) {
    const printed = fill(view.coupons.printed, { title: batchTitle ?? "" });
    return <a href={view.link(`/admin/coupons/batches/${batchId}`)}>{printed}</a>;
  }
  // Who was erased has neither name nor contact, and no page to lead to.
  const isErased = coupon.email === null && coupon.phone === null;
  if (isErased) return <span class="soft">{view.coupons.page.erased}</span>;
  return <a href={view.link(`/admin/leads/${leadId}`)}>{nameOf(coupon, view)}</a>;
};

/** How a coupon stands, in a word, and where and when that came about. */
export const Standing: FC<{ view: View; coupon: CouponRow | Omit<CouponRow, "placedAt"> }> = ({
  view,
  coupon,
}) => {
  const { states, replaced } = view.coupons;
  const state = standingOf(coupon, view.reading.now);
  if (state === "redeemed" && coupon.redeemedAt !== null) {
    // Where there is one shop, it goes without saying.
    const hasShops = view.catalog.site.shops.length > 1;
    const shop = coupon.shop === null || !hasShops ? "" : `, ${shopTitle(view, coupon.shop)}`;
    return (
      <>
        {states.redeemed} <When at={coupon.redeemedAt} view={view} />
        {shop}
      </>
    );
  }
  if (state === "void" && coupon.voidedAt !== null) {
    return (
      <>
        {coupon.replacedBy === null ? states.void : replaced} <When at={coupon.voidedAt} view={view} />
      </>
    );
  }
  return <>{states[state]}</>;
};

/** Coupons as a table, each with the way to its page. */
export const CouponTable: FC<{ view: View; rows: CouponRow[] }> = ({ view, rows }) => {
  const words = view.coupons;
  return (
    <Table
      class="coupons"
      caption={words.title}
      rows={rows}
      columns={[
        {
          head: words.code,
          class: "nowrap",
          cell: ({ code }) => <a href={view.link(`/admin/coupons/${code}`)}>{code}</a>,
        },
        {
          head: words.holder,
          class: "page",
          labelled: false,
          cell: (row) => <Holder view={view} coupon={row} />,
        },
        {
          head: words.magnet,
          class: "page",
          labelled: false,
          cell: ({ magnet }) => magnetTitle(view, magnet),
        },
        { head: words.state, labelled: false, cell: (row) => <Standing view={view} coupon={row} /> },
        { head: words.ends, class: "nowrap", cell: ({ validUntil }) => sayLastDay(validUntil, view) },
        {
          head: words.history.issued,
          class: "nowrap",
          cell: ({ issuedAt }) => <When at={issuedAt} view={view} />,
        },
      ]}
    />
  );
};
