import * as z from "zod";

const querySchema = z.object({
  /** How many at most. */
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .refine((limit) => limit <= 100)
    .default(100),
  /** Only what happened since: a day, or a moment with its zone. */
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .transform((text) => Date.parse(text))
    .optional(),
  /** Where the page before ended. */
  cursor: z
    .string()
    .max(600)
    .regex(/^[\w-]+$/)
    .optional(),
});

/** What a request asks of a list. */
export interface Asked {
  limit: number;
  since: number;
  /** The parts of the place after which the page begins; none: at the list's beginning. */
  after: (string | number)[];
}

/** What `query` asks of a list whose places have parts of the kinds of `start`; null where it cannot be read. */
export function askedIn(query: Record<string, string>, start: readonly (string | number)[]): Asked | null {
  const read = querySchema.safeParse(query);
  if (!read.success) return null;
  const { limit, since = 0, cursor } = read.data;
  const after = cursor === undefined ? [...start] : partsIn(cursor);
  const isRight = after?.length === start.length && after.every((part, n) => typeof part === typeof start[n]);
  return after === null || !isRight ? null : { limit, since, after };
}

/** A place as an address carries it. */
function cursorOf(parts: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function partsIn(cursor: string): (string | number)[] | null {
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return z.array(z.union([z.string(), z.number()])).parse(parts);
  } catch {
    // Whatever a stranger writes there is no place.
    return null;
  }
}

/** One page of a list: what was found, of which one more than asked tells that there is a next. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  place: (row: Row) => (string | number)[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(item), next: last === undefined ? null : cursorOf(place(last)) };
}
