import { der, octets, oid, readDer, sequence, small } from "./der.ts";

/** The bytes of the block called `label` in PEM text, whose lines may be told as \n; null where there is none. */
export function readPem(text: string, label: string): Uint8Array<ArrayBuffer> | null {
  const plain = text.replaceAll("\\n", "\n");
  const [, base64 = ""] =
    new RegExp(`-----BEGIN ${label}-----([\\s\\w+/=]+)-----END ${label}-----`).exec(plain) ?? [];
  if (base64 === "") return null;
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** An RSA key as WebCrypto takes it (PKCS #8), from PEM text in this form or the older one; null where it is none. */
export function readPrivateKey(text: string): Uint8Array<ArrayBuffer> | null {
  const modern = readPem(text, "PRIVATE KEY");
  if (modern !== null) return modern;
  const older = readPem(text, "RSA PRIVATE KEY");
  return older && sequence(small(0), sequence(oid("2a864886f70d010101"), der(0x05)), octets(older));
}

/** The modulus of an RSA key in PKCS #8. */
export function modulusOfKey(key: Uint8Array<ArrayBuffer>): Uint8Array | undefined {
  const [, , wrapped] = readDer(readDer(key)[0]?.content ?? key);
  const [inner] = readDer(wrapped?.content ?? key);
  return inner && readDer(inner.content)[1]?.content;
}

/** The key that signs with RSA and SHA-256; throws where the bytes are no such key. */
export function signingKey(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  return crypto.subtle.importKey("pkcs8", key, algorithm, false, ["sign"]);
}

/** The signature of `bytes`. */
export async function signedBy(
  key: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, bytes));
}
