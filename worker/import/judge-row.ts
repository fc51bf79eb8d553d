import type { Answers } from "../../content/schema/answers.ts";
import type { CatalogForm } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { plainText } from "../export/cell.ts";
import { bareCell, type LeadStatus, statusOfMeta } from "../export/meta-layout.ts";
import { judge } from "../guards/answers.ts";
import { type Person, personIn } from "../identity.ts";
import type { Source } from "../source.ts";
import type { Reading } from "./reading.ts";
import { consentIn, momentOf, namesIn, valueFor } from "./values.ts";

/** What a row of a file says. */
export interface Row {
  person: Person;
  answers: Answers;
  /** What the other system calls it; null where it calls it nothing. */
  key: string | null;
  /** When it came there, in milliseconds. */
  created: number | null;
  landing: string | null;
  source: Source & Record<string, string>;
  consents: { purpose: string; granted: boolean }[];
  tags: string[];
  status: LeadStatus | null;
}

/** Why a row is refused: of the form's errors, or of the file's own; and the column it is about. */
export interface Refusal {
  reason: string;
  field: string | null;
}

/** What `cells` say by `reading` on a landing with `form`, made to ask for nothing: see `lenient`; times are `timeZone`'s. */
export function judgeRow(
  cells: readonly string[],
  reading: Reading,
  form: CatalogForm,
  timeZone: string,
): Row | Refusal {
  const { heads, columns, meta } = reading;
  // What another program wrote into a cell that Meta could not fill is no answer.
  const plain = cells.map((cell) => plainText(cell).trim());
  if (meta && plain.some((cell) => /^<test lead: /i.test(bareCell("id", cell))))
    return { reason: "test", field: null };
  if (cells.length > heads.length && plain.slice(heads.length).some((cell) => cell !== ""))
    return { reason: "cells", field: null };
  const said = new Map<string, string>();
  const entries = new Map<string, unknown>();
  const tags: string[] = [];
  const consents: Row["consents"] = [];
  for (const [place, target] of columns.entries()) {
    const cell = bareCell(heads[place]?.trim().toLowerCase() ?? "", plain[place] ?? "");
    if (target === "" || cell === "") continue;
    const [kind = "", name = ""] = splitAtFirst(target);
    if (kind === "field") {
      const field = form.fields.find((candidate) => candidate.name === name);
      if (field === undefined) continue;
      const value = valueFor(field, cell, meta);
      if (value === null) return { reason: "damaged", field: heads[place] ?? null };
      entries.set(name, value);
    } else if (kind === "names") {
      for (const [field, value] of namesIn(form, cell)) if (!entries.has(field)) entries.set(field, value);
    } else if (kind === "consent") {
      const verdict = consentIn(cell);
      if (verdict !== null) consents.push({ purpose: name, granted: verdict === "yes" });
    } else if (kind === "tag") tags.push(...tagsIn(cell));
    else said.set(target, cell);
  }
  for (const purpose of claimedByAll(reading)) consents.push({ purpose, granted: true });
  const judged = judge(form, entries, new URLSearchParams(), textsIn("en"));
  if (!judged.ok) {
    const [first] = judged.errors;
    return { reason: first?.code ?? "pattern", field: headOf(reading, first?.field) };
  }
  const person = personIn(form.fields, judged.answers);
  if (person === null) return { reason: "contact", field: null };
  return {
    person,
    answers: judged.answers,
    key: keyIn(said.get("key"), meta),
    created: momentOf(said.get("created") ?? "", timeZone),
    landing: said.get("landing") ?? null,
    source: sourceIn(said, meta),
    consents,
    tags: [...new Set(tags)].slice(0, 20),
    status: statusOfMeta(said.get("status") ?? ""),
  };
}

const leniently = new WeakMap<CatalogForm, CatalogForm>();

/** `form` without anything required: people were asked elsewhere, and what they were not asked is no fault of theirs. */
export function lenient(form: CatalogForm): CatalogForm {
  const known = leniently.get(form);
  if (known !== undefined) return known;
  const fields = form.fields.map((field) => ("required" in field ? { ...field, required: false } : field));
  const made = {
    ...form,
    fields,
    consents: form.consents.map((consent) => ({ ...consent, required: false })),
  };
  leniently.set(form, made);
  return made;
}

/** Purposes that were claimed, and that no column tells of. */
function claimedByAll({ claims, columns }: Reading): string[] {
  return claims.map(({ purpose }) => purpose).filter((purpose) => !columns.includes(`consent:${purpose}`));
}

function headOf({ heads, columns }: Reading, field: string | undefined): string | null {
  return heads[columns.indexOf(`field:${field}`)] ?? field ?? null;
}

function keyIn(cell: string | undefined, meta: boolean): string | null {
  if (cell === undefined) return null;
  const bare = bareCell("id", cell).slice(0, 100);
  // Our own submissions have their own names, which Meta's figures never are.
  if (/^[\w-]{22}$/.test(bare) && !/^\d+$/.test(bare)) return `own:${bare}`;
  return meta ? `meta:l:${bare}` : `file:${bare}`;
}

/** Meta writes into these columns when it knows nothing, and spreadsheets when a formula fails. */
const noMark = /^(?:#|n\/?a$|null$|undefined$|error\b|\(#\d+\))|unsupported|permission|does not exist/i;

function sourceIn(said: ReadonlyMap<string, string>, meta: boolean): Row["source"] {
  const source: Record<string, string> = {};
  for (const [target, cell] of said) {
    const [kind = "", key = ""] = splitAtFirst(target);
    if (kind === "mark" && !noMark.test(cell)) source[renamed[key] ?? key] = cell.slice(0, 200);
  }
  const platform = source.utm_source?.toLowerCase() ?? "";
  if (platforms[platform] !== undefined) source.utm_source = platforms[platform];
  if (source.utm_source === undefined) source.utm_source = meta ? "facebook" : "import";
  // What our own files call a visit that came from nowhere in particular.
  if (source.utm_source === "direct") delete source.utm_source;
  return source;
}

const renamed: Readonly<Record<string, string>> = {
  platform: "utm_source",
  ad_name: "utm_content",
  adset_name: "utm_term",
  campaign_name: "utm_campaign",
};

const platforms: Readonly<Record<string, string>> = {
  fb: "facebook",
  ig: "instagram",
  an: "audience_network",
  msg: "messenger",
  wa: "whatsapp",
};

function tagsIn(cell: string): string[] {
  return cell
    .split(/[|,;]/)
    .map((tag) => tag.trim().slice(0, 40))
    .filter((tag) => tag !== "");
}

function splitAtFirst(target: string): [string, string] {
  const at = target.indexOf(":");
  return at === -1 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
}
