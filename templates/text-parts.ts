import type { BlockName } from "./blocks/rules.ts";

/** A question and its answer as plain text. */
interface AskedQuestion {
  question: string;
  answer: string;
}

/** What an author's text holds that its page must know of. */
export interface TextParts {
  /** The blocks in it, each once, in the order in which they first stand. */
  blocks: BlockName[];
  /** The questions and answers in it. */
  questions: AskedQuestion[];
}

/** A text without a single block. */
export const plainText: TextParts = { blocks: [], questions: [] };
