import { join } from "node:path";
import {
  type CheckFile,
  checkFilePath,
  checkFileSchema,
  mostFindings,
} from "../../content/schema/check-file.ts";
import { writeWhole } from "../write-whole.ts";
import type { Checked } from "./checked.ts";
import { type Outcome, placed } from "./run.ts";

const weights = { error: 0, warning: 1, note: 2 } as const;

/** Lays what the check found beside the pages in `folder`, for the desk to show. */
export async function writeCheckFile(folder: string, checked: Checked, outcome: Outcome): Promise<void> {
  await writeWhole(join(folder, checkFilePath), JSON.stringify(checkFileOf(checked, outcome)));
}

function checkFileOf(checked: Checked, { loud, silenced }: Outcome): CheckFile {
  const count = (severity: keyof typeof weights) =>
    loud.filter((found) => found.severity === severity).length;
  const first = loud
    .toSorted((one, other) => weights[one.severity] - weights[other.severity])
    .slice(0, mostFindings);
  return checkFileSchema.parse({
    counts: {
      error: count("error"),
      warning: count("warning"),
      note: count("note"),
      silenced: silenced.length,
    },
    findings: placed(checked, first)
      .map(({ rule, severity, file, line, message, cure }) => ({ rule, severity, file, line, message, cure }))
      .toSorted((one, other) => weights[one.severity] - weights[other.severity]),
  });
}
