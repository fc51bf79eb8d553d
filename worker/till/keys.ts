import { base64Url, digest, sign } from "../digest.ts";

/** How long the link works that signs a device in, in milliseconds. */
export const inviteTime = 15 * 60_000;

/** A new link's token, and the hash that the database knows it by. */
export async function newInvite(
  random: (length: number) => Uint8Array,
): Promise<{ token: string; hash: string }> {
  const token = base64Url(random(32));
  return { token, hash: await digest(token) };
}

/** What the database keeps of the PIN of `shop`: keyed, for six figures alone are soon tried through. */
export function hashOfPin(secret: string, shop: string, pin: string): Promise<string> {
  return sign(secret, `pin:${shop}:${pin}`);
}

/** Whether `pin` is six figures that nobody tries first: not all alike, and not in a row. */
export function isPin(pin: string): boolean {
  if (!/^\d{6}$/.test(pin)) return false;
  const figures = [...pin].map(Number);
  const steps = figures.slice(1).map((figure, place) => figure - (figures[place] ?? 0));
  return ![0, 1, -1].some((step) => steps.every((each) => each === step));
}

/** A new PIN, every one as likely as another. */
export function newPin(random: (length: number) => Uint8Array): string {
  let pin = "";
  while (!isPin(pin)) {
    // Bytes past the last whole multiple of ten are thrown away.
    pin = [...random(16)]
      .flatMap((byte) => (byte < 250 ? byte % 10 : []))
      .slice(0, 6)
      .join("");
  }
  return pin;
}
