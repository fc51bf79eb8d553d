import type { Catalog } from "../../content/schema/catalog.ts";
import { segmentFields } from "../../content/schema/segment-fields.ts";

/** How many columns a table bears, besides the name. */
export const mostColumns = 8;

/** The columns of a list that names none. */
export const defaultColumns: readonly string[] = [
  "contact",
  "landing",
  "consents",
  "score",
  "status",
  "seen",
];

const combined = [
  "contact",
  "landing",
  "confirmed",
  "consents",
  "score",
  "quality",
  "status",
  "market",
  "assignee",
];
const others = ["tags", "seen", "created", "locale"];

/** The columns that a list may have, in the order in which they are offered. */
export function knownColumns(catalog: Catalog): ReadonlySet<string> {
  const fields = [...segmentFields(catalog).keys()].filter(
    (name) => /^(?:answer|consent)\./.test(name) || /^source\.(?:first|last)\./.test(name),
  );
  return new Set([...combined, ...others, ...fields]);
}
