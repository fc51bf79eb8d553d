import { articlesEn } from "./en-articles.ts";
import { blocksEn } from "./en-blocks.ts";
import { deliveryEn } from "./en-delivery.ts";
import { eventEn } from "./en-event.ts";
import { formEn } from "./en-form.ts";
import { kioskEn } from "./en-kiosk.ts";
import { launchEn } from "./en-launch.ts";
import { letterEn } from "./en-letter.ts";
import { quoteEn } from "./en-quote.ts";
import { tillPageEn } from "./en-till-page.ts";
import { workerEn } from "./en-worker.ts";
import type { Texts } from "./index.ts";

/** Everything Imbuto says in English. */
export const en: Texts = {
  ...workerEn,
  tillPage: tillPageEn,
  page: {
    skip: "Go to the form",
    optional: "optional",
    choose: "Choose",
    summary: "Some answers need another look",
    sending: "One moment…",
    offline: "You are offline. Your answers stay here: press again when the network is back.",
    online: "The network is back: press again.",
    failed: "The form did not go out. Your answers are still here: please try again.",
    early: "We start on {day}. Please come back.",
    late: "The offer ended on {day}.",
    notice: "Your details are handled by {owner}, to answer this request.",
    notice_consents:
      "Your details are handled by {owner}, to answer this request and, only if you agree, for the purposes above.",
    privacy: "Privacy notice",
    submit: {
      coupon: "Give me the voucher",
      ebook: "Send me the book",
      file: "Send me the file",
      video: "Show me the video",
      link: "Show me the page",
      none: "Send my request",
    },
    ebook: {
      pages: "{count} pages",
      slip: "Your copy",
      inside: "Two pages to leaf through",
      inside_one: "A page to read",
      contents: "Contents",
      author: "The author",
    },
    coupon: {
      off: "off",
      valid_until: "Valid until",
      days: "days",
      days_one: "day",
      to_use: "to use it",
      quota: "Only {count} exist",
      stub: "Your stub",
      terms: "The small print",
      where: "Where to use it",
    },
    thanks: {
      coupon: "Your voucher is on its way",
      ebook: "Your book is on its way",
      file: "Your file is on its way",
      video: "Your video is on its way",
      link: "Your link is on its way",
      none: "We have your request",
      next: "What happens now",
      inbox: "Open your inbox. In a minute there is a message from {sender}, called:",
      press: "Press the button “{button}”.",
      spam: "Not there? Look in spam and promotions. The sender is {email}.",
      share: "Do you know somebody it may help? Send them the page:",
      reply: "We will answer at the address or number you left.",
    },
    home: {
      offers: "For you",
      kinds: {
        coupon: "Voucher",
        ebook: "Book",
        file: "File",
        video: "Video",
        link: "Link",
        none: "Request",
      },
      languages: { it: "In Italian", en: "In English" },
      empty: "There will be something here soon. Please come back.",
    },
    missing: {
      title: "This page isn’t here",
      text: "The address has changed, or the offer is over. What there still is starts here.",
      button: "Go to the start",
    },
    vat: "VAT no.",
  },
  grant: {
    title: "Your page",
    ready: {
      coupon: "Your voucher is waiting",
      ebook: "Your book is waiting",
      file: "Your file is waiting",
    },
    open_button: {
      coupon: "Show me the voucher",
      ebook: "Download the book",
      file: "Download the file",
    },
    ready_hint: "Press whenever you like. This page is yours alone.",
    open: "Here it is",
    open_hint: "It stays open for an hour. After that, come back to this page and press again.",
    download: "Download",
    coupon: "Your voucher",
    coupon_hint: "Show this code at the till, on your phone or on paper.",
    code: "Code",
    valid_until: "Valid until",
    print: "Print the voucher",
    redeem: "Mark as used",
    redeem_hint: "For staff at the till only: it counts once and cannot be undone.",
    spent: "This link has done its work",
    spent_hint:
      "It has ended, or it was opened as often as it may be. We send a new one to the same address: one press is enough.",
    again: "Or ask for it once more",
  },
  delivery: deliveryEn,
  launch: launchEn,
  letter: letterEn,
  quote: quoteEn,
  event: eventEn,
  form: formEn,
  kiosk: kioskEn,
  blocks: blocksEn,
  articles: articlesEn,
};
