import { dislikedIn, falseAnswer } from "../../content/schema/disliked.ts";
import { allLetters, type LetterEntry } from "../content/content.ts";
import { told } from "../mails/told.ts";
import { subjectsOf } from "./mails.ts";
import type { Rule, Spot } from "./rule.ts";

export const mailWordRules: Rule[] = [
  {
    id: "mail-words",
    severity: "note",
    reason: "Filters count such words, and readers do: what shouts is taken for an advertisement.",
    source: "Apache SpamAssassin, rules on subjects and bodies; Gmail, Email sender guidelines",
    cure: "Say the same in a quiet voice, or leave it out.",
    check: ({ content }) => allLetters(content).flatMap(wordsIn),
  },
  {
    id: "mail-send",
    severity: "warning",
    reason: "A campaign whose day is over cannot be approved any more; one in the archive was sent.",
    source: "Imbuto, the authors' contract",
    cure: 'Give "send" a day that is to come; delete the key to send it as soon as it is approved.',
    check: ({ content, today }) =>
      content.campaigns.flatMap(({ file, campaign }) =>
        campaign.send !== undefined && campaign.archive === undefined && campaign.send.slice(0, 10) < today
          ? [{ file, at: ["send"], message: `It was to go out at ${campaign.send}.` }]
          : [],
      ),
  },
];

function wordsIn(letter: LetterEntry): Spot[] {
  const { file, body, written, bodyLine } = letter;
  const spot = (at: Spot["at"], text: string) => {
    const found = dislikedIn(text);
    return found === null ? [] : [{ file, at, message: `"${found.words}": ${found.what}.` }];
  };
  const subjects = subjectsOf(letter).flatMap(({ pieces, at }) => {
    const text = told(pieces);
    return falseAnswer.test(text)
      ? [{ file, at, message: `The subject looks like an answer: "${text}".` }]
      : spot(at, text);
  });
  const preheader = body.preheader === undefined ? [] : spot(["preheader"], told(body.preheader));
  const lines = written.split("\n").flatMap((line, place) => spot(bodyLine + place, line));
  return [...subjects, ...preheader, ...lines];
}
