import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import { couponMagnets, magnetTitle } from "./coupon-parts.tsx";
import { leftOf } from "./coupons-by-magnet.tsx";
import { valueFor } from "./form-parts.tsx";
import { Page } from "./frame.tsx";
import type { BatchRow } from "./store-batches.ts";
import { type Column, Table } from "./table.tsx";
import { sourceName, type View } from "./view.ts";
import { sayNumber, sayRate } from "./when.ts";

/** How many codes one press makes, and how many a printed file holds. */
export const codesAtOnce = 5000;
export const codesPerFile = 200;

/** What was typed into the form, and what is wrong with it. */
export interface Typed {
  /** What the batch will be called by; the form carries it, so that a second press makes no second batch. */
  id: string;
  magnet: string;
  title: string;
  source: string;
  count: string;
  day: string;
}

/** All batches, and the form that makes one. */
export const BatchesPage: FC<{
  view: View;
  batches: BatchRow[];
  /** How many of each magnet there are. */
  issued: ReadonlyMap<string, number>;
  typed: Typed;
  error?: string | undefined;
}> = ({ view, batches, issued, typed, error }) => {
  const words = view.coupons.batch;
  const list = (
    <section>
      <h2>{words.list}</h2>
      <BatchTable view={view} rows={batches} />
    </section>
  );
  return (
    <Page view={view} title={words.title} current="batches">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      {batches.length === 0 || error !== undefined ? null : list}
      <section>
        <h2>{words.make}</h2>
        {couponMagnets(view).length === 0 ? (
          <p class="empty">{view.coupons.nothing}</p>
        ) : (
          <MakeBatch view={view} issued={issued} typed={typed} error={error} />
        )}
      </section>
      {batches.length > 0 && error !== undefined ? list : null}
    </Page>
  );
};

const MakeBatch: FC<{
  view: View;
  issued: ReadonlyMap<string, number>;
  typed: Typed;
  error?: string | undefined;
}> = ({ view, issued, typed, error }) => {
  const words = view.coupons.batch;
  return (
    <form class="take" method="post" action={view.link("/admin/coupons/batches")}>
      {error === undefined ? null : (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <input type="hidden" name="id" value={typed.id} />
      <label for="magnet">{view.coupons.magnet}</label>
      <select class="field" id="magnet" name="magnet" required>
        {couponMagnets(view).map((name) => (
          <option value={name} selected={typed.magnet === name}>
            {fill(words.stock, {
              title: magnetTitle(view, name),
              left: leftOf(view, { magnet: name, issued: issued.get(name) ?? 0 }),
            })}
          </option>
        ))}
      </select>
      <Field label={words.name} hint={words.nameHint} name="title" value={typed.title} most={80} required />
      <Field
        label={words.source}
        hint={words.sourceHint}
        name="source"
        value={typed.source}
        most={60}
        required
      />
      <Field
        label={words.count}
        hint={words.countHint}
        name="count"
        type="number"
        value={typed.count}
        range={{ min: 1, max: codesAtOnce }}
        required
      />
      <Field label={words.lastDay} hint={words.lastDayHint} name="day" type="date" value={typed.day} />
      <button class="button" type="submit">
        {words.button}
      </button>
    </form>
  );
};

const Field: FC<{
  label: string;
  hint: string;
  name: string;
  value: string;
  type?: "text" | "number" | "date";
  most?: number;
  range?: { min: number; max: number };
  required?: boolean;
}> = ({ label, hint, name, value, type = "text", most, range, required = false }) => (
  <>
    <label for={name}>{label}</label>
    <input
      class="field"
      id={name}
      name={name}
      type={type}
      value={valueFor(type, value)}
      required={required}
      autocomplete="off"
      aria-describedby={`${name}-hint`}
      {...(most === undefined ? {} : { maxlength: most })}
      {...(range === undefined ? {} : { ...range, inputmode: "numeric" })}
    />
    <small id={`${name}-hint`}>{hint}</small>
  </>
);

const BatchTable: FC<{ view: View; rows: BatchRow[] }> = ({ view, rows }) => {
  const words = view.coupons;
  const { locale, timeZone } = view.reading;
  const number = (head: string, key: "size" | "void"): Column<BatchRow> => ({
    head,
    class: "n",
    cell: (row) => sayNumber(row[key], locale),
  });
  return (
    <Table
      class="counts"
      caption={words.batch.list}
      rows={rows}
      columns={[
        {
          head: words.batch.name,
          cell: ({ id, title }) => <a href={view.link(`/admin/coupons/batches/${id}`)}>{title}</a>,
        },
        { head: words.magnet, cell: ({ magnet }) => magnetTitle(view, magnet) },
        { head: words.batch.source, cell: ({ source }) => sourceName(source, view) },
        { head: words.batch.made, cell: ({ createdAt }) => sayDay(createdAt, locale, timeZone) },
        number(words.batch.size, "size"),
        {
          head: words.redeemed,
          class: "n",
          cell: (row) => (
            <>
              {sayNumber(row.redeemed, locale)}
              <small>{sayRate(row.redeemed, row.size, locale)}</small>
            </>
          ),
        },
        number(words.void, "void"),
      ]}
    />
  );
};
