import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { ErrorSummary, Field, Select } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { sayMoney } from "../desk/money.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { campaignsOf } from "../funnel/filters.ts";
import { bands, type Mailing, reckon } from "./calculator.ts";
import type { Asked, MailingField } from "./mailing.ts";

const currency = "EUR";

/** What a mailing costs bought by the thousand and bought by the lead, and where the two are the same. */
export const CalculatorPage: FC<{ view: View; asked: Asked }> = ({ view, asked }) => {
  const words = view.texts.costs.calculator;
  const { typed, mailing, faults, campaign, prefilled } = asked;
  const problems = faults.map((field) => ({ field, text: words.faults[field] }));
  const field = (name: MailingField, hint?: string) => (
    <div>
      <Field
        view={view}
        name={name}
        label={words.fields[name]}
        value={typed[name]}
        problems={problems}
        required
        more={{ inputmode: "decimal", maxlength: 20 }}
        {...(hint === undefined ? {} : { hint })}
      />
    </div>
  );
  const campaigns = [...campaignsOf(view.catalog).keys()];
  return (
    <Page view={view} title={words.title} current="costs">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {campaigns.length === 0 ? null : (
        <form class="take" method="get" action="/admin/costs/calculator">
          <Language view={view} />
          <Select
            view={view}
            name="campaign"
            asked
            label={words.from}
            value={campaign ?? ""}
            options={[["", words.none], ...campaigns.map((name) => [name, name] as const)]}
          />
          <button class="plain" type="submit">
            {words.fill}
          </button>
          {campaign === null ? null : <p class="soft">{prefilled ? words.filled : words.unfilled}</p>}
        </form>
      )}
      <form class="take filters" method="get" action="/admin/costs/calculator">
        <Language view={view} />
        <ErrorSummary view={view} problems={problems} />
        <div class="ask">
          {field("sent")}
          {field("cpm")}
          {field("cpl")}
          {field("delivery", words.hints.delivery)}
          {field("click", words.hints.click)}
          {field("conversion", words.hints.conversion)}
        </div>
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
      {mailing === null ? null : <Result view={view} mailing={mailing} />}
    </Page>
  );
};

const Language: FC<{ view: View }> = ({ view: { reading, catalog } }) =>
  reading.locale === catalog.site.locale ? null : <input type="hidden" name="lang" value={reading.locale} />;

const Result: FC<{ view: View; mailing: Mailing }> = ({ view, mailing }) => {
  const words = view.texts.costs.calculator;
  const { locale } = view.reading;
  const money = (units: number | null) =>
    units === null ? "–" : sayMoney(Math.round(units * 100), currency, locale);
  const whole = (n: number) => sayNumber(Math.round(n), locale);
  const result = reckon(mailing);
  const rows = [
    [words.byThousand, money(result.byThousand), fill(words.evenCpl, { price: money(result.evenCpl) })],
    [words.byLead, money(result.byLead), fill(words.evenCpm, { price: money(result.evenCpm) })],
  ] as const;
  return (
    <section>
      <h2>{words.cheaper[result.cheaper]}</h2>
      <p class="soft">
        {fill(words.brings, {
          delivered: whole(result.delivered),
          clicks: whole(result.clicks),
          leads: whole(result.leads),
        })}
      </p>
      <dl class="figures two">
        {rows.map(([label, figure, note]) => (
          <div>
            <dt>{label}</dt>
            <dd>{figure}</dd>
            <dd>{note}</dd>
          </div>
        ))}
      </dl>
      <p class="soft prose note">{words.rule}</p>
      <section>
        <h2>{words.sensitivity}</h2>
        <Sensitivity view={view} mailing={mailing} money={money} />
        <p class="soft prose note">{words.bands}</p>
      </section>
    </section>
  );
};

/** The break-even at the ends of the usual bands and at what was typed: each rate by itself, the others as they are. */
const Sensitivity: FC<{ view: View; mailing: Mailing; money: (units: number | null) => string }> = ({
  view,
  mailing,
  money,
}) => {
  const words = view.texts.costs.calculator;
  const around = (rate: number): [number, number] => [rate / 2, Math.min(1, rate * 1.5)];
  const cases = [
    ["delivery", bands.delivery],
    ["click", bands.click],
    ["conversion", around(mailing.conversion)],
  ] as const;
  const percent = (rate: number) =>
    new Intl.NumberFormat(view.reading.locale === "en" ? "en-GB" : "it-IT", {
      style: "percent",
      maximumFractionDigits: 2,
    }).format(rate);
  const rows = cases.map(([name, [low, high]]) => ({ name, low, high }));
  const at = (name: "delivery" | "click" | "conversion", rate: number) => {
    const result = reckon({ ...mailing, [name]: rate });
    return (
      <>
        {money(result.evenCpl)}
        <small>
          {fill(words.at, {
            rate: percent(rate),
            n: sayNumber(Math.round(result.leads), view.reading.locale),
          })}
        </small>
      </>
    );
  };
  return (
    <Table
      class="counts two"
      caption={words.sensitivity}
      rows={rows}
      columns={[
        { head: words.rate, cell: ({ name }) => words.fields[name] },
        { head: words.low, class: "n", cell: ({ name, low }) => at(name, low) },
        { head: words.own, class: "n", cell: ({ name }) => at(name, mailing[name]) },
        { head: words.high, class: "n", cell: ({ name, high }) => at(name, high) },
      ]}
    />
  );
};
