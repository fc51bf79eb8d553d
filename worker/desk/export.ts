import type { Catalog } from "../../content/schema/catalog.ts";
import { isAsked } from "../../content/schema/field.ts";
import { sourceKeys } from "../source.ts";
import { csvFile, type Format } from "./csv-file.ts";
import { type ExportRow, listSubmissions } from "./store-exports.ts";
import { answersIn, answerText, listIn, touchIn, type Verdict, verdictsIn } from "./stored.ts";
import { isoLocal } from "./when.ts";

/** A column of the file: its head, and what stands in it for one submission. */
interface Column {
  head: string;
  cell: (entry: Entry) => string;
}

/** A submission whose JSON was read once for all columns. */
interface Entry {
  row: ExportRow;
  answers: ReturnType<typeof answersIn>;
  verdicts: ReturnType<typeof verdictsIn>;
  sources: { [visit in Visit]: ReturnType<typeof touchIn> };
}

type Visit = "source" | "first" | "last";

/** Names in use beyond the catalog's: fields and purposes of earlier builds. */
export interface UsedNames {
  fields: string[];
  sources: string[];
  purposes: string[];
}

// Rows are a few kilobytes at most; a Worker may ask its database 50 times on the free plan, so 100,000 fit.
const rowsAPage = 3000;

/**
 * The file of leads: one row a submission, in the order they came, with every field of every form.
 *
 * A field's column has the field's name; all other columns have a dot in theirs, which no field's name has.
 */
export function leadsFile(
  db: D1Database,
  catalog: Catalog,
  used: UsedNames,
  format: Format,
): ReadableStream<Uint8Array> {
  const columns = columnsOf(catalog, used);
  let row = 0;
  return csvFile(
    columns.map((column) => column.head),
    format,
    async () => {
      const page = await listSubmissions(db, row, rowsAPage);
      row = page.at(-1)?.row ?? row;
      return page.map((found) => cellsOf(found, columns));
    },
  );
}

/** The cells of one submission, its JSON read once. */
function cellsOf(row: ExportRow, columns: Column[]): string[] {
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
  const { timeZone } = catalog.site;
  const moment = (at: number | null | undefined) =>
    at === null || at === undefined ? "" : isoLocal(at, timeZone);
  return [
    { head: "submission.id", cell: ({ row }) => row.id },
    { head: "submission.at", cell: ({ row }) => moment(row.at) },
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
    { head: "lead.confirmed", cell: ({ row }) => moment(row.confirmed_at) },
    { head: "lead.disposable", cell: ({ row }) => (row.disposable === 1 ? "yes" : "") },
    ...fieldNames(catalog, used.fields).map((name) => ({
      head: name,
      cell: ({ answers }: Entry) => answerText(answers[name]),
    })),
    ...purposeNames(catalog, used.purposes).flatMap((purpose) => [
      {
        head: `consent.${purpose}`,
        cell: ({ verdicts }: Entry) => verdictText(verdicts[purpose]),
      },
      {
        head: `consent.${purpose}.at`,
        cell: ({ verdicts }: Entry) => moment(verdicts[purpose]?.[1]),
      },
      {
        head: `consent.${purpose}.version`,
        cell: ({ verdicts }: Entry) => String(verdicts[purpose]?.[2] ?? ""),
      },
    ]),
    { head: "coupon.code", cell: ({ row }) => row.coupon ?? "" },
    { head: "coupon.magnet", cell: ({ row }) => row.coupon_magnet ?? "" },
    { head: "coupon.until", cell: ({ row }) => moment(row.coupon_until) },
    { head: "coupon.redeemed", cell: ({ row }) => moment(row.coupon_redeemed) },
    { head: "coupon.shop", cell: ({ row }) => row.coupon_shop ?? "" },
    {
      head: "coupon.amount",
      cell: ({ row }) => (row.coupon_amount === null ? "" : (row.coupon_amount / 100).toFixed(2)),
    },
    { head: "coupon.void", cell: ({ row }) => moment(row.coupon_voided) },
    { head: "source.label", cell: ({ row }) => row.source_label },
    ...(["first", "last"] as const).flatMap((visit) => [
      { head: `${visit}.at`, cell: ({ sources }: Entry) => moment(sources[visit].at) },
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

/** Where a purpose stands today; empty where the lead was never asked or never ticked it. Only `confirmed` is proved. */
function verdictText(verdict: Verdict | undefined): string {
  return verdict?.[0] ?? "";
}

/** Every field of every form: forms by name, fields as the form asks them, then those that only old answers have. */
function fieldNames(catalog: Catalog, used: string[]): string[] {
  const fields = byName(catalog.forms).flatMap((form) => form.fields);
  const kept = fields.filter((field) => field.type === "hidden" || isAsked(field));
  return withMore(
    kept.map((field) => field.name),
    used,
  );
}

/** Every purpose that a form asks for, or that a receipt names. */
function purposeNames(catalog: Catalog, used: string[]): string[] {
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
function withMore(names: readonly string[], used: readonly string[]): string[] {
  return [...new Set([...names, ...[...used].sort()])];
}
