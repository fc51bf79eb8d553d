import type { prefillIt } from "./it-prefill.ts";

/** Words on the desk about links that fill in a form. */
export const prefillEn: typeof prefillIt = {
  title: "Filled-in link",
  text: "Opens a page with the answers that this person has already given us. It sends nothing by itself, and works for thirty days from when you make it.",
  landing: "Page",
  button: "Make the link",
  made: "Here is the link. Send it to {name} alone: whoever opens it reads those answers.",
  until: "Works until {date}",
};
