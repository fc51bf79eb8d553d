import type { Place } from "./store-leads.ts";

/** A place in the list as an address carries it. */
export function writePlace({ seen_at, row }: { seen_at: number; row: number }): string {
  return `${seen_at}.${row}`;
}

/** The place that `text` names, or null: then the list begins at its top. */
export function placeIn(text: string | undefined): Place | null {
  const [, seenAt, row] = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? "") ?? [];
  return seenAt === undefined || row === undefined ? null : { seenAt: Number(seenAt), row: Number(row) };
}
