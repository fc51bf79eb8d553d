import { rm } from "node:fs/promises";
import { build } from "astro";
import { type Checked, checkedOf } from "./check/checked.ts";
import { writeCheckFile } from "./check/file.ts";
import { type Outcome, placed, runRules } from "./check/run.ts";
import { disclaimer, tellFindings } from "./check/tell.ts";
import { isUnattended, keepConsents, todayIn } from "./consents/keep.ts";
import type { Content } from "./content/content.ts";
import { readings, readNow } from "./content/last-read.ts";
import { outputsOf, siteFolder } from "./integration/outputs.ts";
import { tellMistakes } from "./scripts/mistakes.ts";
import { paint, type Terminal } from "./scripts/terminal.ts";

/** Builds the site and the catalog of the project at `root`; false, and nothing left to deploy, when that fails. */
export async function buildSite(root: string, terminal: Terminal): Promise<boolean> {
  const { content, mistakes } = await terminal.step("Content", async () => {
    // Ten thousand files take their time to go; the content is read meanwhile.
    const [found] = await Promise.all([readNow(root), removeOutputs(root)]);
    return found;
  });
  if (content === null) {
    tellMistakes(terminal, mistakes);
    return false;
  }
  const judged = judge(content, terminal);
  if (judged === null) return false;
  const keeping = { mayWrite: !isUnattended(), day: todayIn(content.site.timeZone) };
  for (const line of await keepConsents(content, keeping)) terminal.line(`    ${line}`);
  try {
    await terminal.step(
      "Pages",
      () => build({ root, logLevel: "warn" }),
      () => amount(content.landings.length, "landing"),
    );
    await writeCheckFile(siteFolder(root), judged.checked, judged.outcome);
    return true;
  } catch (error) {
    await removeOutputs(root);
    const { message, place } = understood(error);
    terminal.problem(message, place);
    return false;
  }
}

/** What the linter finds, or null where there is an error; warnings are counted, and told in full by `npm run check`. */
function judge(content: Content, terminal: Terminal): { checked: Checked; outcome: Outcome } | null {
  const checked = checkedOf(content, readings(), { today: todayIn(content.site.timeZone), built: null });
  const outcome = runRules(checked);
  const { loud } = outcome;
  const errors = loud.filter(({ severity }) => severity === "error");
  const warnings = loud.filter(({ severity }) => severity === "warning");
  if (errors.length > 0) {
    for (const line of tellFindings(placed(checked, errors), [], paint)) terminal.line(line);
    terminal.line("  Nothing was built.");
    return null;
  }
  if (warnings.length > 0) {
    const rules = [...new Set(warnings.map(({ rule }) => rule))].slice(0, 4).join(", ");
    terminal.line(`    ${amount(warnings.length, "warning")} (${rules}): npm run check tells more.`);
    terminal.line(paint("dim", `    ${disclaimer}`));
  }
  return { checked, outcome };
}

async function removeOutputs(root: string): Promise<void> {
  for (const output of outputsOf(root)) await rm(output, { recursive: true, force: true });
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What Astro and Vite say of an error, without the calls that led there, and where it stands. */
function understood(error: unknown): { message: string; place: string } {
  if (!(error instanceof Error)) return { message: String(error), place: "" };
  const { loc, hint = "" } = error as Error & { loc?: { file?: string; line?: number }; hint?: string };
  const lines = error.message.split("\n").filter((line) => !/^\s*at .*:\d+/.test(line));
  const place = loc?.file === undefined ? "" : `${loc.file}:${loc.line ?? 1}`;
  return { message: lines.join("\n").trim(), place: [hint, place].filter((line) => line !== "").join("\n") };
}
