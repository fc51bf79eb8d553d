import type { confirmIt } from "./it-confirm.ts";

/** Words around the question whether a submission was its sender's own: the mail, the page, and the link on request. */
export const confirmEn: typeof confirmIt = {
  page: {
    title: "Was it you?",
    text: "On {date} somebody filled in “{title}” with this address. If it was you, confirm it: one press is enough.",
    agreed: "You agreed to this:",
    button: "Yes, it was me",
    otherwise: "If it was not you, close this page: without a confirmation we will not write again.",
    confirmed: "Thank you, all is confirmed",
    confirmedText: "Should you change your mind, every mail of ours has a link at its foot to say so.",
    mailed: "We have written to you",
    mailedText:
      "Open the mail that has just reached you and press its button: it leads straight to what you asked for. If you cannot see it, look among the spam.",
    back: "Back to the page",
  },
  mail: {
    subject: "Was it you? Confirm your address",
    text: "On {date} somebody filled in “{title}” with this address. If it was you, press the button to confirm.",
    textGift:
      "On {date} somebody asked for “{title}” with this address. If it was you, press the button: it leads there.",
    agreed: "By confirming you agree to this:",
    button: "Yes, it was me",
    lasts: "The link works until {date}.",
    reason:
      "You receive this because on {date} somebody left this address on {site}. If it was not you, ignore this mail: without your confirmation we will not write again.",
  },
  again: {
    text: "If it came to you by mail, we can send you a new one.",
    label: "Your e-mail address",
    button: "Send me the link",
    sent: "Look in your mail",
    sentText:
      "If there is something to open for that address, the new link is on its way. It may take a few minutes: look among the spam, too.",
  },
};
