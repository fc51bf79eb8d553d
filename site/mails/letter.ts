import { createHash } from "node:crypto";
import type { MailBody } from "../../content/schema/mail-body.ts";
import type { LetterEntry } from "../content/content.ts";
import type { ContentDocument, KeyPath } from "../content/document.ts";
import { mistakeAt } from "../content/judge.ts";
import { mdxMistake } from "../content/mdx.ts";
import type { ContentMistake } from "../content/mistake.ts";
import { type TextNode, treeOf } from "../content/text-tree.ts";
import { type MailBlocks, mailBlocksIn, type TellAt } from "./blocks.ts";
import { htmlOf } from "./html.ts";
import { markNames, type Nameable } from "./names.ts";
import { type MailPictureFile, picturesOf } from "./pictures.ts";
import { type Marks, withoutMarks } from "./pieces.ts";
import type { KnownToMails } from "./read.ts";
import { fullWidth } from "./style.ts";
import { textOf } from "./text.ts";
import { told } from "./told.ts";

/** The lines of a mail's front matter in which names may stand. */
interface Lines {
  /** One subject, or those that are tried. */
  subject: string | readonly string[];
  preheader?: string | undefined;
  button?: string | undefined;
}

/** What a mail is set with. */
interface Means {
  known: Pick<KnownToMails, "root" | "files">;
  nameable: Nameable;
  marks: Marks;
}

/** A mail set for mail programs, and what it was set from. */
interface SetLetter {
  body: MailBody;
  pictures: readonly MailPictureFile[];
  tree: TextNode;
  blocks: MailBlocks;
  tell: TellAt;
}

/** The mail in `document` with its `lines`, set in pieces; every mistake in it goes to `mistakes`. */
export async function setLetter(
  document: ContentDocument,
  lines: Lines,
  means: Means,
  mistakes: ContentMistake[],
): Promise<SetLetter | null> {
  const text = await setText(document, means, mistakes);
  const line = (path: KeyPath, written: string) => lineOf(document, path, written, means, mistakes);
  const [subject, ...others] =
    typeof lines.subject === "string"
      ? [line(["subject"], lines.subject)]
      : lines.subject.map((each, place) => line(["subject", place], each));
  const preheader = lines.preheader && line(["preheader"], lines.preheader);
  const button = lines.button && line(["button"], lines.button);
  if (text === null || subject === undefined) return null;
  const { marks } = means;
  const body: MailBody = {
    subject,
    ...(others.length > 0 && { others }),
    ...(preheader && { preheader }),
    ...(button && { button }),
    html: marks.cut(text.html),
    text: marks.cut(text.text),
    ...(marks.links.length > 0 && { links: [...marks.links] }),
  };
  const { tree, blocks, tell, pictures } = text;
  return { body, pictures, tree, blocks, tell };
}

/** The mail in `document`, called `path`; where its words lie among the assets changes with them. */
export function letterOf(
  path: string,
  { file, body: written, bodyLine }: ContentDocument,
  { locale, body, pictures }: Pick<LetterEntry, "locale" | "body" | "pictures">,
): LetterEntry {
  const hash = createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
  return { file, locale, body, asset: `/_private/mails/${path}.${hash}.json`, pictures, written, bodyLine };
}

async function setText(
  document: ContentDocument,
  { known, nameable, marks }: Means,
  mistakes: ContentMistake[],
) {
  const { file, bodyLine } = document;
  const tellLine = (line: number, key: string, message: string, cure: string) =>
    mistakes.push({ file, line, key, message, cure });
  const written = withoutMarks(document.body);
  const marked = markNames(written, marks, nameable, (index, message, cure) =>
    tellLine(bodyLine + written.slice(0, index).split("\n").length - 1, "", message, cure),
  );
  let tree: TextNode;
  try {
    tree = await treeOf(marked);
  } catch (error) {
    mistakes.push(mdxMistake(document, error instanceof Error ? error.message : String(error)));
    return null;
  }
  const tell: TellAt = (node, key, message, cure) => tellLine(bodyLine + node.line - 1, key, message, cure);
  const blocks = mailBlocksIn(tree, tell);
  const pictures = await picturesOf(known.root, file, blocks, known.files, tell);
  const html = htmlOf(tree.children, { marks, blocks, pictures, width: fullWidth });
  const text = textOf(tree.children, { marks, blocks }).trim();
  return { tree, blocks, tell, html, text, pictures: [...pictures.values()] };
}

/** A line of the front matter, in pieces. */
function lineOf(
  document: ContentDocument,
  path: KeyPath,
  line: string,
  { marks, nameable }: Means,
  mistakes: ContentMistake[],
) {
  const marked = markNames(withoutMarks(line), marks, nameable, (_, message, cure) =>
    mistakes.push(mistakeAt(document, path, message, cure)),
  );
  const pieces = marks.cut(marked);
  if (told(pieces).trim() === "")
    mistakes.push(
      mistakeAt(
        document,
        path,
        `Whoever gave no answer gets an empty "${path[0]}".`,
        "Say what stands there otherwise: {nome|…}.",
      ),
    );
  return pieces;
}
