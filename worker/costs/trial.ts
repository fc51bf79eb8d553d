import { currencyOf } from "../desk/money.ts";
import type { Deps } from "../env.ts";
import { campaignsOf } from "../funnel/filters.ts";
import { sheetIn } from "./columns.ts";
import type { Outcome, Trial } from "./import-page.tsx";
import { type CostRow, readCosts } from "./reading.ts";
import { textOf } from "./sheet.ts";
import { compareCosts } from "./store-costs.ts";

/** Bytes of a file, and rows of it, that are read at a time. */
export const largestFile = 300_000;
const mostRows = 1000;

interface Tried {
  trial: Trial;
  fault?: "empty" | "heads" | "many";
  /** Whether the button that writes was pressed. */
  write: boolean;
}

/** Reads the file or the text of a form, and finds what each row of it would change; writes nothing. */
export async function tryFile({ db, catalog }: Deps, body: Record<string, unknown>): Promise<Tried> {
  const [file, pasted, source] = [
    body.file,
    one(body.text),
    one(body.source).trim().toLowerCase().slice(0, 60),
  ];
  const bytes = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
  const text = bytes === null ? pasted : textOf(bytes);
  const trial: Trial = { text, source, rows: [], unknown: [] };
  const write = one(body.act) === "write";
  if (text.trim() === "") return { trial, fault: "empty", write };
  const sheet = sheetIn(text);
  if (sheet === null) return { trial, fault: "heads", write };
  if (text.length > largestFile || sheet.rows.length > mostRows)
    return { trial: { ...trial, text: "" }, fault: "many", write };
  const campaigns = [...campaignsOf(catalog).keys()];
  const told = new Map(all(body.name).map((name, place) => [name, all(body.as)[place] ?? ""]));
  const bySlug = new Map(campaigns.map((name) => [slugOf(name), name]));
  const campaignOf = (name: string) => {
    const as = told.get(name) ?? bySlug.get(slugOf(name)) ?? "";
    return campaigns.includes(as) ? as : name;
  };
  const rows = await readCosts(sheet, { source: source || null, currency: currencyOf(catalog), campaignOf });
  const kept = await compareCosts(db, rows);
  const names = new Set(rows.flatMap(({ cost, campaign }) => (cost === null ? [] : [campaign])));
  return {
    trial: {
      ...trial,
      rows: rows.map((row) => ({
        ...row,
        outcome: outcomeOf(row, kept),
        overlaps: kept.get(row.fingerprint)?.overlaps === 1,
      })),
      unknown: [...names]
        .filter((name) => !bySlug.has(slugOf(name)))
        .map((name) => ({ name, as: told.get(name) ?? "" })),
    },
    write,
  };
}

function outcomeOf(
  { cost, refusal, fingerprint }: CostRow,
  kept: Awaited<ReturnType<typeof compareCosts>>,
): Outcome {
  if (cost === null) return refusal === "total" || refusal === "nothing" ? "skipped" : "refused";
  const known = kept.get(fingerprint)?.amount ?? null;
  if (known === null) return "new";
  return known === cost.amount ? "same" : "changed";
}

/** A name as campaigns are told by, however it is written: "Pane 2027" is pane-2027. */
function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
}

function all(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === "string");
}

function one(value: unknown): string {
  return all(value)[0] ?? "";
}
