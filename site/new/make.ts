import { paint, type Terminal } from "../scripts/terminal.ts";
import { newArticle } from "./article.ts";
import { newCampaign } from "./campaign.ts";
import { type Draft, Refusal, write } from "./draft.ts";
import { type Existing, existing } from "./existing.ts";
import { newForm } from "./form.ts";
import { newLanding } from "./landing.ts";
import { newMagnet } from "./magnet.ts";
import { type Kind, kinds, type NewOptions, wrongName } from "./options.ts";
import { type Questions, Unanswered } from "./questions.ts";
import { newSequence } from "./sequence.ts";
import { newTemplate } from "./template.ts";

/** What a run needs from outside. */
interface Surroundings {
  root: string;
  terminal: Terminal;
  questions: Questions;
  now: Date;
}

/** Begins what `options` ask for below `root`, asks for what they leave open, and returns the exit code. */
export async function makeNew(options: NewOptions, around: Surroundings): Promise<number> {
  const { root, terminal, questions } = around;
  try {
    const kind = options.kind ?? kindOf(await askKind(questions));
    const name =
      options.name ??
      (await questions.ask(`the name of the ${kind}`, undefined, (given) => wrongName(kind, given)));
    const draft = await draftOf(kind, name, options, await existing(root), around);
    await write(root, draft);
    tell(draft, terminal);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) terminal.problem(error.message, error.cure);
    else if (error instanceof Unanswered)
      terminal.problem(
        error.message,
        "For example: npm run new -- landing guida --template ebook --locale it",
      );
    else throw error;
    return 1;
  } finally {
    questions.end();
  }
}

/** Without a terminal there is no default kind: nothing should appear that nobody asked for. */
function askKind(questions: Questions): Promise<string> {
  const wrong = (given: string) =>
    kinds.some((kind) => kind === given) ? undefined : `One of these: ${kinds.join(", ")}.`;
  return questions.ask(`what to begin: ${kinds.join(", ")}`, undefined, wrong);
}

function kindOf(answer: string): Kind {
  return kinds.find((kind) => kind === answer) ?? "landing";
}

function draftOf(
  kind: Kind,
  name: string,
  options: NewOptions,
  there: Existing,
  { questions, now }: Surroundings,
): Draft | Promise<Draft> {
  switch (kind) {
    case "landing":
      return newLanding(name, options, there, questions, now);
    case "form":
      return newForm(name, options, there);
    case "magnet":
      return newMagnet(name, options, there, questions);
    case "article":
      return newArticle(name, options, there, questions, now);
    case "sequence":
      return newSequence(name, options, there, questions);
    case "campaign":
      return newCampaign(name, options, there, questions);
    case "template":
      return newTemplate(name);
  }
}

function tell({ files, changes = {}, next }: Draft, terminal: Terminal): void {
  terminal.line();
  for (const path of Object.keys(files)) terminal.line(`  ${paint("green", "✓")} ${path}`);
  for (const path of Object.keys(changes)) terminal.line(`  ${paint("green", "✓")} ${path} (one line more)`);
  terminal.line();
  for (const line of next) terminal.line(`  ${line}`);
}
