const encoder = new TextEncoder();

/** `bytes` in the 64 letters that addresses may hold. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** SHA-256 of `text`, base64url. */
export async function digest(text: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text))));
}

/** SHA-256 of `content`, hexadecimal, as people compare it. */
export async function hexDigest(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const encoded = typeof content === "string" ? encoder.encode(content) : content;
  return hex(await crypto.subtle.digest("SHA-256", encoded));
}

/** Whether both texts are the same, in a time that tells nothing of how nearly; their lengths are no secret. */
export function isSameText(one: string, other: string): boolean {
  const [mine, theirs] = [encoder.encode(one), encoder.encode(other)];
  return mine.length === theirs.length && crypto.subtle.timingSafeEqual(mine, theirs);
}

/** HMAC-SHA-256 of `text` under `secret`, base64url. */
export async function sign(secret: string, text: string): Promise<string> {
  const key = await keyOf(secret);
  return base64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text))));
}

/** HMAC-SHA-256 of `content` under `secret`, hexadecimal. */
export async function hexSign(secret: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const encoded = typeof content === "string" ? encoder.encode(content) : content;
  return hex(await crypto.subtle.sign("HMAC", await keyOf(secret), encoded));
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const keys = new Map<string, Promise<CryptoKey>>();

// Importing a key costs more than signing with it, and an isolate knows only its own few secrets.
function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  keys.set(secret, key);
  return key;
}
