import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { ErrorSummary, Field } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { sayMoney } from "../desk/money.ts";
import { Table } from "../desk/table.tsx";
import { sourceName, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { campaignsOf } from "../funnel/filters.ts";
import { sayDays } from "./costs-page.tsx";
import type { CostRow } from "./reading.ts";

/** What a row would do. */
export type Outcome = "new" | "same" | "changed" | "refused" | "skipped";

/** A file read without writing anything. */
export interface Trial {
  text: string;
  source: string;
  rows: (CostRow & { outcome: Outcome; overlaps: boolean })[];
  /** Names in the file that no landing has, and what each is to stand for. */
  unknown: { name: string; as: string }[];
}

/** The form that takes a file of costs. */
export const ImportPage: FC<{
  view: View;
  text?: string;
  source?: string;
  fault?: "empty" | "heads" | "many" | undefined;
}> = ({ view, text = "", source = "", fault }) => {
  const words = view.texts.costs.import;
  const problems = fault === undefined ? [] : [{ field: "text", text: words.faults[fault] }];
  return (
    <Page view={view} title={words.title} current="costs">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <pre class="hash">{words.example}</pre>
      <form
        class="take"
        method="post"
        enctype="multipart/form-data"
        action={view.link("/admin/costs/import")}
      >
        <ErrorSummary view={view} problems={problems} />
        <Field
          view={view}
          name="file"
          type="file"
          label={words.file}
          asked
          more={{ accept: ".csv,.tsv,.txt,text/csv,text/plain" }}
        />
        <Field
          view={view}
          name="text"
          type="textarea"
          label={words.paste}
          asked
          value={text}
          problems={problems}
          more={{ rows: 6 }}
        />
        <Field
          view={view}
          name="source"
          label={view.texts.costs.fields.source}
          hint={words.sourceHint}
          value={source}
          more={{ maxlength: 60 }}
        />
        <button class="button" type="submit">
          {words.try}
        </button>
      </form>
    </Page>
  );
};

/** What each row becomes or why it is not taken, before anything is written, and the button that writes. */
export const TrialPage: FC<{ view: View; trial: Trial }> = ({ view, trial }) => {
  const words = view.texts.costs.import;
  const { rows, unknown } = trial;
  const count = (...outcomes: Outcome[]) => rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const taken = count("new", "changed");
  return (
    <Page view={view} title={words.title} current="costs">
      <h1>{fill(words.found, { n: sayNumber(taken, view.reading.locale) })}</h1>
      <p class="soft prose">
        {fill(words.counts, {
          same: count("same"),
          changed: count("changed"),
          refused: count("refused"),
          skipped: count("skipped"),
        })}
      </p>
      <form
        class="take"
        method="post"
        enctype="multipart/form-data"
        action={view.link("/admin/costs/import")}
      >
        <textarea name="text" hidden>
          {trial.text}
        </textarea>
        <input type="hidden" name="source" value={trial.source} />
        {unknown.length === 0 ? null : (
          <fieldset class="mapped">
            <legend>{words.unknown}</legend>
            {unknown.map(({ name, as }, place) => (
              <>
                <input type="hidden" name="name" value={name} />
                <label for={`as-${place}`}>{name}</label>
                <select class="field" id={`as-${place}`} name="as">
                  <option value="">{words.asItIs}</option>
                  {[...campaignsOf(view.catalog).keys()].map((campaign) => (
                    <option value={campaign} selected={campaign === as}>
                      {campaign}
                    </option>
                  ))}
                </select>
              </>
            ))}
          </fieldset>
        )}
        <div class="more wrap">
          {taken === 0 ? null : (
            <button class="button" type="submit" name="act" value="write">
              {fill(words.write, { n: taken })}
            </button>
          )}
          {unknown.length === 0 ? null : (
            <button class="plain" type="submit">
              {words.again}
            </button>
          )}
          <a href={view.link("/admin/costs/import")}>{words.other}</a>
        </div>
      </form>
      <section>
        <h2>{words.rows}</h2>
        <TrialTable view={view} rows={rows} />
      </section>
    </Page>
  );
};

const TrialTable: FC<{ view: View; rows: Trial["rows"] }> = ({ view, rows }) => {
  const words = view.texts.costs.import;
  const costs = view.texts.costs;
  const { locale } = view.reading;
  return (
    <Table
      class="counts"
      caption={words.rows}
      rows={rows}
      columns={[
        { head: words.line, cell: ({ line }) => sayNumber(line, locale) },
        {
          head: words.becomes,
          cell: ({ outcome, refusal, overlaps }) => (
            <>
              {words.outcomes[outcome]}
              {refusal === null ? null : <small> {words.refusals[refusal]}</small>}
              {overlaps ? <small class="flag"> {words.overlaps}</small> : null}
            </>
          ),
        },
        { head: costs.fields.campaign, cell: ({ cost, text }) => cost?.campaign ?? <small>{text}</small> },
        { head: costs.days, cell: ({ cost }) => (cost === null ? "" : sayDays(view, cost)) },
        {
          head: costs.fields.source,
          cell: ({ cost }) =>
            cost === null ? "" : cost.source === null ? "–" : sourceName(cost.source, view),
        },
        {
          head: costs.fields.amount,
          class: "n",
          cell: ({ cost }) => (cost === null ? "" : sayMoney(cost.amount, cost.currency, locale)),
        },
      ]}
    />
  );
};
