import { createHash } from "node:crypto";
import { mailSchema } from "../../content/schema/mail.ts";
import { type MailBody, wordsOf } from "../../content/schema/mail-body.ts";
import type { Site } from "../../content/schema/site.ts";
import type { MailEntry } from "../content/content.ts";
import type { ContentDocument } from "../content/document.ts";
import { judge, mistakeAt } from "../content/judge.ts";
import { mdxMistake } from "../content/mdx.ts";
import type { ContentMistake } from "../content/mistake.ts";
import type { ReadLanding } from "../content/references.ts";
import { type TextNode, treeOf } from "../content/text-tree.ts";
import { mailBlocksIn, type TellAt } from "./blocks.ts";
import { checkMail } from "./check.ts";
import { htmlOf } from "./html.ts";
import { markNames, type Nameable } from "./names.ts";
import { picturesOf } from "./pictures.ts";
import { type Marks, makeMarks, withoutMarks } from "./pieces.ts";
import { mailFile, placeOf } from "./place.ts";
import { fullWidth } from "./style.ts";
import { textOf } from "./text.ts";

/** What mails may refer to. */
export interface KnownToMails {
  root: string;
  site: Site;
  landings: readonly ReadLanding[];
  /** Paths of all landings, also of those with mistakes. */
  paths: readonly string[];
  /** The names of magnets that are coupons. */
  coupons: ReadonlySet<string>;
  files: ReadonlySet<string>;
  /** The addresses of all pages that anyone may open. */
  pages: ReadonlySet<string>;
}

/** The mails at `paths`, set for mail programs; every mistake in them goes to `mistakes`. */
export async function readMails(
  paths: readonly string[],
  documents: ReadonlyMap<string, ContentDocument>,
  known: KnownToMails,
  mistakes: ContentMistake[],
): Promise<MailEntry[]> {
  const found: MailEntry[] = [];
  for (const path of paths) {
    const document = documents.get(mailFile(path));
    const mail = document && (await readMail(path, document, known, mistakes));
    if (!document || !mail) continue;
    const twin = found.find(
      ({ kind, locale, landing }) => kind === mail.kind && locale === mail.locale && landing === mail.landing,
    );
    if (twin === undefined) found.push(mail);
    else
      mistakes.push(
        mistakeAt(
          document,
          [],
          `${twin.file} is the same mail in the same language.`,
          "Delete one of the two.",
        ),
      );
  }
  return found;
}

async function readMail(
  path: string,
  document: ContentDocument,
  known: KnownToMails,
  mistakes: ContentMistake[],
): Promise<MailEntry | null> {
  const before = mistakes.length;
  const mail = judge(document, mailSchema, mistakes);
  if (mail === null) return null;
  const place = placeOf(path, mail.locale, document, known, mistakes);
  if (place === null) return null;
  const { kind, locale, landing, landings } = place;
  // The answers to nothing come with a mail about one's data: whoever asked for it may have been someone else.
  const forms = kind === "copy" || kind === "erasure" ? [] : landings.map(({ entry }) => entry.form);
  const nameable = { forms, words: wordsOf(kind) };
  const marks = makeMarks();
  const text = await setText(document, { known, nameable, marks }, mistakes);
  const line = (key: "subject" | "preheader" | "button") =>
    mail[key] === undefined ? undefined : lineOf(document, key, mail[key], { marks, nameable }, mistakes);
  const [subject, preheader, button] = [line("subject"), line("preheader"), line("button")];
  if (text === null || subject === undefined) return null;
  const body: MailBody = {
    subject,
    ...(preheader && { preheader }),
    ...(button && { button }),
    html: marks.cut(text.html),
    text: marks.cut(text.text),
  };
  const { tree, blocks, tell } = text;
  checkMail({ tree, blocks, forms, kind, landings, known }, tell);
  if (mistakes.length > before) return null;
  const hash = createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
  const asset = `/_private/mails/${path}.${hash}.json`;
  return { path, file: document.file, kind, locale, landing, body, asset, pictures: text.pictures };
}

interface Means {
  known: KnownToMails;
  nameable: Nameable;
  marks: Marks;
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
  key: string,
  line: string,
  { marks, nameable }: Omit<Means, "known">,
  mistakes: ContentMistake[],
) {
  const marked = markNames(withoutMarks(line), marks, nameable, (_, message, cure) =>
    mistakes.push(mistakeAt(document, [key], message, cure)),
  );
  return marks.cut(marked);
}
