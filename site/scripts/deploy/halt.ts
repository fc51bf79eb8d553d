/** Why a deploy stops, and what mends it. */
export class Halt extends Error {
  readonly cure: string;
  constructor(message: string, cure: string) {
    super(message);
    this.cure = cure;
  }
}

/** What wrangler printed, without its decoration, as a reason. */
export function haltWith(what: string, text: string): Halt {
  const words = text
    .split("\n")
    .map((line) => line.replace(/^\s*✘?\s*\[ERROR\]\s*/, "").trimEnd())
    .filter((line) => line.trim() !== "" && !line.includes("Logs were written to"));
  return new Halt(what, words.join("\n"));
}
