import type { Certificate } from "./certificate.ts";
import { der, nothing, octets, oid, sequence, set, small } from "./der.ts";
import { signedBy } from "./pem.ts";

const sha256 = sequence(oid("608648016503040201"), nothing());
const rsa = sequence(oid("2a864886f70d010101"), nothing());
const plainContent = oid("2a864886f70d010701");
const signedContent = oid("2a864886f70d010702");
const contentType = oid("2a864886f70d010903");
const messageDigest = oid("2a864886f70d010904");
const signingTime = oid("2a864886f70d010905");

/** Who signs, and whose word stands behind it. */
export interface Signer {
  certificate: Certificate;
  /** The certificates above it. */
  above: readonly Uint8Array[];
  key: CryptoKey;
}

/** A signature over `content`, which it does not hold (CMS, RFC 5652), made at the moment `at`. */
export async function detachedSignature(
  content: Uint8Array<ArrayBuffer>,
  { certificate, above, key }: Signer,
  at: number,
): Promise<Uint8Array> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  // In the order of their bytes, as DER has the members of a set.
  const attributes = [
    sequence(contentType, set(plainContent)),
    sequence(signingTime, set(der(0x17, new TextEncoder().encode(utcTime(at))))),
    sequence(messageDigest, set(octets(digest))),
  ];
  const signature = await signedBy(key, set(...attributes));
  const signer = sequence(
    small(1),
    sequence(certificate.issuer, certificate.serial),
    sha256,
    der(0xa0, ...attributes),
    rsa,
    octets(signature),
  );
  const signed = sequence(
    small(1),
    set(sha256),
    sequence(plainContent),
    der(0xa0, certificate.whole, ...above),
    set(signer),
  );
  return sequence(signedContent, der(0xa0, signed));
}

/** 270310110000Z: good until 2049. */
function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`;
}
