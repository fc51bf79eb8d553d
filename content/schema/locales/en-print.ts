import type { printIt } from "./it-print.ts";

/** The same in English. */
export const printEn: typeof printIt = {
  colophon: "Colophon",
  copy: ["Copy for {name} · {code}", "Personal copy · {code}"],
  ticket: {
    off: "off",
    code: "Code",
    until: "Good until",
    between: "Good from {from} to",
    holder: "For",
    terms: "How to use it",
    elsewhere: "The terms are on the page that opens when you scan the code.",
    alone: "Not together with other offers.",
    hours: "From {from} to {to}.",
    weekdays: "On {days} only.",
    weekday: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    qr: "QR code to show at the till",
  },
};
