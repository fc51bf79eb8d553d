import type { Context } from "hono";
import type { CatalogFile, CatalogLanding } from "../content/schema/catalog.ts";
import type { AppEnv } from "./env.ts";
import { answerProblem } from "./pages/problem.tsx";

/** A stretch of a file's bytes, both ends included. */
interface Stretch {
  start: number;
  end: number;
}

/** The file, or the stretch of it that was asked for, as an attachment. */
export async function sendFile(
  c: Context<AppEnv>,
  file: CatalogFile,
  landing: CatalogLanding,
): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const headers = fileHeaders(file, etag);
  if (matches(c.req.header("If-None-Match"), etag)) return c.body(null, 304, headers);
  // A range belongs to the version that its first part came from.
  const isSame = c.req.header("If-Range") === undefined || c.req.header("If-Range") === etag;
  const range = isSame ? readRange(c.req.header("Range"), file.size) : null;
  if (range === "unsatisfiable")
    return c.body(null, 416, { ...headers, "Content-Range": `bytes */${file.size}` });
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  const partial = range === null ? {} : { "Content-Range": `bytes ${start}-${end}/${file.size}` };
  const length = { "Content-Length": String(end - start + 1) };
  const status = range === null ? 200 : 206;
  if (c.req.method === "HEAD") return c.body(null, status, { ...headers, ...partial, ...length });
  const asset = await c.var.deps.fetchAsset(file.path);
  if (!asset.ok || asset.body === null) return answerProblem(c, "unavailable", landing);
  return c.body(stretchOf(asset.body, { start, end }), status, { ...headers, ...partial, ...length });
}

function fileHeaders(file: CatalogFile, etag: string): Record<string, string> {
  // Old programs read the plain name: letters that every one of them knows.
  const plain = file.name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "");
  const exact = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    "Content-Type": file.type,
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
    ETag: etag,
  };
}

/** The one range that `header` asks for: null for none, or for several, which may be answered with the whole. */
function readRange(header: string | undefined, size: number): Stretch | "unsatisfiable" | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(header?.replace(/\s/g, "") ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end };
}

function matches(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined &&
    (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag))
  );
}

/** The bytes of `body` within the stretch, as they come. */
function stretchOf(body: ReadableStream<Uint8Array>, { start, end }: Stretch): ReadableStream<Uint8Array> {
  let place = 0;
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const from = Math.max(start - place, 0);
      const to = Math.min(end + 1 - place, chunk.byteLength);
      place += chunk.byteLength;
      if (from < to) controller.enqueue(chunk.subarray(from, to));
      if (place > end) controller.terminate();
    },
  });
  return body.pipeThrough(cut).pipeThrough(new FixedLengthStream(end - start + 1));
}
