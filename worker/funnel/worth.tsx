import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay, startOfDay } from "../calendar.ts";
import { Figures } from "../desk/figures.tsx";
import { currencyOf, sayMoney } from "../desk/money.ts";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber, sayRate } from "../desk/when.ts";
import type { Worth } from "./campaign-rows.ts";
import { costGiven, oneAmount, perEach } from "./money.ts";
import { few } from "./rates.ts";

/** What campaigns or sources cost for each of what they brought, and what came back at the till. */
export const WorthTable: FC<{
  view: View;
  caption: string;
  head: string;
  rows: readonly Worth[];
  nameOf: (name: string) => string;
  /** What stands under a name. */
  noteOf?: (name: string) => string | null;
}> = ({ view, caption, head, rows, nameOf, noteOf }) => {
  const words = view.texts.funnel.worth;
  const said = rows.map((row) => ({ row, texts: textsOf(view, row) }));
  const column = (name: string, key: keyof Texts, under?: keyof Texts): Column<(typeof said)[number]> => ({
    head: name,
    class: "n",
    cell: ({ texts }) => (
      <>
        {texts[key]}
        {under === undefined || texts[under] === null ? null : <small>{texts[under]}</small>}
      </>
    ),
  });
  const isSeen = rows.some(({ money }) => money.impressions !== null);
  return (
    <Table
      class="counts"
      caption={caption}
      rows={said}
      columns={[
        {
          head,
          cell: ({ row }) => (
            <>
              {nameOf(row.name)}
              {noteOf?.(row.name) == null ? null : <small> {noteOf(row.name)}</small>}
            </>
          ),
        },
        column(words.cost, "cost"),
        column(words.perLead, "perLead", "ofLeads"),
        column(words.perConfirmed, "perConfirmed", "ofConfirmed"),
        column(words.perRedeemed, "perRedeemed", "ofRedeemed"),
        column(words.revenue, "revenue", "back"),
        ...(isSeen ? [column(words.cpm, "cpm"), column(words.ctr, "ctr")] : []),
      ]}
    />
  );
};

/** What one campaign cost in all, and what came back at the till; nothing where neither is known. */
export const WorthFigures: FC<{ view: View; row: Worth }> = ({ view, row }) => {
  const words = view.texts.funnel.worth;
  const texts = textsOf(view, row);
  const figures = [
    [words.cost, texts.cost, daysOf(view, row.name)],
    [words.perLead, texts.perLead, texts.ofLeads],
    [words.perConfirmed, texts.perConfirmed, texts.ofConfirmed],
    [words.perRedeemed, texts.perRedeemed, texts.ofRedeemed],
    [words.revenue, texts.revenue, texts.back],
  ] as const;
  return <Figures rows={figures} />;
};

interface Texts {
  cost: string;
  perLead: string;
  perConfirmed: string;
  perRedeemed: string;
  /** By how many it was shared, where they are few. */
  ofLeads: string | null;
  ofConfirmed: string | null;
  ofRedeemed: string | null;
  revenue: string;
  /** How many times the cost the receipts are. */
  back: string | null;
  cpm: string;
  ctr: string;
}

/** Money in words; what is not known is a dash, and no invented figure. */
function textsOf(view: View, { money, steps, revenue }: Worth): Texts {
  const words = view.texts.funnel.worth;
  const { locale } = view.reading;
  const { none } = words;
  const one = oneAmount(money);
  const each = (n: number) => {
    const cents = perEach(money, n);
    if (cents === null || one === null) return none;
    // Less than half a cent is not nothing.
    const isTiny = cents > 0 && cents < 0.5;
    return `${isTiny ? "< " : ""}${sayMoney(isTiny ? 1 : Math.round(cents), one.currency, locale)}`;
  };
  const among = (n: number) =>
    one === null || n === 0 || n >= few ? null : fill(words.among, { n: sayNumber(n, locale) });
  const currency = currencyOf(view.catalog);
  // Two currencies have no quotient.
  const times = one?.currency === currency && one.cents > 0 && revenue > 0 ? revenue / one.cents : null;
  return {
    cost: sayAmounts(view, money.amounts),
    perLead: each(steps.submit),
    perConfirmed: each(steps.confirm),
    perRedeemed: each(steps.redeem),
    ofLeads: among(steps.submit),
    ofConfirmed: among(steps.confirm),
    ofRedeemed: among(steps.redeem),
    revenue: revenue === 0 ? none : sayMoney(revenue, currency, locale),
    back: times === null ? null : fill(words.back, { n: sayTimes(times, locale) }),
    cpm: money.cpm === null || one === null ? none : sayMoney(Math.round(money.cpm), one.currency, locale),
    ctr: money.ctr === null ? none : sayRate(money.ctr, 1, locale),
  };
}

/** Cents in each currency, side by side. */
function sayAmounts(view: View, amounts: Readonly<Record<string, number>>): string {
  const said = Object.entries(amounts).map(([currency, cents]) =>
    sayMoney(Math.round(cents), currency, view.reading.locale),
  );
  return said.join(" + ") || view.texts.funnel.worth.none;
}

function daysOf(view: View, name: string): string | null {
  const words = view.texts.funnel.worth;
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
