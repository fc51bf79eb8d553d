import type { Plugin } from "vite";
import { lastRead } from "../content/last-read.ts";
import { shareBytes } from "../share/pictures.ts";
import { shareFolder } from "../share/plan.ts";

/** While pages are made on demand, the pictures of shared links are drawn when somebody looks at them. */
export function sharePlugin(root: string): Plugin {
  return {
    name: "imbuto-share",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").replace(/[?#].*$/, "");
        if (!path.startsWith(shareFolder)) return next();
        const name = path.slice(shareFolder.length);
        lastRead(root)
          .then(({ content }) => content && shareBytes(content, name))
          .then((bytes) => {
            if (!bytes) return next();
            response.setHeader("Content-Type", name.endsWith(".png") ? "image/png" : "image/jpeg");
            response.end(bytes);
          }, next);
      });
    },
  };
}
