import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { rootOf } from "../content/last-read.ts";
import { schemeMiddleware } from "../gallery/scheme.ts";
import { bookFiles } from "../preview/files.ts";
import { tellEditor } from "./editor.ts";

/** Pages for those who write and draw, under `npm start` alone. */
const pages = {
  "/reference/": "../reference/Reference.astro",
  "/preview/": "../preview/Preview.astro",
  "/gallery/": "../gallery/Gallery.astro",
  "/gallery/form/[state]/": "../gallery/FormState.astro",
  "/gallery/blocks/[template]/": "../gallery/Blocks.astro",
};

/** Adds the authors' reference, the gallery and the preview of books to what `npm start` serves; no build contains them. */
export function workshop(): AstroIntegration {
  let root = "";
  return {
    name: "imbuto-workshop",
    hooks: {
      "astro:config:setup": ({ command, config, injectRoute }) => {
        root = rootOf(config.root);
        if (command !== "dev") return;
        for (const [pattern, entrypoint] of Object.entries(pages)) {
          injectRoute({ pattern, entrypoint: fileURLToPath(new URL(entrypoint, import.meta.url)) });
        }
      },
      "astro:server:setup": async ({ server }) => {
        server.middlewares.use(schemeMiddleware);
        server.middlewares.use(bookFiles(root));
        await tellEditor(root);
      },
    },
  };
}
