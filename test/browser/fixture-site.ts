import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { measured } from "../bench/processes.ts";
import { parityContent } from "../fixtures/content/parity.ts";
import { buildableProject, home, type Project } from "../site/project.ts";
import { giftContent } from "../support/gift-content.ts";
import { startStack, type TestStack } from "../support/stack.ts";
import { trials } from "./checks-fields.ts";

/** A site of landings that no real one would have, built and running like the one under test. */
export interface FixtureSite {
  project: Project;
  stack: TestStack;
  stop(): Promise<void>;
}

/** Builds the fixtures and starts a stack on them. */
export async function startFixtures(): Promise<FixtureSite> {
  const project = await buildableProject({
    ...parityContent,
    ...(await giftContent(home)),
    "content/site.yaml": siteFile(),
    "content/landings/tutte/index.mdx": everyQuestion(),
  });
  await measured([process.execPath, "site/scripts/build.ts"], project.root);
  const stack = await startStack({}, project.root);
  return {
    project,
    stack,
    async stop() {
      await stack.stop();
      await project.end();
    },
  };
}

/** This project's own site, without what its content must have: the logo, and landings of its campaigns. */
function siteFile(): string {
  return readFileSync(join(home, "content/site.yaml"), "utf8").replace(
    /^(?:logo|campaigns):.*\n(?: .*\n)*/gm,
    "",
  );
}

/** A landing that asks every type of question, each of them twice. */
function everyQuestion(): string {
  const fields = [{ type: "email", name: "lead", required: true }, ...trials.map(({ field }) => field)];
  const landing = {
    template: "ebook",
    title: "Tutte le domande",
    intro: "Una di ogni tipo.",
    form: { fields },
  };
  return `---\n${stringify(landing)}---\n\nTutte.\n`;
}
