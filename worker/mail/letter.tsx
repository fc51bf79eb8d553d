import type { Colours } from "../../content/schema/catalog.ts";
import type { MailWord } from "../../content/schema/mail-body.ts";
import { Button, Sheet, sans } from "./sheet.tsx";

/** Every sentence of a letter, ready to be set. */
export interface LetterWords {
  subject: string;
  brand: string;
  heading: string;
  /** Whether the heading is a figure, as what a coupon is worth: it is the mail's picture. */
  isFigure: boolean;
  summary: string | null;
  hello: string;
  text: string;
  /** What is agreed to by pressing the button, in its own words. */
  agreed?: string;
  /** What an author's own words may name. */
  said: Record<MailWord, string>;
  /** A code that the letter brings. */
  code?: LetterCode;
  button: string;
  lasts: string;
  otherwise: string;
  reason: string;
  rights: string;
  privacyLabel: string;
  privacyLink: string;
  /** The page where the reader changes what may be sent; letters to people of the business have none. */
  preferences?: { label: string; link: string };
  ownerName: string;
  owner: readonly string[];
}

/** A code, its picture, and what else there is of it. */
export interface LetterCode {
  label: string;
  code: string;
  /** The QR code, by its name among the mail's pictures. */
  picture: { id: string; alt: string };
  links: readonly { label: string; link: string }[];
}

interface Props {
  words: LetterWords;
  link: string;
  colours: Colours;
  locale: string;
}

const serif = "Georgia,'Times New Roman',serif";

/** One letter with one button; it reads well without pictures, in dark mode, and read aloud. */
export function Letter({ words, link, colours, locale }: Props) {
  const ink = `color:${colours.ink}`;
  return (
    <Sheet
      locale={locale}
      subject={words.subject}
      brand={words.brand}
      colours={colours}
      padding="40px 32px"
      preheader={words.lasts}
      foot={<Foot words={words} link={link} />}
    >
      <Heading words={words} ink={ink} />
      <p class="ink" style={`margin:0 0 12px;font:17px/1.6 ${sans};${ink}`}>
        {words.hello}
      </p>
      <p class="ink" style={`margin:0 0 28px;font:17px/1.6 ${sans};${ink}`}>
        {words.text}
      </p>
      <Agreed words={words} ink={ink} />
      {words.code === undefined ? null : <Code words={words.code} ink={ink} />}
      <Button label={words.button} link={link} colours={colours} />
      {words.code === undefined ? null : <Links links={words.code.links} />}
      <p class="quiet" style={`margin:24px 0 0;font:15px/1.6 ${sans};color:#55585c`}>
        {words.lasts}
      </p>
    </Sheet>
  );
}

/** What is agreed to by the press that follows, beside a rule: nobody takes it for a part of the letter. */
export function Agreed({ words, ink }: { words: LetterWords; ink: string }) {
  return words.agreed === undefined ? null : (
    <table
      role="presentation"
      width="100%"
      cellpadding="0"
      cellspacing="0"
      border={0}
      style="margin:0 0 28px"
    >
      <tr>
        <td class="rule" style="border-left:3px solid #c9c7c2;padding:0 0 0 16px">
          <p class="ink" style={`margin:0;font:15px/1.6 ${sans};${ink}`}>
            {words.agreed}
          </p>
        </td>
      </tr>
    </table>
  );
}

function Heading({ words, ink }: { words: LetterWords; ink: string }) {
  const type = words.isFigure ? `800 72px/1 ${sans};letter-spacing:-.03em` : `600 28px/1.2 ${serif}`;
  return (
    <>
      <h1 class="ink" style={`margin:0 0 ${words.summary === null ? 20 : 12}px;font:${type};${ink}`}>
        {words.heading}
      </h1>
      {words.summary === null ? null : (
        <p class="quiet" style={`margin:0 0 28px;font:15px/1.6 ${sans};color:#55585c`}>
          {words.summary}
        </p>
      )}
    </>
  );
}

/** The code in letters, for whoever sees no pictures, and as a QR code, whose picture brings its own light ground. */
export function Code({ words, ink }: { words: LetterCode; ink: string }) {
  const mono = "ui-monospace,'SF Mono',Menlo,Consolas,monospace";
  return (
    <table
      role="presentation"
      width="100%"
      cellpadding="0"
      cellspacing="0"
      border={0}
      style="margin:0 0 28px"
    >
      <tr>
        <td class="rule" align="center" style="border:2px dashed #c9c7c2;border-radius:8px;padding:20px 16px">
          <p class="quiet" style={`margin:0 0 4px;font:13px/1.4 ${sans};color:#55585c`}>
            {words.label}
          </p>
          <p class="ink" style={`margin:0 0 16px;font:600 20px/1.3 ${mono};letter-spacing:.04em;${ink}`}>
            {words.code}
          </p>
          <img
            src={`cid:${words.picture.id}`}
            alt={words.picture.alt}
            width="216"
            class="ink"
            style={`display:block;margin:0 auto;border-radius:4px;font:15px/1.5 ${sans};${ink}`}
          />
        </td>
      </tr>
    </table>
  );
}

/** What else there is of a code; `below` is the room that what follows needs. */
export function Links({ links, below = "0" }: { links: LetterCode["links"]; below?: string }) {
  return (
    <p class="quiet" style={`margin:20px 0 ${below};font:15px/2 ${sans};color:#55585c`}>
      {links.map(({ label, link }) => (
        <>
          <a class="quiet" href={link} style="display:inline-block;margin-right:20px;color:#55585c">
            {label}
          </a>{" "}
        </>
      ))}
    </p>
  );
}

/** What stands below the sheet of every letter to a lead. */
export function Foot({ words, link }: { words: LetterWords; link: string }) {
  const small = `margin:0 0 14px;font:13px/1.6 ${sans};color:#55585c`;
  return (
    <>
      <p class="quiet" style={small}>
        {words.otherwise}
        <br />
        <a class="quiet" href={link} style="color:#55585c;word-break:break-all">
          {link}
        </a>
      </p>
      <p class="quiet" style={small}>
        {words.reason}
      </p>
      <p class="quiet" style={small}>
        {words.rights}{" "}
        <a class="quiet" href={words.privacyLink} style="color:#55585c">
          {words.privacyLabel}
        </a>
      </p>
      {words.preferences === undefined ? null : (
        <p class="quiet" style={small}>
          <a class="quiet" href={words.preferences.link} style="color:#55585c">
            {words.preferences.label}
          </a>
        </p>
      )}
      <p class="quiet" style={small}>
        {words.ownerName}
        {words.owner.map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
      </p>
    </>
  );
}
