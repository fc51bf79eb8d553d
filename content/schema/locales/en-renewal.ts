import type { renewalIt } from "./it-renewal.ts";

/** Words of the mail that asks whoever was long silent whether mails may go on, and of the page it leads to, in English. */
export const renewalEn: typeof renewalIt = {
  subject: "Do you still want our e-mails?",
  heading: "Are you still reading?",
  text: "it has been a while since we last heard from you. If you enjoy our e-mails, press the button and confirm on the page that opens. If you no longer care for them, there is nothing you need to do.",
  button: "Yes, I still read them",
  lasts: "Without an answer, we stop writing to you from {date}.",
  reason: "We write because on {date} you told us that we may, on {site}. This is the only time that we ask.",
  title: "Do you still want our e-mails?",
  page: "May {brand} go on writing to {address}? What you have already agreed to stands: nothing else changes.",
  gone: "We have not written to you for a while, because we had not heard from you. We can start again, if you like.",
  yes: "Yes, keep writing to me",
  other: "Preferences and unsubscribing",
  done: "Thank you, we keep writing to you",
  close:
    "You can close this page. Should you change your mind, every e-mail of ours says at its foot how to tell us.",
};
