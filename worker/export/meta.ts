import type { Catalog, CatalogForm } from "../../content/schema/catalog.ts";
import { answersIn, touchIn, verdictsIn } from "../desk/stored.ts";
import { isoLocal } from "../desk/when.ts";
import {
  consentHeads,
  landingHead,
  metaAnswer,
  metaColumnsOf,
  metaHeads,
  metaSource,
  metaStatuses,
  prefixedCell,
  questionHead,
  statusHead,
} from "./meta-layout.ts";
import { type Cell, pagesOf, type Sheet } from "./sheet.ts";
import { type ExportRow, listSubmissions, type UsedNames, type Whom } from "./store-exports.ts";
import { purposeNames } from "./submissions.ts";

/** The submissions of one form in Meta's layout (see meta-layout.ts), so that whatever reads Meta's leads reads these. */
export function metaSheet(
  db: D1Database,
  catalog: Catalog,
  used: UsedNames,
  whom: Whom,
  name: string,
): Omit<Sheet, "name"> {
  const { timeZone } = catalog.site;
  const columns = columnsFor(catalog, used, name);
  return {
    heads: columns.heads,
    timeZone,
    nextPage: pagesOf(
      used.submissions,
      (after, limit) => listSubmissions(db, whom, after, limit, name),
      columns.cells,
      whom.part,
    ),
  };
}

function columnsFor(catalog: Catalog, used: UsedNames, name: string) {
  const form: Pick<CatalogForm, "fields"> = catalog.forms[name] ?? { fields: [] };
  const { questions, standard } = metaColumnsOf(form);
  const known = new Set([...questions, ...standard].map(({ field }) => field));
  // Fields that only old answers have come after those that the form still asks.
  const old = used.fields
    .filter((field) => !known.has(field))
    .sort()
    .map((field) => ({ head: questionHead(field), field, type: "text" as const }));
  const asked = [...questions, ...old];
  const purposes = purposeNames(catalog, used.purposes);
  const heads = [
    ...metaHeads,
    ...asked.map(({ head }) => head),
    landingHead,
    ...purposes.flatMap((purpose) => Object.values(consentHeads(purpose))),
    ...standard.map(({ head }) => head),
    statusHead,
  ];
  const cells = (row: ExportRow): Cell[] => {
    const answers = answersIn(row.answers);
    const verdicts = verdictsIn(row.consents);
    const answerCell = ({ head, field, type }: (typeof asked | typeof standard)[number]) =>
      prefixedCell(head, metaAnswer(type, answers[field]));
    return [
      ...headCells(catalog, row, name),
      ...asked.map(answerCell),
      row.landing,
      ...purposes.flatMap((purpose) => {
        const [state, at] = verdicts[purpose] ?? [];
        return state === undefined || at === undefined
          ? ["", ""]
          : [state, isoLocal(at, catalog.site.timeZone)];
      }),
      ...standard.map(answerCell),
      metaStatuses[row.status],
    ];
  };
  return { heads, cells };
}

function headCells(catalog: Catalog, row: ExportRow, form: string): string[] {
  const { marks, created } = touchIn(row.source);
  const source = metaSource(marks, row.source_label, catalog.landings[row.landing]?.campaign ?? "");
  const cells = {
    ...source,
    id: row.foreign_id ?? row.id,
    created_time: isoLocal(created === null ? row.at : Date.parse(created), catalog.site.timeZone),
    form_id: form,
    form_name: form,
  };
  return metaHeads.map((head) => prefixedCell(head, cells[head]));
}
