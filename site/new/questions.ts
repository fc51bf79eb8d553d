import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

/** Where the missing words come from: a person at a terminal, or the defaults. */
export interface Questions {
  /** The answer to `question`; an empty one is `fallback`, and `wrong` says why one is not taken. */
  ask(question: string, fallback?: string, wrong?: (answer: string) => string | undefined): Promise<string>;
  /** One of `choices`, the first unless another is asked for. */
  choose(question: string, choices: readonly string[]): Promise<string>;
  end(): void;
}

/** Thrown where words are missing and nobody can be asked. */
export class Unanswered extends Error {}

/** Nobody to ask: every question has its default, or stops the work. */
export const silent: Questions = {
  async ask(question, fallback) {
    if (fallback !== undefined) return fallback;
    throw new Unanswered(`This is missing: ${question}.`);
  },
  choose: async (_question, [first = ""]) => first,
  end() {},
};

/** Asks the person at `input`; lines that come before their question wait for it. */
export function asking(input: Readable, output: Writable): Questions {
  const terminal = createInterface({ input, output });
  const lines = terminal[Symbol.asyncIterator]();
  const ask: Questions["ask"] = async (question, fallback, wrong = () => undefined) => {
    const hint = fallback === undefined || fallback === "" ? "" : ` (${fallback})`;
    for (;;) {
      output.write(`  ${question}${hint}: `);
      const { value, done } = await lines.next();
      if (done) throw new Unanswered(`There was no answer to: ${question}.`);
      const answer = value.trim() || fallback;
      const problem = answer === undefined ? "Write something here." : wrong(answer);
      if (answer !== undefined && problem === undefined) return answer;
      output.write(`  ${problem}\n`);
    }
  };
  return {
    ask,
    choose(question, choices) {
      const wrong = (answer: string) =>
        choices.includes(answer) ? undefined : `One of these: ${choices.join(", ")}.`;
      return choices.length < 2
        ? Promise.resolve(choices[0] ?? "")
        : ask(`${question} [${choices.join(", ")}]`, choices[0], wrong);
    },
    end() {
      terminal.close();
    },
  };
}
