import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field, type Problem, Select } from "../desk/form-parts.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { findLanding } from "../landing.ts";
import { purposeName } from "../preferences/page.tsx";
import type { Import } from "./store-imports.ts";
import { guessColumns, type Target, targetsFor } from "./targets.ts";

const separatorNames = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

/** The form that says what each column becomes, and who agreed to what; guessed where it was not told yet. */
export const Columns: FC<{ view: View; current: Import; problems: readonly Problem[] }> = ({
  view,
  current,
  problems,
}) => {
  const words = view.texts.imports;
  const { reading, rows, landing, basis } = current;
  const form = findLanding(view.catalog, landing ?? "")?.form;
  if (form === undefined) return null;
  const columns = reading.columns.length > 0 ? reading.columns : guessColumns(reading.heads, form);
  const options = targetsFor(form).map((target) => [target, sayTarget(view, target)] as const);
  const purposeWords = view.texts.preferences;
  return (
    <form class="take wide" method="post" action={view.link(`/admin/imports/${current.id}/columns`)}>
      <section>
        <h2>{words.columns}</h2>
        <p class="soft prose">
          {fill(words.columnsText, {
            encoding: reading.encoding.toUpperCase(),
            separator: words.separators[separatorNames[reading.separator]],
            rows: sayNumber(rows, view.reading.locale),
            columns: reading.heads.length,
          })}
        </p>
        <Table
          class="columns"
          caption={words.columns}
          rows={reading.heads.map((head, place) => ({ head, place }))}
          columns={[
            { head: words.column, cell: ({ head, place }) => <span id={`head-${place}`}>{head}</span> },
            {
              head: words.samples,
              labelled: false,
              cell: ({ place }) => <span class="soft">{samplesOf(reading.samples, place)}</span>,
            },
            {
              head: words.becomes,
              labelled: false,
              cell: ({ place }) => (
                <select
                  class="field"
                  id={`f-column-${place}`}
                  name={`column-${place}`}
                  aria-label={words.becomes}
                  aria-describedby={`head-${place}`}
                >
                  {options.map(([value, name]) => (
                    <option value={value} selected={value === (columns[place] ?? "")}>
                      {name}
                    </option>
                  ))}
                </select>
              ),
            },
          ]}
        />
      </section>
      {basis === "none" ? (
        <p class="soft prose">{words.noBasis}</p>
      ) : form.consents.length === 0 ? null : (
        <section class="take">
          <h2>{words.consents}</h2>
          <p class="soft prose">{words.consentsText}</p>
          {form.consents.map(({ purpose, text }) => {
            const claim = reading.claims.find((each) => each.purpose === purpose);
            const name = purposeName(purpose, purposeWords);
            const isTold = columns.includes(`consent:${purpose}`);
            return (
              <>
                <Select
                  view={view}
                  name={`claim-${purpose}`}
                  label={fill(words.claim, { purpose: name })}
                  value={claim !== undefined && !isTold ? "all" : "none"}
                  options={[
                    ["none", words.claims.none],
                    ["all", words.claims.all],
                  ]}
                  required
                />
                <Field
                  view={view}
                  name={`wording-${purpose}`}
                  type="textarea"
                  label={fill(words.wording, { purpose: name })}
                  value={claim?.wording ?? text}
                  problems={problems}
                  more={{ maxlength: 2000 }}
                />
              </>
            );
          })}
        </section>
      )}
      <p class="soft note">{words.trialText}</p>
      <button class="button" type="submit">
        {words.try}
      </button>
    </form>
  );
};

/** What a column becomes, in words. */
export function sayTarget({ texts }: View, target: Target): string {
  const { targets } = texts.imports;
  const [kind = "", name = ""] = target.split(/:(.*)/s);
  switch (kind) {
    case "":
      return targets.nothing;
    case "field":
      return name;
    case "consent":
      return fill(targets.consent, { purpose: purposeName(name, texts.preferences) });
    case "mark":
      return fill(targets.mark, { key: name });
    default:
      return Object.hasOwn(targets, kind) ? targets[kind as keyof typeof targets] : kind;
  }
}

function samplesOf(samples: readonly (readonly string[])[], place: number): string {
  return samples
    .map((row) => row[place] ?? "")
    .filter((cell) => cell !== "")
    .join(" · ");
}
