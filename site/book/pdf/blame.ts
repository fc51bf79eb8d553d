import type { ContentMistake } from "../../content/mistake.ts";
import type { Block, Book, Chapter } from "../tree.ts";
import { BookMistakes } from "./mistake.ts";

/** What may be at fault: a block, or a chapter's title. */
interface Suspect {
  chapter: Chapter;
  block: Block | null;
}

/** `error`, which came of setting `book`, told with the file and line it comes from; `attempt` sets a book once more. */
export function blamed(book: Book, error: Error, attempt: (book: Book) => void): BookMistakes {
  const failing = (suspects: readonly Suspect[]) => failureOf(() => attempt(partOf(book, suspects)));
  const suspects = book.chapters.flatMap((chapter): Suspect[] => [
    { chapter, block: null },
    ...chapter.blocks.map((block) => ({ chapter, block })),
  ]);
  let [left, reason] = [suspects, error];
  // Halved until one is left: a long book takes about ten attempts.
  while (left.length > 1) {
    const half = Math.ceil(left.length / 2);
    const found = [left.slice(0, half), left.slice(half)].find((part) => {
      const failure = failing(part);
      if (failure !== null) reason = failure;
      return failure !== null;
    });
    if (found === undefined) break;
    left = found;
  }
  const [one] = left;
  const { file, line } =
    left.length > 1 || one === undefined
      ? { file: `content/magnets/${book.name}/index.mdx`, line: 1 }
      : (one.block?.at ?? { file: one.chapter.file, line: 1 });
  return new BookMistakes([{ file, line, key: "", ...told(reason.message) }]);
}

function failureOf(attempt: () => void): Error | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** `book` with what is in question alone; a title that is not gives way to a plain one. */
function partOf(book: Book, suspects: readonly Suspect[]): Book {
  const chapters = book.chapters.flatMap((chapter) => {
    const own = suspects.filter((suspect) => suspect.chapter === chapter);
    if (own.length === 0) return [];
    const { part: _, ...rest } = chapter;
    const isTitled = own.some(({ block }) => block === null);
    const kept = isTitled ? chapter : { ...rest, title: "-", short: "-" };
    return { ...kept, blocks: own.flatMap(({ block }) => block ?? []) };
  });
  return { ...book, chapters };
}

/** What Typst says, in the author's words. */
function told(message: string): Pick<ContentMistake, "message" | "cure"> {
  const letters = [...message.matchAll(/the text `\\*"(.+?)\\*"` could not be displayed/g)].map(
    ([, text]) => text,
  );
  if (letters.length > 0)
    return {
      message: `The book's typefaces have no ${[...new Set(letters)].join(" ")}.`,
      cure: "Write it in words, or draw it as a picture.",
    };
  return {
    message: `This cannot be set in a PDF: ${/message: "(.*?)", trace/.exec(message)?.[1] ?? message}`,
    cure: "Write it in another way.",
  };
}
