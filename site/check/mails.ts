import { type MailPiece, mailClip } from "../../content/schema/mail-body.ts";
import { allLetters, type LetterEntry } from "../content/content.ts";
import type { KeyPath } from "../content/document.ts";
import { weightOf } from "../mails/weigh.ts";
import type { Rule } from "./rule.ts";

/** As many letters of a subject as a telephone shows. */
const shownSubject = 60;

export const mailRules: Rule[] = [
  {
    id: "mail-weight",
    severity: "error",
    reason: "Gmail cuts a mail off here, and the links by which people stop mails are cut off with it.",
    source: "Gmail Help: a message over 102 kB is clipped; RFC 8058",
    cure: "Shorten the mail, and put the rest on a page that it leads to.",
    check: ({ content }) =>
      allLetters(content).flatMap(({ file, body }) => {
        const weight = weightOf(body.html);
        if (weight <= mailClip) return [];
        const message = `With its frame the mail weighs up to ${Math.ceil(weight / 1000)} of ${mailClip / 1000} kB.`;
        return [{ file, at: ["subject"], message }];
      }),
  },
  {
    id: "mail-subject",
    severity: "warning",
    reason: "A telephone shows the first words of a subject, and cuts the rest.",
    source: "Apple Mail and Gmail on telephones show 40 to 60 letters",
    cure: "Say what is in the mail within 60 letters; the preheader may go on.",
    check: ({ content }) =>
      allLetters(content).flatMap((letter) =>
        subjectsOf(letter).flatMap(({ pieces, at }) => {
          const length = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
          if (length <= shownSubject) return [];
          return [{ file: letter.file, at, message: `The subject has about ${length} letters.` }];
        }),
      ),
  },
  {
    id: "mail-preheader",
    severity: "warning",
    reason: "Beside the subject an inbox shows the first words that it finds: a greeting says nothing.",
    source: "Gmail, Outlook and Apple Mail show a preview of the text in the list of mails",
    cure: "Give the front matter a preheader that goes on where the subject ends.",
    check: ({ content }) =>
      allLetters(content).flatMap(({ file, body }) =>
        body.preheader === undefined
          ? [{ file, at: ["subject"], message: "The mail has no preheader." }]
          : [],
      ),
  },
];

/** The subjects of a mail, and where each is written. */
export function subjectsOf({ body }: Pick<LetterEntry, "body">): { pieces: MailPiece[]; at: KeyPath }[] {
  const { subject, others = [] } = body;
  if (others.length === 0) return [{ pieces: subject, at: ["subject"] }];
  return [subject, ...others].map((pieces, place) => ({ pieces, at: ["subject", place] }));
}

/** What a name or a title usually takes. */
const usual = 12;

function lengthOf(piece: MailPiece): number {
  if (typeof piece === "string") return [...piece].length;
  return "field" in piece ? Math.max(usual, piece.otherwise.length) : usual;
}
