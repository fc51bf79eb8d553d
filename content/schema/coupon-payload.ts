// What a coupon's QR code says beside its code, so that a till without reception can tell a true one: which magnet it
// is of, from when and until when it is honoured, and the site's signature (Ed25519, RFC 8032) over all of it.
// In capital letters, figures and strokes alone (base32, RFC 4648), for QR codes hold these in two thirds of the room.

/** What is signed of a coupon; moments in milliseconds, told by the whole minute. */
export interface CouponClaim {
  code: string;
  /** `couponTag` of its magnet's name. */
  tag: number;
  validFrom: number;
  validUntil: number;
}

const version = 1;
const claimLength = 13;
const signatureLength = 64;
const minute = 60_000;

/** A number of 32 bits for a magnet's name (FNV-1a); it only finds the magnet, the signature proves it. */
export function couponTag(magnet: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(magnet)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The bytes that the site at `host` signs. */
export function claimBytes(host: string, claim: CouponClaim): Uint8Array<ArrayBuffer> {
  const named = new TextEncoder().encode(`imbuto coupon\n${host.toLowerCase()}\n${claim.code}\n`);
  const bytes = new Uint8Array(named.length + claimLength);
  bytes.set(named);
  bytes.set(packed(claim), named.length);
  return bytes;
}

/** The payload as it stands after the code in a coupon's address. */
export function writePayload(claim: CouponClaim, signature: Uint8Array): string {
  const bytes = new Uint8Array(claimLength + signatureLength);
  bytes.set(packed(claim));
  bytes.set(signature, claimLength);
  return base32(bytes);
}

/** What `payload` says of the coupon `code`, and the signature to be checked; null when it is none. */
export function readPayload(
  code: string,
  payload: string,
): { claim: CouponClaim; signature: Uint8Array<ArrayBuffer> } | null {
  const bytes = fromBase32(payload.toUpperCase());
  if (bytes === null || bytes.length !== claimLength + signatureLength || bytes[0] !== version) return null;
  const view = new DataView(bytes.buffer);
  return {
    claim: {
      code,
      tag: view.getUint32(1),
      validFrom: view.getUint32(5) * minute,
      validUntil: view.getUint32(9) * minute,
    },
    signature: bytes.slice(claimLength),
  };
}

function packed({ tag, validFrom, validUntil }: CouponClaim): Uint8Array {
  const bytes = new Uint8Array(claimLength);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, version);
  view.setUint32(1, tag);
  view.setUint32(5, Math.floor(validFrom / minute));
  view.setUint32(9, Math.ceil(validUntil / minute));
  return bytes;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31];
  }
  return bits === 0 ? text : text + letters[(held << (5 - bits)) & 31];
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let place = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place] = (held >> bits) & 255;
    place += 1;
  }
  return bytes;
}
