import type { TillKit } from "../../content/schema/till.ts";
import { type KeptKit, keepKit, keptKit } from "./kept.ts";

/** Takes `kit` along from a contact that began at `asked`, by the device's clock, which is set by it. */
export async function takeAlong(kit: TillKit, asked: number): Promise<KeptKit> {
  // The server looked at its clock somewhere on the way there and back.
  const skew = kit.now - (asked + Date.now()) / 2;
  const kept = { kit, skew, contact: kit.now, latest: kit.now };
  await keepKit(kept);
  return kept;
}

/** The moment by the server's clock, as far as the till knows it; a clock that is turned back stands still. */
export async function momentNow(): Promise<number> {
  const kept = await keptKit();
  if (kept === undefined) return Date.now();
  const now = Math.round(Math.max(Date.now() + kept.skew, kept.latest));
  await keepKit({ ...kept, latest: now });
  return now;
}
