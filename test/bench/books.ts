import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readContent } from "../../site/content/read.ts";
import { root } from "../support/bundle.ts";
import { runNode } from "../support/command.ts";
import { kept, median, type Section, spread } from "./table.ts";

/** What a book of fifty pages may take, PDF and EPUB together, in ms. */
const budget = 5000;
const name = "vetrina-di-notte";

/** How long the sample book takes, each time in a process of its own, beside Typst alone on the same pages. */
export async function booksSection({ rounds }: { rounds: number }): Promise<Section> {
  const project = await mkdtemp(join(tmpdir(), "imbuto-bench-"));
  try {
    await cp(join(root, "content"), join(project, "content"), { recursive: true });
    const { make, floor, cold, cached } = await roundsOf(project, rounds);
    const files = (await readContent(project)).content?.books.get(name)?.files;
    return {
      title: `The book ${name}, ${files?.pages} pages (${rounds} rounds)`,
      headers: ["", "ms min", "median", "max", "kept"],
      rows: [
        ["PDF and EPUB, cold", ...spread(make), kept(median(make) <= budget)],
        ["Typst alone on the same pages, cold", ...spread(floor), ""],
        ["all content read, nothing kept", ...spread(cold), ""],
        ["all content read again", ...spread(cached), ""],
      ],
      notes: ["Reading all content makes the book's sample, too, and opens every file that is given away."],
    };
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

async function roundsOf(project: string, rounds: number) {
  const figures: Record<"cold" | "cached" | "floor" | "make", number[]> = {
    cold: [],
    cached: [],
    floor: [],
    make: [],
  };
  for (let round = 0; round < rounds; round += 1) {
    await rm(join(project, "node_modules"), { recursive: true, force: true });
    figures.cold.push(await time(project, "build"));
    figures.cached.push(await time(project, "build"));
    figures.floor.push(await time(project, "floor"));
    figures.make.push(await time(project, "make"));
  }
  return figures;
}

async function time(project: string, mode: "build" | "make" | "floor"): Promise<number> {
  return Number(await runNode(["test/bench/book-round.ts", project, name, mode], { root }));
}
