import type { Texts } from "./worker.ts";

/** Words on the desk about how mails fare, in English. */
export const mailHealthEn: Texts["mailHealth"] = {
  title: "How mails fare",
  few: "In the last 30 days {n} left: too few to judge. The counts are below.",
  delivery: {
    name: "Delivered",
    usual: "Usual: 90 to 95 of a hundred, last 30 days.",
    well: "Fine as it is.",
    watch: "As usual. Should it fall, look at the reasons below and take old addresses off your lists.",
    act: "Too few. Look at the reasons below, check the domain with “npm run doctor”, and stop writing to old lists.",
  },
  bounce: {
    name: "Came back",
    usual: "Limit: 2 of a hundred, last 30 days.",
    well: "Fine as it is.",
    watch: "Below the limit, but not by much. Look which page or list the wrong addresses come from.",
    act: "Too many. Whoever bounced for good is left out already: find the list or page those addresses come from, and ask for a confirmation by mail before you use them.",
  },
  complaint: {
    name: "Reported as spam",
    usual: "Alarm at 1 of a thousand, stop at 3 of a thousand, last 30 days.",
    well: "Fine as it is.",
    watch:
      "Gmail and Yahoo begin to distrust you. Write less often, only to those who asked, and put the link to unsubscribe at the top.",
    act: "Gmail and Yahoo stop delivering. Hold the mails that nobody asked for until you know who got them and why.",
  },
  marks: { well: "fine", watch: "keep an eye on it", act: "to be mended" },
  days: "When",
  last: "Last {n} days",
  sent: "Sent",
  delivered: "Delivered",
  hard: "Back for good",
  soft: "Back for now",
  complained: "Reported",
  note: "Mails to people are counted, on the day they left; notices to whoever looks after the site are not. “Delivered” means accepted by the receiving server, not read. Reports are measured over what was delivered.",
  toldSince: "Deliveries are known since {day}: the rate counts from there.",
  untold: "Your mailer reports no deliveries, so nobody knows how many mails arrive.",
  setUp: {
    cloudflare:
      "In Cloudflare’s dashboard create a queue and bind it to the Worker as “QUEUE”, then under Queues, Subscriptions subscribe it to “Email Sending” for your domain, with all six events.",
    resend:
      "In Resend, Webhooks, add the address /hooks/resend with the events email.delivered, email.delivery_delayed, email.bounced, email.suppressed and email.complained; the secret goes into RESEND_WEBHOOK_SECRET.",
    brevo:
      "In Brevo, Transactional, Settings, Webhook, add the address /hooks/brevo with a bearer token and the events Delivered, Deferred, Soft bounced, Hard bounced, Invalid email, Blocked, Spam and Unsubscribed; the token goes into BREVO_WEBHOOK_SECRET.",
    postmark:
      "In Postmark, in your stream, Webhooks, add https://imbuto:<secret>@<host>/hooks/postmark with Delivery, Bounce, Spam complaint and Subscription change; the secret goes into POSTMARK_WEBHOOK_SECRET.",
    ses: "In Amazon SES give the identity a configuration set with an SNS destination and the events Deliveries, Delivery delays, Hard bounces and Complaints; subscribe the address /hooks/ses to the topic, and put its ARN into SES_TOPIC_ARN.",
    smtp: "SMTP cannot: mails that come back arrive in the sender’s inbox, and are to be read there. To know it here takes a provider that sends events.",
    outbox: "The local mailbox delivers nothing: on the true site choose a provider with MAILER.",
    other: "Choose a provider with MAILER: the README says which send events.",
  },
  returned: {
    title: "Came back or reported",
    text: "The latest, with the reason that the receiving server gave. Whoever bounced for good or reported gets no more.",
    what: "What",
    when: "When",
    why: "Reason",
    kinds: { hard: "For good", soft: "For now", complaint: "Spam" },
  },
  held: {
    title: "Held for complaints",
    text: "Since {since} no reminders, sequences and campaigns leave: {complained} reports as spam of {arrived} delivered mails. Deliveries, confirmations and answers leave as ever.",
    waitOne: "One mail waits.",
    waitMany: "{n} mails wait.",
    before: "Before you go on, look who reported, below, and where their addresses came from.",
    reason: "Why to go on",
    reasonHint: "What you found and changed. It stays written, with your name.",
    noReason: "Write why to go on, in at least ten letters.",
    goOn: "Go on",
    ownerOnly: "Only an owner can let them go on.",
    ended:
      "Held from {since} to {until} for {complained} reports of {arrived}. Let go on by {who}: “{reason}”",
    owner: "the owner",
    unheld: "Nothing is held: they were let go on already.",
    done: "They leave now, one a second.",
  },
};
