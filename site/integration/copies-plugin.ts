import { createReadStream } from "node:fs";
import type { Plugin } from "vite";
import { lastSound } from "../content/last-read.ts";
import { copyFiles } from "../overlay/lay.ts";

/** While pages are made on demand, so is what people's own copies of PDFs, EPUBs and coupons are made of. */
export function copiesPlugin(root: string): Plugin {
  return {
    name: "imbuto-copies",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURI((request.url ?? "").replace(/[?#].*$/, ""));
        if (!/^\/_private\/(?:coupons|files|wallet)\//.test(path)) return next();
        const content = lastSound(root);
        if (content === undefined) return next();
        copyFiles(content)
          .then((files) => {
            const file = files.get(path);
            if (file === undefined) return next();
            const type = file.endsWith(".json") ? "application/json" : "application/octet-stream";
            response.setHeader("Content-Type", type);
            createReadStream(file).pipe(response);
          })
          .catch(next);
      });
    },
  };
}
