import type { CatalogForm } from "../../content/schema/catalog.ts";
import type { Field } from "../../content/schema/field.ts";
import { momentOfClock } from "../calendar.ts";
import { answerOfMeta } from "../export/meta-layout.ts";
import { plainHead } from "./targets.ts";

/** `cell` as a visitor would have typed it into `field`; null where a spreadsheet has damaged it beyond that. */
export function valueFor(field: Field, cell: string, meta: boolean): string | string[] | null {
  switch (field.type) {
    case "phone":
      return phoneIn(cell);
    case "postal-code":
      return cell.replace(/^z:/, "");
    case "birthday":
    case "date":
      return dayIn(meta ? answerOfMeta(field.type, cell) : cell);
    case "number":
    case "scale":
      return numberIn(cell);
    case "choice":
      return field.multiple ? choicesIn(field, cell) : choiceIn(field, cell);
    default:
      return cell;
  }
}

/** A cell with a given and a family name, parted at the first space. */
export function namesIn(form: CatalogForm, cell: string): [name: string, value: string][] {
  const [given = "", ...family] = cell.split(/\s+/);
  const parts = { "given-name": given, "family-name": family.join(" ") };
  return Object.entries(parts).flatMap(([type, value]): [string, string][] => {
    const field = form.fields.find((candidate) => candidate.type === type);
    return field === undefined || value === "" ? [] : [[field.name, value]];
  });
}

/** The moment that `cell` names, in milliseconds; null where it names none. Without an offset it is `timeZone`'s time. */
export function momentOf(cell: string, timeZone: string): number | null {
  const text = dayIn(cell.trim())
    .replace(/([ T]\d\d?)\.(\d\d)(?:\.(\d\d))?$/, "$1:$2:$3")
    .replace(/:$/, "");
  // A year of two figures comes first or last, depending on whom one asks.
  if (!/\d{4}/.test(text)) return null;
  const at = hasOffset.test(text) ? Date.parse(text) : Date.parse(`${text.replace("T", " ")} UTC`);
  if (Number.isNaN(at)) return null;
  return hasOffset.test(text) ? at : momentOfClock(at, timeZone);
}

const hasOffset = /(?:z|utc|gmt|:\d\d(?:\.\d+)? ?[+-]\d\d:?\d\d)$/i;

/** Whether `cell` says that somebody agreed ("yes"), took it back ("no"), or nothing at all (null). */
export function consentIn(cell: string): "yes" | "no" | null {
  const said = plainHead(cell);
  if (yes.has(said)) return "yes";
  return said === "withdrawn" || said === "revocato" || said === "revocata" ? "no" : null;
}

const yes = new Set(
  "yes si s y true vero 1 x on ok given confirmed accepted accetto acconsento dato prestato".split(" "),
);

function phoneIn(cell: string): string | null {
  const bare = cell.replace(/^(?:p:|'|tel:)\s*/i, "").trim();
  // A spreadsheet took it for a number and kept the first figures of it.
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(bare)) return null;
  // It took only the plus away.
  return /^39\d{9,11}$/.test(bare) ? `+${bare}` : bare;
}

/** A day as ISO writes it, of one written with the day first: 03/05/1990, 3.5.1990. */
function dayIn(cell: string): string {
  return cell.replace(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/, (_, day: string, month: string, year: string) =>
    [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
  );
}

function numberIn(cell: string): string {
  const bare = cell.replace(/\s/g, "");
  return /^-?\d{1,3}(?:\.\d{3})*,\d+$|^-?\d+,\d+$/.test(bare)
    ? bare.replaceAll(".", "").replace(",", ".")
    : bare;
}

type Choice = Field & { type: "choice" };

/** The option that `cell` names: by what is stored, by what people read, or as Meta writes either. */
function choiceIn({ options }: Choice, cell: string): string {
  const plain = plainHead(cell);
  const exact = options.find(({ value, label }) => value === cell || label === cell);
  const alike = options.find(({ value, label }) => plainHead(value) === plain || plainHead(label) === plain);
  return (exact ?? alike)?.value ?? cell;
}

function choicesIn(field: Choice, cell: string): string[] {
  const parts = (mark: string) => cell.split(mark).map((part) => choiceIn(field, part.trim()));
  const known = new Set(field.options.map(({ value }) => value));
  // An option may hold a comma itself: the first way that finds nothing but options is right.
  const ways = [parts("|"), parts(";"), parts(",")].map((way) => way.filter((part) => part !== ""));
  return ways.find((way) => way.every((part) => known.has(part))) ?? ways[0] ?? [];
}
