import type { RuleId } from "../../content/schema/allow.ts";
import type { KeyPath } from "../content/document.ts";
import type { Checked } from "./checked.ts";

/** How much it matters: an error stops build and deploy, a warning and a note do not. */
export type Severity = "error" | "warning" | "note";

/** Where a rule found something, and what. */
export interface Spot {
  /** The file, from the project's root. */
  file: string;
  /** The key's path in it, or a line. */
  at: KeyPath | number;
  message: string;
  /** How much this one matters, where it is not what the rule says. */
  severity?: Severity;
}

/** One rule of `npm run check`. */
export interface Rule {
  id: RuleId;
  severity: Severity;
  /** Why it matters. */
  reason: string;
  /** The provision or guideline it stands on. */
  source: string;
  /** What mends it. */
  cure: string;
  /** Everything in `checked` that the rule is against; looks, and does nothing else. */
  check(checked: Checked): Spot[];
}
