/** What stands between braces, when it is a plain value. */
interface Literal {
  value: unknown;
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "0": "\0", "\n": "" };

/** The value that the expression `text` writes down; null where it would have to be worked out. */
export function literalIn(text: string): Literal | null {
  const reader = readerOf(text);
  try {
    const value = readValue(reader);
    return reader.atEnd() ? { value } : null;
  } catch (error) {
    if (error instanceof NoLiteral) return null;
    throw error;
  }
}

class NoLiteral extends Error {}

interface Reader {
  /** What `pattern` finds here, after blanks and comments; the reader moves past it. */
  take(pattern: RegExp): string | null;
  atEnd(): boolean;
}

function readerOf(text: string): Reader {
  let place = 0;
  const here = (pattern: RegExp) => {
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = place;
    const found = sticky.exec(text);
    if (found !== null) place = sticky.lastIndex;
    return found?.[0] ?? null;
  };
  const skip = () => here(/(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*/);
  return {
    take(pattern) {
      skip();
      return here(pattern);
    },
    atEnd() {
      skip();
      return place === text.length;
    },
  };
}

function readValue(reader: Reader): unknown {
  const quoted = readText(reader);
  if (quoted !== null) return quoted;
  const number = reader.take(/-?(?:0|[1-9][\d_]*)(?:\.\d+)?(?![\w.])/);
  if (number !== null) return Number(number.replaceAll("_", ""));
  const word = reader.take(/(?:true|false|null)\b/);
  if (word !== null) return word === "null" ? null : word === "true";
  if (reader.take(/\[/) !== null) return readAll(reader, /\]/, () => readValue(reader));
  if (reader.take(/\{/) !== null) return Object.fromEntries(readAll(reader, /\}/, () => readPair(reader)));
  throw new NoLiteral();
}

/** Values with commas between them, up to `end`; one comma may stand before it. */
function readAll<T>(reader: Reader, end: RegExp, read: () => T): T[] {
  const found: T[] = [];
  while (reader.take(end) === null) {
    found.push(read());
    if (reader.take(/,/) !== null) continue;
    if (reader.take(end) !== null) break;
    throw new NoLiteral();
  }
  return found;
}

function readPair(reader: Reader): [string, unknown] {
  const key = readText(reader) ?? reader.take(/[A-Za-z_$][\w$]*/);
  if (key === null || reader.take(/:/) === null) throw new NoLiteral();
  return [key, readValue(reader)];
}

function readText(reader: Reader): string | null {
  const written = reader.take(
    /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*`/,
  );
  if (written === null) return null;
  return written
    .slice(1, -1)
    .replace(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, sign: string) =>
      code === undefined ? (escapes[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
    );
}
