import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { unzipSync } from "fflate";
import { lastSound } from "../content/last-read.ts";

/** Where the files of a book are looked at: its PDF, and its EPUB taken apart. */
const address = /^\/preview\/(.+)\/(?:(book\.pdf)|epub\/(.+))$/;

/** Serves what the preview shows of books, as they stood when content was last without a mistake. */
export function bookFiles(root: string) {
  return (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
    const path = decodeURI((request.url ?? "").replace(/[?#].*$/, ""));
    const [, name = "", pdf, entry] = address.exec(path) ?? [];
    const files = lastSound(root)?.books.get(name)?.files;
    if (files === undefined) return next();
    response.setHeader("Cache-Control", "no-store");
    if (pdf !== undefined) {
      response.setHeader("Content-Type", "application/pdf");
      createReadStream(join(root, files.pdf)).pipe(response);
      return;
    }
    entriesOf(join(root, files.epub)).then((entries) => {
      const bytes = entries[`OEBPS/${entry}`];
      if (bytes === undefined) return next();
      response.setHeader("Content-Type", types[extname(entry ?? "")] ?? "application/octet-stream");
      response.end(bytes);
    }, next);
  };
}

const types: Record<string, string> = {
  ".xhtml": "application/xhtml+xml",
  ".css": "text/css",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".gif": "image/gif",
  ".svg": "image/svg+xml",
};

let opened: { path: string; entries: ReturnType<typeof unzipSync> } | undefined;

/** The entries of the EPUB at `path`; the last one asked for stays open, for its pages come one by one. */
async function entriesOf(path: string): Promise<ReturnType<typeof unzipSync>> {
  if (opened?.path === path) return opened.entries;
  const entries = unzipSync(await readFile(path));
  opened = { path, entries };
  return entries;
}
