import type { FC } from "hono/jsx";
import { magnetTitle, shopTitle } from "../desk/coupon-parts.tsx";
import { ErrorSummary, Field, type Problem } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { currencyOf, sayMoney } from "../desk/money.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { RedeemForm } from "./redeem-form.tsx";
import type { RedeemedRow } from "./store-counter.ts";

interface CounterProps {
  view: View;
  /** The shop of staff. */
  shop: string | null;
  typed: string;
  problems: readonly Problem[];
  rows: RedeemedRow[];
}

/** A code to look up, and what was used today. */
export const CounterPage: FC<CounterProps> = ({ view, shop, typed, problems, rows }) => {
  const words = view.texts.people.counter;
  return (
    <Page view={view} title={words.title} current="counter">
      <p class="soft">{shop === null ? words.anyShop : shopTitle(view, shop)}</p>
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <ErrorSummary view={view} problems={problems} />
      <form class="take" method="get" action="/admin/counter">
        {view.reading.locale === view.catalog.site.locale ? null : (
          <input type="hidden" name="lang" value={view.reading.locale} />
        )}
        <Field
          view={view}
          name="code"
          label={words.code}
          value={typed}
          problems={problems}
          required
          more={{ autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 300 }}
        />
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
      <section>
        <h2>{words.today}</h2>
        {rows.length === 0 ? <p class="soft">{words.none}</p> : <Redeemed view={view} rows={rows} />}
      </section>
    </Page>
  );
};

const Redeemed: FC<{ view: View; rows: RedeemedRow[] }> = ({ view, rows }) => {
  const words = view.coupons;
  const currency = currencyOf(view.catalog);
  return (
    <Table
      caption={view.texts.people.counter.today}
      rows={rows}
      columns={[
        {
          head: words.code,
          class: "nowrap",
          cell: ({ code }) => <a href={view.link(`/admin/coupons/${code}`)}>{code}</a>,
        },
        { head: words.magnet, labelled: false, cell: ({ magnet }) => magnetTitle(view, magnet) },
        { head: words.shop, labelled: false, cell: ({ shop }) => shopTitle(view, shop) },
        {
          head: view.texts.people.counter.amount,
          class: "n",
          labelled: false,
          cell: ({ amount }) => (amount === null ? "" : sayMoney(amount, currency, view.reading.locale)),
        },
        {
          head: view.texts.people.audit.when,
          labelled: false,
          class: "nowrap",
          cell: ({ at }) => <When at={at} view={view} />,
        },
      ]}
    />
  );
};

/** The form that marks a coupon as used, when what was typed into it cannot be read. */
export const RedeemPage: FC<{
  view: View;
  code: string;
  amount: string;
  problems: readonly Problem[];
}> = ({ view, code, amount, problems }) => (
  <Page view={view} title={code} current="counter">
    <h1 class="code">{code}</h1>
    <ErrorSummary view={view} problems={problems} />
    <RedeemForm view={view} code={code} amount={amount} problems={problems} />
  </Page>
);
