import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { DayChart } from "./coupon-chart.tsx";
import { shopTitle } from "./coupon-parts.tsx";
import { CouponsByMagnet } from "./coupons-by-magnet.tsx";
import { Figures } from "./figures.tsx";
import { currencyOf, sayMoney } from "./money.ts";
import type { DayCount, DaySpan, MagnetCount } from "./store-coupon-counts.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";
import { sayNumber, sayRate } from "./when.ts";

/** What the overview counts. */
export interface Overview {
  magnets: MagnetCount[];
  days: readonly DaySpan[];
  redeemed: DayCount[];
  issued: ReadonlyMap<string, number>;
}

/** How many there are of each kind, when and where they were used, and magnet by magnet. */
export const CouponsOverview: FC<{ view: View; overview: Overview }> = ({ view, overview }) => (
  <>
    <Whole view={view} magnets={overview.magnets} />
    <div class="halves">
      <section>
        <h2>{view.coupons.byDay}</h2>
        <DayChart view={view} days={overview.days} counts={sumBy(overview.redeemed, ({ day }) => day)} />
        <Days view={view} overview={overview} />
      </section>
      <section>
        <h2>{view.coupons.byShop}</h2>
        <Shops view={view} redeemed={overview.redeemed} />
      </section>
    </div>
    <section>
      <h2>{view.coupons.byMagnet}</h2>
      <CouponsByMagnet view={view} magnets={overview.magnets} />
      <p class="soft prose">{view.coupons.quotaNote}</p>
    </section>
  </>
);

/** The whole of all magnets, in four numbers. */
const Whole: FC<{ view: View; magnets: MagnetCount[] }> = ({ view, magnets }) => {
  const { coupons: words, reading } = view;
  const sum = (key: "issued" | "redeemed" | "open" | "ending" | "expired" | "void") =>
    magnets.reduce((total, magnet) => total + magnet[key], 0);
  const said = (key: Parameters<typeof sum>[0]) => sayNumber(sum(key), reading.locale);
  const ofIssued =
    sum("issued") === 0
      ? null
      : fill(words.ofIssued, { rate: sayRate(sum("redeemed"), sum("issued"), reading.locale) });
  const figures = [
    [words.issued, said("issued"), null],
    [words.redeemed, said("redeemed"), ofIssued],
    [words.open, said("open"), fill(words.endingNote, { n: said("ending") })],
    [words.expired, said("expired"), null],
    [words.void, said("void"), null],
  ] as const;
  return <Figures rows={figures} />;
};

/** Every day that saw one, the latest first, behind a press. */
const Days: FC<{ view: View; overview: Overview }> = ({ view, overview: { days, redeemed, issued } }) => {
  const { coupons: words, reading } = view;
  const used = sumBy(redeemed, ({ day }) => day);
  const rows = [...days].reverse().filter(({ day }) => used.has(day) || issued.has(day));
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{words.byDayTable}</summary>
      <Table
        class="counts"
        caption={words.byDay}
        rows={rows}
        columns={[
          { head: words.day, cell: ({ from }) => sayDay(from, reading.locale, reading.timeZone) },
          {
            head: words.issued,
            class: "n",
            cell: ({ day }) => sayNumber(issued.get(day) ?? 0, reading.locale),
          },
          {
            head: words.redeemed,
            class: "n",
            cell: ({ day }) => sayNumber(used.get(day) ?? 0, reading.locale),
          },
        ]}
      />
    </details>
  );
};

const Shops: FC<{ view: View; redeemed: DayCount[] }> = ({ view, redeemed }) => {
  const { coupons: words, reading } = view;
  const used = sumBy(redeemed, ({ shop }) => shop);
  const amounts = sumBy(redeemed, ({ shop }) => shop, "amount");
  const rows = [...used].sort(([, one], [, other]) => other - one);
  if (rows.length === 0) return <p class="soft">{words.nothing}</p>;
  return (
    <Table
      class="pairs"
      caption={words.byShop}
      rows={rows}
      columns={[
        { head: words.shop, cell: ([shop]) => shopTitle(view, shop) },
        {
          head: words.redeemed,
          class: "n",
          labelled: false,
          cell: ([shop, n]) => (
            <>
              {sayNumber(n, reading.locale)}
              <Amount view={view} cents={amounts.get(shop) ?? 0} />
            </>
          ),
        },
      ]}
    />
  );
};

const Amount: FC<{ view: View; cents: number }> = ({ view, cents }) =>
  cents === 0 ? null : <small>{sayMoney(cents, currencyOf(view.catalog), view.reading.locale)}</small>;

function sumBy<Key>(
  rows: readonly DayCount[],
  keyOf: (row: DayCount) => Key,
  what: "n" | "amount" = "n",
): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row[what]);
  return sums;
}
