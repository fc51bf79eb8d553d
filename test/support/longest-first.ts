import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, the longest first: one of them begun late would run on alone. Their sizes do not tell. */
const longest = [
  "browser/pages",
  "browser/desk",
  "browser/inert-desk",
  "browser/checks",
  "browser/ebook",
  "browser/live",
  "browser/faults",
  "browser/parity",
  "browser/lighthouse",
  "worker/faults-storage",
  "worker/sequences-sixty-days",
  "worker/roles",
  "worker/clients",
  "worker/inputs-naughty",
  "worker/lists-renewal",
  "worker/abuse-posts",
  "site/build",
  "site/book",
  "site/new-template",
  "site/follow",
  "site/blocks",
  "logic/tokens",
  "logic/answers",
  "logic/proofs",
];

/** Begins with the files that are known to take long; the projects, and all other files, come as ever. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const projects = [...new Set(usual.map(({ project }) => project))];
    return usual.toSorted(
      (a, b) => projects.indexOf(a.project) - projects.indexOf(b.project) || placeOf(a) - placeOf(b),
    );
  }
}

function placeOf({ project, moduleId }: TestSpecification): number {
  const place = longest.indexOf(`${project.name}/${basename(moduleId, ".test.ts")}`);
  return place === -1 ? longest.length : place;
}
