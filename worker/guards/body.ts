import { joined } from "../bytes.ts";

/** The whole body, unless it has more than `limit` bytes (counted as they come, whatever the header claims) or breaks off. */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | "too_large" | "bad_request"> {
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) return "too_large";
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      // Leaving the loop cancels the stream: what follows is never read.
      if (size > limit) return "too_large";
      chunks.push(chunk);
    }
  } catch {
    return "bad_request";
  }
  return joined(chunks);
}

/** `bytes` as UTF-8 text, or null when they are none. */
export function readText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
