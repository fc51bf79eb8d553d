import { fill } from "../../content/schema/locales/worker.ts";
import { findMailing } from "../clicks/mailing.ts";
import { shopTitle } from "../desk/coupon-parts.tsx";
import { reasonFor } from "../desk/mail.tsx";
import { currencyOf, sayMoney } from "../desk/money.ts";
import { landingTitle, sourceName, type View } from "../desk/view.ts";
import { sayWhen } from "../desk/when.ts";
import { openFor } from "../opened.ts";
import { purposeName } from "../preferences/page.tsx";
import { deedText } from "./deeds.ts";
import type { Grant, HeldCoupon, Message, Note, Reading, Receipt, Submission } from "./store-history.ts";
import type { LeadFile } from "./store-lead.ts";

/** One thing that happened, in words. */
export interface Event {
  at: number;
  text: string;
  /** What belongs to it, in smaller letters. */
  beside?: string | null;
  /** The post whose answers unfold under it. */
  submission?: Submission;
  /** The note that it is. */
  note?: Note;
}

/** Everything that happened with a lead, the latest first. */
export function timelineOf(file: LeadFile, view: View): Event[] {
  // Of what happened at one moment, the cause stands below.
  const events: Event[] = [
    ...file.notes.map((note) => ({ at: note.at, text: note.text, note })),
    ...file.tags.map(({ tag, at }) => ({ at, text: fill(view.texts.lead.events.tagged, { tag }) })),
    ...file.deeds.flatMap((deed) => moment(deed.at, deedText(deed, file, view))),
    ...file.coupons.flatMap((coupon) => couponEvents(coupon, view)),
    ...file.messages.flatMap((message) => messageEvents(message, view)),
    ...file.readings.map((reading) => readingEvent(reading, view)),
    ...openings(file.grants, view),
    ...file.receipts.map((receipt) => ({ at: receipt.at, text: consentText(receipt, view) })),
    ...[file.lead, ...file.merged].flatMap(({ confirmed_at, email }) =>
      moment(confirmed_at, view.words.timeline.confirmed, file.merged.length > 0 ? email : null),
    ),
    ...file.submissions.map((submission) => submitted(submission, view)),
  ];
  return events.sort((one, other) => other.at - one.at);
}

function moment(at: number | null, text: string | null, beside: string | null = null): Event[] {
  return at === null || text === null ? [] : [{ at, text, beside }];
}

function submitted(submission: Submission, view: View): Event {
  const words = view.texts.lead.events;
  const landing = landingTitle(view.catalog, submission.landing);
  const source = sourceName(submission.source_label, view);
  return {
    at: submission.at,
    text: fill(words.submitted, { landing }),
    beside: submission.source_label === "direct" ? source : fill(words.submittedFrom, { source }),
    submission,
  };
}

/** A gift counts as opened when its button was last pressed. */
function openings(grants: readonly Grant[], { catalog, texts }: View): Event[] {
  return grants.flatMap(({ magnet, open_until }) => {
    const gift = catalog.magnets[magnet];
    if (open_until === null || gift === undefined) return [];
    return moment(open_until - openFor(gift), fill(texts.lead.events.opened, { magnet: gift.title }));
  });
}

function messageEvents(message: Message, view: View): Event[] {
  const words = view.texts.lead.events;
  const kind = nameOfMail(message, view);
  const { status, created_at, sent_at, delivered_at, failure, reason } = message;
  const waits = status === "queued" || status === "leased";
  return [
    ...(sent_at === null
      ? moment(created_at, fill(waits ? words.waits : words.unsent, { kind }), reasonFor(view, failure))
      : moment(
          sent_at,
          fill(words.sent, { kind }),
          delivered_at === null ? null : fill(words.delivered, { when: sayWhen(delivered_at, view.reading) }),
        )),
    ...moment(message.deferred_at, words.deferred, kind),
    // The reason is that of the worst of them.
    ...moment(message.soft_at, words.backNow, because(kind, message.hard_at === null ? reason : null)),
    ...moment(message.hard_at, words.back, because(kind, reason)),
    ...moment(message.complained_at, words.complained, kind),
  ];
}

function readingEvent(reading: Reading, view: View): Event {
  const { at, what, href } = reading;
  const { mailOpened, mailPressed } = view.texts.lead.events;
  const name = nameOfMail(reading, view);
  return what === "opened"
    ? { at, text: mailOpened, beside: name }
    : { at, text: mailPressed, beside: because(name, href) };
}

/** What a mail is for; one of content also by its subject. */
function nameOfMail(
  { kind, mailing, variant }: Pick<Message, "kind" | "mailing" | "variant">,
  view: View,
): string {
  const name = view.words.messageKinds[kind];
  const subjects = mailing === null ? undefined : findMailing(view.catalog, mailing)?.subjects;
  const subject = subjects?.[variant ?? 0] ?? mailing;
  return subject === null ? name : `${name} «${subject}»`;
}

function because(kind: string, reason: string | null): string {
  return reason === null ? kind : `${kind}: ${reason}`;
}

function couponEvents(coupon: HeldCoupon, view: View): Event[] {
  const { code, issued_at, voided_at, replaced_by, redeemed_at, shop, amount } = coupon;
  const words = view.words.timeline;
  const spent = [
    ...(shop === null ? [] : [shopTitle(view, shop)]),
    ...(amount === null ? [] : [sayMoney(amount, currencyOf(view.catalog), view.reading.locale)]),
  ];
  return [
    ...moment(redeemed_at, fill(view.texts.lead.events.redeemed, { code }), spent.join(", ") || null),
    ...moment(
      voided_at,
      replaced_by === null
        ? fill(words.voided, { code })
        : fill(words.replaced, { code, other: replaced_by }),
    ),
    ...moment(issued_at, fill(words.coupon, { code })),
  ];
}

function consentText({ granted, channel, purpose }: Receipt, view: View): string {
  const words = view.words.timeline;
  const name = purposeName(purpose, view.texts.preferences);
  if (granted === 0) return fill(words.withdrew, { purpose: name });
  return fill(channel === "confirm" ? words.reaffirmed : words.consented, { purpose: name });
}
