import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Table } from "../desk/table.tsx";
import { sourceName, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { SourceQuality } from "./quality.ts";
import { few, sayShare } from "./rates.ts";

const [wide, high, edge] = [320, 200, 10];
// So many points can be told apart; the table has them all.
const mostPoints = 12;

/** Quality against quantity: each source a numbered point, and the table that the numbers stand in. */
export const QualityOfSources: FC<{ view: View; rows: readonly SourceQuality[] }> = ({ view, rows }) => {
  const words = view.texts.funnel.quality;
  const sorted = rows.toSorted((one, other) => other.leads - one.leads).slice(0, 100);
  const points = sorted.slice(0, mostPoints);
  return (
    <section>
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      <div class="halves with-chart">
        <Scatter view={view} points={points} />
        <QualityTable view={view} rows={sorted} />
      </div>
      <p class="soft prose note">{words.note}</p>
    </section>
  );
};

/** Many to the right (by powers of ten), good ones above. */
const Scatter: FC<{ view: View; points: readonly SourceQuality[] }> = ({ view, points }) => {
  const words = view.texts.funnel.quality;
  const judged = points.flatMap((row, place) =>
    row.quality === null ? [] : [{ ...row, quality: row.quality, n: place + 1 }],
  );
  const powers = judged.map(({ leads }) => Math.log10(leads));
  const [least, most] = [Math.floor(Math.min(...powers)), Math.ceil(Math.max(...powers) + 0.01)];
  if (judged.length === 0) return <p class="soft prose">{words.unjudged}</p>;
  const x = (leads: number) =>
    Math.round(edge + ((Math.log10(leads) - least) / (most - least)) * (wide - 2 * edge));
  const y = (quality: number) => Math.round(high - edge - (quality / 3) * (high - 2 * edge));
  return (
    <figure class="scatter">
      <figcaption>{words.up}</figcaption>
      <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={labelOf(view, judged)}>
        <path d={`M${edge / 2} 0V${high}M0 ${high - edge / 2}H${wide}`} />
        <path class="middle" d={`M0 ${high / 2}H${wide}`} />
        {judged.map(({ leads, quality, n }) => (
          <>
            {/* Hollow where there are too few to rely on. */}
            <circle cx={x(leads)} cy={y(quality)} r="9" class={leads < few ? "few" : undefined} />
            <text x={x(leads)} y={y(quality) + 3.5}>
              {n}
            </text>
          </>
        ))}
      </svg>
      <figcaption class="right">{words.right}</figcaption>
    </figure>
  );
};

function labelOf(view: View, judged: readonly (SourceQuality & { quality: number })[]): string {
  const words = view.texts.funnel.quality;
  const { locale } = view.reading;
  const each = judged.map(({ name, leads, quality }) =>
    fill(words.point, {
      source: sourceName(name, view),
      n: sayNumber(leads, locale),
      mark: sayMark(quality, locale),
    }),
  );
  return `${words.chart} ${each.join("; ")}.`;
}

const QualityTable: FC<{ view: View; rows: readonly SourceQuality[] }> = ({ view, rows }) => {
  const words = view.texts.funnel.quality;
  const { locale } = view.reading;
  const numbered = rows.map((row, place) => ({ ...row, place: place + 1 }));
  return (
    <Table
      class="counts"
      caption={words.title}
      rows={numbered}
      columns={[
        {
          head: view.words.steps.source,
          cell: ({ name, place }) => (
            <>
              {place > mostPoints ? null : <small class="place">{place} </small>}
              {sourceName(name, view)}
            </>
          ),
        },
        { head: words.leads, class: "n", cell: ({ leads }) => sayNumber(leads, locale) },
        {
          head: words.mark,
          class: "n",
          cell: ({ quality, judged }) => (
            <>
              {quality === null ? "–" : sayMark(quality, locale)}
              {judged > 0 && judged < few ? (
                <small>{fill(view.texts.funnel.worth.among, { n: judged })}</small>
              ) : null}
            </>
          ),
        },
        { head: words.score, class: "n", cell: ({ score }) => sayNumber(Math.round(score), locale) },
        {
          head: words.confirmed,
          class: "n",
          cell: ({ confirmed, leads }) => sayShare(confirmed, leads, locale),
        },
        {
          head: words.redeemed,
          class: "n",
          cell: ({ redeemed, leads }) => sayShare(redeemed, leads, locale),
        },
      ]}
    />
  );
};

function sayMark(mark: number, locale: string): string {
  const style = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : "it-IT", style).format(mark);
}
