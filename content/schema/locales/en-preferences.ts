import type { preferencesIt } from "./it-preferences.ts";

/** Words on the page where people see and change what they agreed to, and in the mails that it sends. */
export const preferencesEn: typeof preferencesIt = {
  title: "Your preferences",
  intro: "Here you decide what {brand} may write to you at {address}.",
  purposes: {
    marketing: "News and offers",
    profiling: "Offers picked for you",
    partners: "Offers from other businesses",
    tracking: "Measuring our e-mails",
  },
  purposesTitle: "What may reach you",
  tracking: {
    links:
      "With this consent we see which links you press in our e-mails, not whether you open them. Without it we only count how many people press them. The e-mails come either way; if you turn it off, we delete what we knew.",
    openings:
      "With this consent we see which links you press in our e-mails and when you open them. Without it we only count how often that happens. The e-mails come either way; if you turn it off, we delete what we knew.",
  },
  states: {
    never: "You have not given this consent.",
    given:
      "Given on {date}, but not confirmed yet: press the button in the e-mail we sent you. Until then it does not count.",
    confirmed: "On since {date}.",
    withdrawn: "Turned off on {date}.",
  },
  wording: "The exact words",
  save: "Save preferences",
  empty: "You have given no consent: we write only about what you ask us for.",
  suppressed: "We no longer write to you, except about what you ask us for.",
  none: {
    title: "No more e-mails",
    text: "Turns everything off at once. It takes effect immediately.",
    button: "Unsubscribe me from everything",
  },
  yours: {
    title: "Your data",
    text: "To protect it we first send an e-mail to {address}: its link works for 24 hours.",
    copy: "I want a copy of my data",
    erase: "I want my data erased",
  },
  done: {
    save: "Done: your preferences are saved.",
    none: "Done: from now on we no longer write to you, except about what you ask us for.",
    copy: "Look in the inbox of {address}: in a minute it has the link to the copy of your data. If you asked a moment ago, use the one you already have.",
    erase:
      "Look in the inbox of {address}: in a minute it has the link to erase your data. If you asked a moment ago, use the one you already have.",
    stay: "Thank you: we keep writing to you.",
  },
  copy: {
    title: "The copy of your data",
    text: "It has everything that {owner} keeps about you: answers, consents, gifts, coupons, e-mails and where you came from.",
    json: "Download the JSON file",
    jsonHint: "To take the data to another service.",
    csv: "Download the CSV table",
    csvHint: "To read it in Excel or another spreadsheet.",
    until: "This link works until {date}.",
    file: "my-data",
  },
  erase: {
    title: "Erasing your data",
    text: "This is final: afterwards we cannot bring it back.",
    goes: "What goes",
    going: [
      "Name, e-mail, telephone and every answer you gave us.",
      "Where you came from, and the network and browser you used.",
      "The links to your gifts, and the coupons you have not used.",
      "Your address in e-mails about to leave: those that wait are not sent.",
    ],
    stays: "What stays",
    staying: [
      "The proofs of consent, without name or address: the law asks us to be able to show them.",
      "Coupons already used, in the shop’s books, without your name.",
      "A fingerprint of your address that does not lead back to you: it keeps us from writing to you again, even by mistake.",
    ],
    button: "Erase everything",
    back: "I changed my mind",
    doneTitle: "Your data is erased",
    done: "We did it on {date}. We no longer keep your name or your address. You can close this page.",
  },
  privacy: "Privacy notice",
  footer: "Preferences and unsubscribing",
  mail: {
    copySubject: "The copy of your data",
    copyText:
      "you asked for a copy of what we know about you. Press the button: a page opens from which you download it.",
    copyButton: "Download my data",
    eraseSubject: "Erasing your data: please confirm",
    eraseText:
      "you asked us to erase your data. Press the button: a page opens that says what goes and what stays. You decide there.",
    eraseButton: "Go to the erasure",
    lasts: "The link works until {date}.",
    reason:
      "We write because on {date} somebody asked for this from your preferences page on {site}. If it was not you, ignore this e-mail: nothing happens.",
  },
};
