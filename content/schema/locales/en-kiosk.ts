import { kioskDeskEn } from "./en-kiosk-desk.ts";
import type { kioskIt } from "./it-kiosk.ts";

/** Words of the template `kiosk`, in English. */
export const kioskEn: typeof kioskIt = {
  start: {
    title: "Touch to begin",
    button: "Begin",
    length: "{count} questions, half a minute",
    length_one: "One question, ten seconds",
  },
  last: "One last thing: you decide",
  back: "Back to the start",
  idle: {
    title: "Are you still there?",
    text: "In {seconds} seconds we delete what you have typed and go back to the start.",
    stay: "Yes, carry on",
    leave: "Start again",
  },
  sending: "Handing it over…",
  thanks: {
    title: "Done, thank you",
    text: "We will reply to the address you have left.",
    mail: "Look into your inbox: our message is there in a minute.",
    later_title: "Done, we are keeping it",
    later_text:
      "There is no network here at the moment. Your request is locked in this tablet and leaves by itself as soon as the network is back; the e-mail reaches you then, too.",
    counting: "Starting again in",
    seconds: "seconds",
    stay: "Touch the screen to stay",
    again: "Start again now",
  },
  notice: {
    close: "Close, and back to the question",
    away: "Reading it takes a network. You also find it at {address}",
  },
  stand: {
    open: "Open the stand",
    label: "How the stand is doing",
    ready: "Ready",
    away: "No network",
    waiting: "{count} to send",
    waiting_sign_in: "{count} to send. Sign in at the desk to send",
    refused: "{count} to look at",
    sealed: "What waits is encrypted: only somebody with access to the desk can open it.",
    device:
      "Nobody has opened the desk on this tablet yet: what waits is encrypted with a key that lies here alone, and is deleted once sent.",
    nothing: "All has arrived: nothing is left here.",
    send: "Send now",
    sign_in: "Sign in at the desk",
    owner_only: "Seeing what was refused takes access to the desk.",
    retry: "Try again",
    drop: "Delete",
    unreadable: "It no longer opens: the desk’s key has changed.",
    close: "Back to the stand",
    end: "Close the stand",
    end_hint: "It can be closed once nothing is left to send.",
    failed: "This browser cannot keep requests without a network. The stand works online only.",
  },
  desk: kioskDeskEn,
};
