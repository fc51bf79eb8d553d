import type { FC } from "hono/jsx";
import type { Catalog } from "../../content/schema/catalog.ts";
import { fill } from "../../content/schema/locales/index.ts";
import { stepColumns } from "./funnel.tsx";
import { currencyOf, sayMoney } from "./money.ts";
import type { Revenue } from "./store-revenue.ts";
import { type StepRow, sumSteps } from "./store-steps.ts";
import { Table } from "./table.tsx";
import type { View } from "./view.ts";

/** The landings of each campaign, by its name. */
export function campaignsOf({ landings }: Catalog): Map<string, string[]> {
  const campaigns = new Map<string, string[]>();
  for (const [path, { campaign }] of Object.entries(landings)) {
    if (campaign !== undefined) campaigns.set(campaign, [...(campaigns.get(campaign) ?? []), path]);
  }
  return new Map([...campaigns].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A campaign's steps: in the period, and in all. */
export interface CampaignRow {
  name: string;
  period: StepRow;
  ever: StepRow;
}

/** The steps of each campaign, out of those of its landings. */
export function campaignRows(
  campaigns: ReadonlyMap<string, readonly string[]>,
  { period, ever }: { period: readonly StepRow[]; ever: readonly StepRow[] },
): CampaignRow[] {
  return [...campaigns].map(([name, landings]) => {
    const own = (rows: readonly StepRow[]) =>
      sumSteps(
        rows.filter((row) => landings.includes(row.name)),
        name,
      );
    return { name, period: own(period), ever: own(ever) };
  });
}

/** Those that brought most submissions before the others. */
export function busiestFirst(rows: readonly CampaignRow[]): CampaignRow[] {
  return rows.toSorted(
    ({ period: one }, { period: other }) => other.submit - one.submit || other.view - one.view,
  );
}

/** What a campaign cost, in all, for each lead and for each redeemed coupon, in cents; null where it is not known. */
interface CostOf {
  currency: string;
  total: number;
  perLead: number | null;
  perRedeemed: number | null;
}

/** What the campaign `name` cost and what that makes for each of what it brought; null where no cost is given. */
function costOf({ site }: Catalog, name: string, ever: StepRow): CostOf | null {
  const cost = Object.hasOwn(site.campaigns, name) ? site.campaigns[name]?.cost : undefined;
  if (cost === undefined) return null;
  const total = Math.round(cost.amount * 100);
  const each = (n: number) => (n === 0 ? null : Math.round(total / n));
  return { currency: cost.currency, total, perLead: each(ever.submit), perRedeemed: each(ever.redeem) };
}

/** What the receipts of the coupons of `landings` came to; a printed one counts for the first landing that gives its magnet. */
export function revenueOf(
  { landings }: Catalog,
  own: readonly string[],
  revenue: readonly Revenue[],
): number {
  const firstOf = (magnet: string) =>
    Object.entries(landings).find(([, { magnets }]) => magnets.some(({ name }) => name === magnet))?.[0];
  const mine = revenue.filter(({ landing, magnet }) => own.includes(landing ?? firstOf(magnet) ?? ""));
  return mine.reduce((sum, { amount }) => sum + amount, 0);
}

/** Every campaign with its steps, and what it cost for each of them. */
export const CampaignTable: FC<{ view: View; rows: CampaignRow[]; days: number }> = ({
  view,
  rows,
  days,
}) => {
  const words = view.coupons.campaigns;
  const { locale } = view.reading;
  const money = (key: "total" | "perLead" | "perRedeemed") => (row: CampaignRow) => {
    const cost = costOf(view.catalog, row.name, row.ever);
    const cents = cost?.[key] ?? null;
    return cost === null || cents === null ? words.none : sayMoney(cents, cost.currency, locale);
  };
  return (
    <Table
      class="counts"
      caption={words.title}
      rows={rows}
      columns={[
        {
          head: words.campaign,
          cell: ({ name }) => (
            <a href={view.link("/admin/steps", { days: String(days), campaign: name })}>{name}</a>
          ),
        },
        ...stepColumns<CampaignRow>(view, ({ period }) => period),
        { head: words.cost, class: "n", cell: money("total") },
        { head: words.perLead, class: "n", cell: money("perLead") },
        { head: words.perRedeemed, class: "n", cell: money("perRedeemed") },
      ]}
    />
  );
};

/** What one campaign cost, and what came back at the till. */
export const CampaignFigures: FC<{ view: View; name: string; ever: StepRow; revenue: number }> = ({
  view,
  name,
  ever,
  revenue,
}) => {
  const words = view.coupons.campaigns;
  const { locale } = view.reading;
  const cost = costOf(view.catalog, name, ever);
  const currency = currencyOf(view.catalog);
  if (cost === null && revenue === 0) return null;
  const said = (cents: number | null | undefined) =>
    cost === null || cents === null || cents === undefined
      ? words.none
      : sayMoney(cents, cost.currency, locale);
  // Two currencies have no quotient.
  const times = cost !== null && cost.currency === currency && cost.total > 0 ? revenue / cost.total : 0;
  const figures = [
    [words.cost, said(cost?.total), null],
    [words.perLead, said(cost?.perLead), null],
    [words.perRedeemed, said(cost?.perRedeemed), null],
    [
      words.revenue,
      revenue === 0 ? words.none : sayMoney(revenue, currency, locale),
      times === 0 ? null : fill(words.back, { n: sayTimes(times, locale) }),
    ],
  ] as const;
  return (
    <dl class="figures four">
      {figures.map(([label, text, note]) => (
        <div>
          <dt>{label}</dt>
          <dd>{text}</dd>
          {note === null ? null : <dd>{note}</dd>}
        </div>
      ))}
    </dl>
  );
};

function sayTimes(times: number, locale: string): string {
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : "it-IT", { maximumFractionDigits: 1 }).format(
    times,
  );
}
