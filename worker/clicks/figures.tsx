import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { sayFine } from "../complaints.ts";
import { bands } from "../costs/calculator.ts";
import { Figures } from "../desk/figures.tsx";
import { Gauge } from "../desk/mail-gauge.tsx";
import { sayMoney } from "../desk/money.ts";
import { type Column, Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { clickRate, deliveryRate, type Judged, openRate } from "./rates.ts";
import type { Told } from "./read-figures.ts";
import { arrivedOf, type Counts, type LinkCounts } from "./store-figures.ts";

/** What a mailing came to: its rates beside what is usual, its counts by subject, its links, and what it cost. */
export const MailingFigures: FC<{ view: View; told: Told }> = ({ view, told }) => {
  const words = view.texts.mailFigures;
  const { figures } = told;
  const { total } = figures;
  if (total.sent === 0 && total.presses === 0) return <p class="empty">{words.none}</p>;
  return (
    <>
      <Rates view={view} counts={total} opened={figures.opened} />
      <CountsBySubject view={view} told={told} />
      {figures.links.length === 0 ? null : <Links view={view} links={figures.links} />}
      <Money view={view} told={told} />
      <p class="soft prose note">{words.note}</p>
    </>
  );
};

const Rates: FC<{ view: View; counts: Counts; opened: number }> = ({ view, counts, opened }) => {
  const words = view.texts.mailFigures;
  const rates = [
    ["delivery", deliveryRate(counts), bands.delivery, [0.8, 1]],
    ["open", view.catalog.site.opens ? openRate(counts, opened) : null, bands.open, [0, 0.4]],
    ["click", clickRate(counts), bands.click, [0, 0.06]],
  ] as const;
  const told = rates.flatMap(([name, judged, band, scale]) =>
    judged === null ? [] : [{ name, judged, band, scale }],
  );
  if (told.length === 0) return <p class="soft prose">{words.few}</p>;
  const marks = view.texts.mailHealth.marks;
  const said = (name: "delivery" | "open" | "click", { verdict, part, whole }: Judged) => ({
    name: words.rates[name].name,
    usual: words.rates[name].usual,
    verdict,
    mark: marks[verdict],
    text: words.rates[name][verdict],
    value: sayFine(part, whole, view.reading.locale),
  });
  return (
    <>
      <ul class="gauges">
        {told.map(({ name, judged, band, scale }) => (
          <Gauge {...said(name, judged)} rate={judged.rate} scale={scale} band={band} marks={band} />
        ))}
      </ul>
      {counts.delivered === 0 ? <p class="soft prose">{words.untold}</p> : null}
      {view.catalog.site.opens ? <p class="soft prose note">{words.openNote}</p> : null}
      {view.catalog.site.opens === "person" ? <p class="soft prose note">{words.openPersonNote}</p> : null}
    </>
  );
};

const countNames = [
  ...["sent", "delivered", "deferred", "hard", "soft", "complained", "unsubscribed", "pressed"],
  ...["landed", "submitted", "confirmed", "downloaded", "redeemed"],
] as const;

/** One row for each count, one column for each subject that was tried. */
const CountsBySubject: FC<{ view: View; told: Told }> = ({ view, told }) => {
  const words = view.texts.mailFigures;
  const { total, variants } = told.figures;
  const tried = told.subjects.length > 1 || variants.length > 1 ? variants : [];
  const column = (head: string, counts: Counts): Column<(typeof countNames)[number]> => ({
    head,
    class: "n",
    cell: (name) => <Count view={view} counts={counts} name={name} />,
  });
  return (
    <section>
      <h2>{words.counts}</h2>
      <Table
        class={tried.length === 0 ? "counts single" : "counts"}
        caption={words.counts}
        rows={[...countNames]}
        columns={[
          { head: words.what, cell: (name) => words.columns[name] },
          column(words.total, total),
          ...tried.map((row) =>
            column(told.subjects[row.variant] ?? fill(words.subject, { n: row.variant + 1 }), row),
          ),
        ]}
      />
      {total.scanned === 0 ? null : (
        <p class="soft prose">{fill(words.scanned, { n: sayNumber(total.scanned, view.reading.locale) })}</p>
      )}
    </section>
  );
};

/** A count, and its part of the mails that left or arrived. */
const Count: FC<{ view: View; counts: Counts; name: (typeof countNames)[number] }> = ({
  view,
  counts,
  name,
}) => {
  const { locale } = view.reading;
  if (name === "sent") return <>{sayNumber(counts.sent, locale)}</>;
  if (name === "delivered" && counts.delivered === 0) return <>–</>;
  const ofSent = ["delivered", "deferred", "hard", "soft"].includes(name);
  const whole = name === "delivered" ? counts.told : ofSent ? counts.sent : arrivedOf(counts);
  return (
    <>
      {sayNumber(counts[name], locale)}
      {counts[name] === 0 ? null : <small>{sayFine(counts[name], whole, locale)}</small>}
    </>
  );
};

const Links: FC<{ view: View; links: readonly LinkCounts[] }> = ({ view, links }) => {
  const words = view.texts.mailFigures;
  const count = (head: string, key: "people" | "presses" | "scanned"): Column<LinkCounts> => ({
    head,
    class: "n",
    cell: (link) => sayNumber(link[key], view.reading.locale),
  });
  return (
    <section>
      <h2>{words.links}</h2>
      <Table
        class="counts"
        caption={words.links}
        rows={[...links]}
        columns={[
          { head: words.link, cell: ({ href }) => href ?? words.hidden },
          count(words.people, "people"),
          count(words.presses, "presses"),
          count(words.scanners, "scanned"),
        ]}
      />
    </section>
  );
};

/** What the campaign cost for each of what it brought; or where its cost is to be written. */
const Money: FC<{ view: View; told: Told }> = ({ view, told: { money, label, figures } }) => {
  const words = view.texts.mailFigures.money;
  if (label === null) return null;
  if (money === null)
    return (
      <section>
        <h2>{words.title}</h2>
        <p class="soft prose">
          {fill(words.unknown, { label })} <a href={view.link("/admin/costs")}>{words.write}</a>
        </p>
      </section>
    );
  const say = (cents: number | null) =>
    cents === null ? "–" : sayMoney(Math.round(cents), money.currency, view.reading.locale);
  return (
    <section>
      <h2>{words.title}</h2>
      <Figures
        rows={[
          [words.cpm, say(money.cpm), null],
          [words.cpl, say(money.cpl), null],
          [words.perConfirmed, say(money.perConfirmed), null],
          [words.perRedeemed, say(money.perRedeemed), null],
        ]}
      />
      <p class="soft prose">
        {fill(money.shared > 1 ? words.shared : words.own, {
          amount: say(money.amount),
          label,
          n: money.shared,
        })}{" "}
        <a href={view.link("/admin/costs/calculator", { mailing: figures.mailing })}>{words.compare}</a>
      </p>
    </section>
  );
};
