import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { magnetTitle } from "./coupon-parts.tsx";
import { currencyOf, sayMoney } from "./money.ts";
import type { MagnetCount } from "./store-coupon-counts.ts";
import { type Column, Table } from "./table.tsx";
import type { View } from "./view.ts";
import { sayNumber, sayRate } from "./when.ts";

/** How the coupons of each magnet stand. */
export const CouponsByMagnet: FC<{ view: View; magnets: MagnetCount[] }> = ({ view, magnets }) => {
  const { coupons: words, reading } = view;
  const count = (head: string, key: "open" | "ending" | "expired" | "void"): Column<MagnetCount> => ({
    head,
    class: "n",
    cell: (row) => sayNumber(row[key], reading.locale),
  });
  return (
    <Table
      class="counts"
      caption={words.byMagnet}
      rows={magnets}
      columns={[
        {
          head: words.magnet,
          cell: ({ magnet }) => (
            <a href={view.link("/admin/coupons", { magnet })}>{magnetTitle(view, magnet)}</a>
          ),
        },
        {
          head: words.issued,
          class: "n",
          cell: (row) => (
            <>
              {sayNumber(row.issued, reading.locale)}
              <small>{leftOf(view, row)}</small>
            </>
          ),
        },
        {
          head: words.redeemed,
          class: "n",
          cell: (row) => (
            <>
              {sayNumber(row.redeemed, reading.locale)}
              <small>{sayRate(row.redeemed, row.issued, reading.locale)}</small>
            </>
          ),
        },
        count(words.open, "open"),
        count(words.lists.ending, "ending"),
        count(words.expired, "expired"),
        count(words.void, "void"),
        {
          head: words.amount,
          class: "n",
          cell: ({ amount }) =>
            amount === 0 ? "–" : sayMoney(amount, currencyOf(view.catalog), reading.locale),
        },
      ]}
    />
  );
};

/** How many of a magnet can still be given. */
export function leftOf(view: View, { magnet, issued }: Pick<MagnetCount, "magnet" | "issued">): string {
  const known = view.catalog.magnets[magnet];
  const quota = known?.kind === "coupon" ? known.quota : undefined;
  if (quota === undefined) return view.coupons.unlimited;
  return fill(view.coupons.left, { n: sayNumber(Math.max(0, quota - issued), view.reading.locale) });
}
