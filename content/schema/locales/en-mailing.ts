import type { mailingIt } from "./it-mailing.ts";

/** Words below mails of sequences and campaigns, in English. */
export const mailingEn: typeof mailingIt = {
  asked: "You get this mail because on {date} you asked for “{title}” on {site} and agreed: “{wording}”",
  agreed: "You get this mail because on {date}, on {site}, you agreed: “{wording}”",
  bought:
    "You get this mail because on {date} you bought from {owner} ({what}): we write to you about similar products only. You can refuse these mails whenever you like: one press, and it costs nothing.",
  /** What a reader has bought who is made up, to look at the mail. */
  sold: "a bag of flour",
  refuse: "If you no longer want these mails:",
  unsubscribe: "Unsubscribe with one press",
  preferences: "Choose what you receive",
};
