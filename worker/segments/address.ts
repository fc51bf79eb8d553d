import { type LeadCondition, type Question, questionSchema } from "../../content/schema/segment.ts";

/** The longest question that an address carries. */
const longest = 6000;

/**
 * `question` in few, readable characters, for an address: `score~above~40;any(landing~is~preventivo;tag~empty~yes)`.
 *
 * What stands at the top is joined by "all". Text that could be taken for a number, or for yes and no, has a ' before it.
 */
export function encodeQuestion(question: Question): string {
  return "all" in question ? listed(question.all) : encoded(question);
}

function listed(parts: readonly Question[]): string {
  return parts.map(encoded).join(";");
}

function encoded(question: Question): string {
  if ("all" in question) return `all(${listed(question.all)})`;
  if ("any" in question) return `any(${listed(question.any)})`;
  if (!("field" in question)) return `not(${encoded(question.not)})`;
  const { field, ...rest } = question;
  const parts = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [key, [value].flat().map(written).join(",")],
  );
  return [escaped(field), ...parts].join("~");
}

function written(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return escaped(String(value));
  return escaped(/^(?:'|yes$|no$)/.test(value) || isNumber(value) ? `'${value}` : value);
}

function isNumber(text: string): boolean {
  return text.trim() === text && text !== "" && Number.isFinite(Number(text));
}

function escaped(text: string): string {
  return text.replace(/[%~;,()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The question that `text`, made by `encodeQuestion`, carries; null where it carries none. */
export function decodeQuestion(text: string): Question | null {
  if (text.length > longest) return null;
  const reader = { text, at: 0 };
  const parts = readList(reader, 0);
  if (parts === null || reader.at < text.length) return null;
  const [only] = parts;
  const isGroup = parts.length === 1 && typeof only === "object" && only !== null && !("field" in only);
  const read = questionSchema.safeParse(isGroup ? only : { all: parts });
  return read.success ? read.data : null;
}

interface Reader {
  text: string;
  at: number;
}

// Deeper than a question may be; the schema judges exactly.
const deepest = 6;

function readList(reader: Reader, depth: number): unknown[] | null {
  const parts: unknown[] = [];
  if (depth > deepest) return null;
  do {
    const part = readPart(reader, depth);
    if (part === null) return null;
    parts.push(part);
  } while (take(reader, ";"));
  return parts;
}

function readPart(reader: Reader, depth: number): unknown {
  const [, group] = /^(all|any|not)\(/.exec(reader.text.slice(reader.at, reader.at + 4)) ?? [];
  if (group === undefined) return readCondition(reader);
  reader.at += 4;
  const parts = readList(reader, depth + 1);
  if (parts === null || !take(reader, ")")) return null;
  if (group !== "not") return { [group]: parts };
  return parts.length === 1 ? { not: parts[0] } : null;
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function readCondition(reader: Reader): unknown {
  const [text = ""] = /^[^;()]*/.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += text.length;
  const [field = "", ...parts] = text.split("~");
  if (parts.length % 2 === 1) return null;
  const entries: [string, unknown][] = [["field", unescaped(field)]];
  for (let place = 0; place < parts.length; place += 2) {
    const key = parts[place] ?? "";
    const values = (parts[place + 1] ?? "").split(",").map(valueIn);
    entries.push([key, key === "in" ? values : values.length === 1 ? values[0] : values]);
  }
  // From entries, so that no name can reach a prototype.
  return Object.fromEntries(entries);
}

function valueIn(text: string): LeadCondition["is"] {
  const plain = unescaped(text);
  if (plain.startsWith("'")) return plain.slice(1);
  if (plain === "yes" || plain === "no") return plain === "yes";
  return isNumber(plain) ? Number(plain) : plain;
}

function unescaped(text: string): string {
  return text.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
