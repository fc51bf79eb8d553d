import { type DerValue, readDer } from "./der.ts";

/** What a signature needs of a certificate (RFC 5280), and what this one is for. */
export interface Certificate {
  whole: Uint8Array<ArrayBuffer>;
  /** Issuer and serial number as they stand in it: together they name it. */
  issuer: Uint8Array;
  serial: Uint8Array;
  /** The modulus of its RSA key. */
  modulus: Uint8Array | undefined;
  /** Its last moment. */
  ends: number;
  /** Of a certificate for passes: the pass type identifier, and the team's. */
  passType: string | undefined;
  team: string | undefined;
}

const userId = "9,146,38,137,147,242,44,100,1,1";
const organisationalUnit = "85,4,11";

/** Reads a certificate; throws where the bytes are none. */
export function readCertificate(whole: Uint8Array<ArrayBuffer>): Certificate {
  const [outer] = readDer(whole);
  const [signed] = readDer(outer?.content ?? whole);
  const fields = readDer(signed?.content ?? whole);
  // The version comes first, where it is told.
  const [serial, , issuer, validity, subject, publicKey] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  if (!serial || !issuer || !validity || !subject || !publicKey) throw new Error("This is no certificate.");
  const names = namesIn(subject);
  return {
    whole,
    issuer: issuer.whole,
    serial: serial.whole,
    modulus: modulusIn(publicKey),
    ends: momentOf(readDer(validity.content)[1]),
    passType: names.get(userId),
    team: names.get(organisationalUnit),
  };
}

function namesIn(subject: DerValue): Map<string, string> {
  const pairs = readDer(subject.content).flatMap(({ content }) => readDer(content));
  return new Map(
    pairs.map(({ content }) => {
      const [name, value] = readDer(content);
      return [String(name?.content), new TextDecoder().decode(value?.content)];
    }),
  );
}

function modulusIn(publicKey: DerValue): Uint8Array | undefined {
  const [, bits] = readDer(publicKey.content);
  // The first byte says how many bits of the last are unused.
  const [key] = bits === undefined ? [] : readDer(bits.content.subarray(1));
  return key && readDer(key.content)[0]?.content;
}

/** 270310110000Z, or 20510310110000Z from the year 2050 on. */
function momentOf(value: DerValue | undefined): number {
  const text = new TextDecoder().decode(value?.content);
  const [, year = "", month, day, hour, minute, second] =
    /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text) ?? [];
  const full = year.length === 4 ? year : `${Number(year) < 50 ? "20" : "19"}${year}`;
  return Date.parse(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
