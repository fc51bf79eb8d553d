import type { Form } from "../../content/schema/form.ts";
import type { Branch } from "../../content/schema/sequence.ts";
import type { ContentDocument } from "../content/document.ts";
import { mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { wrongCondition } from "./conditions.ts";
import { checkMagnet, type KnownToMailings } from "./mailing.ts";
import { cureOf } from "./names.ts";

/** What a mail of a sequence may ask about whoever it is for. */
interface Known {
  /** The forms whose answers may come with it. */
  forms: readonly Form[];
  known: KnownToMailings;
  /** The names of the mails before it. */
  earlier: readonly string[];
}

/** Somebody can be meant by `when`. */
export function checkBranch(
  document: ContentDocument,
  when: Branch,
  { forms, known, earlier }: Known,
  mistakes: ContentMistake[],
): void {
  const { answers, downloaded, redeemed, clicked } = when;
  const tell = (key: string, message: string, cure: string) =>
    mistakes.push(mistakeAt(document, ["when", key], message, cure));
  if ([answers, downloaded, redeemed, clicked].every((part) => part === undefined))
    tell("not", "This says nothing about anybody.", 'Name "answers", "downloaded", "redeemed" or "clicked".');
  const wrong = answers === undefined ? null : wrongCondition(answers, forms);
  if (wrong !== null) tell("answers", wrong.message, wrong.cure);
  if (typeof downloaded === "string")
    checkMagnet(document, ["when", "downloaded"], downloaded, known, mistakes);
  if (typeof redeemed === "string") {
    checkMagnet(document, ["when", "redeemed"], redeemed, known, mistakes);
    if (known.magnets.has(redeemed) && !known.coupons.has(redeemed))
      tell("redeemed", `"${redeemed}" is no coupon.`, cureOf(redeemed, [...known.coupons]));
  }
  if (clicked !== undefined && !earlier.includes(clicked))
    tell("clicked", `No mail before this one is called "${clicked}".`, cureOf(clicked, earlier));
}
