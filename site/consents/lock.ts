import { createHash } from "node:crypto";
import { type ConsentLock, consentLockSchema } from "../../content/schema/consent-lock.ts";
import { isMistake, type Readings, readDocument } from "../content/document.ts";
import { judge, mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";

/** Where every wording of every consent is kept, from the project's root. */
export const lockFile = "content/consents.lock.yaml";

const cure = "Take the file back from version control: it holds what people agreed to, and is never edited.";

/** The wordings kept so far; an empty lock where `files` hold none. */
export async function readLock(
  root: string,
  files: readonly string[],
  readings: Readings,
  mistakes: ContentMistake[],
): Promise<ConsentLock> {
  if (!files.includes(lockFile)) return {};
  const document = await readDocument(root, lockFile, readings);
  if (isMistake(document)) {
    mistakes.push({ ...document, cure });
    return {};
  }
  const lock = judge(document, consentLockSchema, mistakes);
  if (lock === null) return {};
  for (const [form, purposes] of Object.entries(lock)) {
    for (const [purpose, wordings] of Object.entries(purposes)) {
      wordings.forEach(({ sha256, text, version }, place) => {
        if (digestOfWords(text) === sha256) return;
        const message = `The words of version ${version} are no longer those that people agreed to.`;
        mistakes.push(mistakeAt(document, [form, purpose, place, "text"], message, cure));
      });
    }
  }
  return lock;
}

/** What tells one wording from another. */
export function digestOfWords(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
