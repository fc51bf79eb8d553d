import type { Allow } from "../../content/schema/allow.ts";
import type { KeyPath } from "../content/document.ts";
import type { ContentMistake } from "../content/mistake.ts";
import type { Checked } from "./checked.ts";
import type { Rule, Severity } from "./rule.ts";
import { rules } from "./rules.ts";

/** One thing that the check found, with all that mends it. */
export interface Finding {
  /** The rule's id; `contract` is what the reader refuses. */
  rule: string;
  severity: Severity;
  file: string;
  line: number;
  message: string;
  reason: string;
  source: string;
  cure: string;
}

/** A finding that its author silenced, and why. */
export type Silenced = Finding & { because: string };

/** What a check came to, before lines are looked up. */
export interface Outcome {
  loud: Found[];
  silenced: (Found & { because: string })[];
}

/** A finding whose line is not known yet: looking it up costs a parse, and most builds need none. */
interface Found extends Omit<Finding, "line"> {
  at: KeyPath | number;
}

/** Everything that the rules find in `checked`. */
export function runRules(checked: Checked, chosen: readonly Rule[] = rules): Outcome {
  const allowed = allowedIn(checked);
  const outcome: Outcome = { loud: [], silenced: [] };
  for (const rule of chosen) {
    const { id, reason, source, cure } = rule;
    for (const { file, at, message, severity = rule.severity } of rule.check(checked)) {
      const found = { rule: id, severity, file, at, message, reason, source, cure };
      const because = allowed.get(file)?.[id];
      if (because === undefined) outcome.loud.push(found);
      else outcome.silenced.push({ ...found, because });
    }
  }
  return outcome;
}

/** `found` with its lines, by file and line. */
export function placed<T extends Found>(checked: Checked, found: readonly T[]): (Omit<T, "at"> & Finding)[] {
  return found
    .map(({ at, ...rest }) => ({
      ...rest,
      line: typeof at === "number" ? at : checked.lineOf(rest.file, at),
    }))
    .toSorted((one, other) =>
      one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
    );
}

/** What the reader refused, as findings. */
export function contractFindings(mistakes: readonly ContentMistake[]): Finding[] {
  return mistakes.map(({ file, line = 1, key, message, cure }) => ({
    ...lawOf(key),
    severity: "error",
    file,
    line,
    message: key === "" ? message : `${key}: ${message}`,
    cure,
  }));
}

/** What the contract itself refuses for the law's sake carries the law's name. */
function lawOf(key: string): Pick<Finding, "rule" | "reason" | "source"> {
  if (/(?:^|\.)consents\.\d+\.checked$/.test(key))
    return {
      rule: "consent-pre-ticked",
      reason: "A tick set in advance is no act of agreeing.",
      source: "GDPR art. 4(11) and recital 32; CJEU C-673/17 (Planet49)",
    };
  if (/(?:^|\.)consents\.\d+\.required$/.test(key))
    return {
      rule: "consent-forced",
      reason: "A consent that is the price of a download is not free, and so not valid.",
      source: "GDPR art. 7(4), recital 43",
    };
  return {
    rule: "contract",
    reason: "Nothing can be built of content that cannot be read.",
    source: "Imbuto, the authors' contract",
  };
}

/** What the author of each file silenced. */
function allowedIn({ content, forms, landings }: Checked): Map<string, Allow> {
  const allowed = new Map<string, Allow>([["content/site.yaml", content.site.allow]]);
  for (const { entry, file } of landings) allowed.set(file, entry.landing.allow);
  for (const { article, file } of content.articles) allowed.set(file, article.allow);
  for (const { form, file } of forms) allowed.set(file, { ...allowed.get(file), ...form.allow });
  return allowed;
}
