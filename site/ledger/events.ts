import type { Evidence } from "../../content/schema/evidence.ts";
import { fill } from "../../content/schema/locales/index.ts";
import type { Writing } from "./document.ts";

/** What happened, in the order of time: posts, consents, mails and presses; each a row of when and what. */
export function eventsOf(evidence: Evidence, writing: Writing): string[][] {
  const events = [
    ...evidence.submissions.flatMap((submission) => submissionEvents(submission, writing)),
    ...evidence.receipts.map(({ at, event, purpose, id }) => ({
      at,
      text: fill(writing.words.events[event], { purpose, id }),
    })),
    ...evidence.mails.flatMap((mail) => mailEvents(mail, writing)),
  ];
  // Sorting keeps the order of what happened in the same moment.
  return events
    .sort((one, other) => one.at.localeCompare(other.at))
    .map(({ at, text }) => [writing.say(at), text]);
}

interface Event {
  at: string;
  text: string;
}

function submissionEvents(
  { at, confirmed, form, pageUrl, network, agent }: Evidence["submissions"][number],
  { words }: Writing,
): Event[] {
  const { events } = words;
  const sender = [
    ...(network === null ? [] : [fill(words.network, { network })]),
    ...(agent === null ? [] : [fill(words.agent, { agent })]),
  ];
  const text = [fill(events.submitted, { form, page: pageUrl }), ...sender].join(", ");
  return [{ at, text }, ...(confirmed === null ? [] : [{ at: confirmed, text: events.address }])];
}

function mailEvents(mail: Evidence["mails"][number], { words, mailKind }: Writing): Event[] {
  const { id } = mail;
  const values = { id, kind: mailKind(mail.kind), provider: mail.provider ?? words.unknown };
  const { events } = words;
  const moments = [
    { at: mail.written, text: events.written },
    { at: mail.sent, text: events.sent },
    { at: mail.delivered, text: events.delivered },
    { at: mail.bounced, text: events.bounced },
  ];
  return moments.flatMap(({ at, text }) => (at === null ? [] : [{ at, text: fill(text, values) }]));
}
