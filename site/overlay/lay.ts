import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filesOf } from "../catalog/private-files.ts";
import type { Content } from "../content/content.ts";
import { couponFiles } from "./coupons.ts";
import { forgetOthers } from "./kept.ts";
import { isStamped, makingsPath, stampedFile, stampLocale } from "./stamped.ts";
import { walletFiles } from "./wallet.ts";

/** Everything that people's own copies are made of, by its path among the assets. */
export async function copyFiles(content: Content): Promise<Map<string, string>> {
  const files = new Map([...(await couponFiles(content)), ...(await walletFiles(content))]);
  for (const [name, magnet] of content.magnets) {
    for (const { source, path } of filesOf(name, magnet, content.books)) {
      if (!isStamped(magnet, path)) continue;
      const kept = await stampedFile(content.root, source, stampLocale(magnet, content.site.locale));
      files.set(path, kept.file);
      files.set(makingsPath(path), kept.makings);
    }
  }
  return files;
}

/** Lays them among the assets in `folder`; a stamped file takes the place of the one that was given. */
export async function layCopies(content: Content, folder: string): Promise<void> {
  const files = await copyFiles(content);
  for (const [path, file] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { force: true });
    // A second name for the same bytes where the disk can.
    await link(file, target).catch(() => copyFile(file, target));
  }
  await forgetOthers(content.root, files.values());
}
