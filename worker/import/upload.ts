import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { decode, encodingOf } from "./encoding.ts";
import { BrokenOff, partsOf, textOf } from "./multipart.ts";
import { largestFile, pieceSize } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import { separatorOf } from "./separate.ts";

/** What a form brought: its texts, and of its file all but the bytes. */
export interface Upload {
  typed: Record<string, string>;
  name: string;
  bytes: number;
  /** What its beginning tells of how it is written. */
  reading: Reading;
}

/**
 * Takes the form that `request` brings: its file is kept under the import `id` piece by piece and never held whole.
 *
 * Until `finishing` is done, the import is one that nobody goes on with and that the clock forgets.
 */
export async function takeUpload(
  { db, now }: Deps,
  request: Request,
  id: string,
): Promise<Upload | "large" | "broken"> {
  const upload: Upload = { typed: {}, name: "", bytes: 0, reading: readingOf(new Uint8Array()) };
  let piece = new Uint8Array();
  let filled = 0;
  const keep = async () => {
    const n = Math.ceil(upload.bytes / pieceSize) - 1;
    const bytes = piece.slice(0, filled);
    filled = 0;
    if (n === 0) upload.reading = readingOf(bytes.subarray(0, 64_000));
    const into = db
      .prepare("INSERT INTO import_bytes (import_id, n, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
      .bind(id, n, bytes);
    const begun = db
      .prepare(
        `INSERT INTO import (id, name, status, reading, bytes, created_at) VALUES (?1, '', 'mapping', ?2, 0, ?3)
         ON CONFLICT DO NOTHING`,
      )
      .bind(id, JSON.stringify(upload.reading), now());
    await withRetries(() => db.batch(n === 0 ? [begun, into] : [into]));
  };
  try {
    for await (const { name, file, bytes } of partsOf(request)) {
      if (file === null || name !== "file") {
        upload.typed[name] = (await textOf(bytes, 4000)).trim().slice(0, 500);
        continue;
      }
      // A name for people: no more of a path than that.
      upload.name = file.replace(/^.*[\\/]/, "").slice(0, 120);
      piece = new Uint8Array(pieceSize);
      for await (const chunk of bytes) {
        if (upload.bytes + chunk.length > largestFile) return "large";
        for (let at = 0; at < chunk.length; ) {
          const fits = chunk.subarray(at, at + pieceSize - filled);
          piece.set(fits, filled);
          filled += fits.length;
          at += fits.length;
          upload.bytes += fits.length;
          if (filled === pieceSize) await keep();
        }
      }
      if (filled > 0) await keep();
    }
  } catch (error) {
    if (error instanceof BrokenOff) return "broken";
    throw error;
  }
  return upload;
}

/** Takes away what an upload left that came to nothing. */
export function dropUpload(db: D1Database, id: string): Promise<unknown> {
  return db.batch([
    db.prepare("DELETE FROM import_bytes WHERE import_id = ?1").bind(id),
    db.prepare("DELETE FROM import WHERE id = ?1 AND bytes = 0").bind(id),
  ]);
}

function readingOf(head: Uint8Array): Reading {
  const encoding = encodingOf(head);
  const { text } = decode(head, encoding);
  const separator = separatorOf(text.replace(/^\ufeff/, ""));
  return { encoding, separator, heads: [], samples: [], meta: false, columns: [], claims: [] };
}
