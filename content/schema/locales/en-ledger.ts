import type { ledgerIt } from "./it-ledger.ts";

/** Words on the desk about the register of consents. */
export const ledgerEn: typeof ledgerIt = {
  form: "Form",
  sealed: "Seal",
  unsealed: "Sealed within a few minutes",
  download: "Download the proof of consent (JSON)",
};
