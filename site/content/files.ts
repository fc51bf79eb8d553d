import { type Dirent, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Every file below `content/` (but for the schema), as paths from `root`, sorted; what the system leaves about is left out. */
export async function listContent(root: string): Promise<string[]> {
  const folder = join(root, "content");
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  await list(folder, "content", found);
  return found.sort();
}

async function list(folder: string, path: string, found: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.filter(isContent).map(async (entry) => {
      const inner = `${path}/${entry.name}`;
      if (inner === "content/schema") return;
      if (entry.isDirectory()) await list(join(folder, entry.name), inner, found);
      else found.push(inner);
    }),
  );
}

/** Whether a person put it there: not `.DS_Store`, not an editor's copy. */
function isContent(entry: Dirent): boolean {
  return !entry.name.startsWith(".") && !entry.name.endsWith("~") && entry.name !== "Thumbs.db";
}
