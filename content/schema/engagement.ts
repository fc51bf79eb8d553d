/** How long a page was open: under 4 seconds, 4 to 8, 8 to 16, 16 to 32, half a minute to one, one to two, longer. */
export const timeBands = ["0", "4", "8", "16", "32", "64", "128"] as const;
export type TimeBand = (typeof timeBands)[number];

/** How much of a page was ever in sight: less than a quarter, a quarter, half, three quarters, all of it. */
export const readBands = ["0", "1", "2", "3", "4"] as const;
export type ReadBand = (typeof readBands)[number];

/** Where a page may be shared to. */
export const networks = ["whatsapp", "telegram", "facebook", "linkedin", "x"] as const;
export type Network = (typeof networks)[number];

/** What people call them, in any language. */
export const networkNames: Readonly<Record<Network, string>> = {
  whatsapp: "WhatsApp",
  telegram: "Telegram",
  facebook: "Facebook",
  linkedin: "LinkedIn",
  x: "X",
};

/** The band of a page that was open for 2^`power` milliseconds and less than twice as long. */
export function timeBand(power: number): TimeBand {
  // 2^12 ms are four seconds.
  return timeBands[Math.min(Math.max(power - 11, 0), timeBands.length - 1)] ?? "0";
}

/** The band of a page of which so many quarters were in sight. */
export function readBand(quarters: number): ReadBand {
  return readBands[Math.min(Math.max(quarters, 0), readBands.length - 1)] ?? "0";
}
