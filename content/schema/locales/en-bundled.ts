import { confirmEn } from "./en-confirm.ts";
import { copyEn } from "./en-copy.ts";
import { couponEn } from "./en-coupon.ts";
import { linkAgainEn } from "./en-link-again.ts";
import { mailingEn } from "./en-mailing.ts";
import { outboxEn } from "./en-outbox.ts";
import { preferencesEn } from "./en-preferences.ts";
import { renewalEn } from "./en-renewal.ts";
import { tillEn } from "./en-till.ts";
import type { bundledIt } from "./it-bundled.ts";

/** What the Worker says in English to visitors and in mails; its bundle carries these words along. */
export const bundledEn: typeof bundledIt = {
  labels: {
    email: "E-mail",
    phone: "Phone",
    "given-name": "First name",
    "family-name": "Last name",
    name: "Full name",
    company: "Company",
    "job-title": "Job title",
    "street-address": "Street address",
    city: "Town or city",
    province: "Province",
    "postal-code": "Postcode",
    country: "Country",
    birthday: "Date of birth",
    vat: "VAT number",
    "tax-code": "Italian tax code",
    url: "Website",
  },
  errors: {
    required: "We need this answer.",
    required_consent: "We need this confirmation to go on.",
    email: "Check the address: it should look like name@example.com.",
    phone: "Check the number: digits only, with or without a country code.",
    url: "Write the whole address, starting with https://",
    too_short: "Too short: at least {limit} characters.",
    too_long: "Too long: {limit} characters at most.",
    pattern: "We can’t read this answer: please write it again.",
    number: "Write a number.",
    too_small: "The lowest value is {limit}.",
    too_large: "The highest value is {limit}.",
    step: "This value is not one of those allowed.",
    date: "Check the date.",
    option: "Choose one of the answers offered.",
    postal_code: "An Italian postcode has five digits.",
    vat: "Check the VAT number: eleven digits.",
    tax_code: "Check the tax code: sixteen characters.",
    unknown: "The form has no such field.",
  },
  problems: {
    bad_request: "We can’t read this request. Go back to the page and try again.",
    signed_out: "This phone is not one of the tills: sign in again.",
    forbidden: "This request comes from a site we don’t know.",
    not_found: "There is no such page.",
    unknown_landing: "This page does not exist, or no longer does.",
    unknown_coupon: "There is no such coupon. Check the code.",
    unknown_link: "This link is not valid or has expired.",
    method_not_allowed: "This can’t be done here.",
    sold_out: "The coupons have run out. We have kept none of your details.",
    already_redeemed: "This coupon has already been used.",
    not_yet_open: "It is too early: please come back.",
    closed: "The offer has ended. We have kept none of your details.",
    spent_link: "This link has been used as many times as it allows.",
    too_large: "This is more than the form can take. Shorten your answers and try again.",
    unsupported_type: "The form did not arrive in a format we know.",
    invalid_answers: "Some answers need another look.",
    reused_key: "This request was already used for other answers.",
    too_many: "Too many requests in a short time. Wait a minute and try again.",
    server: "Something went wrong on our side. Try again soon: nothing is lost.",
    unavailable: "We are briefly unavailable. Try again in a minute: nothing is lost.",
  },
  worker: {
    back: "Back to the page",
    home: "Go to the start",
    retry: "Try again",
    coupon: {
      valid: "Valid",
      early: "Valid from {date}",
      redeemed: "Used on {date}",
      expired: "Expired on {date}",
      void: "Cancelled",
      hours: "Valid, but not right now",
    },
    qr: "QR code of coupon {code}",
  },
  mail: {
    hello: "Hello {name},",
    helloAnyone: "Hello,",
    fileSubject: "“{title}”: your link",
    fileText:
      "here is what you asked for. Press the button: your page opens, and you download it from there.",
    fileButton: "Open your page",
    fileLasts: "The link works until {date}, {uses} times.",
    fileLastsOnce: "The link works until {date}, once only.",
    couponSubject: "Your coupon: {value}",
    couponText: "your coupon is ready. Show the code below at the till, on your phone or printed.",
    couponButton: "Open the coupon",
    couponLasts: "Valid until {date}.",
    otherwise: "If the button does not open, copy this address into your browser:",
    reason:
      "We write because on {date} someone asked for “{title}” at {site} with this address. If it was not you, ignore this e-mail: without your confirmation we will not write again.",
    rights: "For anything about your personal data, write to {email}.",
    privacy: "Privacy",
    vat: "VAT no. {vat}",
  },
  coupon: couponEn,
  till: tillEn,
  /** Words around the question whether a submission was its sender's own. */
  confirm: confirmEn,
  /** Words of the page where people see and change what they agreed to. */
  mailing: mailingEn,
  preferences: preferencesEn,
  /** What the keys in the copy of a person's data mean. */
  copy: copyEn,
  renewal: renewalEn,
  outbox: outboxEn,
  /** Words around a link that is sent once more. */
  delivery: {
    again: linkAgainEn,
    left: {
      times: "It opens until {date}, {count} more times.",
      once: "It opens until {date}, once more.",
      never: "That was the last time: once it closes, ask for a new link.",
    },
  },
};
