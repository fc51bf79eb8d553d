import { csvRecord, type Separator } from "./cell.ts";

/** How a file is written. */
export interface Format {
  separator: Separator;
  /** Whether it begins with the mark by which Excel knows UTF-8. */
  mark: boolean;
}

/** The format that a page's address asks for: for programs, or as Excel wants it. */
export function formatIn(asked: unknown): Format {
  const isExcel = asked === "excel";
  return { separator: isExcel ? ";" : ",", mark: isExcel };
}

/** A file of records under `head`, of which `nextPage` brings some more each time, and none when it is over. */
export function csvFile(
  head: readonly string[],
  { separator, mark }: Format,
  nextPage: () => Promise<string[][]>,
): ReadableStream<Uint8Array> {
  // Pulled, so that no more than one page is held, however slowly the owner's line takes it.
  const texts = new ReadableStream<string>({
    start(controller) {
      controller.enqueue((mark ? "\ufeff" : "") + csvRecord(head, separator));
    },
    async pull(controller) {
      const page = await nextPage();
      if (page.length === 0) return controller.close();
      controller.enqueue(page.map((cells) => csvRecord(cells, separator)).join(""));
    },
  });
  return texts.pipeThrough(new TextEncoderStream());
}
