import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { privateFiles } from "../catalog/private-files.ts";
import { lastSound } from "../content/last-read.ts";

/** While pages are made on demand, the files that magnets give away come from content, and books from where they were made. */
export function privateFilesPlugin(root: string): Plugin {
  return {
    name: "imbuto-private-files",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURI((request.url ?? "").replace(/[?#].*$/, ""));
        const content = path.startsWith("/_private/files/") ? lastSound(root) : undefined;
        const file = content && privateFiles(content).find((one) => one.path === path);
        if (file === undefined) return next();
        response.setHeader("Content-Type", "application/octet-stream");
        createReadStream(join(root, file.source)).pipe(response);
      });
    },
  };
}
