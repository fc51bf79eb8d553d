import { join } from "node:path";
import { isBlock } from "../../templates/blocks/rules.ts";
import { markdownProcessor } from "../markdown/processor.ts";
import { type Body, cureForTag, noBlocks, type ReadBlocks, readBlocks } from "./blocks.ts";
import { isPlain } from "./body.ts";
import type { ContentMistake } from "./mistake.ts";

type Compiler = Awaited<ReturnType<NonNullable<ReturnType<typeof markdownProcessor>["createMdxRenderer"]>>>;

/** The compiler that the build uses, made when the first text needs it. */
let compiler: Compiler | undefined;

/** The blocks in the text of `document`, and what keeps it from being MDX: broken tags, braces, components that nothing brings in. */
export async function readMdx(root: string, document: Body): Promise<ReadBlocks> {
  // A mail has blocks of its own, and is read where the forms are known whose answers it names.
  if (isPlain(document.body) || /^content\/(?:mails|sequences|campaigns)\//.test(document.file))
    return noBlocks;
  compiler ??= await markdownProcessor().createMdxRenderer?.({ syntaxHighlight: false }, { optimize: false });
  if (compiler === undefined)
    throw new Error("The Markdown processor of this version of Astro compiles no MDX.");
  try {
    await compiler.process(document.body, join(root, document.file), {});
  } catch (error) {
    return {
      ...noBlocks,
      mistakes: [mdxMistake(document, error instanceof Error ? error.message : String(error))],
    };
  }
  const tags = tagsIn(document);
  const { imported } = tags;
  const wrong = [...unknownComponents(document, tags), ...blockedParts(document)];
  // The quick way for texts that have no block of ours: they are not read a second time.
  const hasBlocks = tags.found.some(({ name }) => isBlock(name) && !imported.includes(name));
  const read = hasBlocks ? await readBlocks(document, imported) : noBlocks;
  return { ...read, mistakes: [...wrong, ...read.mistakes] };
}

/** What the content security policy would block in a browser, without a word. */
function blockedParts(document: Body): ContentMistake[] {
  const blocked =
    /<(iframe|object|embed|link|base)\b|<script\b[^>]*\s(src)=|<[a-z][^<>]*\s(style|on[a-z]+)=/gi;
  return [...withoutCode(document.body).matchAll(blocked)].map((found) => {
    const name = found[1] === undefined ? `the attribute "${found[2] ?? found[3]}"` : `<${found[1]}>`;
    return mistakeIn(document, found.index, `A page may not have ${name}: browsers block it.`, "Delete it.");
  });
}

function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```|`[^`\n]*`|\{\/\*[\s\S]*?\*\/\}/g, (code) =>
    code.replace(/[^\n]/g, " "),
  );
}

function mistakeIn(document: Body, index: number, message: string, cure: string): ContentMistake {
  const line = document.bodyLine + document.body.slice(0, index).split("\n").length - 1;
  return { file: document.file, line, key: "", message, cure };
}

/** The compiler's `message` about `document`, as a mistake of its author's. */
export function mdxMistake(document: Body, message: string): ContentMistake {
  const [, line = "1", , what = message] = /^(\d+):(\d+): ([\s\S]*)$/.exec(message) ?? [];
  return {
    file: document.file,
    line: document.bodyLine + Number(line) - 1,
    key: "",
    message: `The text cannot be read: ${what.replace(/ \((?:\d+:\d+|mdx[^)]*)\)/g, "")}.`,
    cure: 'Close every tag and brace; to show one as a sign, write "\\<" or "\\{".',
  };
}

interface Tags {
  found: { name: string; index: number }[];
  /** The names that the author brings in. */
  imported: string[];
}

function tagsIn(document: Body): Tags {
  const text = withoutCode(document.body);
  const imports = [...text.matchAll(/^import\s+([^"']+?)\s+from\b/gm)];
  return {
    found: [...text.matchAll(/<([A-Z]\w*)/g)].map(({ 1: name = "", index }) => ({ name, index })),
    imported: imports.flatMap(([, names = ""]) => names.match(/\w+/g) ?? []),
  };
}

function unknownComponents(document: Body, { found, imported }: Tags): ContentMistake[] {
  return found.flatMap(({ name, index }) =>
    isBlock(name) || imported.includes(name)
      ? []
      : [mistakeIn(document, index, `There is no block <${name}>.`, cureForTag(name, imported))],
  );
}
