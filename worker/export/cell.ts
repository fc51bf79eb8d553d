// A spreadsheet takes a cell for a formula by its first character, whatever the quotes around it.
const formula = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u;
const guarded = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u;

// Most cells, told by one look at their first character.
const harmless = /^(?:[^\s'=+\-@＝＋－＠]|$)/u;

// A negative amount is a number in every program, and nothing but a number.
const negative = /^-[0-9]{1,15}(?:\.[0-9]+)?$/;

// The country codes of ITU-T E.164 (one figure, two, and all others three), then nothing but figures and what parts
// them: no name to call and no cell to read. A slash would make a fraction of it, so such a number is guarded.
const code = "\\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3})";
const phone = new RegExp(`^(${code})((?:[ ().-]*[0-9]){4,14}[ ().-]*)$`);
// Figures apart are no number.
const spaced = /[0-9)] +[0-9(]/;
const marked = /^(\+[0-9]{1,3})\u00a0/;

/**
 * `text` as a cell that no spreadsheet computes.
 *
 * A cell that would begin a formula gets an apostrophe. A telephone number does not, since whoever imports the file
 * wants `+39…` as it was typed; but `+390515550142` alone would become the number 390515550142, and `+39-051` a sum.
 * A no-break space after the country code makes it text everywhere, and is one that no phone field takes (its pattern
 * knows only the plain space), so `plainText` gives back every cell to the character.
 */
export function inertCell(text: string): string {
  if (harmless.test(text)) return text;
  if (phone.test(text)) return spaced.test(text) ? text : text.replace(phone, "$1\u00a0$2");
  return formula.test(text) && !negative.test(text) ? `'${text}` : text;
}

/** What `inertCell` made `cell` of; an importer reads cells through it. */
export function plainText(cell: string): string {
  if (marked.test(cell)) return cell.replace(marked, "$1");
  return guarded.test(cell) ? cell.slice(1) : cell;
}

/** One record of RFC 4180: every cell in quotes, so that line breaks and separators stay inside. */
export function csvRecord(cells: readonly string[], separator: Separator): string {
  return `${cells.map((cell) => `"${inertCell(cell).replaceAll('"', '""')}"`).join(separator)}\r\n`;
}

/** The comma of RFC 4180, or the semicolon that Excel expects where the comma marks decimals. */
export type Separator = "," | ";";
