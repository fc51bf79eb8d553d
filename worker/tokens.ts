import { base64Url, digest, sign } from "./digest.ts";

/**
 * What a token opens.
 *
 * `grant-page` is shown on the page after a submission and never confirms the address; `grant-mail` is sent to the
 * address, so that pressing its button proves that the address is the visitor's. `prefill` fills one lead's answers
 * into the form of one landing. `confirm` proves the address of one submission that has no grant. `preferences` shows
 * what a lead agreed to, and takes it back; `copy` and `erasure`, which go to the address on request, hand out a copy of
 * the lead's data or delete it. `press` tells whose mail a link was pressed in, of those who agreed to that, and `open`
 * whose mail was opened; `renewal` asks whoever was long silent whether mails may go on.
 */
export const tokenPurposes = [
  "grant-page",
  "grant-mail",
  "prefill",
  "confirm",
  "preferences",
  "copy",
  "erasure",
  "press",
  "open",
  "renewal",
] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

/** The end of what never ends, in milliseconds: the last moment of the year 9999. */
export const forever = 253_402_300_799_999;

/** How long the button of a mail works that asks whether a submission was its sender's own, in milliseconds. */
export const confirmFor = 7 * 86_400_000;

/** The query parameter of a landing that carries the token of a link that fills it in. */
export const linkParam = "p";

/** The token that opens `subject` for `purpose`: made anew from the secret each time, so that it is stored nowhere. */
export function tokenFor(secret: string, purpose: TokenPurpose, subject: string): Promise<string> {
  return sign(secret, `${purpose}:${subject}`);
}

/** What the database keeps of a token. */
export function hashOfToken(token: string): Promise<string> {
  return digest(token);
}

/** Whether `text` has the shape of a token; all else is not worth a question to the database. */
export function looksLikeToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** A new identifier: 128 random bits, in 22 letters. */
export function newId(random: (length: number) => Uint8Array): string {
  return base64Url(random(16));
}

/**
 * A new identifier for a row: 48 bits of time and 80 random ones, in 22 letters; it opens nothing.
 *
 * Rows of one moment then lie together in the database's trees: those of a submission among random ones would touch
 * twenty pages far apart.
 */
export function newRowId(random: (length: number) => Uint8Array, at: number): string {
  const bytes = new Uint8Array(16);
  bytes.set(random(10), 6);
  for (let place = 5, rest = at; place >= 0; place -= 1, rest = Math.floor(rest / 256))
    bytes[place] = rest % 256;
  return base64Url(bytes);
}
