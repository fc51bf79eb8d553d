import type { blocksIt } from "./it-blocks.ts";

/** Words of the blocks in an author's text. */
export const blocksEn: typeof blocksIt = {
  quotes: ["“", "”"],
  yes: "Yes",
  no: "No",
  source: "Source",
  before: "Lowest price of the last 30 days",
  watch: "Watch on {place}",
  ends: "Ends on {day}",
  ended: "Ended on {day}",
  share: {
    label: "Pass it on",
    whatsapp: "WhatsApp",
    email: "E-mail",
    facebook: "Facebook",
    linkedin: "LinkedIn",
    x: "X",
    copy: "Copy the address",
    copied: "Copied",
    more: "More…",
  },
};
