import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { buttonsOf } from "../../content/schema/thanks.ts";
import type { Content } from "../content/content.ts";

/** A file that anyone may download: where it lies, from the project's root, and its path among the assets. */
export interface PublicFile {
  source: string;
  path: string;
}

/** Every file that anyone may download: the first pages of books, and what the buttons of endings give out. */
export function publicFiles(content: Content): PublicFile[] {
  return [...content.samples.map(({ pdf }) => pdf), ...downloads(content)];
}

function downloads(content: Content): PublicFile[] {
  return content.landings.flatMap(({ path, landing }) => {
    const buttons = [landing.thanks, ...landing.outcomes].flatMap(buttonsOf);
    const named = buttons.flatMap(({ download }) => download ?? []);
    return [...new Set(named)].map((beside) => {
      const inner = posix.normalize(beside);
      return { source: `content/landings/${path}/${inner}`, path: `/${path}/${inner}` };
    });
  });
}

/** Lays the public files of `content` among the assets in `folder`. */
export async function copyPublicFiles(content: Content, folder: string): Promise<void> {
  for (const { source, path } of publicFiles(content)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(content.root, source), target);
  }
}
