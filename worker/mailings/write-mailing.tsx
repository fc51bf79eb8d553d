import { raw } from "hono/html";
import type { Catalog } from "../../content/schema/catalog.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { MailBody, MailOwn } from "../../content/schema/mail-body.ts";
import { HiddenLink, SharedPicture } from "../clicks/hidden-link.tsx";
import type { MailLinks } from "../clicks/links.ts";
import { type Filling, fillPieces, inHtml, onOneLine } from "../mail/fill-body.ts";
import type { Reader } from "../mail/reader.ts";
import { Sheet } from "../mail/sheet.tsx";
import { usualWords, type WrittenLetter } from "../mail/write-letter.tsx";
import { type Footing, MailingFoot, mailingFoot } from "./foot.tsx";
import type { Mailing } from "./mailing.ts";

/** What one mail of a mailing is made of. */
export interface MailingParts {
  catalog: Catalog;
  /** The origin that visitors see. */
  publicUrl: string;
  mailing: Mailing;
  body: MailBody;
  reader: Reader;
  /** Which of its subjects. */
  variant: number;
  links: MailLinks;
  /** Why it comes. */
  reason: string;
  /** The page by which its reader ends it. */
  preferences: string;
}

/** A mail of content in our frame: whose it is, why it comes and how to end it stand in every one. */
export function writeMailing(parts: MailingParts): WrittenLetter & { preheader: string | null } {
  const { catalog, publicUrl, mailing, body, reader, links, variant } = parts;
  const { locale, colours } = mailing;
  const own: Record<MailOwn, string> = { title: "", until: "", asked: "", ...colours, origin: publicUrl };
  const filling: Filling = { reader, own, slots: { button: "", code: "" }, links: links.links };
  const line = (pieces: MailBody["subject"]) => onOneLine(fillPieces(pieces, filling, onOneLine).text);
  const subject = line([body.subject, ...(body.others ?? [])][variant] ?? body.subject);
  const preheader = body.preheader === undefined ? null : line(body.preheader);
  const usual = usualWords(catalog, locale, null, publicUrl, parts.preferences);
  const footing: Footing = { ...usual, words: textsIn(locale).mailing, reason: onOneLine(parts.reason) };
  const sheet = (
    <Sheet
      locale={locale}
      subject={subject}
      brand={usual.brand}
      colours={colours}
      padding="40px 32px 20px"
      {...(preheader !== null && { preheader })}
      foot={<MailingFoot footing={footing} />}
    >
      {raw(fillPieces(body.html, filling, inHtml).text)}
      <HiddenLink address={links.hidden} />
      <SharedPicture address={links.picture} />
    </Sheet>
  );
  // What a condition leaves out leaves no hole.
  const said = fillPieces(body.text, filling, onOneLine)
    .text.replace(/\n{3,}/g, "\n\n")
    .trim();
  return {
    subject,
    preheader,
    html: `<!doctype html>${raw(sheet)}`,
    text: [said, "", ...mailingFoot(footing)].join("\n"),
  };
}
