import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { segmentFields } from "../../content/schema/segment-fields.ts";
import { ErrorSummary, type Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { encodeQuestion } from "./address.ts";
import type { ListAsk } from "./asked.ts";
import { paramsOf } from "./asked.ts";
import { sayColumn } from "./cells.tsx";
import { knownColumns } from "./columns.ts";
import { type Draft, type DraftRow, offered } from "./draft.ts";
import { sayField, sayQuestion, sayValue } from "./say.ts";

/** The form of filters, columns and order; what is in work, and what is wrong with it. */
export interface Filtering {
  draft: Draft;
  problems: readonly Problem[];
  isOpen: boolean;
  /** The line that was just added: the keyboard goes on there, not at the top of the page. */
  added: number | null;
  colleagues: readonly { id: string; name: string }[];
}

/** All that narrows and shapes the list, in one form that asks by GET: it needs no script and changes nothing. */
export const FilterForm: FC<{ view: View; ask: ListAsk; filtering: Filtering }> = ({
  view,
  ask,
  filtering,
}) => {
  const words = view.texts.segments;
  const { draft, problems, isOpen, added, colleagues } = filtering;
  const n = draft.rows.length + draft.fixed.length;
  const kept = { ...paramsOf({ ...ask, columns: undefined, sort: "seen" }), ...langOf(view) };
  return (
    <details class="filters" open={isOpen}>
      <summary>{n === 0 ? words.filters : fill(words.filtersOn, { n })}</summary>
      <ErrorSummary view={view} problems={problems} />
      <form method="get" action="/admin/leads" class="filter">
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {/* The first button is the one that Enter presses. */}
        <button class="unseen" type="submit" name="act" value="apply" tabindex={-1}>
          {words.apply}
        </button>
        {n < 2 ? null : <MatchChoice view={view} match={draft.match} />}
        {draft.rows.map((row, place) => (
          <RowOf
            view={view}
            row={row}
            place={place}
            isAdded={place === added}
            problems={problems}
            colleagues={colleagues}
          />
        ))}
        {draft.fixed.map((part, place) => (
          <div class="condition">
            <input type="hidden" name="fixed" value={encodeQuestion(part)} />
            <span class="whole">{sayQuestion(part, view)}</span>
            <Remove view={view} place={draft.rows.length + place} condition={sayQuestion(part, view)} />
          </div>
        ))}
        <div class="condition add">
          <select class="field" name="new" aria-label={words.addField}>
            <FieldOptions view={view} />
          </select>
          <button class="plain" type="submit" name="act" value="add">
            {words.add}
          </button>
        </div>
        <Shape view={view} ask={ask} />
        <p class="more">
          <button class="button" type="submit" name="act" value="apply">
            {words.apply}
          </button>
          {n === 0 ? null : <a href={view.link("/admin/leads")}>{words.clear}</a>}
        </p>
      </form>
    </details>
  );
};

/** The language, where it is not the site's own: a form that asks by GET drops what its address said. */
export function langOf({ reading, catalog }: View): Record<string, string> {
  return reading.locale === catalog.site.locale ? {} : { lang: reading.locale };
}

const MatchChoice: FC<{ view: View; match: Draft["match"] }> = ({ view, match }) => {
  const words = view.texts.segments;
  return (
    <label class="match">
      {words.match}{" "}
      <select class="field" name="match">
        {(["all", "any"] as const).map((one) => (
          <option value={one} selected={one === match}>
            {words.matches[one]}
          </option>
        ))}
      </select>
    </label>
  );
};

interface RowProps {
  view: View;
  row: DraftRow;
  place: number;
  isAdded: boolean;
  problems: readonly Problem[];
  colleagues: Filtering["colleagues"];
}

const RowOf: FC<RowProps> = (props) => {
  const { view, row, place, isAdded } = props;
  const words = view.texts.segments;
  const label = sayField(row.field, view);
  const kind = segmentFields(view.catalog).get(row.field)?.kind ?? "text";
  return (
    <fieldset class="condition">
      <legend class="unseen">{label}</legend>
      <input type="hidden" name="f" value={row.field} />
      <span class="what">{label}</span>
      <select class="field" name="o" aria-label={`${label}: ${words.operator}`} autofocus={isAdded}>
        {offered[kind].map((operator) => (
          <option value={operator} selected={operator === row.operator}>
            {words.operators[operator as keyof typeof words.operators]}
          </option>
        ))}
      </select>
      <ValueOf {...props} />
      <Remove view={view} place={place} condition={label} />
    </fieldset>
  );
};

/** What it is compared with: out of a list, where there is one. */
const ValueOf: FC<RowProps> = ({ view, row, place, problems, colleagues }) => {
  const words = view.texts.segments;
  const field = segmentFields(view.catalog).get(row.field);
  const label = `${sayField(row.field, view)}: ${words.value}`;
  const problem = problems.find((one) => one.field === `v${place}`);
  const common = {
    class: "field",
    name: "v",
    id: `f-v${place}`,
    "aria-label": label,
    "aria-invalid": problem === undefined ? undefined : ("true" as const),
    "aria-describedby": problem === undefined ? undefined : `f-v${place}-error`,
  };
  const isTime = field?.kind === "moment" || field?.kind === "day";
  const options = optionsOf(row, view, colleagues);
  return (
    <span class="with">
      {options === null ? (
        <input
          {...common}
          value={row.value}
          maxlength={200}
          inputmode={field?.kind === "number" ? "decimal" : undefined}
        />
      ) : (
        <select {...common}>
          {options.map(([value, name]) => (
            <option value={value} selected={value === row.value}>
              {name}
            </option>
          ))}
        </select>
      )}
      {isTime ? <small>{words.dayHint}</small> : null}
      {problem === undefined ? null : (
        <span class="error" id={`f-v${place}-error`}>
          {problem.text}
        </span>
      )}
    </span>
  );
};

function optionsOf(
  { field: name, operator, value }: DraftRow,
  view: View,
  colleagues: Filtering["colleagues"],
): (readonly [string, string])[] | null {
  const field = segmentFields(view.catalog).get(name);
  const { yes, no } = view.texts.segments;
  if (field?.kind === "flag")
    return [
      ["yes", yes],
      ["no", no],
    ];
  if (name === "assignee") {
    const known = colleagues.map((one) => [one.id, one.name] as const);
    const isKnown = value === "" || colleagues.some((one) => one.id === value || one.name === value);
    return isKnown ? known : [...known, [value, value]];
  }
  // Of a list with free words only some comparisons take one of its own.
  if (field?.values == null || operator === "contains" || operator === "starts") return null;
  return field.values.map((one) => [one, sayValue(name, one, view)]);
}

const Remove: FC<{ view: View; place: number; condition: string }> = ({ view, place, condition }) => {
  const words = view.texts.segments;
  return (
    <button
      class="plain quiet-act"
      type="submit"
      name="act"
      value={`remove-${place}`}
      aria-label={fill(words.remove, { condition })}
    >
      {words.removeShort}
    </button>
  );
};

/** All that may be asked about, in groups. */
const FieldOptions: FC<{ view: View }> = ({ view }) => {
  const words = view.texts.segments;
  const names = [...segmentFields(view.catalog).keys()];
  const groupOf = (name: string): keyof typeof words.groups => {
    if (name.startsWith("answer.")) return "answers";
    if (name.startsWith("consent.")) return "consents";
    if (name.startsWith("source")) return "sources";
    if (["score", "quality", "status", "market", "assignee", "tag"].includes(name)) return "desk";
    return ["landing", "form", "campaign", "stage", "step", "coupon", "mail"].includes(name) ? "path" : "own";
  };
  return (
    <>
      {(["desk", "answers", "consents", "path", "sources", "own"] as const).map((group) => {
        const own = names.filter((name) => groupOf(name) === group);
        return own.length === 0 ? null : (
          <optgroup label={words.groups[group]}>
            {own.map((name) => (
              <option value={name}>{sayField(name, view)}</option>
            ))}
          </optgroup>
        );
      })}
    </>
  );
};

/** Which columns, and in which order. */
const Shape: FC<{ view: View; ask: ListAsk }> = ({ view, ask }) => {
  const words = view.texts.segments;
  return (
    <>
      <label class="match">
        {words.sort}{" "}
        <select class="field" name="sort">
          {(["seen", "score"] as const).map((sort) => (
            <option value={sort} selected={sort === ask.sort}>
              {words.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
      <details class="shape">
        <summary>{words.columns}</summary>
        <fieldset>
          <legend class="soft">{words.columnsHint}</legend>
          {[...knownColumns(view.catalog)].map((column) => (
            <label>
              <input type="checkbox" name="col" value={column} checked={ask.columns.includes(column)} />
              <span>{sayColumn(column, view)}</span>
            </label>
          ))}
        </fieldset>
      </details>
    </>
  );
};
