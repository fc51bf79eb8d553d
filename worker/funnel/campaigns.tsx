import type { FC } from "hono/jsx";
import type { Catalog } from "../../content/schema/catalog.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay, startOfDay } from "../calendar.ts";
import { Figures } from "../desk/figures.tsx";
import { currencyOf, sayMoney } from "../desk/money.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { type CampaignRow, costGiven } from "./campaign-rows.ts";
import { stepColumns } from "./funnel.tsx";

/** Those that brought most submissions before the others. */
export function busiestFirst(rows: readonly CampaignRow[]): CampaignRow[] {
  return rows.toSorted(
    ({ period: one }, { period: other }) => other.submit - one.submit || other.view - one.view,
  );
}

/** What a campaign cost in cents, in all and for each of what it brought; null where it brought none. */
interface CostOf {
  currency: string;
  total: number;
  perLead: number | null;
  perConfirmed: number | null;
  perRedeemed: number | null;
}

/** What the campaign cost and what that makes for each of what it brought; null where no cost is given. */
function costOf(catalog: Catalog, { name, counted }: CampaignRow): CostOf | null {
  const cost = costGiven(catalog, name)?.cost;
  if (cost === undefined) return null;
  const total = Math.round(cost.amount * 100);
  const each = (n: number) => (n === 0 ? null : Math.round(total / n));
  return {
    currency: cost.currency,
    total,
    perLead: each(counted.submit),
    perConfirmed: each(counted.confirm),
    perRedeemed: each(counted.redeem),
  };
}

/** Every campaign with its steps. */
export const CampaignTable: FC<{ view: View; rows: CampaignRow[]; days: number }> = ({
  view,
  rows,
  days,
}) => {
  const words = view.coupons.campaigns;
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
      ]}
    />
  );
};

/** What campaigns cost for each of what they brought, and what came back at the till. */
export const CostTable: FC<{ view: View; rows: CampaignRow[] }> = ({ view, rows }) => {
  const words = view.coupons.campaigns;
  const said = rows.map((row) => ({ row, texts: textsOf(view, row) }));
  const column = (head: string, key: keyof CostTexts) => ({
    head,
    class: "n",
    cell: ({ texts }: (typeof said)[number]) => texts[key],
  });
  return (
    <Table
      class="counts"
      caption={words.costs}
      rows={said}
      columns={[
        {
          head: words.campaign,
          cell: ({ row, texts }) => (
            <>
              {row.name}
              {texts.days === null ? null : <small>{texts.days}</small>}
            </>
          ),
        },
        column(words.cost, "cost"),
        column(words.perLead, "perLead"),
        column(words.perConfirmed, "perConfirmed"),
        column(words.perRedeemed, "perRedeemed"),
        {
          head: words.revenue,
          class: "n",
          cell: ({ texts }) => (
            <>
              {texts.revenue}
              {texts.back === null ? null : <small>{texts.back}</small>}
            </>
          ),
        },
      ]}
    />
  );
};

/** What one campaign cost, and what came back at the till; nothing where neither is known. */
export const CampaignFigures: FC<{ view: View; row: CampaignRow }> = ({ view, row }) => {
  const words = view.coupons.campaigns;
  if (costGiven(view.catalog, row.name) === undefined && row.revenue === 0) return null;
  const texts = textsOf(view, row);
  const figures = [
    [words.cost, texts.cost, texts.days],
    [words.perLead, texts.perLead, null],
    [words.perConfirmed, texts.perConfirmed, null],
    [words.perRedeemed, texts.perRedeemed, null],
    [words.revenue, texts.revenue, texts.back],
  ] as const;
  return <Figures rows={figures} />;
};

interface CostTexts {
  /** The days that count, where site.yaml bounds them. */
  days: string | null;
  cost: string;
  perLead: string;
  perConfirmed: string;
  perRedeemed: string;
  revenue: string;
  /** How many times the cost the receipts are. */
  back: string | null;
}

/** The campaign's money in words; what is not known is a dash, and no invented figure. */
function textsOf(view: View, row: CampaignRow): CostTexts {
  const words = view.coupons.campaigns;
  const { locale } = view.reading;
  const cost = costOf(view.catalog, row);
  const currency = currencyOf(view.catalog);
  const said = (cents: number | null | undefined) =>
    cost === null || cents === null || cents === undefined
      ? words.none
      : sayMoney(cents, cost.currency, locale);
  // Two currencies have no quotient.
  const isOne = cost !== null && cost.currency === currency && cost.total > 0 && row.revenue > 0;
  return {
    days: daysOf(view, row.name),
    cost: said(cost?.total),
    perLead: said(cost?.perLead),
    perConfirmed: said(cost?.perConfirmed),
    perRedeemed: said(cost?.perRedeemed),
    revenue: row.revenue === 0 ? words.none : sayMoney(row.revenue, currency, locale),
    back: isOne ? fill(words.back, { n: sayTimes(row.revenue / cost.total, locale) }) : null,
  };
}

function daysOf(view: View, name: string): string | null {
  const words = view.coupons.campaigns;
  const { locale, timeZone } = view.reading;
  const { from, until } = costGiven(view.catalog, name) ?? {};
  const say = (day: string) => sayDay(startOfDay(day, timeZone), locale, timeZone);
  if (from !== undefined && until !== undefined)
    return fill(words.fromTo, { from: say(from), to: say(until) });
  if (from !== undefined) return fill(words.since, { day: say(from) });
  return until === undefined ? null : fill(words.untilDay, { day: say(until) });
}

function sayTimes(times: number, locale: string): string {
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : "it-IT", { maximumFractionDigits: 1 }).format(
    times,
  );
}
