import { mailSchema } from "../../content/schema/mail.ts";
import { wordsOf } from "../../content/schema/mail-body.ts";
import type { Site } from "../../content/schema/site.ts";
import type { MailEntry } from "../content/content.ts";
import type { ContentDocument } from "../content/document.ts";
import { judge, mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import type { ReadLanding } from "../content/references.ts";
import { checkMail } from "./check.ts";
import { letterOf, setLetter } from "./letter.ts";
import { makeMarks } from "./pieces.ts";
import { mailFile, placeOf } from "./place.ts";

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
  const means = { known, nameable: { forms, words: wordsOf(kind) }, marks: makeMarks() };
  const set = await setLetter(document, mail, means, mistakes);
  if (set === null) return null;
  const { body, pictures, tell, ...text } = set;
  checkMail({ ...text, forms, kind, landings, known }, tell);
  if (mistakes.length > before) return null;
  return { ...letterOf(path, document, { locale, body, pictures }), path, kind, landing };
}
