import type { couponIt } from "./it-coupon.ts";

/** The same in English. */
export const couponEn: typeof couponIt = {
  page: {
    keep: "Keep it with you",
    pdf: "Download the PDF",
    calendar: "Add it to my calendar",
    apple: "Add to Apple Wallet",
    google: "Add to Google Wallet",
    copy: "Copy the code",
    copied: "Copied",
    terms: "Terms",
    shops: "Where to use it",
    offer: "Stay in touch: leave us your address",
  },
  left: {
    some: "{left} of {count} left",
    one: "One of {count} left",
    none: "None are left. Have one already? Enter the same address and you will see it again.",
  },
  file: "coupon",
  calendar: {
    title: "Last day for your coupon: {value} at {site}",
    text: "Code {code}. Show it at the till, on your phone or printed.",
  },
  wallet: {
    off: "off",
    code: "Code",
    until: "Good until",
    terms: "Terms",
    shops: "Where to use it",
    link: "The coupon’s page",
    hint: "Show the code at the till.",
  },
  mail: {
    code: "Code",
    qr: "QR code of coupon {code}. If it does not show, the written code is enough at the till.",
    pdf: "PDF to print",
    calendar: "Calendar reminder",
    apple: "Apple Wallet",
    google: "Google Wallet",
    over: "this coupon can no longer be used. Its page says why.",
  },
  remind: {
    fileSubject: "“{title}” is still here",
    fileText:
      "on {date} you asked for “{title}”, and you have not opened it yet. Press the button: it takes you to your page.",
    couponSubject: "Your coupon ends on {date}",
    couponText:
      "you have a coupon to use, and it ends on {date}. Show the code below at the till, on your phone or printed.",
    reason:
      "This is a reminder of “{title}”, which someone asked for on {date} at {site} with this address. We send it once: there will be no other.",
    announced:
      "We are writing because on {date} someone asked for “{title}” at {site} with this address. If it was not you, ignore this e-mail: we may remind you of it once, and without your confirmation we will write nothing else.",
  },
};
