/** A link or a button in a text. */
export interface TextLink {
  text: string;
  href: string;
  line: number;
}

/** A heading in a text. */
interface TextHeading {
  depth: number;
  text: string;
  line: number;
}

/** A picture in a text. */
interface TextPicture {
  alt: string;
  src: string;
  line: number;
}

/** An author's text, taken apart as far as a rule asks; lines are those of the file. */
export interface TakenApart {
  readonly headings: TextHeading[];
  readonly links: TextLink[];
  readonly pictures: TextPicture[];
  /** How many sentences people read, headings, code and tags left out. */
  readonly sentences: number;
  /** The words of the sentences. */
  readonly words: string[];
}

/** `body` taken apart; its first line is line `first` of its file. */
export function takeApart(body: string, first: number): TakenApart {
  const text = withoutCode(body);
  const lineAt = (index: number) => first + text.slice(0, index).split("\n").length - 1;
  const prose = later(() => proseIn(text));
  const once = {
    headings: later(() => headingsIn(text, lineAt)),
    links: later(() => [...markdownLinks(text, lineAt), ...tagLinks(text, lineAt)]),
    pictures: later(() => picturesIn(text, lineAt)),
    sentences: later(() => sentencesIn(prose())),
    words: later(() => wordsOf(prose())),
  };
  return {
    get headings() {
      return once.headings();
    },
    get links() {
      return once.links();
    },
    get pictures() {
      return once.pictures();
    },
    get sentences() {
      return once.sentences();
    },
    get words() {
      return once.words();
    },
  };
}

/** Made when it is first asked for, and kept. */
function later<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type LineAt = (index: number) => number;

function headingsIn(text: string, lineAt: LineAt): TextHeading[] {
  return [...text.matchAll(/^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/gm)].map(
    ({ 1: marks = "", 2: words = "", index }) => ({
      depth: marks.length,
      text: plain(words),
      line: lineAt(index),
    }),
  );
}

function picturesIn(text: string, lineAt: LineAt): TextPicture[] {
  if (!text.includes("![")) return [];
  return [...text.matchAll(/!\[([^\]]*)\]\(\s*<?([^)\s>]+)/g)].map(({ 1: alt = "", 2: src = "", index }) => ({
    alt,
    src,
    line: lineAt(index),
  }));
}

function markdownLinks(text: string, lineAt: LineAt): TextLink[] {
  if (!text.includes("](") && !text.includes("<http")) return [];
  const named = text.matchAll(/(?<!!)\[([^\]]+)\]\(\s*<?([^)\s>]+)|<(https?:\/\/[^>\s]+)>/g);
  return [...named].map(({ 1: words, 2: href, 3: bare = "", index }) => ({
    text: plain(words ?? bare),
    href: href ?? bare,
    line: lineAt(index),
  }));
}

/** Links in tags and blocks: `<a href="…">words</a>`, `<Cta href="…" label="…" />`. */
function tagLinks(text: string, lineAt: LineAt): TextLink[] {
  if (!text.includes("href=")) return [];
  const tags = text.matchAll(/<[A-Za-z]\w*\b([^<>]*?)\bhref=["']([^"']+)["']([^<>]*)>([^<]*)/g);
  return [...tags].map(({ 1: before = "", 2: href = "", 3: after = "", 4: inner = "", index }) => ({
    text: /\blabel=["']([^"']+)["']/.exec(before + after)?.[1] ?? plain(inner),
    href,
    line: lineAt(index),
  }));
}

/** `text` with its code blanked out, line for line. */
function withoutCode(text: string): string {
  if (!text.includes("`") && !text.includes("~~~")) return text;
  return text.replace(/^(```|~~~)[\s\S]*?^\1|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, " "));
}

function plain(text: string): string {
  return text
    .replace(/[*_`~]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What people read of `text`: without headings, tables, imports, tags, pictures and addresses. */
function proseIn(text: string): string {
  let prose = text.replace(/^(?: {0,3}#{1,6}[ \t]|\||import\s|export\s).*$/gm, "");
  // Most texts have neither tags nor links, and need not be searched for them.
  if (/[<{]|!\[/.test(prose)) prose = prose.replace(/!\[[^\]]*\]\([^)]*\)|<[^<>]*>|\{[^{}]*\}/g, " ");
  if (prose.includes("](")) prose = prose.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return prose;
}

/** How many sentences there are; one ends at a full stop, at the end of a list's entry, and at an empty line. */
function sentencesIn(prose: string): number {
  const parts = prose.split(/[.!?…:;][»”’")]?\s+|\n\s*\n\s*|\n\s*(?=(?:[-*+]|\d+[.)])\s)/);
  return parts.filter((sentence) => /[A-Za-zÀ-ɏ]/.test(sentence)).length;
}

/** The words in `text`; Latin letters are named by their range, which is four times as fast as by property. */
export function wordsOf(text: string): string[] {
  return text.match(/[A-Za-zÀ-ɏ\d]+(?:[’'-][A-Za-zÀ-ɏ\d]+)*/g) ?? [];
}

/** The anchor that a heading gets, as the build makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
    .replace(/\s/g, "-");
}
