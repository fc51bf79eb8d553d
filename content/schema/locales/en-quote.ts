import type { quoteIt } from "./it-quote.ts";

/** Words of the template `quote`, in English. */
export const quoteEn: typeof quoteIt = {
  call: "Quicker by voice",
  ask: "Your quote",
  proofs: "Why trust us",
  place: "Where we are",
};
