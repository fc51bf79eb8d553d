import type { MailPiece } from "../../content/schema/mail-body.ts";

type Part = Exclude<MailPiece, string>;

/** Stands in text for what differs from reader to reader, so that it passes through Markdown and HTML unharmed. */
export interface Marks {
  /** The mark for `part`. */
  of(part: Part): string;
  /** What marks a text inside for those alone who meet a condition. */
  around(condition: Omit<Extract<Part, { pieces: MailPiece[] }>, "pieces">, inside: string): string;
  /** `text` with its marks, as pieces. */
  cut(text: string): MailPiece[];
  /** The parts that stand in `text`, in their order. */
  partsIn(text: string): Part[];
  /** The mark for a link to `href` that is counted; null for one that stands in the words as it is. */
  link(href: string): string | null;
  /** Where the links lead that are counted, in the order of their numbers. */
  links: readonly string[];
}

// Private letters of Unicode: no author types them, and what is typed of them is taken out before.
const open = "\uE000";
const close = "\uE001";
const end = `${open}/${close}`;
const mark = new RegExp(`${open}(\\d+|/)${close}`);

/** `text` without letters that could be taken for marks. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\uE000\uE001]/g, "");
}

/** Whether a mark stands in `text`. */
export function isMarked(text: string): boolean {
  // An address may have them in percents.
  return text.includes(open) || /%EE%80%80/i.test(text);
}

/** Marks of one mail; `countedAs` gives the address under which a link counts, and null where it does not. */
export function makeMarks(countedAs: (href: string) => string | null = () => null): Marks {
  const parts: Part[] = [];
  const links: string[] = [];
  const markOf = (part: Part) => {
    // The same part twice is one part, so that a mail is the same each time it is made.
    const known = parts.findIndex((other) => JSON.stringify(other) === JSON.stringify(part));
    return `${open}${known === -1 ? parts.push(part) - 1 : known}${close}`;
  };
  return {
    of: markOf,
    around: (condition, inside) => `${markOf({ ...condition, pieces: [] })}${inside}${end}`,
    cut: (text) => cut(text.split(mark), parts),
    partsIn: (text) =>
      text
        .split(mark)
        .flatMap((each, place) => (place % 2 === 1 && each !== "/" ? (parts[Number(each)] ?? []) : [])),
    link: (href) => {
      const counted = countedAs(href);
      if (counted === null) return null;
      const known = links.indexOf(counted);
      return markOf({ link: known === -1 ? links.push(counted) - 1 : known });
    },
    links,
  };
}

/** Every second of `rest` is a mark's number; a condition's pieces go on until its end. */
function cut(rest: string[], parts: readonly Part[]): MailPiece[] {
  const found: MailPiece[] = [];
  for (;;) {
    const text = rest.shift();
    if (text) found.push(text);
    const number = rest.shift();
    if (number === undefined || number === "/") return found;
    const part = parts[Number(number)];
    if (part === undefined) continue;
    found.push("pieces" in part ? { ...part, pieces: cut(rest, parts) } : part);
  }
}
