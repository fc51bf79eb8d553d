/** Whether `host`, a name or an address as URLs write it, lies within a private network, or could. */
export function isPrivateHost(host: string): boolean {
  const url = `http://${host}/`;
  if (!URL.canParse(url)) return true;
  // `0x7f.1`, `2130706433` and `①②⑦.1` are addresses, and are written out by this.
  const name = new URL(url).hostname.replace(/\.$/, "");
  if (name.startsWith("[")) return isPrivateAddress(name.slice(1, -1));
  if (/^[\d.]+$/.test(name)) return isPrivateAddress(name);
  return !name.includes(".") || privateNames.test(name);
}

// A name without a dot is one of the local network, and so are these.
const privateNames =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|test|onion|home\.arpa)$/;

/** Whether `address`, IPv4 or IPv6 in any way of writing, is no public one; what cannot be read is none. */
export function isPrivateAddress(address: string): boolean {
  if (address.includes(":")) return isPrivateV6(address);
  const plain = dotted(address);
  return plain === null || isPrivateV4(plain.split(".").map(Number));
}

/** An IPv4 address in its usual form, whatever way it is written; null when it is none. */
function dotted(name: string): string | null {
  const url = `http://${name}/`;
  if (name === "" || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : null;
}

// Networks that no service of the public internet has (RFC 6890 and its successors): first address, length.
const privateV4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

function isPrivateV4(bytes: readonly number[]): boolean {
  const address = numberOf(bytes);
  return privateV4.some(([network, length]) => {
    const size = 2 ** (32 - length);
    return Math.floor(address / size) === Math.floor(numberOf(network.split(".").map(Number)) / size);
  });
}

function numberOf(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function isPrivateV6(address: string): boolean {
  const words = wordsOf(address);
  if (words === null) return true;
  const [first = 0, second = 0] = words;
  // The public ones all begin with 2 or 3 (2000::/3); among them 6to4 and Teredo carry an IPv4 address, and two are for books.
  if (first < 0x2000 || first > 0x3fff) return !isPublicThroughNat64(words);
  if (first === 0x2002) return isPrivateV4(bytesOf(words.slice(1, 3)));
  return (first === 0x2001 && (second < 0x200 || second === 0xdb8)) || (first === 0x3fff && second < 0x1000);
}

/** `64:ff9b::/96` leads to the IPv4 address in its end. */
function isPublicThroughNat64(words: readonly number[]): boolean {
  const isNat64 = words[0] === 0x64 && words[1] === 0xff9b && words.slice(2, 6).every((word) => word === 0);
  return isNat64 && !isPrivateV4(bytesOf(words.slice(6)));
}

function bytesOf(words: readonly number[]): number[] {
  return words.flatMap((word) => [word >> 8, word & 255]);
}

/** The eight words of an IPv6 address; null when it is none. */
function wordsOf(address: string): number[] | null {
  const url = `http://[${address.replace(/%.*$/, "")}]/`;
  if (!URL.canParse(url)) return null;
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::");
  const before = wordsIn(head);
  const after = wordsIn(tail ?? "");
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function wordsIn(part: string): number[] {
  return part === "" ? [] : part.split(":").map((word) => Number.parseInt(word, 16));
}
