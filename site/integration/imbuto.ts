import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { writeDisposable } from "../catalog/disposable.ts";
import { copyPrivateFiles, layBucket } from "../catalog/private-files.ts";
import { copyPublicFiles } from "../catalog/public-files.ts";
import type { Content } from "../content/content.ts";
import { lastRead, rootOf } from "../content/last-read.ts";
import { tellAll } from "../content/mistake.ts";
import { layMails } from "../mails/lay.ts";
import { layCopies } from "../overlay/lay.ts";
import { drawShares, type ShareDrawing } from "../share/pictures.ts";
import { copiesPlugin } from "./copies-plugin.ts";
import { coversPlugin } from "./covers-plugin.ts";
import { disposablePlugin } from "./disposable-plugin.ts";
import { dropUnusedFonts, letModulesWait, mendNames } from "./finish.ts";
import { followContent } from "./follow.ts";
import { lastGood } from "./last-good.ts";
import { mailsPlugin } from "./mails-plugin.ts";
import { bucketFolder, outputsOf, writeCatalog, writeHeaders } from "./outputs.ts";
import { privateFilesPlugin } from "./private-files.ts";
import { publicFilesPlugin } from "./public-files.ts";
import { sharePlugin } from "./share-plugin.ts";

/** Makes of `content/` the site, the catalog and the headers; content with a mistake makes nothing at all. */
export function imbuto(): AstroIntegration {
  let root = "";
  let content: Content | null = null;
  let shares: ShareDrawing | null = null;
  const texts = lastGood();
  return {
    name: "imbuto",
    hooks: {
      "astro:config:setup": async ({ command, config, updateConfig }) => {
        root = rootOf(config.root);
        if (command === "build") content = await startBuild(root);
        if (content !== null) {
          texts.keep(content);
          shares = drawShares(content);
        }
        updateConfig({
          vite: {
            plugins: [
              texts.plugin(root),
              copiesPlugin(root),
              coversPlugin(root),
              privateFilesPlugin(root),
              mailsPlugin(root),
              publicFilesPlugin(root),
              disposablePlugin(root),
              sharePlugin(root),
            ],
          },
        });
      },
      "astro:server:setup": async ({ server, refreshContent }) => {
        if (refreshContent !== undefined) await followContent({ root, server, refreshContent, texts });
      },
      "astro:build:done": async ({ dir }) => {
        if (content === null) throw new Error("The build ended without having read content/.");
        const site = fileURLToPath(dir);
        await copyPrivateFiles(content, site);
        await layCopies(content, site);
        await copyPublicFiles(content, site);
        await writeDisposable(root, site);
        await dropUnusedFonts(content, site);
        await mendNames(content, site);
        await letModulesWait(content, site);
        await shares?.into(site);
        await layMails(content, site);
        await writeHeaders(content, site);
        await layBucket(await writeCatalog(content), site, bucketFolder(root));
        finished.add(root);
      },
    },
  };
}

/** Projects whose build came to its end. */
const finished = new Set<string>();

/** Reads the content before anything is made; whatever an earlier build left is gone, and a failed one leaves nothing. */
async function startBuild(root: string): Promise<Content> {
  const remove = () => {
    for (const output of outputsOf(root)) rmSync(output, { recursive: true, force: true });
  };
  remove();
  finished.delete(root);
  process.once("exit", () => {
    if (!finished.has(root)) remove();
  });
  const { content, mistakes } = await lastRead(root);
  if (content === null) throw new Error(`${tellAll(mistakes)}\n`);
  return content;
}
