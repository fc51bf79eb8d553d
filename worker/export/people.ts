import type { Catalog } from "../../content/schema/catalog.ts";
import { answerText, listIn, type Touch, touchIn, verdictsIn } from "../desk/stored.ts";
import { decayAt } from "../score/decay.ts";
import { sourceKeys } from "../source.ts";
import { type Cell, momentCell, numberCell, pagesOf, type Sheet } from "./sheet.ts";
import type { UsedNames, Whom } from "./store-exports.ts";
import { listPeople, type PersonRow } from "./store-people.ts";
import { fieldNames, purposeNames, withMore } from "./submissions.ts";

const heads = [
  ...["lead.id", "lead.email", "lead.phone", "lead.given-name", "lead.family-name", "lead.locale"],
  ...["lead.created", "lead.seen", "lead.confirmed", "lead.status", "lead.assignee", "lead.tags"],
  ...[
    "lead.score",
    "lead.quality",
    "lead.quality.reasons",
    "lead.disposable",
    "lead.submissions",
    "lead.also",
  ],
];

/** The sheet of leads: one row a person, with the latest answer to each field; merged leads are told under `lead.also`. */
export function peopleSheet(
  db: D1Database,
  catalog: Catalog,
  used: UsedNames,
  whom: Whom,
  now: number,
): Omit<Sheet, "name"> {
  const fields = fieldNames(catalog, used.fields);
  const purposes = purposeNames(catalog, used.purposes);
  const marks = withMore([...sourceKeys, "referrer"], used.sources);
  const decay = decayAt(catalog, now);
  return {
    heads: [
      ...heads,
      ...fields,
      ...purposes.flatMap((purpose) => ["", ".at", ".version"].map((part) => `consent.${purpose}${part}`)),
      ...["first", "last"].flatMap((visit) => ["at", "landing", ...marks].map((key) => `${visit}.${key}`)),
    ],
    timeZone: catalog.site.timeZone,
    nextPage: pagesOf(
      used.leads,
      (after, limit) => listPeople(db, whom, after, limit),
      (row) => {
        const answers = latestIn(row.answers);
        const verdicts = verdictsIn(row.consents);
        return [
          ...ownCells(row, decay),
          ...fields.map((field) => numberCell(answerText(answers[field]))),
          ...purposes.flatMap((purpose) => {
            const [state = "", at, version] = verdicts[purpose] ?? [];
            return [state, momentCell(at), version ?? ""];
          }),
          ...[row.first_source, row.last_source].flatMap((source) => touchCells(touchIn(source), marks)),
        ];
      },
      whom.part,
    ),
  };
}

function ownCells(row: PersonRow, decay: number): Cell[] {
  return [
    ...[row.id, row.email ?? "", row.phone ?? "", row.given_name ?? "", row.family_name ?? "", row.locale],
    ...[row.created_at, row.seen_at, row.confirmed_at].map(momentCell),
    ...[row.status, row.assignee ?? "", listIn(row.tags).join(" | ")],
    Math.floor(row.fit + row.heat * decay + 0.5),
    row.quality ?? "",
    listIn(row.reasons).join(" | "),
    row.disposable === 1 ? "yes" : "",
    row.submissions,
    listIn(row.also).join(" | "),
  ];
}

/** What was answered last to each field, of a list of answers in the order they came. */
export function latestIn(json: string): Record<string, string | string[]> {
  const all: Record<string, string | string[]>[] = JSON.parse(json);
  return Object.assign({}, ...all);
}

function touchCells({ at, landing, marks }: Touch, keys: readonly string[]): Cell[] {
  return [momentCell(at), landing ?? "", ...keys.map((key) => marks[key] ?? "")];
}
