import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";

/** What is about to be written, and what to do next. */
export interface Draft {
  /** New files by their path from the project's root. */
  files: Record<string, string | Uint8Array>;
  /** Files that are there and change, by what makes the new text of the old. */
  changes?: Record<string, (text: string) => string>;
  /** What to do next, a line each. */
  next: string[];
}

/** Thrown for what the person who asked can mend. */
export class Refusal extends Error {
  readonly cure: string;
  constructor(message: string, cure: string) {
    super(message);
    this.cure = cure;
  }
}

/** Writes all of `draft` below `root`, or none of it: a file that is there is never overwritten. */
export async function write(root: string, { files, changes = {} }: Draft): Promise<void> {
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken !== undefined)
    throw new Refusal(`${taken} is there already.`, "Choose another name, or edit it.");
  const changed = await Promise.all(
    Object.entries(changes).map(
      async ([path, change]) => [path, change(await readFile(join(root, path), "utf8"))] as const,
    ),
  );
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag: "wx" });
  }
  for (const [path, text] of changed) await writeFile(join(root, path), text);
}

/** `text` as a value in YAML, quoted where it must be. */
export function yamlOf(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** A name as a heading: `guida-2027` is "Guida 2027". */
export function headingOf(name: string): string {
  const words = (name.split("/").at(-1) ?? name).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
