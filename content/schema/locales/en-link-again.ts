import type { linkAgainIt } from "./it-link-again.ts";

/** Words around a link that is sent once more, in English. */
export const linkAgainEn: typeof linkAgainIt = {
  title: "Can’t find the e-mail any more?",
  text: "We send it once more to the same address, with this same link.",
  button: "Send the e-mail again",
  fresh: "Send me a new link",
  lost: "Is the link incomplete, or not yours? Type the address that you asked with.",
  sentText:
    "If there is something to open, the link is on its way to the address that you asked with. It can take some minutes: look in the spam folder, too.",
};
