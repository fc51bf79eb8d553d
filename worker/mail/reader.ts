import type { Answers } from "../../content/schema/answers.ts";
import type { Condition } from "../../content/schema/condition.ts";
import type { Field } from "../../content/schema/field.ts";
import { isMet } from "../../content/schema/steps.ts";
import { greetingName } from "../identity.ts";

/** What the reader of a mail answered once, as far as a mail may tell it. */
export interface Reader {
  /** The answer to `field`, on one line; null where there is none that is fit for a mail. */
  say(field: string): string | null;
  /** Whether the answers meet `condition`. */
  meets(condition: Condition): boolean;
}

/** The reader who gave `answers` to `fields`. */
export function readerOf(fields: readonly Field[], answers: Answers): Reader {
  return {
    say(name) {
      const field = fields.find((one) => one.name === name);
      const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
      return field === undefined || answer === undefined || answer.length === 0
        ? null
        : fitAnswer(field, answer);
    },
    meets: (condition) => isMet(condition, answers),
  };
}

/** A reader of whom nothing is known. */
export const nobody: Reader = { say: () => null, meets: () => false };

/** What the author wrote stands as it is; what was typed is told only where it cannot be an address or a sentence of its own. */
function fitAnswer(field: Field, answer: string | string[]): string | null {
  const given = [answer].flat();
  switch (field.type) {
    case "choice": {
      const labels = given.map((each) => field.options.find(({ value }) => value === each)?.label ?? null);
      return labels.every((label) => label !== null) ? labels.join(", ") : null;
    }
    case "scale":
      return given.every((each) => /^-?\d{1,4}$/.test(each)) ? given.join(", ") : null;
    case "hidden":
      return given[0] !== undefined && given[0] === field.value ? given[0] : null;
    default:
      return greetingName(given.join(" "));
  }
}
