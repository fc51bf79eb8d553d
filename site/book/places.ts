import { getDocumentProxy } from "unpdf";
import { plainInlines } from "./epub/plain.ts";
import type { Book } from "./tree.ts";

/** Where a chapter, or a section of it, begins in the PDF. */
export interface BookPlace {
  chapter: string;
  /** The id of the section's heading; none for the chapter itself. */
  id?: string | undefined;
  /** The page of the file, the cover being 1. */
  page: number;
}

/** Where the chapters of `book` and their sections begin in `pdf`, as its bookmarks say. */
export async function placesIn(pdf: Uint8Array, book: Book): Promise<BookPlace[]> {
  const marks = await marksIn(pdf);
  const places: BookPlace[] = [];
  let next = 0;
  for (const { chapter, id, title } of headsOf(book)) {
    // Bookmarks stand in the order of reading; before a title there may be its number.
    const found = marks.findIndex(
      (mark, place) => place >= next && lettersOf(mark.title).endsWith(lettersOf(title)),
    );
    if (found < 0) continue;
    next = found + 1;
    places.push({ chapter, id, page: marks[found]?.page ?? 1 });
  }
  return places;
}

function headsOf({ chapters }: Book): { chapter: string; id?: string; title: string }[] {
  return chapters.flatMap(({ name: chapter, title, blocks }) => [
    { chapter, title },
    ...blocks.flatMap((block) =>
      block.kind === "heading" && block.level === 2
        ? [{ chapter, id: block.id, title: plainInlines(block.inlines) }]
        : [],
    ),
  ]);
}

/** Letters and figures alone: spaces and quotes may be set in another way. */
function lettersOf(title: string): string {
  return title.replace(/[^\p{L}\p{N}]/gu, "");
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Outline = Awaited<ReturnType<Pdf["getOutline"]>>;

/** Every bookmark of `bytes` with its page, in their order. */
async function marksIn(bytes: Uint8Array): Promise<{ title: string; page: number }[]> {
  // The reader takes the bytes for itself.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const marks: { title: string; page: number }[] = [];
  const walk = async (outline: Outline): Promise<void> => {
    for (const { title, dest, items } of outline ?? []) {
      const target = typeof dest === "string" ? await pdf.getDestination(dest) : dest;
      if (target?.[0]) marks.push({ title, page: (await pdf.getPageIndex(target[0])) + 1 });
      await walk(items);
    }
  };
  await walk(await pdf.getOutline());
  await pdf.loadingTask.destroy();
  return marks;
}
