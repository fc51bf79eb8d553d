import { createReadStream, existsSync } from "node:fs";
import { join, normalize } from "node:path";
import type { Plugin } from "vite";

const prefix = "/_private/files/";

/** While pages are made on demand, the files that magnets give away come straight from content. */
export function privateFilesPlugin(root: string): Plugin {
  const magnets = join(root, "content/magnets/");
  return {
    name: "imbuto-private-files",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURI((request.url ?? "").replace(/[?#].*$/, ""));
        const file = normalize(join(magnets, path.slice(prefix.length)));
        if (!path.startsWith(prefix) || !file.startsWith(magnets) || !existsSync(file)) return next();
        response.setHeader("Content-Type", "application/octet-stream");
        createReadStream(file).pipe(response);
      });
    },
  };
}
