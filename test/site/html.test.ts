import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { it } from "vitest";
import * as z from "zod";
import { home } from "./project.ts";

const answerSchema = z.object({
  messages: z.array(
    z.object({
      type: z.string(),
      url: z.string().optional(),
      message: z.string(),
      extract: z.string().optional(),
    }),
  ),
});

const checker = join(home, "node_modules/vnu-jar/build/dist/vnu.jar");
/** The standard lets each dialog have one (its dialog is its "autofocus scoping root"); the checker is older than that. */
const outdated = "A document must not include more than one “autofocus” attribute.";

const hasJava = spawnSync("java", ["-version"]).status === 0;

it.runIf(hasJava)("finds no error in the HTML of any built page", { timeout: 120_000 }, ({ expect }) => {
  const flags = ["--skip-non-html", "--format", "json", "--errors-only"];
  const run = spawnSync("java", ["-jar", checker, ...flags, join(home, "dist/site")], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { messages } = answerSchema.parse(JSON.parse(run.stderr));
  // Its list of CSS ends before container queries and `translate`; browsers are the judges of style sheets.
  const errors = messages.filter(({ message }) => !message.startsWith("CSS:") && message !== outdated);
  expect(errors.map(({ url, message, extract }) => ({ url, message, extract }))).toEqual([]);
});

it.skipIf(hasJava)(
  "needs Java for the Nu HTML checker: install a Java runtime, and run this again",
  ({ skip }) => {
    skip();
  },
);
