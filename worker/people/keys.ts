import { base64Url } from "../digest.ts";

/** A new token, of an invitation or of a member: 256 random bits, which the database knows by their hash alone. */
export function newToken(random: (length: number) => Uint8Array): string {
  return base64Url(random(32));
}
