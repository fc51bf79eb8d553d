import { provenBits, workText } from "../../content/schema/work.ts";

/** How far the clock in a proof may be from ours, in minutes: a static page knows the time from its visitor alone. */
export const freshFor = 120;

/** What a proof of work is worth. */
export type WorkVerdict = "proved" | "missing" | "stale" | "wrong";

const shape = /^(\d{8})\.[\w-]{16,80}\.[0-9a-z]{1,12}$/;

/** Whether `proof` (minute, salt and the number that was looked for) is one for `landing`, and of about now. */
export async function judgeWork(landing: string, proof: string | null, now: number): Promise<WorkVerdict> {
  if (proof === null) return "missing";
  const [, minute] = shape.exec(proof) ?? [];
  if (minute === undefined) return "wrong";
  const text = new TextEncoder().encode(workText(landing, proof));
  const [word = -1] = new Uint32Array(await crypto.subtle.digest("SHA-256", text));
  if (Math.clz32(bigEndian(word)) < provenBits) return "wrong";
  return Math.abs(now / 60_000 - Number(minute)) <= freshFor ? "proved" : "stale";
}

/** The first four bytes of a digest as the number that they write. */
function bigEndian(word: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, word, true);
  return view.getUint32(0);
}
