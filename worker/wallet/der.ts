import { joined } from "../bytes.ts";

// ASN.1 as DER writes it (X.690), as far as certificates, keys and signatures need it.

/** A value with its tag and its length. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = joined(contents);
  return joined([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

export const sequence = (...contents: readonly Uint8Array[]) => der(0x30, ...contents);
export const set = (...contents: readonly Uint8Array[]) => der(0x31, ...contents);
export const octets = (bytes: Uint8Array) => der(0x04, bytes);
export const small = (number: number) => der(0x02, Uint8Array.of(number));
export const nothing = () => der(0x05);

/** An object identifier, from its encoded content in hexadecimal. */
export function oid(hex: string): Uint8Array {
  return der(
    0x06,
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  );
}

/** One value within bytes. */
export interface DerValue {
  tag: number;
  /** All of it. */
  whole: Uint8Array<ArrayBuffer>;
  content: Uint8Array<ArrayBuffer>;
}

/** The values that follow one another in `bytes`; throws where they are no DER. */
export function readDer(bytes: Uint8Array<ArrayBuffer>): DerValue[] {
  const values: DerValue[] = [];
  for (let place = 0; place < bytes.length; ) {
    const value = readOne(bytes.subarray(place));
    values.push(value);
    place += value.whole.length;
  }
  return values;
}

function readOne(bytes: Uint8Array<ArrayBuffer>): DerValue {
  const [tag = 0, first = 0] = bytes;
  const more = first > 128 ? first & 127 : 0;
  const length = more === 0 ? first : bytes.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + more;
  if (first === 128 || more > 4 || start + length > bytes.length) throw new Error("This is no DER.");
  return { tag, whole: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

function lengthOf(length: number): number[] {
  if (length < 128) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 255);
  return [128 | bytes.length, ...bytes];
}
