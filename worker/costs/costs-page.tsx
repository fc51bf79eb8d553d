import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { formatter, startOfDay } from "../calendar.ts";
import { Confirm, Empty, ErrorSummary, Field, type Problem, Said } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { sayMoney } from "../desk/money.ts";
import { Table } from "../desk/table.tsx";
import { sourceName, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { Worth } from "../funnel/campaign-rows.ts";
import { campaignsOf } from "../funnel/filters.ts";
import { WorthTable } from "../funnel/worth.tsx";
import type { Cost } from "./reading.ts";
import type { KeptCost } from "./store-costs.ts";
import type { CostFault, CostField, TypedCost } from "./typed.ts";

/** A form as it comes back. */
export interface CostForm {
  /** What the cost is called by, so that a second press makes no second one. */
  id: string;
  typed: TypedCost;
  faults: readonly { field: CostField; fault: CostFault }[];
}

/** What was spent, campaign by campaign in all, then cost by cost, and the form that adds one. */
export const CostsPage: FC<{
  view: View;
  costs: readonly KeptCost[];
  whole: readonly Worth[];
  form: CostForm;
  /** Where the next page begins. */
  next: string | null;
}> = ({ view, costs, whole, form, next }) => {
  const words = view.texts.costs;
  const problems = problemsOf(view, form);
  return (
    <Page view={view} title={words.title} current="costs">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <ul class="choices">
        <li>
          <a href={view.link("/admin/costs/import")}>{words.import.title}</a>
        </li>
        <li>
          <a href={view.link("/admin/costs/calculator")}>{words.calculator.title}</a>
        </li>
      </ul>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      {whole.length === 0 ? null : (
        <section>
          <h2>{words.whole}</h2>
          <WorthTable
            view={view}
            caption={words.whole}
            head={words.fields.campaign}
            rows={whole}
            nameOf={(name) => name}
          />
          <p class="soft prose note">{view.texts.funnel.worth.whole}</p>
        </section>
      )}
      <section class="deeds">
        <details open={problems.length > 0 || costs.length === 0}>
          <summary>{words.add}</summary>
          <Form view={view} form={form} action="/admin/costs" button={words.addButton} />
        </details>
      </section>
      <section>
        <h2>{words.list}</h2>
        {costs.length === 0 ? <Empty text={words.empty} /> : <CostTable view={view} costs={costs} />}
        {next === null ? null : (
          <p class="more">
            <a href={view.link("/admin/costs", { before: next })}>{words.next}</a>
          </p>
        )}
      </section>
    </Page>
  );
};

/** One cost, to be put right or deleted. */
export const CostPage: FC<{ view: View; cost: KeptCost; form: CostForm }> = ({ view, cost, form }) => {
  const words = view.texts.costs;
  const address = `/admin/costs/${cost.id}`;
  return (
    <Page view={view} title={cost.campaign} current="costs">
      <h1>{cost.campaign}</h1>
      <p class="soft">
        {sayDays(view, cost)} · {sayMoney(cost.amount, cost.currency, view.reading.locale)}
      </p>
      {cost.imported === 0 ? null : <p class="soft prose">{words.fromFile}</p>}
      <ErrorSummary view={view} problems={problemsOf(view, form)} />
      <Form view={view} form={form} action={address} button={words.save} />
      <section class="deeds">
        <Confirm act={words.delete}>
          <form class="take" method="post" action={view.link(`${address}/delete`)}>
            <p>{words.deleteText}</p>
            <button class="plain" type="submit">
              {words.deleteSure}
            </button>
          </form>
        </Confirm>
      </section>
    </Page>
  );
};

function problemsOf({ texts }: View, { faults }: CostForm): Problem[] {
  return faults.map(({ field, fault }) => ({ field, text: texts.costs.faults[fault] }));
}

const Form: FC<{ view: View; form: CostForm; action: string; button: string }> = ({
  view,
  form,
  action,
  button,
}) => {
  const words = view.texts.costs;
  const { id, typed } = form;
  const problems = problemsOf(view, form);
  const field = (
    name: CostField,
    more: { hint?: string; type?: string; required?: boolean; more?: Record<string, string | number> } = {},
  ) => (
    <Field
      view={view}
      name={name}
      label={words.fields[name]}
      value={typed[name]}
      problems={problems}
      {...more}
    />
  );
  return (
    <form class="take" method="post" action={view.link(action)}>
      <input type="hidden" name="id" value={id} />
      {field("campaign", { required: true, more: { list: "campaigns", maxlength: 120 } })}
      <datalist id="campaigns">
        {[...campaignsOf(view.catalog).keys()].map((name) => (
          <option value={name} />
        ))}
      </datalist>
      {field("from", { type: "date", required: true })}
      {field("until", { type: "date", hint: words.hints.until })}
      {field("amount", {
        required: true,
        hint: words.hints.amount,
        more: { inputmode: "decimal", maxlength: 20 },
      })}
      {field("currency", { hint: words.hints.currency, more: { maxlength: 3 } })}
      {field("source", { hint: words.hints.source, more: { maxlength: 60 } })}
      {field("impressions", { more: { inputmode: "numeric", maxlength: 20 } })}
      {field("clicks", { more: { inputmode: "numeric", maxlength: 20 } })}
      <button class="button" type="submit">
        {button}
      </button>
    </form>
  );
};

const CostTable: FC<{ view: View; costs: readonly KeptCost[] }> = ({ view, costs }) => {
  const words = view.texts.costs;
  const { locale } = view.reading;
  const count = (key: "impressions" | "clicks") => ({
    head: words.fields[key],
    class: "n",
    cell: (cost: KeptCost) => (cost[key] === null ? "–" : sayNumber(cost[key], locale)),
  });
  return (
    <Table
      caption={words.list}
      rows={[...costs]}
      columns={[
        {
          head: words.fields.campaign,
          cell: ({ id, campaign }) => <a href={view.link(`/admin/costs/${id}`)}>{campaign}</a>,
        },
        { head: words.days, labelled: false, cell: (cost) => sayDays(view, cost) },
        {
          head: words.fields.source,
          labelled: false,
          cell: ({ source }) => (source === null ? "–" : sourceName(source, view)),
        },
        {
          head: words.fields.amount,
          class: "n",
          labelled: false,
          cell: ({ amount, currency }) => sayMoney(amount, currency, locale),
        },
        count("impressions"),
        count("clicks"),
      ]}
    />
  );
};

/** The days of a cost, in short. */
export function sayDays(view: View, { from, until }: Pick<Cost, "from" | "until">): string {
  const { locale, timeZone } = view.reading;
  const style = { timeZone, day: "numeric", month: "short", year: "numeric" } as const;
  const say = (day: string) =>
    formatter(locale === "en" ? "en-GB" : "it-IT", style).format(startOfDay(day, timeZone));
  return from === until ? say(from) : fill(view.texts.costs.fromTo, { from: say(from), to: say(until) });
}
