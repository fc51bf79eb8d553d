import type { Dynamic } from "../../content/schema/catalog.ts";
import { isAsked } from "../../content/schema/field.ts";
import type { Form } from "../../content/schema/form.ts";
import { fill } from "../../content/schema/locales/index.ts";
import type { Params } from "../../content/schema/params.ts";
import type { TemplateLanding } from "../../templates/index.ts";
import type { TextParts } from "../../templates/text-parts.ts";
import type { UsedBlock } from "./blocks.ts";
import type { ContentDocument } from "./document.ts";
import { mistakeAt } from "./judge.ts";
import type { ContentMistake } from "./mistake.ts";

/** A landing with the usual words in place of its params, and the sentences as they were. */
interface Worded {
  landing: TemplateLanding;
  params: Params;
  words: Dynamic["words"];
}

/** The params of `landing`, from its front matter and its text, and its sentences with the usual words in them. */
export function wordedLanding(
  document: ContentDocument,
  landing: TemplateLanding,
  mistakes: ContentMistake[],
): Worded {
  const params = { ...landing.params };
  for (const block of document.blocks.used) {
    if (block.name === "Param") takeParam(document, block, params, mistakes);
  }
  const { title, intro, seo } = landing;
  refuseUnknown(document, { title, intro }, params, mistakes);
  const usual = usualOf(params);
  const filled = (text: string | undefined) => (text === undefined ? undefined : fill(text, usual));
  return {
    params,
    words: {
      ...(filled(title) !== title && { title }),
      ...(filled(intro) !== intro && { intro }),
    },
    landing: {
      ...landing,
      title: fill(title, usual),
      intro: filled(intro),
      seo: { ...seo, title: filled(seo.title), description: filled(seo.description) },
    },
  };
}

/** What stands for each of `params` when the address names nothing. */
export function usualOf(params: Params): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));
}

/** `parts` with the usual words in place of its params. */
export function wordedParts({ blocks, questions }: TextParts, params: Params): TextParts {
  const usual = usualOf(params);
  return {
    blocks,
    questions: questions.map(({ question, answer }) => ({ question, answer: fill(answer, usual) })),
  };
}

/** Whether the Worker must make the page of a landing, and out of what. */
export function dynamicOf(path: string, form: Form, { params, words }: Worded): Dynamic | undefined {
  const isPrefilled = form.fields.some((field) => isAsked(field) && field.query !== undefined);
  if (!isPrefilled && !form.prefill && Object.keys(params).length === 0) return undefined;
  return { page: `/_private/${path}/landing/`, params, words };
}

function takeParam(
  document: ContentDocument,
  { line, props }: UsedBlock,
  params: Params,
  mistakes: ContentMistake[],
): void {
  const { name, default: usual, options } = props;
  if (typeof name !== "string") return;
  const tell = (message: string, cure: string) =>
    mistakes.push({ file: document.file, line, key: "Param", message, cure });
  const known = params[name];
  if (known === undefined) {
    if (typeof usual === "string" && Array.isArray(options)) params[name] = { default: usual, options };
    else
      tell(
        `Nothing says what "${name}" may be.`,
        `Give <Param> its default and options, or add "${name}" to "params" in the front matter.`,
      );
  } else if (
    (usual ?? known.default) !== known.default ||
    !sameList(options ?? known.options, known.options)
  ) {
    tell(`"${name}" is told twice, and not alike.`, "Say its default and its options in one place.");
  }
}

function sameList(one: unknown, other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A word in braces that nothing stands for would be shown as it is. */
function refuseUnknown(
  document: ContentDocument,
  sentences: Record<string, string | undefined>,
  params: Params,
  mistakes: ContentMistake[],
): void {
  for (const [key, sentence = ""] of Object.entries(sentences)) {
    for (const [, name = ""] of sentence.matchAll(/\{([a-z][a-z0-9]*)\}/g)) {
      if (Object.hasOwn(params, name)) continue;
      const cure = `Add params: { ${name}: { default: …, options: […] } }, or delete the braces.`;
      mistakes.push(mistakeAt(document, [key], `Nothing says what {${name}} stands for.`, cure));
    }
  }
}
