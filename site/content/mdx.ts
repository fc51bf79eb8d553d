import { join } from "node:path";
import { nearestOf } from "../../content/schema/explain.ts";
import { markdownProcessor } from "../markdown/processor.ts";
import { isPlain } from "./body.ts";
import type { ContentMistake } from "./mistake.ts";

type Compiler = Awaited<ReturnType<NonNullable<ReturnType<typeof markdownProcessor>["createMdxRenderer"]>>>;

/** The compiler that the build uses, made when the first text needs it. */
let compiler: Compiler | undefined;

/** A text, and where it stands. */
interface Body {
  file: string;
  body: string;
  bodyLine: number;
}

/** What keeps the text of `document` from being MDX: broken tags or braces, components that nothing brings in. */
export async function mdxMistakes(root: string, document: Body): Promise<ContentMistake[]> {
  if (isPlain(document.body)) return [];
  compiler ??= await markdownProcessor().createMdxRenderer?.({ syntaxHighlight: false }, { optimize: false });
  if (compiler === undefined)
    throw new Error("The Markdown processor of this version of Astro compiles no MDX.");
  try {
    await compiler.process(document.body, join(root, document.file), {});
  } catch (error) {
    return [syntaxMistake(document, error instanceof Error ? error.message : String(error))];
  }
  return [...unknownComponents(document), ...blockedParts(document)];
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
  return text.replace(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replace(/[^\n]/g, " "));
}

function mistakeIn(document: Body, index: number, message: string, cure: string): ContentMistake {
  const line = document.bodyLine + document.body.slice(0, index).split("\n").length - 1;
  return { file: document.file, line, key: "", message, cure };
}

function syntaxMistake(document: Body, message: string): ContentMistake {
  const [, line = "1", , what = message] = /^(\d+):(\d+): ([\s\S]*)$/.exec(message) ?? [];
  return {
    file: document.file,
    line: document.bodyLine + Number(line) - 1,
    key: "",
    message: `The text cannot be read: ${what.replace(/ \((?:\d+:\d+|mdx[^)]*)\)/g, "")}.`,
    cure: 'Close every tag and brace; to show one as a sign, write "\\<" or "\\{".',
  };
}

function unknownComponents(document: Body): ContentMistake[] {
  const text = withoutCode(document.body);
  const imports = [...text.matchAll(/^import\s+([^"']+?)\s+from\b/gm)];
  const imported = imports.flatMap(([, names = ""]) => names.match(/\w+/g) ?? []);
  return [...text.matchAll(/<([A-Z]\w*)/g)].flatMap(({ 1: name = "", index }) => {
    if (imported.includes(name)) return [];
    const nearest = nearestOf(name, imported);
    const cure =
      nearest === undefined
        ? "Import it at the top of the text, or delete the tag."
        : `Did you mean <${nearest}>?`;
    return [mistakeIn(document, index, `There is no component <${name}>.`, cure)];
  });
}
