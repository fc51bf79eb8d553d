import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { ErrorSummary, Field, type Problem, Select } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { formats } from "./formats.ts";
import { type Kind, kindsOf } from "./kinds.ts";
import type { ExportOutcome } from "./store-exports.ts";

/** What stands for no segment: an empty choice would count as none made, and no segment has this name. */
export const whole = "*";

/** What the form was filled in with. */
export interface Typed {
  what: string;
  format: string;
  segment: string;
  /** A question that the list of leads was narrowed by, as its address has it. */
  where: string;
  /** Which part of a long file, counted from 1; nothing for the whole. */
  part: string;
}

interface Here {
  typed: Typed;
  problems: readonly Problem[];
  segments: readonly { name: string; title: string }[];
  /** How many parts the longest file has. */
  parts: number;
  log: readonly { at: number; outcome: ExportOutcome }[];
}

/** The page where one chooses what leaves the desk, of whom and how. */
export const ExportPage: FC<{ view: View; here: Here }> = ({ view, here }) => {
  const { export: words, signIn } = view.words;
  const { typed, problems, segments, parts, log } = here;
  return (
    <Page view={view} title={words.title} current="files">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <ErrorSummary view={view} problems={problems} />
      <form class="take" method="post" action={view.link("/admin/export")}>
        <Select
          view={view}
          name="what"
          label={words.what}
          required
          value={typed.what}
          problems={problems}
          options={[...kindsOf(view.catalog)].map(([value, kind]) => [value, kindName(view, kind)])}
        />
        <Select
          view={view}
          name="segment"
          label={words.whom}
          required
          value={typed.segment || whole}
          problems={problems}
          options={[
            [whole, typed.where === "" ? words.everybody : words.asked],
            ...segments.map(({ name, title }) => [name, title] as const),
          ]}
        />
        {typed.where === "" ? null : <input type="hidden" name="where" value={typed.where} />}
        <Select
          view={view}
          name="format"
          label={words.format}
          hint={words.notes.fixed}
          required
          value={typed.format}
          problems={problems}
          options={formats.map((format) => [format, words.formats[format]])}
        />
        {parts < 2 ? null : (
          <Select
            view={view}
            name="part"
            label={words.part}
            hint={words.notes.part}
            required
            value={typed.part || whole}
            problems={problems}
            options={[
              [whole, words.wholeFile],
              ...Array.from(
                { length: parts },
                (_, place) => [String(place + 1), fill(words.partOf, { n: place + 1, all: parts })] as const,
              ),
            ]}
          />
        )}
        <Field
          view={view}
          name="token"
          label={signIn.label}
          type="password"
          required={view.member?.way !== "access"}
          problems={problems}
          more={{ autocomplete: "current-password", autocapitalize: "off", spellcheck: false }}
        />
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
      <p class="hint prose">{words.notes.audience}</p>
      <p class="hint prose">{words.notes.conversions}</p>
      {log.length === 0 ? null : (
        <section>
          <h2>{words.log}</h2>
          <Table
            caption={words.log}
            rows={[...log]}
            columns={[
              { head: words.when, cell: ({ at }) => <When at={at} view={view} /> },
              { head: words.outcome, cell: ({ outcome }) => words.outcomes[outcome] },
            ]}
          />
        </section>
      )}
    </Page>
  );
};

/** What people call a kind of file. */
function kindName({ words: { export: words } }: View, kind: Kind): string {
  switch (kind.kind) {
    case "meta":
      return `${words.groups.meta} «${kind.form}»`;
    case "audience":
      return `${words.groups.audience}: ${words.platforms[kind.platform]}`;
    case "conversions":
      return `${words.groups.conversions} ${kind.click}`;
    default:
      return words.kinds[kind.kind];
  }
}
