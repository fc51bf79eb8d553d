import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { disposableLists } from "../catalog/disposable.ts";

/** While pages are made on demand, the lists of throw-away domains come from where a build would take them. */
export function disposablePlugin(root: string): Plugin {
  return {
    name: "imbuto-disposable",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, shard] = /^\/_private\/disposable\/([0-9a-f]{2})\.txt$/.exec(request.url ?? "") ?? [];
        if (shard === undefined) return next();
        disposableLists(root).then((folder) => {
          const file = join(folder, `${shard}.txt`);
          if (!existsSync(file)) return next();
          response.setHeader("Content-Type", "text/plain; charset=utf-8");
          createReadStream(file).pipe(response);
        }, next);
      });
    },
  };
}
