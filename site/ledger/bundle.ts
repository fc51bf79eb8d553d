import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { ConsentLock } from "../../content/schema/consent-lock.ts";
import { type Evidence, type EvidenceFrom, evidenceOf } from "../../content/schema/evidence.ts";
import type { Locale } from "../../content/schema/primitives.ts";
import { documentOf } from "./document.ts";
import { hex } from "./hash.ts";
import { readRows } from "./lead.ts";
import { readCopy } from "./pages.ts";
import type { Verdict } from "./verify.ts";

/** What a proof is made with besides the database. */
export interface BundleSettings extends EvidenceFrom {
  locale: Locale;
  timeZone: string;
  lock: ConsentLock;
  /** What the look at the whole register found. */
  verdict: Verdict;
}

/** A page that somebody saw, and the files it lies in. */
export interface SeenPage {
  build: string;
  landing: string;
  kept: string;
  /** SHA-256 of the page, as the register noted it. */
  sha256: string;
  file: string;
  formFile: string;
  html: string;
}

/** The files of the proof of one lead's consents, by name. */
export function bundleOf(
  db: DatabaseSync,
  lead: string,
  settings: BundleSettings,
): Map<string, string | Uint8Array> {
  const evidence = evidenceOf(readRows(db, lead), settings);
  if (evidence === null) throw new Error(`There is no lead ${lead}.`);
  const files = new Map<string, string | Uint8Array>();
  for (const { id, link } of evidence.receipts) {
    if (link !== null) files.set(`receipts/${id}.txt`, link.before + link.receipt);
  }
  const seen = evidence.pages.flatMap((page) => seenPage(db, page, files));
  const chain = { ...evidence.chain, checked: evidence.made, faults: settings.verdict.faults };
  const whole = {
    ...evidence,
    receipts: withVersions(evidence, settings.lock),
    pages: seen.map(namedPage),
    chain,
  };
  files.set("evidence.json", `${JSON.stringify(whole, null, 2)}\n`);
  files.set("evidence.html", documentOf(evidence, seen, [...files.keys(), "evidence.html"], settings));
  files.set("sums.txt", [...files].map(([name, content]) => `${hex(content)}  ${name}\n`).join(""));
  return files;
}

function namedPage({ html: _, ...page }: SeenPage) {
  return page;
}

/** Copies the page and its form into `files`, byte by byte. */
function seenPage(
  db: DatabaseSync,
  { build, landing, kept, sha256 }: Evidence["pages"][number],
  files: Map<string, string | Uint8Array>,
): SeenPage[] {
  const copy = readCopy(db, build, landing);
  if (copy === null) return [];
  // Neither may name a folder: the register may be one that somebody has changed.
  const name = `pages/${plain(build).slice(0, 12)}-${plain(landing)}`;
  const page = { build, landing, kept, sha256, file: `${name}.html`, formFile: `${name}-form.json` };
  files.set(page.file, copy.page);
  files.set(page.formFile, copy.form);
  return [{ ...page, html: new TextDecoder().decode(copy.page) }];
}

function plain(text: string): string {
  return text.replaceAll(/[^a-z0-9-]/gi, "_") || "_";
}

/** The receipts, each with the day from which its wording was in use. */
function withVersions({ receipts }: Evidence, lock: ConsentLock) {
  return receipts.map((receipt) => ({ ...receipt, versionFrom: versionFrom(receipt, lock) }));
}

/** The day from which the wording of `receipt` was in use, as the lock has it. */
export function versionFrom(
  { form, purpose, version, wordingSha256 }: Evidence["receipts"][number],
  lock: ConsentLock,
): string | null {
  const purposes = Object.hasOwn(lock, form) ? lock[form] : undefined;
  const wordings = purposes !== undefined && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  const found = wordings?.find((wording) => wording.version === version && wording.sha256 === wordingSha256);
  return found?.from ?? null;
}

/** Writes `files` below `folder`. */
export async function writeBundle(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
