import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Empty, ErrorSummary, Field, type Problem, Said, Select } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import { landingTitle, type View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { type MetaState, MetaWaiting } from "./meta-waiting.tsx";
import type { Import } from "./store-imports.ts";

/** On which ground leads may be held that came from elsewhere; with `none` they are kept, and never written to. */
export const bases = ["consent", "customer", "other", "none"] as const;

interface Props {
  view: View;
  imports: Omit<Import, "reading" | "carry">[];
  /** What was typed, where the form comes back. */
  typed?: Record<string, string>;
  problems?: readonly Problem[];
  /** Null where no form of Meta's is configured. */
  meta: MetaState | null;
}

/** The way in for files, those that came, and what Meta tells of. */
export const ImportsPage: FC<Props> = ({ view, imports, typed = {}, problems = [], meta }) => {
  const words = view.texts.imports;
  return (
    <Page view={view} title={words.title} current="imports">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={problems} />
      <Upload view={view} typed={typed} problems={problems} />
      {meta === null ? null : <MetaWaiting view={view} state={meta} />}
      <section>
        <h2>{words.list}</h2>
        {imports.length === 0 ? <Empty text={words.empty} /> : <ImportTable view={view} imports={imports} />}
      </section>
    </Page>
  );
};

const Upload: FC<Required<Pick<Props, "view" | "typed" | "problems">>> = ({ view, typed, problems }) => {
  const words = view.texts.imports;
  const landings = Object.entries(view.catalog.landings).map(([path, { title }]) => [path, title] as const);
  const common = { view, problems, required: true };
  return (
    <form class="take" method="post" action={view.link("/admin/imports")} enctype="multipart/form-data">
      <Field
        {...common}
        name="file"
        type="file"
        label={words.file}
        hint={words.fileHint}
        more={{ accept: ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" }}
      />
      <Select
        {...common}
        name="landing"
        label={words.landing}
        hint={words.landingHint}
        value={typed.landing ?? ""}
        options={[["", ""], ...landings]}
      />
      <Field
        {...common}
        name="provenance"
        type="textarea"
        label={words.provenance}
        hint={words.provenanceHint}
        value={typed.provenance ?? ""}
        more={{ maxlength: 500 }}
      />
      <Select
        {...common}
        name="basis"
        label={words.basis}
        value={typed.basis ?? ""}
        options={[["", ""], ...bases.map((basis) => [basis, words.bases[basis]] as const)]}
      />
      <button class="button" type="submit">
        {words.upload}
      </button>
    </form>
  );
};

const ImportTable: FC<Pick<Props, "view" | "imports">> = ({ view, imports }) => {
  const words = view.texts.imports;
  const number = (head: string, key: "rows" | "taken" | "known" | "refused") => ({
    head,
    class: "n",
    cell: (each: Props["imports"][number]) => sayNumber(each[key], view.reading.locale),
  });
  return (
    <Table
      class="imports"
      caption={words.list}
      rows={imports}
      columns={[
        {
          head: words.name,
          cell: ({ id, name, landing, provenance }) => (
            <>
              <a href={view.link(`/admin/imports/${id}`)}>{name}</a>
              {landing === null ? null : <small> {landingTitle(view.catalog, landing)}</small>}
              {provenance === null ? null : <small> {provenance}</small>}
            </>
          ),
        },
        { head: words.basisShort, cell: ({ basis }) => sayBasis(view, basis) },
        { head: words.status, cell: ({ status }) => words.statuses[status] },
        number(words.rows, "rows"),
        number(words.taken, "taken"),
        number(words.known, "known"),
        number(words.refused, "refused"),
        {
          head: words.when,
          class: "n",
          labelled: false,
          cell: ({ created_at: at }) => <When at={at} view={view} />,
        },
      ]}
    />
  );
};

/** On which ground leads of an import are held, in words. */
export function sayBasis({ texts }: View, basis: string | null): string {
  const words: Record<string, string> = texts.imports.basesShort;
  return words[basis ?? ""] ?? "";
}

/** Why a row was refused, in words: one of the file's own reasons, or what the form says of an answer. */
export function sayReason({ texts }: View, reason: string, field: string | null): string {
  const known: Record<string, string> = { ...texts.errors, ...texts.imports.reasons };
  const said = fill(Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason, { limit: "…" });
  return field === null ? said : `${field}: ${said}`;
}
