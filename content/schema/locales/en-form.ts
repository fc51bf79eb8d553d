import type { formIt } from "./it-form.ts";

/** Words of a form in steps, of reading back, and of the endings. */
export const formEn: typeof formIt = {
  start: "Let’s begin",
  next: "Next",
  back: "Back",
  progress: "Step {at} of {of}",
  phone: "We read it as {number}",
  review: {
    to: "Check your answers",
    title: "Check before you send",
    text: "Is everything right? Go back to change an answer: nothing gets lost.",
    back: "Change my answers",
  },
  buttons: {
    call: "Call {number}",
    whatsapp: "Message us on WhatsApp",
    download: "Download the file",
    book: "Pick a day and time",
  },
  disqualified: {
    title: "We’re not the right people this time",
    text: "From what you tell us, we could not do this well for you. Better to say so now.",
    nothing: "We have kept none of your answers.",
    button: "Go to the start",
  },
};
