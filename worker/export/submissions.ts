import type { Catalog } from "../../content/schema/catalog.ts";
import { isAsked } from "../../content/schema/field.ts";
import { answersIn, answerText, listIn, touchIn, verdictsIn } from "../desk/stored.ts";
import { sourceKeys } from "../source.ts";
import { type Cell, momentCell, moneyCell, numberCell, pagesOf, type Sheet } from "./sheet.ts";
import { type ExportRow, listSubmissions, type UsedNames, type Whom } from "./store-exports.ts";

/** A column of the file: its head, and what stands in it for one submission. */
interface Column {
  head: string;
  cell: (entry: Entry) => Cell;
}

/** A submission whose JSON was read once for all columns. */
interface Entry {
  row: ExportRow;
  answers: ReturnType<typeof answersIn>;
  verdicts: ReturnType<typeof verdictsIn>;
  sources: { [visit in Visit]: ReturnType<typeof touchIn> };
}

type Visit = "source" | "first" | "last";

/**
 * The sheet of submissions: one row each, in the order they came, with every field of every form.
 *
 * A field's column has the field's name; all other columns have a dot in theirs, which no field's name has.
 */
export function submissionsSheet(
  db: D1Database,
  catalog: Catalog,
  used: UsedNames,
  whom: Whom,
): Omit<Sheet, "name"> {
  const columns = columnsOf(catalog, used);
  return {
    heads: columns.map((column) => column.head),
    timeZone: catalog.site.timeZone,
    nextPage: pagesOf(
      used.submissions,
      (after, limit) => listSubmissions(db, whom, after, limit),
      (row) => cellsOf(row, columns),
      whom.part,
    ),
  };
}

/** The cells of one submission, its JSON read once. */
function cellsOf(row: ExportRow, columns: Column[]): Cell[] {
  const entry: Entry = {
    row,
    answers: answersIn(row.answers),
    verdicts: verdictsIn(row.consents),
    sources: {
      source: touchIn(row.source),
      first: touchIn(row.first_source),
      last: touchIn(row.last_source),
    },
  };
  return columns.map((column) => column.cell(entry));
}

function columnsOf(catalog: Catalog, used: UsedNames): Column[] {
  return [
    { head: "submission.id", cell: ({ row }) => row.id },
    { head: "submission.at", cell: ({ row }) => momentCell(row.at) },
    { head: "submission.landing", cell: ({ row }) => row.landing },
    {
      head: "submission.campaign",
      cell: ({ row }) => catalog.landings[row.landing]?.campaign ?? "",
    },
    { head: "submission.page", cell: ({ row }) => row.page_url },
    {
      head: "submission.consents",
      cell: ({ row }) => listIn(row.ticked).join(" | "),
    },
    { head: "lead.id", cell: ({ row }) => row.lead_id },
    { head: "lead.email", cell: ({ row }) => row.email ?? "" },
    { head: "lead.phone", cell: ({ row }) => row.phone ?? "" },
    { head: "lead.given-name", cell: ({ row }) => row.given_name ?? "" },
    { head: "lead.family-name", cell: ({ row }) => row.family_name ?? "" },
    { head: "lead.confirmed", cell: ({ row }) => momentCell(row.confirmed_at) },
    { head: "lead.disposable", cell: ({ row }) => (row.disposable === 1 ? "yes" : "") },
    ...fieldNames(catalog, used.fields).map((name) => ({
      head: name,
      cell: ({ answers }: Entry) => numberCell(answerText(answers[name])),
    })),
    ...purposeNames(catalog, used.purposes).flatMap((purpose) => [
      {
        head: `consent.${purpose}`,
        // Empty where the lead was never asked or never ticked it. Only `confirmed` is proved.
        cell: ({ verdicts }: Entry) => verdicts[purpose]?.[0] ?? "",
      },
      {
        head: `consent.${purpose}.at`,
        cell: ({ verdicts }: Entry) => momentCell(verdicts[purpose]?.[1]),
      },
      {
        head: `consent.${purpose}.version`,
        cell: ({ verdicts }: Entry) => verdicts[purpose]?.[2] ?? "",
      },
    ]),
    { head: "coupon.code", cell: ({ row }) => row.coupon ?? "" },
    { head: "coupon.magnet", cell: ({ row }) => row.coupon_magnet ?? "" },
    { head: "coupon.until", cell: ({ row }) => momentCell(row.coupon_until) },
    { head: "coupon.redeemed", cell: ({ row }) => momentCell(row.coupon_redeemed) },
    { head: "coupon.shop", cell: ({ row }) => row.coupon_shop ?? "" },
    {
      head: "coupon.amount",
      cell: ({ row }) => moneyCell(row.coupon_amount),
    },
    { head: "coupon.void", cell: ({ row }) => momentCell(row.coupon_voided) },
    { head: "source.label", cell: ({ row }) => row.source_label },
    ...(["first", "last"] as const).flatMap((visit) => [
      { head: `${visit}.at`, cell: ({ sources }: Entry) => momentCell(sources[visit].at) },
      { head: `${visit}.landing`, cell: ({ sources }: Entry) => sources[visit].landing ?? "" },
    ]),
    ...(["source", "first", "last"] as const).flatMap((visit) =>
      withMore([...sourceKeys, "referrer"], used.sources).map((key) => ({
        head: `${visit}.${key}`,
        cell: ({ sources }: Entry) => sources[visit].marks[key] ?? "",
      })),
    ),
  ];
}

/** Every field of every form: forms by name, fields as the form asks them, then those that only old answers have. */
export function fieldNames(catalog: Catalog, used: string[]): string[] {
  const fields = byName(catalog.forms).flatMap((form) => form.fields);
  const kept = fields.filter((field) => field.type === "hidden" || isAsked(field));
  return withMore(
    kept.map((field) => field.name),
    used,
  );
}

/** Every purpose that a form asks for, or that a receipt names. */
export function purposeNames(catalog: Catalog, used: string[]): string[] {
  return withMore(
    byName(catalog.forms).flatMap((form) => form.consents.map((consent) => consent.purpose)),
    used,
  );
}

function byName<T>(forms: { [name: string]: T }): T[] {
  return Object.entries(forms)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, form]) => form);
}

/** `names` without repetition, and after them what else is in use, by alphabet. */
export function withMore(names: readonly string[], used: readonly string[]): string[] {
  return [...new Set([...names, ...[...used].sort()])];
}
