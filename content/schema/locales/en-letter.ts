import type { letterIt } from "./it-letter.ts";

/** Words of the template `letter`, in English. */
export const letterEn: typeof letterIt = {
  enclosed: "Enclosed",
  postscript: "P.S.",
};
