import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { nearestOf } from "../../content/schema/explain.ts";
import { checkedOf } from "../check/checked.ts";
import { placed, runRules } from "../check/run.ts";
import { type Paint, tellFindings } from "../check/tell.ts";
import { todayIn } from "../consents/keep.ts";
import type { BookEntry, Content } from "../content/content.ts";
import type { Readings } from "../content/document.ts";
import { readContent } from "../content/read.ts";
import { tellMistakes } from "../scripts/mistakes.ts";
import type { Terminal } from "../scripts/terminal.ts";

/** What the command needs besides the content. */
export interface BookSettings {
  /** The project's folder. */
  root: string;
  /** What stands after `npm run book --`. */
  args: readonly string[];
  terminal: Terminal;
  paint: Paint;
}

/** Lays a book's files into `dist/books/<name>/`, or lists the books; returns the exit code. */
export async function bookCommand({ root, args, terminal, paint }: BookSettings): Promise<number> {
  const readings: Readings = new Map();
  const { content, mistakes } = await terminal.step("Content and its books", () =>
    readContent(root, readings),
  );
  if (content === null) {
    tellMistakes(terminal, mistakes);
    return 1;
  }
  const [name] = args;
  if (name === undefined) {
    listBooks(content, terminal);
    return 0;
  }
  const entry = content.books.get(name);
  if (entry === undefined) {
    const nearest = nearestOf(name, [...content.books.keys()]);
    const cure =
      nearest === undefined
        ? "A book stands in chapters beside a magnet: content/magnets/<name>/01-<chapter>.mdx."
        : `Did you mean "${nearest}"?`;
    terminal.problem(`There is no book in chapters called "${name}".`, cure);
    return 2;
  }
  await layBook(content, name, entry, terminal);
  const checked = checkedOf(content, readings, { today: todayIn(content.site.timeZone), built: null });
  const own = runRules(checked).loud.filter(({ file }) => file.startsWith(`content/magnets/${name}/`));
  if (own.length > 0) for (const line of tellFindings(placed(checked, own), [], paint)) terminal.line(line);
  return own.some(({ severity }) => severity === "error") ? 1 : 0;
}

function listBooks({ books }: Content, terminal: Terminal): void {
  if (books.size === 0)
    terminal.line("  No book stands in chapters: content/magnets/<name>/01-<chapter>.mdx.");
  for (const [name, { book, files }] of books)
    terminal.line(`  ${name.padEnd(24)} ${book.title}, ${files.pages} pages`);
  if (books.size > 0) terminal.line("  npm run book -- <name> lays its files into dist/books/<name>/.");
}

async function layBook(content: Content, name: string, entry: BookEntry, terminal: Terminal): Promise<void> {
  const folder = join(content.root, "dist/books", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { pdf, epub, cover, pages } = entry.files;
  const laid = [
    { source: pdf, as: basename(pdf), note: `, ${pages} pages` },
    { source: epub, as: basename(epub), note: "" },
    { source: cover.file, as: "cover.webp", note: `, ${cover.width} × ${cover.height}` },
    ...content.samples
      .filter((sample) => sample.name === name)
      .map((sample) => ({
        source: sample.pdf.source,
        as: basename(sample.pdf.source),
        note: `, the first ${sample.pages} pages, at ${sample.pdf.path}`,
      })),
  ];
  for (const { source, as, note } of laid) {
    await copyFile(join(content.root, source), join(folder, as));
    const { size } = await stat(join(folder, as));
    terminal.line(`    dist/books/${name}/${as}  ${(size / 1000).toFixed(0)} kB${note}`);
  }
}
