import { createHash } from "node:crypto";

/** SHA-256 of `content`, base64url, as links are written. */
export function link(content: string): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** SHA-256 of `content`, hexadecimal, as `sha256sum` prints it. */
export function hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
