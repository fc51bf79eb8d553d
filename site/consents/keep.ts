import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { ConsentLock } from "../../content/schema/consent-lock.ts";
import type { Content } from "../content/content.ts";
import { lockFile } from "./lock.ts";
import { type NewWording, newWordings, withWordings } from "./versions.ts";

const head = `# Written by Imbuto; do not edit, and commit it with the rest of content/.
# Every wording that people were ever asked to agree to, by form and purpose: the receipts refer to these versions.
`;

/** What the keeping of wordings depends on besides the content. */
export interface Keeping {
  /** Whether the lock may be written: not in CI, where nobody would commit it. */
  mayWrite: boolean;
  /** The day it is. */
  day: string;
}

/** Writes wordings that are new into the lock, where it may; what is to be said about them, line by line. */
export async function keepConsents(content: Content, { mayWrite, day }: Keeping): Promise<string[]> {
  const added = newWordings(content.forms, content.lock);
  if (added.length === 0) return [];
  const written = mayWrite && (await write(content.root, withWordings(content.lock, added, day)));
  return [...summaryOf(added), ...added.flatMap((each) => tellChange(each, day)), ending(written)];
}

/** Whether this process runs where nobody would commit what it writes. */
export function isUnattended(environment: NodeJS.ProcessEnv = process.env): boolean {
  return !["", "0", "false"].includes(environment["CI"] ?? "");
}

/** The day it is in `timeZone`, as 2027-03-01. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
}

/** The lock as it stands in its file: forms and purposes in order, whatever the order they were met in. */
function lockText(lock: ConsentLock): string {
  const ordered = inOrder(lock).map(([form, purposes]) => [form, Object.fromEntries(inOrder(purposes))]);
  return head + stringify(Object.fromEntries(ordered), { lineWidth: 100 });
}

function inOrder<T>(named: Record<string, T>): [string, T][] {
  return Object.entries(named).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Whether the lock could be written; a folder that is read-only is no reason not to build. */
async function write(root: string, lock: ConsentLock): Promise<boolean> {
  const path = join(root, lockFile);
  try {
    await writeFile(`${path}~`, lockText(lock));
    await rename(`${path}~`, path);
    return true;
  } catch {
    return false;
  }
}

function summaryOf(added: readonly NewWording[]): string[] {
  const fresh = added.filter(({ before }) => before === null).length;
  if (fresh === 0) return [];
  return [`${fresh === 1 ? "1 consent is" : `${fresh} consents are`} asked for the first time: version 1.`];
}

function tellChange({ form, purpose, version, before }: NewWording, day: string): string[] {
  if (before === null) return [];
  return [
    `The consent "${purpose}" of ${placeOf(form)} has new words: version ${version}, from ${day}.`,
    `  Who agreed before agreed to version ${before.version} (from ${before.from}); those receipts keep its words, and its limits.`,
    "  Where the new words allow more, ask these people again before you rely on them. This is no legal advice.",
  ];
}

function placeOf(form: string): string {
  return form.startsWith("landing:")
    ? `content/landings/${form.slice("landing:".length)}/index.mdx`
    : `content/forms/${form}.yaml`;
}

function ending(written: boolean): string {
  return written
    ? `Noted in ${lockFile}: commit that file.`
    : `${lockFile} does not hold them yet: run npm run build (or npm start) where you can commit it.`;
}
