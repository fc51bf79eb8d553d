import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { typeOf } from "../catalog/private-files.ts";
import { publicFiles } from "../catalog/public-files.ts";
import { lastSound } from "../content/last-read.ts";

/** While pages are made on demand, the files that endings give out come straight from content. */
export function publicFilesPlugin(root: string): Plugin {
  return {
    name: "imbuto-public-files",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").replace(/[?#].*$/, "");
        // Only what has an ending is a file.
        const content = /\.[^/]+$/.test(path) ? lastSound(root) : undefined;
        const file =
          content &&
          publicFiles(content).find((one) => one.path.split("/").map(encodeURIComponent).join("/") === path);
        if (!file) return next();
        response.setHeader("Content-Type", typeOf(file.path));
        createReadStream(join(root, file.source)).pipe(response);
      });
    },
  };
}
