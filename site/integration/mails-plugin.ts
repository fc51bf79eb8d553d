import type { Plugin } from "vite";
import { allLetters } from "../content/content.ts";
import { lastSound } from "../content/last-read.ts";
import { pictureBytes } from "../mails/pictures.ts";

/** While pages are made on demand, the Worker finds mails as they stood when content was last without a mistake. */
export function mailsPlugin(root: string): Plugin {
  return {
    name: "imbuto-mails",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURI((request.url ?? "").replace(/[?#].*$/, ""));
        const content = lastSound(root);
        const mails = content ? allLetters(content) : [];
        const mail = mails.find(({ asset }) => asset === path);
        if (mail !== undefined) {
          response.setHeader("Content-Type", "application/json");
          response.end(JSON.stringify(mail.body));
          return;
        }
        const picture = mails.flatMap(({ pictures }) => pictures).find((one) => one.path === path);
        if (picture === undefined) return next();
        pictureBytes(root, picture).then((bytes) => {
          response.setHeader("Content-Type", path.endsWith(".png") ? "image/png" : "image/jpeg");
          response.end(bytes);
        }, next);
      });
    },
  };
}
