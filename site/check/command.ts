import { parseArgs } from "node:util";
import { keepConsents, todayIn } from "../consents/keep.ts";
import type { Content } from "../content/content.ts";
import type { Readings } from "../content/document.ts";
import { readContent } from "../content/read.ts";
import type { Terminal } from "../scripts/terminal.ts";
import { builtPages } from "./built.ts";
import { checkedOf } from "./checked.ts";
import { contractFindings, type Finding, placed, runRules, type Silenced } from "./run.ts";
import { type Paint, tellFindings } from "./tell.ts";

/** What a check needs besides the content. */
export interface CheckSettings {
  /** The project's folder. */
  root: string;
  /** What stands after `npm run check --`. */
  args: string[];
  terminal: Terminal;
  paint: Paint;
  /** Whether nobody would commit what is written, as in CI. */
  unattended: boolean;
}

interface Report {
  findings: Finding[];
  silenced: Silenced[];
}

/** Looks at all of the content, tells what it found, and returns the exit code. */
export async function checkCommand({
  root,
  args,
  terminal,
  paint,
  unattended,
}: CheckSettings): Promise<number> {
  const options = optionsIn(args);
  if (options === undefined) {
    terminal.problem("npm run check knows three options.", usage);
    return 2;
  }
  const readings: Readings = new Map();
  const { content, mistakes } = await readContent(root, readings);
  const report: Report =
    content === null
      ? { findings: contractFindings(mistakes), silenced: [] }
      : await reportOn(content, readings);
  if (options.json) {
    terminal.line(JSON.stringify(report, null, 1));
  } else {
    for (const line of tellFindings(report.findings, report.silenced, paint)) terminal.line(line);
    if (content !== null) await tellContent(content, options.write && !unattended, terminal);
  }
  const failing = report.findings.filter(
    ({ severity }) => severity === "error" || (options.strict && severity === "warning"),
  );
  return failing.length > 0 ? 1 : 0;
}

const usage = `npm run check -- --json     prints what it found as JSON
npm run check -- --strict   fails at warnings too
npm run check -- --write    notes new wordings of consents in content/consents.lock.yaml`;

async function reportOn(content: Content, readings: Readings): Promise<Report> {
  const today = todayIn(content.site.timeZone);
  const checked = checkedOf(content, readings, { today, built: await builtPages(content) });
  const { loud, silenced } = runRules(checked);
  return { findings: placed(checked, loud), silenced: placed(checked, silenced) };
}

async function tellContent(content: Content, mayWrite: boolean, terminal: Terminal): Promise<void> {
  const { landings, forms, magnets, articles, site } = content;
  const counts = [
    [landings.length, "landing"],
    [forms.size, "form"],
    [magnets.size, "magnet"],
    [articles.length, "article"],
  ] as const;
  const looked = counts.filter(([count]) => count > 0);
  const list = looked.map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
  terminal.line(`  Looked at ${list.join(", ")}.`);
  const keeping = { mayWrite, day: todayIn(site.timeZone) };
  for (const line of await keepConsents(content, keeping)) terminal.line(`  ${line}`);
}

function optionsIn(args: string[]): { json: boolean; strict: boolean; write: boolean } | undefined {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ args, options: { json: flag, strict: flag, write: flag } }).values;
  } catch {
    return undefined;
  }
}
