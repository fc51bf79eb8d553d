import { questionSchema, segmentBounds } from "../../content/schema/segment.ts";
import { type FieldKind, segmentFields } from "../../content/schema/segment-fields.ts";
import type { View } from "../desk/view.ts";
import { decodeQuestion } from "./address.ts";
import { type Draft, type DraftRow, offered } from "./draft.ts";

/** What was pressed in the form of filters. */
export type Press = { act: "apply" } | { act: "add"; field: string } | { act: "remove"; place: number };

/** The form as it was sent, and what was pressed; null where the address comes from no form. */
export function readEdit(params: URLSearchParams, view: View): { draft: Draft; press: Press } | null {
  const act = params.get("act");
  if (act === null) return null;
  const fixed = params.getAll("fixed").slice(0, segmentBounds.conditions).flatMap(fixedIn);
  const [operators, values] = [params.getAll("o"), params.getAll("v")];
  const rows = params
    .getAll("f")
    .slice(0, segmentBounds.conditions)
    .map((field, place) => ({ field, operator: operators[place] ?? "", value: values[place] ?? "" }));
  const known = segmentFields(view.catalog);
  const draft: Draft = {
    match: params.get("match") === "any" ? "any" : "all",
    rows: rows.filter(({ field }) => known.has(field)),
    fixed,
  };
  const [, place] = /^remove-(\d{1,2})$/.exec(act) ?? [];
  if (place !== undefined) return { draft, press: { act: "remove", place: Number(place) } };
  const field = params.get("new") ?? "";
  if (act === "add" && known.has(field)) return { draft, press: { act: "add", field } };
  return { draft, press: { act: "apply" } };
}

function fixedIn(text: string) {
  const question = decodeQuestion(text);
  if (question === null) return [];
  const single = "all" in question && question.all.length === 1 ? question.all[0] : question;
  const read = questionSchema.safeParse(single);
  return read.success ? [read.data] : [];
}

/** `draft` after `press`: with one line more, or one less; fixed parts are counted after the lines. */
export function pressed(draft: Draft, press: Press, view: View): Draft {
  if (press.act === "add") {
    const kind = segmentFields(view.catalog).get(press.field)?.kind ?? "text";
    return { ...draft, rows: [...draft.rows, aRow(press.field, kind)] };
  }
  if (press.act === "apply") return draft;
  const { place } = press;
  return {
    ...draft,
    rows: draft.rows.filter((_, at) => at !== place),
    fixed: draft.fixed.filter((_, at) => at + draft.rows.length !== place),
  };
}

function aRow(field: string, kind: FieldKind): DraftRow {
  return { field, operator: offered[kind][0] ?? "is", value: "" };
}
