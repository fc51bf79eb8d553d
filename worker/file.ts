import type { Context } from "hono";
import type { CatalogFile, CatalogLanding } from "../content/schema/catalog.ts";
import { hexDigest } from "./digest.ts";
import type { AppEnv, Deps } from "./env.ts";
import { answerProblem } from "./pages/problem.tsx";
import { readRange, type Stretch } from "./range.ts";
import { stampTail } from "./stamp/tail.ts";
import { followedBy, stretchOf } from "./streams.ts";

/** On whose page a file is asked for, and whose copy it is. */
interface Asked {
  landing: CatalogLanding;
  copy: { name: string | null; grantId: string };
}

/** The bytes of one person's copy: those that lie in the store, and those that follow. */
interface Copy {
  size: number;
  /** How many come from the store. */
  kept: number;
  tail: Uint8Array;
  etag: string;
}

/** The file, or the stretch of it that was asked for: as an attachment, or to be played by the page. */
export async function sendFile(
  c: Context<AppEnv>,
  file: CatalogFile,
  { landing, copy: reader }: Asked,
): Promise<Response> {
  const { deps } = c.var;
  const copy = await copyOf(deps, file, reader);
  if (copy === null) return answerProblem(c, "unavailable", landing);
  const { etag, size } = copy;
  const headers = fileHeaders(file, etag, c.req.query("play") !== undefined);
  if (matches(c.req.header("If-None-Match"), etag)) return c.body(null, 304, headers);
  // A range belongs to the version that its first part came from.
  const isSame = c.req.header("If-Range") === undefined || c.req.header("If-Range") === etag;
  // HEAD knows no ranges (RFC 9110, 14.2).
  const isCut = isSame && c.req.method === "GET";
  const range = isCut ? readRange(c.req.header("Range"), size) : null;
  if (range === "unsatisfiable") return c.body(null, 416, { ...headers, "Content-Range": `bytes */${size}` });
  const stretch = range ?? { start: 0, end: size - 1 };
  const partial = range === null ? {} : { "Content-Range": `bytes ${stretch.start}-${stretch.end}/${size}` };
  const length = { "Content-Length": String(stretch.end - stretch.start + 1) };
  const status = range === null ? 200 : 206;
  if (c.req.method === "HEAD") return c.body(null, status, { ...headers, ...partial, ...length });
  const body = await bytesOf(deps, file, copy, stretch);
  if (body === null) return answerProblem(c, "unavailable", landing);
  return c.body(body, status, { ...headers, ...partial, ...length });
}

async function copyOf(deps: Deps, file: CatalogFile, reader: Asked["copy"]): Promise<Copy | null> {
  if (file.stamp === undefined)
    return { size: file.size, kept: file.size, tail: new Uint8Array(), etag: `"${file.sha256}"` };
  const { keep } = file.stamp;
  const made = await stampTail(deps, file, reader).catch(() => null);
  if (made === null) {
    deps.log({ event: "file", error: "no copy could be made" });
    return null;
  }
  const tail = new Uint8Array(made);
  // Two people's copies differ in their tails, and in nothing else.
  const etag = `"${file.sha256.slice(0, 32)}-${(await hexDigest(tail)).slice(0, 32)}"`;
  return { size: keep + tail.byteLength, kept: keep, tail, etag };
}

/** The bytes of `copy` within the stretch, as they come; null where the store does not have them. */
async function bytesOf(
  deps: Deps,
  file: CatalogFile,
  { kept, tail }: Copy,
  { start, end }: Stretch,
): Promise<ReadableStream<Uint8Array> | null> {
  const after = tail.subarray(Math.max(start - kept, 0), Math.max(end + 1 - kept, 0));
  const stored = { start, end: Math.min(end, kept - 1) };
  if (stored.start > stored.end) return followedBy(null, after, after.byteLength);
  const body = await readStored(deps, file, stored);
  return body && followedBy(body, after, end - start + 1);
}

async function readStored(
  { bucket, fetchAsset, log }: Deps,
  file: CatalogFile,
  stretch: Stretch,
): Promise<ReadableStream<Uint8Array> | null> {
  // Without a bucket, as on the author's own machine, what belongs there may still lie among the pages.
  if (file.store === "bucket" && bucket !== null) {
    const length = stretch.end - stretch.start + 1;
    const range = { offset: stretch.start, length };
    const found = await bucket.get(file.sha256, { range }).catch(() => null);
    if (found !== null) return found.body;
    log({ event: "file", error: "not in the bucket" });
  }
  const asset = await fetchAsset(file.path);
  if (asset.ok && asset.body !== null)
    return stretch.start === 0 && stretch.end === file.size - 1 ? asset.body : stretchOf(asset.body, stretch);
  if (file.store === "bucket" && bucket === null)
    log({ event: "file", error: "it lies in a bucket, and none is bound as FILES: npm run deploy binds it" });
  return null;
}

function fileHeaders(file: CatalogFile, etag: string, played: boolean): Record<string, string> {
  // Old programs read the plain name: letters that every one of them knows.
  const plain = file.name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "");
  const exact = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const place = played && /^(?:audio\/|video\/|text\/vtt)/.test(file.type) ? "inline" : "attachment";
  return {
    "Content-Type": file.type,
    "Content-Disposition": `${place}; filename="${plain}"; filename*=UTF-8''${exact}`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
    ETag: etag,
  };
}

function matches(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined &&
    (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag))
  );
}
