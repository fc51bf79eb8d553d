import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { decayAt, growthAt, scoreOf } from "../score/decay.ts";
import { intended } from "../score/email.ts";
import { type ActPoints, pointsOf, sumOf } from "../score/points.ts";
import { qualityOf } from "../score/quality.ts";
import type { LeadFile } from "./store-lead.ts";

/** What a lead is worth, as it stands at this moment: the score with what it consists of, and how far the contact can be relied on. */
export const Worth: FC<{ view: View; file: LeadFile }> = ({ view, file }) => {
  const words = view.texts.lead;
  const { catalog, reading } = view;
  const points = pointsOf(catalog, file.facts);
  const score = scoreOf(sumOf(catalog, points), decayAt(catalog, reading.now));
  const quality = qualityOf(catalog, file.facts);
  return (
    <dl class="figures worth">
      <div>
        <dt>{words.score}</dt>
        <dd>
          {sayNumber(score, reading.locale)}
          {score >= catalog.site.score.hot ? <small class="hot"> {words.hot}</small> : null}
        </dd>
        <dd>
          <details>
            <summary>{words.how}</summary>
            <ScoreRows view={view} points={points} score={score} />
          </details>
        </dd>
      </div>
      <div>
        <dt>{words.quality}</dt>
        <dd>
          {words.marks[quality.mark]} <small>{fill(words.of3, { n: quality.mark })}</small>
        </dd>
        <dd>{sayReasons(quality.reasons, file.facts.email, view)}</dd>
      </div>
    </dl>
  );
};

/** The reasons of a quality in words; `email` tells what a slip was meant to be. */
export function sayReasons(reasons: readonly string[], email: string | null, view: View): string {
  const domain = intended((email ?? "").replace(/^.*@/, "").toLowerCase()) ?? "?";
  const words: Record<string, string> = view.texts.lead.reasons;
  return reasons.map((reason) => fill(words[reason] ?? reason, { domain })).join(" · ");
}

type Row = readonly [what: string, beside: string, points: string];

const ScoreRows: FC<{ view: View; points: ReturnType<typeof pointsOf>; score: number }> = (props) => {
  const { view, points, score } = props;
  const words = view.texts.lead;
  const { locale } = view.reading;
  const rows: Row[] = [
    ...points.answers.map(
      ({ field, answer, points: n }): Row => [
        "label" in field && field.label ? field.label : field.name,
        optionOf(field, answer),
        signed(n, locale),
      ],
    ),
    ...actRows(points.acts, view),
  ];
  const days = sayNumber(Math.round(view.catalog.site.score.halfLife / 86_400), locale);
  return (
    <>
      {rows.length === 0 ? (
        <p>{words.noPoints}</p>
      ) : (
        <Table<Row>
          caption={words.how}
          class="pairs"
          rows={rows}
          columns={[
            { head: words.score, cell: ([what, beside]) => [what, beside && <small> {beside}</small>] },
            { head: words.points, class: "n", labelled: false, cell: ([, , n]) => n },
          ]}
          foot={[words.total, "", sayNumber(score, locale)]}
        />
      )}
      <p class="note">{fill(words.halfLife, { days })}</p>
    </>
  );
};

/** Each kind of act once: how often, what it gave, and what is left of it. */
function actRows(acts: readonly ActPoints[], view: View): Row[] {
  const { catalog, reading, texts } = view;
  const decay = decayAt(catalog, reading.now);
  const kinds = [...new Set(acts.map(({ act }) => act))];
  return kinds.map((kind): Row => {
    const own = acts.filter(({ act }) => act === kind);
    const given = own.reduce((sum, { points }) => sum + points, 0);
    const left = own.reduce((sum, { points, at }) => sum + points * growthAt(catalog, at) * decay, 0);
    const times = own.length === 1 ? "" : ` × ${sayNumber(own.length, reading.locale)}`;
    const was = Math.round(left) === given ? "" : signed(given, reading.locale);
    return [texts.lead.acts[kind] + times, was, signed(Math.round(left), reading.locale)];
  });
}

function optionOf(field: ReturnType<typeof pointsOf>["answers"][number]["field"], answer: string): string {
  if (field.type !== "choice") return answer;
  return field.options.find(({ value }) => value === answer)?.label ?? answer;
}

function signed(n: number, locale: View["reading"]["locale"]): string {
  return n > 0 ? `+${sayNumber(n, locale)}` : sayNumber(n, locale).replace("-", "−");
}
