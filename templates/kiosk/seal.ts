/** A text that only its key opens. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  body: ArrayBuffer;
  /** The one-off public key of a text that was sealed for the owner; absent where this device holds the key. */
  from?: ArrayBuffer;
}

const curve = { name: "ECDH", namedCurve: "P-256" } as const;

/** A key that never leaves this device, for when nobody is signed in at the desk. */
export function newDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The owner's key as the desk hands it out: the public one seals, the private one opens. */
export function readOwnerKey(jwk: JsonWebKey): Promise<CryptoKey> {
  return crypto.subtle.importKey("jwk", jwk, curve, false, jwk.d === undefined ? [] : ["deriveBits"]);
}

/** `text` sealed under `key`, a device's or the owner's public one; it opens only together with `label`. */
export async function seal(key: CryptoKey, text: string, label: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  if (key.type === "secret") return { iv, body: await encrypt(key, iv, text, label) };
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const from = await crypto.subtle.exportKey("raw", own.publicKey);
  const shared = await sharedKey(own.privateKey, key, from);
  return { iv, body: await encrypt(shared, iv, text, label), from };
}

/** The text in `sealed`; rejects under another key or label, and when a single bit has changed. */
export async function unseal(key: CryptoKey, { iv, body, from }: Sealed, label: string): Promise<string> {
  const opener =
    from === undefined
      ? key
      : await sharedKey(key, await crypto.subtle.importKey("raw", from, curve, false, []), from);
  const algorithm = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(label) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, opener, body));
}

function encrypt(key: CryptoKey, iv: Uint8Array<ArrayBuffer>, text: string, label: string) {
  const encoder = new TextEncoder();
  const algorithm = { name: "AES-GCM", iv, additionalData: encoder.encode(label) };
  return crypto.subtle.encrypt(algorithm, key, encoder.encode(text));
}

/** What both sides of an exchange find alone; `salt` is the one-off public key, so each text has a key of its own. */
async function sharedKey(mine: CryptoKey, theirs: CryptoKey, salt: ArrayBuffer): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  const secret = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("imbuto-kiosk");
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
