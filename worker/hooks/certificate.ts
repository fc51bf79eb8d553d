import { bytesIn } from "./svix.ts";

/** One value of DER: its tag, and where its content begins and ends. */
interface Value {
  tag: number;
  from: number;
  start: number;
  end: number;
}

/** The public key in an X.509 certificate (PEM), as SubjectPublicKeyInfo; null where there is none. */
export function publicKeyIn(pem: string): Uint8Array<ArrayBuffer> | null {
  const [, base64] =
    /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/.exec(pem) ?? [];
  const der = base64 === undefined ? null : bytesIn(base64.replace(/\s/g, ""));
  if (der === null) return null;
  const certificate = valueAt(der, 0);
  const toBeSigned = certificate && valueAt(der, certificate.start);
  if (toBeSigned?.tag !== sequence) return null;
  const parts = partsOf(der, toBeSigned);
  // The version is optional; then serial number, algorithm, issuer, validity, subject, and the key.
  const key = parts[parts[0]?.tag === version ? 6 : 5];
  return key?.tag === sequence ? der.slice(key.from, key.end) : null;
}

const sequence = 0x30;
const version = 0xa0;

function partsOf(der: Uint8Array, { start, end }: Value): Value[] {
  const parts: Value[] = [];
  for (let place = start; place < end && parts.length < 12; ) {
    const part = valueAt(der, place);
    if (part === null || part.end > end) return [];
    parts.push(part);
    place = part.end;
  }
  return parts;
}

function valueAt(der: Uint8Array, from: number): Value | null {
  const tag = der[from];
  const first = der[from + 1];
  if (tag === undefined || first === undefined) return null;
  // A length below 128 stands in one byte; of a longer one, that byte says how many bytes follow.
  const more = first < 128 ? 0 : first - 128;
  if (more > 3) return null;
  let length = more === 0 ? first : 0;
  for (let place = 0; place < more; place += 1) length = length * 256 + (der[from + 2 + place] ?? 0);
  const start = from + 2 + more;
  return start + length > der.length ? null : { tag, from, start, end: start + length };
}
