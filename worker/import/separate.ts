/** What parts the cells of a record. */
export const separators = [",", ";", "\t"] as const;
export type Separator = (typeof separators)[number];

/** The separator that parts the first line into most cells; a comma where it has but one. */
export function separatorOf(text: string): Separator {
  const counts = separators.map((separator) => {
    const [head = []] = recordsIn(text.slice(0, 20_000), separator, true).records;
    return { separator, cells: head.length };
  });
  return counts.reduce((best, each) => (each.cells > best.cells ? each : best)).separator;
}

/**
 * The records of `text`, by RFC 4180: cells in quotes may hold separators and line breaks, and quotes written twice.
 *
 * `rest` is what belongs to a record that goes on after `text`; none where `isLast`. Empty lines are no records.
 * `isOpen` tells that the last record has a quote that nothing closes: rows after it cannot be told from the cell.
 */
export function recordsIn(
  text: string,
  separator: Separator,
  isLast: boolean,
): { records: string[][]; rest: string; isOpen: boolean } {
  const records: string[][] = [];
  let record: string[] = [];
  let begin = 0;
  let place = 0;
  let isOpen = false;
  const { length } = text;
  while (place < length) {
    const { cell, end, open = false } = cellAt(text, place, separator);
    isOpen ||= open;
    const mark = text[end];
    // A record ends when what follows is seen: a line break may go on, and so may a quote.
    if ((end >= length || (mark === "\r" && end + 1 >= length)) && !isLast)
      return { records, rest: text.slice(begin), isOpen: false };
    record.push(cell);
    if (mark === separator) {
      place = end + 1;
      if (place < length) continue;
      if (!isLast) return { records, rest: text.slice(begin), isOpen: false };
      record.push("");
    } else {
      place = mark === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
    }
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
    begin = place;
  }
  return { records, rest: "", isOpen };
}

/** The cell that begins at `place`, and where the mark after it stands. */
function cellAt(
  text: string,
  place: number,
  separator: Separator,
): { cell: string; end: number; open?: boolean } {
  if (text[place] !== `"`) {
    const end = plainEnd(text, place, separator);
    return { cell: text.slice(place, end), end };
  }
  let cell = "";
  let from = place + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    // Never closed, as far as can be seen.
    if (quote === -1) return { cell: cell + text.slice(from), end: text.length, open: true };
    cell += text.slice(from, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      from = quote + 2;
      continue;
    }
    // What stands between the quote and the separator belongs to the cell: some programs write it so.
    const end = plainEnd(text, quote + 1, separator);
    return { cell: cell + text.slice(quote + 1, end), end };
  }
}

function plainEnd(text: string, place: number, separator: Separator): number {
  let end = place;
  while (end < text.length) {
    const mark = text[end];
    if (mark === separator || mark === "\n" || mark === "\r") break;
    end += 1;
  }
  return end;
}
