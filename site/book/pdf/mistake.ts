import { type ContentMistake, inOrder, tellAll } from "../../content/mistake.ts";

/** What the author of a book has to mend before it can be set. */
export class BookMistakes extends Error {
  readonly mistakes: readonly ContentMistake[];
  constructor(mistakes: readonly ContentMistake[]) {
    super(tellAll(inOrder(mistakes)));
    this.mistakes = inOrder(mistakes);
  }
}
